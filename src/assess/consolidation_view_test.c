#include "assess/consolidation_view.h"

#include "assess/consolidation_sql.h"
#include "test/assess_fixtures.h"
#include "test/fixtures.h"
#include "test/harness.h"

/* Accepts a body's own answer. */
static void accepted(
	struct ctx *cx, const struct t_needs *w, int64_t round, const struct t_ministry *m)
{
	int64_t id = t_response(cx, round, m->body);

	t_reach(cx, w, id, m, "accepted");
}

DBTEST(a_need_stands_in_the_column_of_the_body_that_has_it)
{
	struct ctx *cx = t_ctx(t);
	struct consolidation_view v = { 0 };
	struct cons_filter all = { 0 };
	struct cons_bodies *b;
	struct round_by_id r;
	struct t_needs w;
	int64_t round;
	size_t n, seen = 0;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.mod.body, w.moen.body }, 3);
	accepted(cx, &w, round, &w.moi);
	accepted(cx, &w, round, &w.moen);
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, round_get(cx, round, &r));
	CHECK_ERR(OK, consolidation_view(cx, &r, &all, &v));
	CHECK_ERR(OK, cons_bodies_query(cx->db, cx->arena, round, &b, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_INT(2, (int64_t)v.heats[0].n_heads);
	for (size_t i = 0; i < v.heats[0].n_rows * n; i++) {
		const struct heat_cell *c = &v.heats[0].cells[i];

		if (!c->href)
			continue;
		CHECK_HAS(c->href, arena_printf(cx->arena, "body=%lld", (long long)b[i % n].id));
		seen++;
	}
	CHECK(v.heats[0].n_rows > 0);
	CHECK_INT((int64_t)(v.heats[0].n_rows * n), (int64_t)seen); /* both answered the same */
}
