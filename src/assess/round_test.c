#include "core/may.h"
#include "people/body.h"
#include "test/assess_fixtures.h"

static struct round_input input(const struct t_needs *w, const int64_t *bodies, size_t n)
{
	return (struct round_input){ .title = { .en = "Needs" },
		.form_version = w->version,
		.due_on = "2026-12-04",
		.letter_number = "4/7/2210",
		.letter_date = "2026-11-20",
		.bodies = bodies,
		.n_bodies = n };
}

static const char *state_of(struct ctx *cx, int64_t round)
{
	struct round_by_id r = { 0 };

	t_system(cx);
	return round_get(cx, round, &r) == OK ? r.state : "";
}

DBTEST(a_round_says_what_is_wrong_at_each_field)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_input in;
	int64_t id, ended, bodies[3];

	t_needs(cx, &w);
	t_system(cx);
	ended = t_body(cx, "MOHE");
	CHECK_ERR(OK, body_end(cx, ended, "2026-10-31", DB_NULL));
	t_signed_in(cx, w.coordinator);

	bodies[0] = bodies[2] = w.moi.body;
	bodies[1] = w.moen.body;
	in = input(&w, bodies, 3);
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("bodies", t_field(cx));
	CHECK_HAS(t_problem(cx), "twice");

	t_clear(cx);
	in = input(&w, &ended, 1);
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("bodies", t_field(cx));
	CHECK_HAS(t_problem(cx), "ended");

	t_clear(cx);
	in = input(&w, &w.moi.body, 1);
	in.due_on = "2026-11-23";
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("due_on", t_field(cx));

	t_clear(cx);
	in = input(&w, &w.moi.body, 1);
	in.form_version = 1;
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("form_version", t_field(cx));

	t_clear(cx);
	in = input(&w, &w.moi.body, 1);
	in.title = (struct names){ 0 };
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("name_en", t_field(cx));

	t_clear(cx);
	in = input(&w, &w.moi.body, 1);
	in.letter_date = NULL;
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("letter_date", t_field(cx));

	t_clear(cx);
	in = input(&w, &w.moi.body, 1);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, round_add(cx, w.moi.body, &in, &id));
}

DBTEST(a_form_that_is_not_ready_cannot_be_asked)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_input in;
	int64_t id;

	t_needs(cx, &w);
	id = t_round_draft(cx, &w, &w.moi.body, 1);
	CHECK_ERR(OK, form_version_act(cx, w.form, w.number, "redraft"));
	CHECK_ERR(ERR_CONFLICT, round_open(cx, id));
	CHECK_STR("form_version", t_field(cx));
	t_clear(cx);
	in = input(&w, &w.moi.body, 1);
	CHECK_ERR(ERR_INPUT, round_add(cx, w.mofa, &in, &id));
	CHECK_STR("form_version", t_field(cx));
}

DBTEST(opening_needs_bodies_a_letter_and_a_day_to_come)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_input in;
	int64_t id;

	t_needs(cx, &w);
	in = input(&w, NULL, 0);
	in.letter_number = in.letter_date = NULL;
	CHECK_ERR(OK, round_add(cx, w.mofa, &in, &id));
	CHECK_ERR(ERR_INPUT, round_open(cx, id));
	CHECK_INT(2, (int64_t)cx->problems.n);
	CHECK_STR("bodies", cx->problems.at[0].field);
	CHECK_STR("letter_number", cx->problems.at[1].field);

	t_clear(cx);
	id = t_round_draft(cx, &w, &w.moi.body, 1);
	cx->today = "2026-12-05";
	CHECK_ERR(ERR_INPUT, round_open(cx, id));
	CHECK_STR("due_on", t_field(cx));
	CHECK_STR("draft", state_of(cx, id));
}

DBTEST(opening_asks_each_body_once_and_fixes_form_and_draft)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_input in;
	struct round_by_id r;
	struct round_tally tally;
	struct form_version_by_number v;
	int64_t id;

	t_needs(cx, &w);
	id = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	CHECK_ERR(OK, round_tally_query(cx->db, cx->arena, id, cx->today, &tally));
	CHECK_INT(2, tally.asked);
	CHECK_INT(2, tally.idle);
	CHECK_INT(0, tally.late);
	CHECK_ERR(OK, form_version_get(cx, w.form, w.number, &v));
	CHECK_STR("used", v.state);
	CHECK_ERR(ERR_CONFLICT, form_version_act(cx, w.form, w.number, "redraft"));

	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, round_open(cx, id));
	CHECK_ERR(OK, round_get(cx, id, &r));
	in = input(&w, &w.moi.body, 1);
	CHECK_ERR(ERR_CONFLICT, round_edit(cx, id, r.version, &in));
	CHECK_STR("4/7/2210", r.letter_number);
}

DBTEST(a_stale_draft_is_not_overwritten)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_input in;
	struct round_by_id r;
	int64_t id;

	t_needs(cx, &w);
	id = t_round_draft(cx, &w, &w.moi.body, 1);
	CHECK_ERR(OK, round_get(cx, id, &r));
	in = input(&w, &w.moen.body, 1);
	CHECK_ERR(OK, round_edit(cx, id, r.version, &in));
	CHECK_ERR(ERR_CONFLICT, round_edit(cx, id, r.version, &in));
	CHECK(cx->problems.n == 1);
}

DBTEST(only_those_concerned_know_of_a_round)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_by_id r;
	int64_t draft, open;

	t_needs(cx, &w);
	draft = t_round_draft(cx, &w, &w.moi.body, 1);
	open = t_round(cx, &w, &w.moi.body, 1);
	CHECK_ERR(OK, round_get(cx, draft, &r));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_MISSING, round_get(cx, draft, &r));
	CHECK_ERR(OK, round_get(cx, open, &r));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, round_get(cx, open, &r));
	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(ERR_MISSING, round_get(cx, open, &r));
	t_signed_in(cx, w.donor);
	CHECK_ERR(ERR_MISSING, round_get(cx, open, &r));
}

DBTEST(the_list_shows_what_one_may_see)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_row *rows;
	int64_t total;
	size_t n;

	t_needs(cx, &w);
	t_round_draft(cx, &w, &w.moi.body, 1);
	t_round(cx, &w, &w.moi.body, 1);
	CHECK(may_everywhere(cx, MAY_COORDINATE));
	CHECK_ERR(OK, round_rows_query(cx->db, cx->arena, ROUND_ROWS_WHO_ALL, ROUND_ROWS_SORT_DUE,
			      cx->who.account, 25, 0, &rows, &n));
	CHECK_INT(2, (int64_t)n);
	t_signed_in(cx, w.moi.focal);
	CHECK(!may_everywhere(cx, MAY_COORDINATE));
	CHECK_ERR(OK, round_rows_query(cx->db, cx->arena, ROUND_ROWS_WHO_SOME,
			      ROUND_ROWS_SORT_TITLE_AR, cx->who.account, 25, 0, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_STR("open", rows[0].state);
	CHECK_INT(1, rows[0].asked);
	CHECK_ERR(OK, round_count(cx, &total));
	CHECK_INT(1, total);
	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(
		OK, round_find_query(cx->db, cx->arena, ROUND_FIND_WHO_SOME, ROUND_FIND_SORT_STATE,
			    cx->who.account, "%needs%", "open", NULL, 25, 0, &rows, &n));
	CHECK_INT(0, (int64_t)n);
}

static int64_t counted(struct ctx *cx)
{
	int64_t n;

	return round_count(cx, &n) == OK ? n : -1;
}

/* Each way of counting, against the rows there are. */
DBTEST(rounds_are_counted_once_however_many_bodies_one_answers_for)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_row *rows;
	size_t n;

	t_needs(cx, &w);
	t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	t_round(cx, &w, &w.moen.body, 1);
	t_round_draft(cx, &w, &w.moi.body, 1);
	CHECK_INT(3, counted(cx));
	t_signed_in(cx, w.mod.focal);
	CHECK_INT(0, counted(cx));
	t_signed_in(cx, w.moi.focal);
	CHECK_INT(1, counted(cx));
	t_system(cx);
	CHECK_ERR(OK, grant_add(cx, w.moi.focal, MAY_READ, w.moen.body, DB_NULL));
	t_signed_in(cx, w.moi.focal);
	CHECK_INT(2, counted(cx));
	CHECK_ERR(OK, round_rows_query(cx->db, cx->arena, ROUND_ROWS_WHO_SOME, ROUND_ROWS_SORT_DUE,
			      cx->who.account, 25, 0, &rows, &n));
	if (CHECK_INT(2, (int64_t)n)) {
		CHECK_INT(t_response(cx, rows[0].id, w.moi.body), rows[0].own);
		CHECK_STR("asked", rows[0].own_state);
		CHECK_INT(t_response(cx, rows[1].id, w.moen.body), rows[1].own);
	}
	/* Who coordinates some bodies sees the drafts of these too. */
	t_system(cx);
	CHECK_ERR(OK, grant_add(cx, w.moi.focal, MAY_COORDINATE, w.mofa, DB_NULL));
	t_signed_in(cx, w.moi.focal);
	CHECK_INT(3, counted(cx));
}

DBTEST(late_rounds_are_those_with_somebody_late)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_row *rows;
	struct response_rows *bodies;
	int64_t id;
	size_t n;

	t_needs(cx, &w);
	id = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	t_reach(cx, &w, t_response(cx, id, w.moi.body), &w.moi, "approved");
	CHECK_ERR(OK, round_find_query(cx->db, cx->arena, ROUND_FIND_WHO_ALL, ROUND_FIND_SORT_DUE,
			      w.coordinator, "%", NULL, "2026-12-04", 25, 0, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, round_find_query(cx->db, cx->arena, ROUND_FIND_WHO_ALL, ROUND_FIND_SORT_DUE,
			      w.coordinator, "%", NULL, "2026-12-05", 25, 0, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_INT(1, rows[0].done);
	CHECK_ERR(OK, response_rows_query(cx->db, cx->arena, RESPONSE_ROWS_SORT_LATE, id, "%", NULL,
			      "2026-12-05", &bodies, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_STR("MOEN", bodies[0].code);
	CHECK(bodies[0].late && !bodies[1].late);
	CHECK_STR("focal.MOEN", bodies[0].focal_en);
}

static int64_t asked_in(struct ctx *cx, int64_t round)
{
	struct round_row *rows;
	size_t n;

	if (round_rows_query(cx->db, cx->arena, ROUND_ROWS_WHO_ALL, ROUND_ROWS_SORT_DUE,
		    cx->who.account, 25, 0, &rows, &n) != OK)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (rows[i].id == round)
			return rows[i].asked;
	return -1;
}

DBTEST(bodies_come_and_go_while_nothing_is_typed)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct page_text page;
	int64_t id;

	t_needs(cx, &w);
	id = t_round(cx, &w, &w.moi.body, 1);
	CHECK_ERR(OK, round_ask(cx, id, w.moen.body));
	CHECK_ERR(OK, db_savepoint(cx->db));
	CHECK_ERR(ERR_CONFLICT, round_ask(cx, id, w.moen.body));
	CHECK_STR("bodies", t_field(cx));
	db_undo(cx->db);
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, round_unask(cx, id, w.moen.body, "  "));
	CHECK_STR("reason", t_field(cx));
	CHECK_INT(2, asked_in(cx, id));
	CHECK_ERR(OK, round_unask(cx, id, w.moen.body, "Asked by mistake."));
	CHECK_INT(1, asked_in(cx, id));
	CHECK_ERR(ERR_MISSING, round_unask(cx, id, w.moen.body, "Asked by mistake."));

	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, response_page_save(cx, t_response(cx, id, w.moi.body), w.model, "C", 0,
			      "{\"staff_total\":\"1\"}", &page));
	t_signed_in(cx, w.coordinator);
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, round_unask(cx, id, w.moi.body, "No longer needed."));
	CHECK_STR("bodies", t_field(cx));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, round_ask(cx, id, w.moen.body));
}

DBTEST(the_deadline_moves_for_all_with_a_reason)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct response_by_id p;
	struct act_row *acts;
	int64_t id;
	size_t n;

	t_needs(cx, &w);
	id = t_round(cx, &w, &w.moi.body, 1);
	CHECK_ERR(ERR_INPUT, round_move_due(cx, id, "2026-11-01", "Holiday."));
	CHECK_STR("due_on", t_field(cx));
	CHECK_ERR(ERR_INPUT, round_move_due(cx, id, "2026-12-20", NULL));
	CHECK_ERR(OK, round_move_due(cx, id, "2026-12-20", "Holiday."));
	CHECK_ERR(OK, response_get(cx, t_response(cx, id, w.moi.body), &p));
	CHECK_STR("2026-12-20", p.due_on);
	CHECK_ERR(OK, round_history_query(cx->db, cx->arena, id, &acts, &n));
	CHECK_STR("move_due", acts[0].act);
	CHECK_STR("Holiday.", acts[0].reason);
}

DBTEST(a_closed_round_opens_again_with_a_reason)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t id, response;

	t_needs(cx, &w);
	id = t_round(cx, &w, &w.moi.body, 1);
	response = t_response(cx, id, w.moi.body);
	t_reach(cx, &w, response, &w.moi, "accepted");
	CHECK_ERR(OK, round_close(cx, id));
	CHECK_ERR(ERR_CONFLICT, t_act(cx, response, "undo"));
	CHECK_ERR(ERR_CONFLICT, round_close(cx, id));
	CHECK_ERR(ERR_CONFLICT, round_ask(cx, id, w.moen.body));
	CHECK_ERR(ERR_INPUT, round_reopen(cx, id, NULL));
	CHECK_ERR(OK, round_reopen(cx, id, "One ministry asked for time."));
	CHECK_ERR(OK, t_act(cx, response, "undo"));
	CHECK_STR("open", state_of(cx, id));
}
