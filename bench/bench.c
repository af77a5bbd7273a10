#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "assess/round_sql.h"
#include "base/id.h"
#include "base/text.h"
#include "bench/bench_sql.h"
#include "people/body_sql.h"

static const struct config config = { .zone_minutes = 180, .lang = LANG_EN };

static void fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

struct pool *bench_store(const char *url)
{
	struct pool *pool;

	if (pool_open(url, 4, &pool) != OK || db_migrated(pool, migrations, migration_count) != OK)
		fail("the store cannot be opened, or is of another version");
	return pool;
}

void bench_act(struct pool *pool, enum db_mode mode, enum err (*act)(struct ctx *cx, void *what),
	void *what)
{
	struct arena *a = arena_new(1 << 20);
	struct db *db;
	struct ctx *cx;

	if (db_begin(pool, mode, &db) != OK)
		fail("no transaction");
	cx = ctx_new(a, pool, db, &config, NULL);
	ctx_system(cx);
	if (act(cx, what) != OK) {
		db_rollback(db);
		fail("an act was refused; the log says more");
	}
	if (db_commit(db) != OK)
		fail("not committed");
	arena_free(a);
}

int64_t bench_cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void bench_say(const char *name, double value)
{
	printf("%s %.3f\n", name, value);
	(void)fflush(stdout);
}

enum err bench_round(struct ctx *cx, int64_t n, int64_t *round)
{
	struct bench_source s;
	const char *ar, *ckb, *en;

	TRY(bench_source_query(cx->db, cx->arena, &s));
	*round = id_new();
	ar = arena_printf(cx->arena, "احتياجات الوزارات، الجولة %lld", (long long)n);
	ckb = arena_printf(cx->arena, "پێداویستییەکانی وەزارەتەکان، خولی %lld", (long long)n);
	en = arena_printf(cx->arena, "Needs of ministries, round %lld", (long long)n);
	TRY(round_insert_query(cx->db, *round, s.form_version, s.body, ar, ckb, NULL, en, ar, ckb,
		en, text_fold(cx->arena, arena_printf(cx->arena, "%s %s %s", ar, ckb, en)),
		"2027-03-01", DB_NULL, cx->now, NULL));
	return round_set_state_query(cx->db, *round, "draft", "open", cx->now, NULL, NULL);
}

enum err bench_body(struct ctx *cx, int64_t i, int64_t *body)
{
	const char *name = arena_printf(cx->arena, "Body %06lld", (long long)i);
	const char *code = arena_printf(cx->arena, "BENCH_%06lld", (long long)i);

	*body = id_new();
	return body_add_query(cx->db, *body, code, "ministry", DB_NULL, NULL, name, name, NULL,
		name, name, name, name, text_fold(cx->arena, name), NULL, NULL, NULL, NULL, NULL,
		SHARE_GOVERNMENT, cx->now, NULL);
}
