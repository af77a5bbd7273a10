#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "test/harness.h"

TEST(an_arena_gives_zeroed_aligned_memory)
{
	for (size_t size = 1; size < 40000; size = size * 3 + 1) {
		unsigned char *p = arena_alloc(t->arena, size);

		CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
		CHECK(p[0] == 0 && p[size - 1] == 0);
		memset(p, 0xFF, size);
	}
}

TEST(an_arena_rewinds_to_a_mark)
{
	struct arena *a = arena_new(64);
	char *kept = arena_str(a, "kept");
	struct arena_mark mark = arena_mark(a);
	size_t used = arena_used(a);

	for (int i = 0; i < 100; i++)
		arena_alloc(a, 1000);
	CHECK(arena_used(a) >= used + 100000);
	arena_rewind(a, mark);
	CHECK_INT((int64_t)used, (int64_t)arena_used(a));
	CHECK_STR("kept", kept);
	CHECK_INT(0, *(char *)arena_alloc(a, 1000));
	arena_free(a);
}

TEST(a_buffer_grows_and_stays_a_string)
{
	struct buf b;

	buf_init(&b, t->arena, 1);
	buf_str(&b, "one");
	buf_char(&b, ' ');
	buf_int(&b, INT64_MIN);
	buf_utf8(&b, 0x20AC);
	buf_printf(&b, " %s", "two");
	CHECK_STR("one -9223372036854775808\u20AC two", b.data);
	buf_cut(&b, 3);
	CHECK_STR("one", b.data);
}

TEST(a_list_keeps_its_elements_as_it_grows)
{
	LIST(int64_t) list = { 0 };
	int64_t sum = 0;

	for (int64_t i = 0; i < 1000; i++)
		*LIST_PUSH(t->arena, &list) = i;
	for (size_t i = 0; i < list.n; i++)
		sum += list.at[i];
	CHECK_INT(1000, (int64_t)list.n);
	CHECK_INT(499500, sum);
}

static void note(void *what)
{
	(*(int *)what)++;
}

TEST(an_arena_tells_when_what_it_held_ends)
{
	struct arena *a = arena_new(64);
	struct arena_mark mark;
	int before = 0, after = 0;

	(void)t;
	arena_on_end(a, note, &before);
	mark = arena_mark(a);
	arena_on_end(a, note, &after);
	arena_alloc(a, 1000);
	arena_on_end(a, note, &after);
	arena_rewind(a, mark);
	CHECK_INT(2, after);
	CHECK_INT(0, before);
	arena_reset(a);
	CHECK_INT(1, before);
	arena_on_end(a, note, &before);
	arena_free(a);
	CHECK_INT(2, before);
	CHECK_INT(2, after);
}
