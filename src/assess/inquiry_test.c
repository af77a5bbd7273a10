#include "assess/inquiry.h"

#include <string.h>

#include "assess/review.h"
#include "core/flow_sql.h"
#include "people/notice_sql.h"
#include "test/assess_fixtures.h"

TEST(the_path_of_a_question_holds_together)
{
	CHECK_STR(NULL, flow_wrong(&inquiry_flow));
}

struct asking {
	struct t_needs w;
	int64_t response;
};

static void set_up(struct ctx *cx, struct asking *a)
{
	t_needs(cx, &a->w);
	a->response = t_response(cx,
		t_round(cx, &a->w, (int64_t[]){ a->w.moi.body, a->w.moen.body }, 2), a->w.moi.body);
	t_reach(cx, &a->w, a->response, &a->w.moi, "approved");
	t_signed_in(cx, a->w.coordinator);
}

static int64_t version_of(struct ctx *cx, int64_t response)
{
	struct response_by_id r = { 0 };

	return response_get(cx, response, &r) == OK ? r.version : -1;
}

static struct inquiry_input about(struct ctx *cx, const struct asking *a, const char *text)
{
	return (struct inquiry_input){
		.path = "staff_total", .text = text, .version = version_of(cx, a->response)
	};
}

static const char *state_of(struct ctx *cx, int64_t id)
{
	struct inquiry_by_id q = { 0 };

	return inquiry_by_id_query(cx->db, cx->arena, id, &q) == OK ? q.state : "";
}

static int64_t q_version(struct ctx *cx, int64_t id)
{
	struct inquiry_by_id q = { 0 };

	return inquiry_by_id_query(cx->db, cx->arena, id, &q) == OK ? q.version : -1;
}

/* How many notices of a kind an account finds. */
static int64_t told(struct ctx *cx, int64_t account, const char *kind)
{
	int64_t n = -1;

	return notice_count_query(cx->db, cx->arena, account, 0,
		       arena_printf(cx->arena, " %s ", kind), true, 0, &n) == OK
		       ? n
		       : -1;
}

DBTEST(a_question_is_asked_answered_and_resolved)
{
	struct ctx *cx = t_ctx(t);
	struct asking a;
	struct inquiry_input in;
	struct inquiry_count n;
	struct inquiry_said *said;
	size_t n_said;
	int64_t id, again;

	set_up(cx, &a);
	in = about(cx, &a, " Does this count the directorates? ");
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_STR("open", state_of(cx, id));
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &again));
	CHECK_INT(id, again);
	CHECK_INT(1, told(cx, a.w.moi.focal, "inquiry.asked"));
	CHECK_ERR(ERR_DENIED, inquiry_act(cx, id, 1, "answer", "Yes"));
	t_clear(cx);
	t_signed_in(cx, a.w.moi.focal);
	CHECK_ERR(ERR_INPUT, inquiry_act(cx, id, DB_NULL, "answer", "  "));
	CHECK_STR("words", cx->problems.at[0].field);
	t_clear(cx);
	CHECK_ERR(ERR_DENIED, inquiry_act(cx, id, 1, "resolve", NULL));
	t_clear(cx);
	CHECK_ERR(OK, inquiry_act(cx, id, DB_NULL, "answer", "Yes, all nine."));
	CHECK_ERR(OK, inquiry_act(cx, id, DB_NULL, "answer", "Yes, all nine. "));
	CHECK_STR("answered", state_of(cx, id));
	CHECK_INT(1, told(cx, a.w.coordinator, "inquiry.answered"));
	CHECK_ERR(OK, inquiry_act(cx, id, DB_NULL, "answer", "And the academy."));
	CHECK_ERR(OK, inquiry_said_query(cx->db, cx->arena, a.response, &said, &n_said));
	CHECK_INT(3, (int64_t)n_said);
	CHECK_STR("Does this count the directorates?", said[0].reason);
	t_signed_in(cx, a.w.coordinator);
	CHECK_ERR(ERR_CONFLICT, inquiry_act(cx, id, 1, "resolve", NULL));
	t_clear(cx);
	CHECK_ERR(OK, inquiry_act(cx, id, q_version(cx, id), "resolve", NULL));
	CHECK_ERR(OK, inquiry_act(cx, id, 1, "resolve", NULL));
	CHECK_STR("resolved", state_of(cx, id));
	CHECK_ERR(OK, inquiry_count_query(cx->db, cx->arena, a.response, &n));
	CHECK_INT(0, n.open + n.answered);
	CHECK_ERR(OK, inquiry_act(cx, id, DB_NULL, "reopen", "And the contractors?"));
	CHECK_STR("open", state_of(cx, id));
	CHECK_ERR(OK, inquiry_act(cx, id, q_version(cx, id), "withdraw", NULL));
	CHECK_STR("withdrawn", state_of(cx, id));
	t_signed_in(cx, a.w.moi.focal);
	CHECK_ERR(ERR_CONFLICT, inquiry_act(cx, id, DB_NULL, "answer", "None."));
}

DBTEST(a_question_that_needs_a_change_returns_the_response)
{
	struct ctx *cx = t_ctx(t);
	struct asking a;
	struct inquiry_input in;
	struct response_by_id r;
	struct flow_history *h;
	int64_t id;
	size_t n;

	set_up(cx, &a);
	in = about(cx, &a, "The parts add up to more.");
	in.needs_change = true;
	in.version--;
	CHECK_ERR(ERR_CONFLICT, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	t_clear(cx);
	in.version++;
	in.text = "The parts add up to more than this.";
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_ERR(OK, response_get(cx, a.response, &r));
	CHECK_STR("returned", r.state);
	CHECK_ERR(OK, flow_history_query(cx->db, cx->arena, "response", a.response, &h, &n));
	CHECK_STR(in.text, h[0].reason);
	CHECK_INT(1, told(cx, a.w.moi.focal, "response.returned"));
	/* It is with the body: it answers; nothing new is asked, but the coordinator goes on. */
	in.text = "And this?";
	CHECK_ERR(ERR_CONFLICT, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	t_clear(cx);
	t_signed_in(cx, a.w.moi.focal);
	CHECK(response_get(cx, a.response, &r) == OK && response_writable(cx, &r));
	CHECK_ERR(OK, inquiry_act(cx, id, DB_NULL, "answer", "Corrected."));
	t_signed_in(cx, a.w.coordinator);
	CHECK_ERR(OK, inquiry_act(cx, id, q_version(cx, id), "resolve", NULL));
}

DBTEST(nobody_else_sees_or_asks_a_question)
{
	struct ctx *cx = t_ctx(t);
	struct asking a;
	struct inquiry_input in;
	struct inquiry_rows *rows;
	int64_t id, n;
	size_t found;
	int64_t who[2];

	set_up(cx, &a);
	in = about(cx, &a, "Why so few?");
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	who[0] = a.w.moen.focal;
	who[1] = a.w.donor;
	for (size_t i = 0; i < COUNT_OF(who); i++) {
		t_signed_in(cx, who[i]);
		CHECK_ERR(ERR_MISSING, inquiry_ask(cx, a.response, a.w.model, &in, &id));
		CHECK_ERR(ERR_MISSING, inquiry_act(cx, id, DB_NULL, "answer", "Mine"));
		CHECK_ERR(OK, inquiry_rows_count_query(
				      cx->db, cx->arena, who[i], "%", NULL, DB_NULL, &n));
		CHECK_INT(0, n);
	}
	t_signed_in(cx, a.w.moi.head);
	CHECK_ERR(ERR_DENIED, inquiry_act(cx, id, DB_NULL, "answer", "Ours"));
	t_clear(cx);
	CHECK_ERR(ERR_DENIED, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	t_clear(cx);
	for (size_t i = 0; i < 2; i++) {
		int64_t reader = i ? a.w.coordinator : a.w.moi.head;

		CHECK_ERR(OK, inquiry_rows_query(cx->db, cx->arena, INQUIRY_ROWS_SORT_CHANGED_DOWN,
				      reader, "%", "open", DB_NULL, 25, 0, &rows, &found));
		CHECK_INT(1, (int64_t)found);
	}
}

DBTEST(a_question_not_resolved_hinders_acceptance_with_others)
{
	struct ctx *cx = t_ctx(t);
	struct asking a;
	struct inquiry_input in;
	struct response_by_id r;
	struct review_one one;
	struct review_verdict now;
	int64_t id;
	bool found;

	set_up(cx, &a);
	in = about(cx, &a, "Why so few?");
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_ERR(OK, response_get(cx, a.response, &r));
	one = (struct review_one){ a.response, r.version };
	CHECK_ERR(OK, review_accept(cx, r.round, &one, 1));
	CHECK_ERR(OK, review_verdict_query(cx->db, cx->arena, a.response, r.round, &now, &found));
	CHECK(found && now.asked == 1);
	CHECK_STR("approved", now.state);
	CHECK_ERR(OK, inquiry_act(cx, id, 1, "resolve", NULL));
	CHECK_ERR(OK, review_accept(cx, r.round, &one, 1));
	CHECK_ERR(OK, response_get(cx, a.response, &r));
	CHECK_STR("accepted", r.state);
}

DBTEST(a_question_is_on_an_answer_that_is_there)
{
	struct ctx *cx = t_ctx(t);
	struct asking a;
	struct inquiry_input in;
	struct inquiry_of *rows;
	int64_t id;
	size_t n;
	char many[INQUIRY_WORDS + 2];

	set_up(cx, &a);
	in = about(cx, &a, "What is this?");
	in.path = "no_such_question";
	CHECK_ERR(ERR_INPUT, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_STR("path", cx->problems.at[0].field);
	t_clear(cx);
	memset(many, 'a', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	in = about(cx, &a, many);
	CHECK_ERR(ERR_INPUT, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_STR("text", cx->problems.at[0].field);
	t_clear(cx);
	in = about(cx, &a, "Which one?");
	in.path = "need[2]/n_topic";
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	in = about(cx, &a, "Is it signed?");
	in.path = "";
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_ERR(OK, inquiry_row_removed(cx, a.response, "need[1]"));
	CHECK_ERR(OK, inquiry_of_query(cx->db, cx->arena, a.response, &rows, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_STR("need[1]/n_topic", rows[0].path);
	CHECK_ERR(OK, inquiry_row_removed(cx, a.response, "need[1]"));
	CHECK_ERR(OK, inquiry_of_query(cx->db, cx->arena, a.response, &rows, &n));
	CHECK_STR("", rows[0].path);
}

DBTEST(nothing_is_said_once_the_round_is_closed)
{
	struct ctx *cx = t_ctx(t);
	struct asking a;
	struct inquiry_input in;
	struct response_by_id r;
	int64_t id;

	set_up(cx, &a);
	in = about(cx, &a, "Why so few?");
	CHECK_ERR(OK, inquiry_ask(cx, a.response, a.w.model, &in, &id));
	CHECK_ERR(OK, response_get(cx, a.response, &r));
	CHECK_ERR(OK, round_close(cx, r.round));
	CHECK_ERR(ERR_CONFLICT, inquiry_act(cx, id, 1, "resolve", NULL));
	t_signed_in(cx, a.w.moi.focal);
	CHECK_ERR(ERR_CONFLICT, inquiry_act(cx, id, DB_NULL, "answer", "Late"));
	CHECK_STR("open", state_of(cx, id));
}
