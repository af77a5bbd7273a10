#include "core/audit_sql.h"
#include "core/flow.h"
#include "core/flow_sql.h"
#include "core/letter.h"
#include "core/may.h"
#include "test/fixtures.h"

enum { BODY = 21, ELSEWHERE, FOCAL = 201, HEAD, RECORD = 3001 };

static const struct flow_state states[] = {
	{ "draft", "Draft", "part" },
	{ "sent", "Sent", "wait" },
	{ "approved", "Approved", "ok" },
};

static const struct flow_step steps[] = {
	{ "draft", "send", "Send", MAY_ENTER, "sent", FLOW_NOTHING },
	{ "sent", "approve", "Approve", MAY_APPROVE, "approved", FLOW_LETTER },
	{ "sent", "return", "Return", MAY_APPROVE, "draft", FLOW_REASON },
	{ "sent", "recall", "Take back", MAY_ENTER, "draft", FLOW_NOTHING },
};

static const struct flow flow = { "thing", states, COUNT_OF(states), steps, COUNT_OF(steps) };

static struct ctx *state(struct t *t)
{
	struct ctx *cx = t_ctx(t);

	t_bare_body(cx, BODY);
	t_bare_account(cx, FOCAL, BODY);
	t_bare_account(cx, HEAD, BODY);
	CHECK_ERR(OK, tree_set(cx, BODY, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, FOCAL, MAY_ENTER, BODY, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, HEAD, MAY_APPROVE, BODY, DB_NULL));
	return cx;
}

static enum err go(struct ctx *cx, int64_t body, const char *from, const char *act,
	const char *reason, int64_t letter)
{
	const struct flow_papers papers = { reason, letter };
	const struct flow_step *step;

	t_clear(cx);
	return flow_go(cx, &flow, RECORD, body, from, act, &papers, &step);
}

static int64_t acts(struct t *t, struct ctx *cx)
{
	struct flow_history *rows;
	size_t n = 0;

	CHECK_ERR(OK, flow_history_query(cx->db, cx->arena, "thing", RECORD, &rows, &n));
	return (int64_t)n;
}

DBTEST(an_act_is_taken_by_whom_the_table_says)
{
	struct ctx *cx = state(t);
	const struct flow_step *step = NULL;

	t_as(cx, FOCAL, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(OK, flow_go(cx, &flow, RECORD, BODY, "draft", "send", NULL, &step));
	CHECK(step == &steps[0]);
	CHECK_ERR(ERR_DENIED, go(cx, BODY, "sent", "return", "why", 0));
	CHECK_ERR(ERR_DENIED, go(cx, ELSEWHERE, "draft", "send", NULL, 0));
	t_as(cx, HEAD, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_DENIED, go(cx, BODY, "draft", "send", NULL, 0));
	CHECK_ERR(OK, go(cx, BODY, "sent", "return", "why", 0));
	CHECK_INT(2, acts(t, cx));
}

DBTEST(an_act_from_another_state_is_a_conflict_and_an_unknown_one_missing)
{
	struct ctx *cx = state(t);

	t_as(cx, FOCAL, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_CONFLICT, go(cx, BODY, "approved", "send", NULL, 0));
	CHECK_HAS(t_problem(cx), "Approved");
	CHECK_ERR(ERR_MISSING, go(cx, BODY, "draft", "burn", NULL, 0));
	CHECK_INT(0, acts(t, cx));
}

DBTEST(an_act_without_its_papers_is_refused_at_the_field)
{
	struct ctx *cx = state(t);
	char *novel = arena_alloc(cx->arena, 4002);

	memset(novel, 'a', 4001);
	t_as(cx, HEAD, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_INPUT, go(cx, BODY, "sent", "return", NULL, 0));
	CHECK_STR("reason", t_field(cx));
	CHECK_ERR(ERR_INPUT, go(cx, BODY, "sent", "return", " \t\n", 0));
	CHECK_STR("reason", t_field(cx));
	CHECK_ERR(ERR_INPUT, go(cx, BODY, "sent", "return", novel, 0));
	CHECK_ERR(ERR_INPUT, go(cx, BODY, "sent", "approve", NULL, 0));
	CHECK_STR("letter_number", t_field(cx));
	CHECK_INT(0, acts(t, cx));
}

DBTEST(the_history_tells_acts_newest_first_with_their_letters)
{
	struct ctx *cx = state(t);
	const struct letter l = {
		.number = "٤٥/س/١٢", .date = "2026-11-20", .from_body = BODY, .to_body = DB_NULL
	};
	struct flow_history *rows;
	struct audit_row *log;
	int64_t letter = 0;
	size_t n;

	CHECK_ERR(OK, letter_add(cx, &l, &letter));
	t_as(cx, FOCAL, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(OK, go(cx, BODY, "draft", "send", NULL, 0));
	t_as(cx, HEAD, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(OK, go(cx, BODY, "sent", "approve", "good work", letter));
	CHECK_ERR(OK, flow_history_query(cx->db, cx->arena, "thing", RECORD, &rows, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("approve", rows[0].act);
	CHECK_STR("sent", rows[0].state_from);
	CHECK_STR("approved", rows[0].state_to);
	CHECK_STR("٤٥/س/١٢", rows[0].letter_number);
	CHECK_STR("2026-11-20", rows[0].letter_date);
	CHECK_STR("good work", rows[0].reason);
	CHECK_INT(HEAD, rows[0].account);
	CHECK_STR("send", rows[1].act);
	CHECK(!rows[1].letter_number);
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "thing", RECORD, 9, &log, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("thing.approve", log[0].act);
	CHECK(!strstr(log[0].leaf_text, "good work"));
	CHECK_HAS(log[0].private_text, "good work");
}

DBTEST(buttons_are_the_acts_one_may_take)
{
	struct ctx *cx = state(t);
	const struct flow_step **may_take;

	t_as(cx, FOCAL, BODY, SHARE_GOVERNMENT);
	CHECK_INT(1, (int64_t)flow_acts(cx, &flow, "draft", BODY, &may_take));
	CHECK(may_take[0] == &steps[0]);
	CHECK_INT(1, (int64_t)flow_acts(cx, &flow, "sent", BODY, &may_take));
	CHECK(may_take[0] == &steps[3]);
	CHECK_INT(0, (int64_t)flow_acts(cx, &flow, "draft", ELSEWHERE, &may_take));
	t_as(cx, HEAD, BODY, SHARE_GOVERNMENT);
	CHECK_INT(2, (int64_t)flow_acts(cx, &flow, "sent", BODY, &may_take));
	CHECK_INT(0, (int64_t)flow_acts(cx, &flow, "approved", BODY, &may_take));
}

TEST(a_table_with_a_step_to_nowhere_is_told)
{
	static const struct flow_step nowhere[] = {
		{ "draft", "send", "Send", MAY_ENTER, "lost", FLOW_NOTHING },
	};
	static const struct flow_step twice[] = {
		{ "draft", "send", "Send", MAY_ENTER, "sent", FLOW_NOTHING },
		{ "draft", "send", "Send", MAY_ENTER, "approved", FLOW_NOTHING },
	};
	const struct flow a = { "a", states, COUNT_OF(states), nowhere, 1 };
	const struct flow b = { "b", states, COUNT_OF(states), twice, 2 };

	CHECK(!flow_wrong(&flow));
	CHECK_STR("send", flow_wrong(&a));
	CHECK_STR("send", flow_wrong(&b));
	CHECK(!flow_state(&flow, "lost"));
}
