#include "assess/joint.h"

#include <stdlib.h>

#include "test/assess_fixtures.h"

#define MOST 60

static const struct joint *only(struct t *t, const struct joints *all)
{
	return CHECK_INT(1, (int64_t)all->list.n) ? &all->list.at[0] : NULL;
}

TEST(needs_near_in_time_and_place_make_one_suggestion)
{
	const struct joint_need needs[] = {
		{ 1, 10, 5, "gbv", "police", "bag", "2026-01-10" },
		{ 2, 20, 7, "gbv", "police", "bag", "2026-07-10" },
		{ 3, 30, DB_NULL, "gbv", "police", NULL, NULL },
		{ 4, 40, 9, "gbv", "police", "bag", "2026-07-11" }, /* a day too late */
		{ 5, 50, 9, "gbv", "police", "bas", "2026-01-10" }, /* elsewhere */
		{ 6, 60, 9, "gbv", "judges", "bag", "2026-01-10" },
	};
	struct joints all;
	const struct joint *j;

	joint_suggest(t->arena, needs, COUNT_OF(needs), 6, &all);
	j = only(t, &all);
	if (!j)
		return;
	CHECK_INT(3, j->bodies);
	CHECK_INT(12, j->people);
	CHECK_STR("bag", j->place);
	CHECK_STR("2026-01-10", j->first_by);
	CHECK_STR("2026-07-10", j->last_by);
	joint_suggest(t->arena, needs, 1, 6, &all);
	CHECK_INT(0, (int64_t)all.list.n);
}

TEST(two_needs_of_one_body_are_not_shared)
{
	const struct joint_need needs[] = { { 1, 10, 5, "gbv", "police", NULL, NULL },
		{ 2, 10, 5, "gbv", "police", NULL, NULL } };
	struct joints all;

	joint_suggest(t->arena, needs, 2, 6, &all);
	CHECK_INT(0, (int64_t)all.list.n);
}

/* Whether a need of these rows names a place, or none at all. */
static bool fits(const struct joint_need *rows, size_t n, int64_t need, const char *place)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].need == need &&
			(!rows[i].place || !place || strcmp(rows[i].place, place) == 0))
			return true;
	return false;
}

static void check_rules(
	struct t *t, const struct joint_need *rows, size_t n, const struct joints *all)
{
	for (size_t i = 0; i < all->list.n; i++) {
		const struct joint *j = &all->list.at[i];

		CHECK(j->bodies >= 2 && j->parts.n >= (size_t)j->bodies);
		CHECK(!j->first_by ||
			strtol(j->last_by + 5, NULL, 10) - strtol(j->first_by + 5, NULL, 10) <= 3);
		for (size_t p = 0; p < j->parts.n; p++) {
			CHECK(fits(rows, n, j->parts.at[p].need, j->place));
			for (size_t k = 0; k < p; k++)
				CHECK(j->parts.at[k].need != j->parts.at[p].need);
			for (size_t o = 0; o < i; o++)
				for (size_t k = 0; k < all->list.at[o].parts.n; k++)
					CHECK(strcmp(all->list.at[o].group, j->group) != 0 ||
						strcmp(all->list.at[o].topic, j->topic) != 0 ||
						all->list.at[o].parts.at[k].need !=
							j->parts.at[p].need);
		}
	}
}

/* Whatever the needs, and in whatever order: each is in one suggestion at most, all rules hold, and
 * the suggestions are the same. */
TEST(suggestions_do_not_depend_on_the_order_of_needs)
{
	static const char *const topics[] = { "gbv", "plan" }, *const places[] = { "a", "b", "c" };
	static const char *const dates[] = { NULL, "2026-01-31", "2026-02-28", "2026-03-31",
		"2026-06-01", "2026-09-09" };
	unsigned seed = 7;

	for (int round = 0; round < 300; round++) {
		struct joint_need rows[MOST * 2];
		struct joints one, two;
		size_t n = 0;

		for (int64_t need = 1; need <= MOST / 4 + rand_r(&seed) % (MOST / 2); need++) {
			struct joint_need row = { need, 1 + rand_r(&seed) % 6, rand_r(&seed) % 50,
				topics[rand_r(&seed) % 2], "police", NULL,
				dates[rand_r(&seed) % 6] };
			int named = rand_r(&seed) % 3;

			for (int k = 0; k < (named ? named : 1); k++) {
				rows[n] = row;
				rows[n++].place = named ? places[(need + k) % 3] : NULL;
			}
		}
		joint_suggest(t->arena, rows, n, 3, &one);
		check_rules(t, rows, n, &one);
		for (size_t i = n; i > 1; i--) {
			size_t k = (size_t)rand_r(&seed) % i;
			struct joint_need kept = rows[k];

			rows[k] = rows[i - 1];
			rows[i - 1] = kept;
		}
		joint_suggest(t->arena, rows, n, 3, &two);
		if (!CHECK_INT((int64_t)one.list.n, (int64_t)two.list.n))
			return;
		for (size_t i = 0; i < one.list.n; i++)
			CHECK_STR(one.list.at[i].seal, two.list.at[i].seal);
	}
}

DBTEST(a_suggestion_is_taken_up_or_dropped_with_a_reason_and_undone)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct joints all;
	struct joint_decided *done;
	int64_t round;
	size_t n;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	t_reach(cx, &w, t_response(cx, round, w.moi.body), &w.moi, "accepted");
	t_reach(cx, &w, t_response(cx, round, w.moen.body), &w.moen, "accepted");
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_MISSING, joint_of_round(cx, round, 6, &all));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, joint_of_round(cx, round, 6, &all));
	if (!CHECK(all.list.n >= 2))
		return;
	CHECK_ERR(ERR_INPUT, joint_decide(cx, round, 6, all.list.at[0].seal, false, ""));
	CHECK_ERR(OK, joint_decide(cx, round, 6, all.list.at[0].seal, false, "Done already"));
	CHECK_ERR(OK, joint_decide(cx, round, 6, all.list.at[0].seal, false, "Done already"));
	CHECK_ERR(ERR_CONFLICT, joint_decide(cx, round, 6, all.list.at[0].seal, true, NULL));
	CHECK_ERR(OK, joint_decide(cx, round, 6, all.list.at[1].seal, true, NULL));
	CHECK_ERR(ERR_CONFLICT, joint_decide(cx, round, 6, "no such", true, NULL));
	CHECK_ERR(OK, joint_decided_query(cx->db, cx->arena, round, &done, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_ERR(OK, joint_undo(cx, round, all.list.at[0].seal));
	CHECK_ERR(OK, joint_undo(cx, round, all.list.at[0].seal));
	CHECK_ERR(OK, joint_decide(cx, round, 6, all.list.at[0].seal, true, NULL));
	t_signed_in(cx, w.donor);
	CHECK_ERR(ERR_MISSING, joint_undo(cx, round, all.list.at[0].seal));
}
