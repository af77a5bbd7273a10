#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define RED_ZONE 16
#define TEXT_ALIGN 16 /* poison comes in steps of eight */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED_ZONE 0
#define TEXT_ALIGN 1
#endif

#define ALIGN 16
#define FIRST_BLOCK 8192
#define LARGEST_STEP (1u << 20)

struct block {
	struct block *before;
	size_t size;
	size_t used;
	_Alignas(ALIGN) unsigned char data[];
};

/* What arena_on_end asked for, latest first; lives in the arena itself. */
struct ending {
	void (*end)(void *what);
	void *what;
	struct ending *before;
};

struct arena {
	struct block *now;
	size_t step;
	struct ending *endings;
};

static void out_of_memory(void)
{
	fputs("tansiq: out of memory\n", stderr);
	abort();
}

static struct block *block_new(size_t size, struct block *before)
{
	struct block *b;

	if (size > SIZE_MAX / 2)
		out_of_memory();
	b = malloc(sizeof(*b) + size);
	if (!b)
		out_of_memory();
	b->before = before;
	b->size = size;
	b->used = 0;
	POISON(b->data, size);
	return b;
}

static void block_free(struct block *b)
{
	UNPOISON(b->data, b->size);
	free(b);
}

struct arena *arena_new(size_t first)
{
	struct arena *a = malloc(sizeof(*a));

	if (!a)
		out_of_memory();
	a->step = first ? first : FIRST_BLOCK;
	a->now = block_new(a->step, NULL);
	a->endings = NULL;
	return a;
}

static void run_endings(struct arena *a, const struct ending *until)
{
	while (a->endings != until) {
		struct ending *e = a->endings;

		a->endings = e->before;
		e->end(e->what);
	}
}

void arena_on_end(struct arena *a, void (*end)(void *what), void *what)
{
	struct ending *e = ARENA_NEW(a, struct ending);

	*e = (struct ending){ .end = end, .what = what, .before = a->endings };
	a->endings = e;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	run_endings(a, NULL);
	while (a->now) {
		struct block *before = a->now->before;

		block_free(a->now);
		a->now = before;
	}
	free(a);
}

void arena_reset(struct arena *a)
{
	run_endings(a, NULL);
	while (a->now->before) {
		struct block *before = a->now->before;

		block_free(a->now);
		a->now = before;
	}
	a->now->used = 0;
	POISON(a->now->data, a->now->size);
}

struct arena_mark arena_mark(struct arena *a)
{
	return (struct arena_mark){ .block = a->now, .used = a->now->used, .ending = a->endings };
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	run_endings(a, mark.ending);
	while (a->now != mark.block) {
		struct block *before = a->now->before;

		block_free(a->now);
		a->now = before;
	}
	POISON(a->now->data + mark.used, a->now->size - mark.used);
	a->now->used = mark.used;
}

size_t arena_used(const struct arena *a)
{
	size_t total = 0;

	for (const struct block *b = a->now; b; b = b->before)
		total += b->used;
	return total;
}

/* `size` bytes at a multiple of `align`, with whatever stood there. */
static void *take(struct arena *a, size_t size, size_t align)
{
	struct block *b = a->now;
	size_t at, need = size + RED_ZONE;

	if (size > SIZE_MAX / 4)
		out_of_memory();
	at = (b->used + align - 1) / align * align;
	if (at > b->size || need > b->size - at) {
		if (a->step < LARGEST_STEP)
			a->step *= 2;
		b = a->now = block_new(need > a->step ? need : a->step, b);
		at = 0;
	}
	b->used = at + need;
	UNPOISON(b->data + at, size);
	return b->data + at;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size, ALIGN), 0, size);
}

void *arena_raw(struct arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		out_of_memory();
	return take(a, total, ALIGN);
}

char *arena_text(struct arena *a, size_t size)
{
	return take(a, size, TEXT_ALIGN);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		out_of_memory();
	return arena_alloc(a, total);
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_text(a, n + 1);

	memcpy(copy, s, n);
	copy[n] = 0;
	return copy;
}

char *arena_str(struct arena *a, const char *s)
{
	return s ? arena_strn(a, s, strlen(s)) : NULL;
}

void *arena_copy(struct arena *a, const void *p, size_t n)
{
	void *copy = arena_raw(a, n, 1);

	if (n)
		memcpy(copy, p, n);
	return copy;
}

char *arena_join(struct arena *a, const char *x, const char *y)
{
	char *both = arena_text(a, strlen(x) + strlen(y) + 1);

	(void)stpcpy(stpcpy(both, x), y);
	return both;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
	char room[256], *s;
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(room, sizeof(room), format, again);
	va_end(again);
	if (n < 0)
		out_of_memory();
	if ((size_t)n < sizeof(room))
		return arena_strn(a, room, (size_t)n);
	s = arena_text(a, (size_t)n + 1);
	(void)vsnprintf(s, (size_t)n + 1, format, args);
	return s;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *s;

	va_start(args, format);
	s = arena_vprintf(a, format, args);
	va_end(args);
	return s;
}
