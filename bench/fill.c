/*
 * bench-fill URL ROUNDS: adds that many open rounds to a demonstration's store, each asked of the
 * bodies of its finished round.
 */
#include <stdio.h>
#include <stdlib.h>

#include "assess/response_sql.h"
#include "assess/round_sql.h"
#include "base/id.h"
#include "bench/bench.h"
#include "bench/bench_sql.h"

enum { AT_ONCE = 500 };

struct filling {
	int64_t from, to;
};

static enum err fill(struct ctx *cx, void *what)
{
	const struct filling *f = what;
	struct bench_source s;
	struct bench_bodies *bodies;
	size_t n;

	TRY(bench_source_query(cx->db, cx->arena, &s));
	TRY(bench_bodies_query(cx->db, cx->arena, s.id, &bodies, &n));
	for (int64_t i = f->from; i < f->to; i++) {
		int64_t round;

		TRY(bench_round(cx, i, &round));
		for (size_t j = 0; j < n; j++)
			TRY(response_insert_query(cx->db, id_new(), round, bodies[j].body,
				"2027-03-01", cx->now, NULL));
		TRY(round_recount_query(cx->db, round, NULL));
	}
	return OK;
}

int main(int argc, char **argv)
{
	struct pool *pool;
	int64_t rounds;

	if (argc != 3) {
		fputs("usage: bench-fill URL ROUNDS\n", stderr);
		return 2;
	}
	pool = bench_store(argv[1]);
	rounds = strtoll(argv[2], NULL, 10);
	for (int64_t i = 0; i < rounds; i += AT_ONCE) {
		struct filling f = { i, i + AT_ONCE < rounds ? i + AT_ONCE : rounds };

		bench_act(pool, DB_WRITE, fill, &f);
	}
	pool_close(pool);
	return 0;
}
