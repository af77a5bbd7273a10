/* What readers are told again is what the store would say. */
#include "db/memo.h"

#include <string.h>

#include "db/setting_sql.h"
#include "test/harness.h"

static const enum db_type param_types[] = { DB_INT, DB_TEXT, DB_BYTES };
static const enum db_type column_types[] = { DB_INT, DB_TEXT, DB_BYTES, DB_BOOL };
static const struct db_query question = { .name = "question",
	.params = 3,
	.param_types = param_types,
	.columns = 4,
	.column_types = column_types };
static const struct db_query other = { .name = "other",
	.params = 3,
	.param_types = param_types,
	.columns = 4,
	.column_types = column_types };

struct told {
	size_t n;
	struct db_value at[8][4];
};

static enum err take_row(void *to, struct arena *a, const struct db_value *values)
{
	struct told *told = to;

	(void)a;
	if (told->n == COUNT_OF(told->at))
		return ERR_FAULT;
	memcpy(told->at[told->n++], values, sizeof(told->at[0]));
	return OK;
}

static struct bytes bytes_of(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

/* Asks once and answers with two rows; whether it was to be kept. */
static bool ask_and_tell(
	struct memo *m, const struct db_query *q, const struct db_value *params, const char *text)
{
	struct memo_ask ask = memo_find(m, q, params);
	const struct db_value rows[2][4] = {
		{ { .num = 7 }, { .text = text }, { .bytes = bytes_of("\1\2") }, { .num = 1 } },
		{ { .num = DB_NULL }, { 0 }, { 0 }, { 0 } },
	};

	for (size_t i = 0; i < 2 && ask.keeping; i++)
		memo_add(m, &ask, rows[i]);
	memo_keep(&ask);
	return ask.keeping != NULL;
}

static const struct memo_kept *hit(
	struct memo *m, const struct db_query *q, const struct db_value *params)
{
	return memo_find(m, q, params).hit;
}

#define PARAMS(n, s, raw)                                                                          \
	((const struct db_value[]){ { .num = (n) }, { .text = (s) }, { .bytes = (raw) } })

TEST(memo_tells_again_what_was_asked_twice)
{
	struct memo m = { 0 };
	char text[] = "نص";
	const struct db_value *p = PARAMS(1, text, bytes_of("x"));
	struct told told = { 0 };

	memo_begin(&m, 5);
	CHECK(!ask_and_tell(&m, &question, p, "أول"));
	CHECK(!hit(&m, &question, p) && ask_and_tell(&m, &question, p, "أول"));
	CHECK(hit(&m, &question, p) != NULL);
	CHECK_ERR(OK, memo_give(hit(&m, &question, p), t->arena, take_row, &told));
	CHECK_INT(2, (int64_t)told.n);
	CHECK_INT(7, told.at[0][0].num);
	CHECK_STR("أول", told.at[0][1].text);
	CHECK_INT(2, (int64_t)told.at[0][2].bytes.len);
	CHECK_INT(2, told.at[0][2].bytes.data[1]);
	CHECK(told.at[1][0].num == DB_NULL && !told.at[1][1].text && !told.at[1][2].bytes.data);
	/* The same question in other memory is the same; another one is another. */
	CHECK(hit(&m, &question, PARAMS(1, "نص", bytes_of("x"))) != NULL);
	CHECK(!hit(&m, &question, PARAMS(2, "نص", bytes_of("x"))));
	CHECK(!hit(&m, &question, PARAMS(1, "نصّ", bytes_of("x"))));
	CHECK(!hit(&m, &question, PARAMS(1, NULL, bytes_of("x"))));
	CHECK(!hit(&m, &question, PARAMS(1, "نص", bytes_of("y"))));
	CHECK(!hit(&m, &other, p));
	memo_free(&m);
}

TEST(memo_forgets_with_another_state)
{
	struct memo m = { 0 };
	const struct db_value *p = PARAMS(1, "a", bytes_of(""));

	for (int i = 0; i < 3; i++) {
		memo_begin(&m, 5);
		ask_and_tell(&m, &question, p, "x");
		memo_end(&m);
	}
	memo_begin(&m, 5);
	CHECK(hit(&m, &question, p) != NULL);
	memo_end(&m);
	memo_begin(&m, 6);
	CHECK(!hit(&m, &question, p));
	memo_free(&m);
}

TEST(memo_has_bounds)
{
	struct memo m = { 0 };
	char *large = arena_alloc(t->arena, MEMO_RESULT + 1);

	memset(large, 'x', MEMO_RESULT);
	memo_begin(&m, 1);
	for (int i = 0; i < 3; i++)
		ask_and_tell(&m, &question, PARAMS(1, "a", bytes_of("")), large);
	CHECK(!hit(&m, &question, PARAMS(1, "a", bytes_of(""))));
	large[MEMO_RESULT / 2] = 0;
	for (int i = 0; i < 400; i++)
		for (int again = 0; again < 2; again++)
			ask_and_tell(&m, &question, PARAMS(i, "a", bytes_of("")), large);
	CHECK(arena_used(m.arena) < (size_t)2 * MEMO_BYTES);
	memo_free(&m);
}

/* Sets a value on a pool of its own, as another process would. */
static void set_elsewhere(struct t *t, const char *value)
{
	struct pool *p;
	struct db *db;

	CHECK_ERR(OK, pool_open(pool_url(t->pool), 1, &p));
	CHECK_ERR(OK, db_begin(p, DB_WRITE, &db));
	CHECK_ERR(OK, setting_put_query(db, "memo", value, NULL));
	CHECK_ERR(OK, db_commit(db));
	pool_close(p);
}

static const char *read_setting(struct t *t, struct db *db)
{
	const char *value = "";

	CHECK_ERR(OK, setting_get_query(db, t->arena, "memo", &value));
	return value;
}

DBTEST(readers_see_every_change_in_their_next_transaction)
{
	const char *const values[] = { "a", "b", "c" };
	struct db *db, *old;

	for (size_t i = 0; i < COUNT_OF(values); i++) {
		set_elsewhere(t, values[i]);
		for (int again = 0; again < 4; again++) {
			CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db));
			CHECK_STR(values[i], read_setting(t, db));
			CHECK_STR(values[i], read_setting(t, db));
			db_rollback(db);
		}
	}
	/* One who has begun goes on reading what was there; one who begins now does not. */
	CHECK_ERR(OK, db_begin(t->pool, DB_READ, &old));
	CHECK_STR("c", read_setting(t, old));
	set_elsewhere(t, "d");
	CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db));
	CHECK_STR("d", read_setting(t, db));
	CHECK_STR("c", read_setting(t, old));
	db_rollback(db);
	db_rollback(old);
}
