#include "assess/tell.h"

#include <string.h>

#include "core/config.h"
#include "people/notice.h"
#include "people/notice_sql.h"
#include "test/assess_fixtures.h"

/* The newest notice of an account, its kind; "" if there is none. */
static const char *newest(struct t *t, struct ctx *cx, int64_t account)
{
	struct notice_list *rows;
	size_t n;

	if (!CHECK_ERR(OK, notice_list_query(cx->db, cx->arena, account, 0, NULL, true, 0, 100, 0,
				   &rows, &n)) ||
		!n)
		return "";
	return rows[0].kind;
}

static int64_t count(struct t *t, struct ctx *cx, int64_t account)
{
	int64_t n = -1;

	CHECK_ERR(OK, notice_count_query(cx->db, cx->arena, account, 0, NULL, true, 0, &n));
	return n;
}

DBTEST(each_step_of_a_response_is_told_to_whose_turn_it_is)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, id;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	id = t_response(cx, round, w.moi.body);
	CHECK_STR("round.asked", newest(t, cx, w.moi.focal));
	CHECK_INT(1, count(t, cx, w.moi.focal));
	CHECK_INT(0, count(t, cx, w.moi.head));
	CHECK_INT(0, count(t, cx, w.mod.focal));
	t_reach(cx, &w, id, &w.moi, "sent");
	CHECK_STR("response.sent", newest(t, cx, w.moi.head));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, t_act(cx, id, "return"));
	CHECK_INT(2, count(t, cx, w.moi.focal));
	CHECK_INT(0, count(t, cx, w.coordinator));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, t_act(cx, id, "send"));
	CHECK_ERR(OK, t_act(cx, id, "send"));
	CHECK_INT(2, count(t, cx, w.moi.head));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, t_act(cx, id, "approve"));
	CHECK_STR("response.approved", newest(t, cx, w.coordinator));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, t_act(cx, id, "accept"));
	CHECK_INT(3, count(t, cx, w.moi.focal));
	CHECK_INT(3, count(t, cx, w.moi.head));
	CHECK_INT(1, count(t, cx, w.moen.focal));
}

DBTEST(a_round_tells_its_bodies_and_no_others)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	CHECK_ERR(OK, round_move_due(cx, round, "2026-12-24", "More time"));
	CHECK_INT(2, count(t, cx, w.moi.focal));
	CHECK_ERR(OK, round_unask(cx, round, w.moen.body, "By mistake"));
	CHECK_INT(3, count(t, cx, w.moen.focal));
	CHECK_ERR(OK, round_close(cx, round));
	CHECK_ERR(OK, round_reopen(cx, round, "Too early"));
	CHECK_INT(4, count(t, cx, w.moi.focal));
	CHECK_INT(3, count(t, cx, w.moen.focal));
	CHECK_INT(0, count(t, cx, w.mod.focal));
	CHECK_INT(0, count(t, cx, w.donor));
}

DBTEST(a_body_keeps_the_later_deadline_it_was_given)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct response_by_id r;
	int64_t round, id;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	id = t_response(cx, round, w.moi.body);
	CHECK_ERR(OK, response_move_due_query(cx->db, round, "2026-12-04", "2026-12-30", NULL));
	CHECK_ERR(OK, round_move_due(cx, round, "2026-12-10", "More time"));
	CHECK_ERR(OK, response_get(cx, id, &r));
	CHECK_STR("2026-12-30", r.due_on);
	CHECK_STR("2026-12-10", r.round_due);
}

TEST(every_kind_of_notice_has_a_group_and_a_name_of_its_own)
{
	const struct config *config = t_config(t);

	for (const struct notice_kind *k = config->notices; k->name; k++) {
		CHECK(k->word && k->group);
		CHECK(notice_kind(config, k->name) == k);
	}
}
