#include <stdio.h>

#include "assess/answer_sql.h"
#include "assess/consolidation.h"
#include "assess/page_json.h"
#include "core/audit.h"
#include "test/assess_fixtures.h"

static void set_up(struct ctx *cx, struct t_needs *w, int64_t *round, int64_t *response)
{
	t_needs(cx, w);
	*round = t_round(cx, w, (int64_t[]){ w->moi.body, w->moen.body }, 2);
	*response = t_response(cx, *round, w->moi.body);
}

static const char *state_of(struct ctx *cx, int64_t response)
{
	struct response_by_id r = { 0 };

	t_system(cx);
	return response_get(cx, response, &r) == OK ? r.state : "";
}

/* ---- the flow ---- */

static const char *const all_states[] = { "asked", "draft", "sent", "approved", "returned",
	"accepted" };
static const char *const all_acts[] = { "start", "send", "approve", "return", "accept", "undo" };

/* Who may do what from where, written once more, and what it leads to. */
static const struct {
	const char *from, *act, *role, *to;
} allowed[] = {
	{ "asked", "start", "focal", "draft" },
	{ "draft", "send", "focal", "sent" },
	{ "returned", "send", "focal", "sent" },
	{ "sent", "approve", "head", "approved" },
	{ "sent", "return", "head", "returned" },
	{ "approved", "accept", "coordinator", "accepted" },
	{ "approved", "return", "coordinator", "returned" },
	{ "accepted", "undo", "coordinator", "approved" },
};

static const char *leads_to(const char *from, const char *act, const char *role)
{
	for (size_t i = 0; i < COUNT_OF(allowed); i++)
		if (strcmp(allowed[i].from, from) == 0 && strcmp(allowed[i].act, act) == 0 &&
			(!role || strcmp(allowed[i].role, role) == 0))
			return allowed[i].to;
	return NULL;
}

/* Which act, by which role, t_reach takes last to arrive at a state. */
static bool is_repeat(const char *state, const char *act, const char *role)
{
	static const struct {
		const char *state, *act, *role;
	} last[] = { { "draft", "start", "focal" }, { "sent", "send", "focal" },
		{ "approved", "approve", "head" }, { "returned", "return", "head" },
		{ "accepted", "accept", "coordinator" } };

	for (size_t i = 0; i < COUNT_OF(last); i++)
		if (strcmp(last[i].state, state) == 0 && strcmp(last[i].act, act) == 0 &&
			strcmp(last[i].role, role) == 0)
			return true;
	return false;
}

static enum err wanted(const char *state, const char *act, const char *role)
{
	if (strcmp(role, "stranger") == 0 || strcmp(role, "donor") == 0)
		return ERR_MISSING;
	if (leads_to(state, act, role) || is_repeat(state, act, role))
		return OK;
	return leads_to(state, act, NULL) ? ERR_DENIED : ERR_CONFLICT;
}

static void try_one(struct t *t, struct ctx *cx, int64_t response, const char *state,
	const char *act, const char *role, int64_t account)
{
	const char *to = leads_to(state, act, role);
	enum err got, want = wanted(state, act, role);

	if (db_savepoint(cx->db) != OK)
		return;
	t_clear(cx);
	t_signed_in(cx, account);
	got = t_act(cx, response, act);
	if (!CHECK_INT(want, got))
		printf("	%s: %s by %s\n", state, act, role);
	CHECK_STR(got == OK && to ? to : state, state_of(cx, response));
	if (got == ERR_CONFLICT || got == ERR_DENIED)
		CHECK(cx->problems.n > 0);
	db_undo(cx->db);
}

DBTEST(every_act_from_every_state_by_every_role)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;

	set_up(cx, &w, &round, &response);
	CHECK_STR(NULL, flow_wrong(&response_flow));
	for (size_t s = 0; s < COUNT_OF(all_states); s++) {
		const struct {
			const char *role;
			int64_t account;
		} who[] = { { "focal", w.moi.focal }, { "head", w.moi.head },
			{ "coordinator", w.coordinator }, { "stranger", w.moen.focal },
			{ "donor", w.donor } };

		if (!CHECK_ERR(OK, db_savepoint(cx->db)))
			return;
		t_reach(cx, &w, response, &w.moi, all_states[s]);
		for (size_t a = 0; a < COUNT_OF(all_acts); a++)
			for (size_t r = 0; r < COUNT_OF(who); r++)
				try_one(t, cx, response, all_states[s], all_acts[a], who[r].role,
					who[r].account);
		db_undo(cx->db);
	}
}

DBTEST(a_response_sent_twice_is_one)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct act_row *acts;
	size_t n, again;

	set_up(cx, &w, &round, &response);
	t_reach(cx, &w, response, &w.moi, "sent");
	CHECK_ERR(OK, response_history_query(cx->db, cx->arena, response, &acts, &n));
	CHECK_ERR(OK, t_act(cx, response, "send"));
	CHECK_ERR(OK, response_history_query(cx->db, cx->arena, response, &acts, &again));
	CHECK_INT((int64_t)n, (int64_t)again);
	CHECK_STR("send", acts[0].act);
}

DBTEST(an_unfinished_response_is_not_sent)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct page_text page;

	set_up(cx, &w, &round, &response);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, response_page_save(cx, response, w.model, "C", 0,
			      "{\"staff_total\":\"١٠\",\"staff_women\":\"12\"}", &page));
	CHECK_STR("{\"staff_total\":\"10\",\"staff_women\":\"12\"}", page.answers);
	CHECK_ERR(ERR_INPUT, t_act(cx, response, "send"));
	CHECK(cx->problems.n > 5);
	CHECK_STR("draft", state_of(cx, response));
}

DBTEST(a_return_needs_a_reason_and_an_approval_a_letter)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct response_papers none = { 0 },
			       later = { .letter_number = "1", .letter_date = "2026-11-25" };

	set_up(cx, &w, &round, &response);
	t_reach(cx, &w, response, &w.moi, "sent");
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(ERR_INPUT, response_act(cx, response, DB_NULL, "return", &none));
	CHECK_STR("reason", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, response_act(cx, response, DB_NULL, "approve", &none));
	CHECK_STR("letter_number", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, response_act(cx, response, DB_NULL, "approve", &later));
	CHECK_STR("letter_date", t_field(cx));
	CHECK_STR("sent", state_of(cx, response));
}

DBTEST(a_stale_decision_is_refused)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct response_by_id r;

	set_up(cx, &w, &round, &response);
	t_reach(cx, &w, response, &w.moi, "approved");
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, response_get(cx, response, &r));
	CHECK_ERR(ERR_CONFLICT, response_act(cx, response, r.version - 1, "accept", NULL));
	CHECK_STR("approved", state_of(cx, response));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, response_act(cx, response, r.version, "accept", NULL));
}

/* ---- who reads what ---- */

DBTEST(the_coordinator_reads_only_what_the_head_has_approved)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct response_by_id r;
	struct page_text page;
	struct answers *ans;

	set_up(cx, &w, &round, &response);
	t_reach(cx, &w, response, &w.moi, "sent");
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, response_get(cx, response, &r));
	CHECK(!r.own && !response_readable(cx, &r));
	CHECK_ERR(ERR_MISSING, response_page_get(cx, response, "A", &page));
	CHECK_ERR(ERR_MISSING, response_answers(cx, response, w.model, &ans));

	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, t_act(cx, response, "approve"));
	CHECK_ERR(OK, response_page_get(cx, response, "A", &page));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, response_page_get(cx, response, "A", &page));
	CHECK_HAS(page.answers, "\"org\":\"MOI\"");

	CHECK_ERR(OK, t_act(cx, response, "return"));
	CHECK_ERR(ERR_MISSING, response_page_get(cx, response, "A", &page));
	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(ERR_MISSING, response_get(cx, response, &r));
	t_signed_in(cx, w.donor);
	CHECK_ERR(ERR_MISSING, response_get(cx, response, &r));
}

/* ---- typing ---- */

DBTEST(two_people_never_overwrite_each_other)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct page_text page;

	set_up(cx, &w, &round, &response);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, response_page_save(
			      cx, response, w.model, "C", 0, "{\"staff_total\":\"10\"}", &page));
	CHECK_INT(1, page.version);
	CHECK_STR("draft", state_of(cx, response));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, response_page_save(
			      cx, response, w.model, "C", 1, "{\"staff_total\":\"11\"}", &page));
	CHECK_INT(2, page.version);
	CHECK_ERR(ERR_CONFLICT, response_page_save(cx, response, w.model, "C", 1,
					"{\"staff_total\":\"12\"}", &page));
	CHECK_STR("{\"staff_total\":\"11\"}", page.answers);
	CHECK_INT(2, page.version);
	CHECK(cx->problems.n == 1);
	/* The same text from an older version does no harm. */
	CHECK_ERR(OK, response_page_save(
			      cx, response, w.model, "C", 1, "{\"staff_total\":\"11\"}", &page));
	CHECK_INT(2, page.version);
	CHECK_ERR(ERR_CONFLICT, response_page_save(cx, response, w.model, "C", 0,
					"{\"staff_total\":\"9\"}", &page));
}

DBTEST(only_questions_of_the_page_are_kept)
{
	static const char *const bad[] = { "{\"org\":\"MOI\"}", "{\"nothing\":\"1\"}", "[]", "{",
		"{\"staff_total\":{}}" };
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct page_text page;

	set_up(cx, &w, &round, &response);
	t_signed_in(cx, w.moi.focal);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		t_clear(cx);
		CHECK_ERR(ERR_INPUT,
			response_page_save(cx, response, w.model, "C", 0, bad[i], &page));
	}
	CHECK_ERR(ERR_INPUT, response_page_save(cx, response, w.model, "Z", 0, "{}", &page));
	CHECK_STR("asked", state_of(cx, response));
}

DBTEST(nothing_is_typed_into_what_is_sent_or_closed)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response, other;
	struct page_text page;

	set_up(cx, &w, &round, &response);
	other = t_response(cx, round, w.moen.body);
	t_reach(cx, &w, response, &w.moi, "sent");
	CHECK_ERR(ERR_CONFLICT, response_page_save(cx, response, w.model, "C", 1,
					"{\"staff_total\":\"12\"}", &page));
	CHECK_HAS(page.answers, "48200");
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(ERR_DENIED, response_page_save(cx, response, w.model, "C", 1,
				      "{\"staff_total\":\"12\"}", &page));

	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(OK,
		response_page_save(cx, other, w.model, "C", 0, "{\"staff_total\":\"10\"}", &page));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, round_close(cx, round));
	t_signed_in(cx, w.moen.focal);
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT,
		response_page_save(cx, other, w.model, "C", 1, "{\"staff_total\":\"12\"}", &page));
	CHECK_STR("{\"staff_total\":\"10\"}", page.answers);
	CHECK_HAS(t_problem(cx), "closed");
	CHECK_ERR(ERR_CONFLICT, t_act(cx, other, "send"));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(ERR_CONFLICT, t_act(cx, response, "approve"));
}

/* ---- typed answers ---- */

/* The marks by which bodies are counted, against what the rows before each say. */
static void check_firsts(struct t *t, const struct answer_rows *rows, size_t n)
{
	size_t again = 0, once_more = 0;

	for (size_t i = 0; i < n; i++) {
		const struct answer_rows *r = &rows[i];
		bool question = true, value = r->choice || r->num != DB_NULL;

		for (size_t j = 0; j < i; j++) {
			if (strcmp(rows[j].question, r->question) != 0)
				continue;
			question = false;
			if (r->choice ? rows[j].choice && strcmp(rows[j].choice, r->choice) == 0
				      : rows[j].num != DB_NULL)
				value = false;
		}
		CHECK_INT(question, r->first_answer);
		CHECK_INT(value, r->first_value);
		again += !r->first_answer && r->first_value;
		once_more += r->choice && !r->first_value;
	}
	CHECK(again > 0 && once_more > 0);
}

DBTEST(acceptance_writes_typed_answers_and_undoing_removes_them)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round, response;
	struct need_rows *needs;
	struct need_groups *groups;
	struct need_places *places;
	struct answer_rows *answers;
	struct response_by_id r;
	size_t n, n_groups, n_places;

	set_up(cx, &w, &round, &response);
	t_reach(cx, &w, response, &w.moi, "accepted");
	CHECK_ERR(OK, need_rows_query(cx->db, cx->arena, response, &needs, &n));
	if (!CHECK_INT(5, (int64_t)n))
		return;
	CHECK_STR("gbv", needs[0].topic);
	CHECK_STR("tech", needs[0].kind);
	CHECK_INT(3, needs[0].priority);
	CHECK_INT(1, needs[0].gap);
	CHECK_INT(120, needs[0].people);
	CHECK_STR("2027-03-31", needs[0].by_date);
	CHECK(needs[0].consent);
	CHECK_STR(NULL, needs[0].topic_text);
	CHECK_INT(1, needs[0].rep);
	CHECK_STR("other", needs[4].topic);
	CHECK(needs[4].topic_text != NULL);
	CHECK_INT(DB_NULL, needs[4].gap);
	CHECK_INT(1, needs[4].priority);
	CHECK_ERR(OK, need_groups_query(cx->db, cx->arena, needs[0].id, &groups, &n_groups));
	CHECK_INT(2, (int64_t)n_groups);
	CHECK_STR("fp", groups[0].grp);
	CHECK_ERR(OK, need_places_query(cx->db, cx->arena, needs[0].id, &places, &n_places));
	CHECK_INT(15, (int64_t)n_places);

	CHECK_ERR(OK, answer_rows_query(cx->db, cx->arena, response, &answers, &n));
	CHECK(n > 60);
	check_firsts(t, answers, n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(answers[i].question, "share_women") == 0)
			CHECK_INT(811, answers[i].num);
		if (strcmp(answers[i].question, "plan_amount") == 0)
			CHECK_INT(1855000, answers[i].num);
		if (strcmp(answers[i].question, "org") == 0)
			CHECK_STR("MOI", answers[i].choice);
	}
	CHECK_ERR(OK, response_get(cx, response, &r));
	CHECK_STR("yes", r.consent);

	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, t_act(cx, response, "undo"));
	CHECK_ERR(OK, answer_rows_query(cx->db, cx->arena, response, &answers, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, need_rows_query(cx->db, cx->arena, response, &needs, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, response_get(cx, response, &r));
	CHECK_STR(NULL, r.consent);
}

DBTEST(withheld_consent_is_kept_with_each_need)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct need_rows *needs;
	struct response_by_id r;
	struct cons_matrix m;
	int64_t round, response;
	size_t n;

	t_needs(cx, &w);
	round = t_round(cx, &w, &w.mod.body, 1);
	response = t_response(cx, round, w.mod.body);
	t_signed_in(cx, w.mod.focal);
	t_fill(cx, &w, response, "MOD");
	CHECK_ERR(OK, t_act(cx, response, "send"));
	t_signed_in(cx, w.mod.head);
	CHECK_ERR(OK, t_act(cx, response, "approve"));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, t_act(cx, response, "accept"));
	CHECK_ERR(OK, need_rows_query(cx->db, cx->arena, response, &needs, &n));
	CHECK(n > 0);
	for (size_t i = 0; i < n; i++)
		CHECK(!needs[i].consent);
	CHECK_ERR(OK, cons_matrix(cx, round, true, CONS_BY_PLACE, NULL, &m));
	CHECK_INT(0, (int64_t)m.n_topics);
	CHECK_ERR(OK, cons_matrix(cx, round, true, CONS_BY_GROUP, NULL, &m));
	CHECK_INT(0, (int64_t)m.n_topics);
	CHECK_ERR(OK, cons_matrix(cx, round, false, CONS_BY_PLACE, NULL, &m));
	CHECK(m.n_topics > 0);
	CHECK_ERR(OK, response_get(cx, response, &r));
	CHECK_STR("no", r.consent);
	CHECK(r.answered > 0 && r.answered <= r.asked);
}
