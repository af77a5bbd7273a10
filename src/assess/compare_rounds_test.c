#include "assess/compare_rounds.h"

#include "test/assess_fixtures.h"

#define PART(t, b, p)                                                                              \
	{                                                                                          \
		.topic = (t), .body = (b), .needs = 1, .people = (p), .priority_sum = 2,           \
		.priority_n = 1, .gap_sum = 1, .gap_n = 1                                          \
	}

static const struct cons_parts before[] = { PART("gbv", 1, 90), PART("gbv", 2, 10),
	PART("soc", 1, 40), PART("tot", 2, 30) };
static const struct cons_parts after[] = { PART("gbv", 1, 20), PART("new", 3, 70),
	PART("soc", 1, 60), PART("soc", 2, 5) };
static const struct compared_round then = { before, COUNT_OF(before), (const int64_t[]){ 1, 2, 4 },
	3 };
static const struct compared_round now = { after, COUNT_OF(after), (const int64_t[]){ 1, 2, 3 },
	3 };

TEST(topics_move_in_the_ranking_come_and_go)
{
	struct arena *a = t->arena;
	struct comparison c;

	compare_rounds(a, &then, &now, false, &c);
	if (!CHECK_INT(4, (int64_t)c.topics.n))
		return;
	CHECK_STR("new", c.topics.at[0].topic);
	CHECK_INT(0, c.topics.at[0].then.rank);
	CHECK_STR("soc", c.topics.at[1].topic);
	CHECK_INT(2, c.topics.at[1].then.rank);
	CHECK_INT(2, c.topics.at[1].now.rank);
	CHECK_INT(65, c.topics.at[1].now.people);
	CHECK_INT(2, c.topics.at[1].now.bodies);
	CHECK_STR("gbv", c.topics.at[2].topic);
	CHECK_INT(1, c.topics.at[2].then.rank);
	CHECK_INT(3, c.topics.at[2].now.rank);
	CHECK_INT(100, c.topics.at[2].then.people);
	CHECK_STR("tot", c.topics.at[3].topic);
	CHECK_INT(0, c.topics.at[3].now.rank);
	CHECK_INT(3, c.topics.at[3].then.rank);
}

TEST(bodies_are_compared_with_themselves)
{
	struct arena *a = t->arena;
	struct comparison c;

	compare_rounds(a, &then, &now, false, &c);
	CHECK_INT(2, c.both);
	if (!CHECK_INT(4, (int64_t)c.bodies.n))
		return;
	CHECK_INT(2, c.bodies.at[1].body);
	CHECK_INT(40, c.bodies.at[1].people_then);
	CHECK_INT(5, c.bodies.at[1].people_now);
	CHECK_INT(1, (int64_t)c.bodies.at[1].added.n);
	CHECK_INT(2, (int64_t)c.bodies.at[1].gone.n);
	CHECK(!c.bodies.at[2].then && c.bodies.at[2].now && !c.bodies.at[2].added.n);
	CHECK_INT(4, c.bodies.at[3].body);
	CHECK(c.bodies.at[3].then && !c.bodies.at[3].now);
	/* Of those alone that answered both: the new body's topic is not there. */
	compare_rounds(a, &then, &now, true, &c);
	CHECK_INT(2, (int64_t)c.bodies.n);
	CHECK_STR("soc", c.topics.at[0].topic);
	CHECK_INT(3, (int64_t)c.topics.n);
}

DBTEST(a_round_compares_with_the_one_before_it)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct cons_earlier *rows;
	struct cons_parts *a, *b;
	struct comparison c;
	int64_t first, second;
	size_t n, n_a, n_b;

	t_needs(cx, &w);
	first = t_round(cx, &w, &w.moi.body, 1);
	t_reach(cx, &w, t_response(cx, first, w.moi.body), &w.moi, "accepted");
	cx->now = "2026-11-24T07:10:00.000Z";
	t_signed_in(cx, w.coordinator);
	second = t_round(cx, &w, &w.moi.body, 1);
	t_reach(cx, &w, t_response(cx, second, w.moi.body), &w.moi, "accepted");
	CHECK_ERR(
		OK, cons_earlier_query(cx->db, cx->arena, second, true, w.coordinator, &rows, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_INT(first, rows[0].id);
	CHECK(rows[0].same);
	CHECK_ERR(OK, cons_earlier_query(cx->db, cx->arena, second, false, w.moi.focal, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, cons_earlier_query(cx->db, cx->arena, first, true, w.coordinator, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, cons_parts_query(cx->db, cx->arena, first, &a, &n_a));
	CHECK_ERR(OK, cons_parts_query(cx->db, cx->arena, second, &b, &n_b));
	CHECK(n_a > 1 && n_a == n_b);
	compare_rounds(cx->arena, &(struct compared_round){ a, n_a, &w.moi.body, 1 },
		&(struct compared_round){ b, n_b, &w.moi.body, 1 }, false, &c);
	CHECK(c.topics.n > 1);
	for (size_t i = 0; i < c.topics.n; i++) {
		CHECK_INT(c.topics.at[i].then.rank, c.topics.at[i].now.rank);
		CHECK_INT(c.topics.at[i].then.people, c.topics.at[i].now.people);
	}
	CHECK(!c.bodies.at[0].added.n && !c.bodies.at[0].gone.n);
}
