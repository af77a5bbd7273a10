/* One response: reading it, and deciding on it. */
#include <string.h>

#include "assess/assess_pages.h"
#include "assess/paper_entry.h"
#include "assess/response_in.h"
#include "assess/response_show_html.h"
#include "assess/response_view_pages.h"
#include "assess/review.h"

static const char *address(struct page *pg, int64_t response)
{
	return arena_printf(pg->cx->arena, "/responses/%lld", (long long)response);
}

/* ---- reading ---- */

static enum err load_evidence(
	struct ctx *cx, struct response_view *v, struct answers *ans, size_t lang)
{
	struct evidence_line *lines;
	struct signed_now copy;

	TRY(evidence_lines(cx, v->r->id, ans, lang, &lines, &v->n_evidence));
	v->evidence = lines;
	return signed_now_query(cx->db, cx->arena, v->r->id, &copy, &v->copied);
}

static enum err load_content(struct page *pg, struct response_view *v)
{
	TRY(response_lines(pg->cx, v->r, &v->lines, &v->n_findings));
	if (param_is(pg, "only", "changes") && v->lines.compared)
		v->only = LINES_CHANGED;
	else if (param_is(pg, "only", "findings"))
		v->only = LINES_FOUND;
	v->may_ask = inquiry_may_ask(pg->cx, v->r);
	return load_evidence(pg->cx, v, v->lines.ans, v->lines.lang);
}

/* The questions to the body, those at a line marked as shown there. */
static enum err load_asked(struct page *pg, struct response_view *v)
{
	TRY(inquiry_threads(pg->cx, v->r, v->lines.ans, v->lines.lang, &v->asked));
	for (size_t i = 0; i < v->asked.n; i++)
		for (size_t k = 0; k < v->lines.n && !v->asked.at[i].placed; k++)
			v->asked.at[i].placed =
				v->lines.at[k].kind == LINE_ANSWER &&
				strcmp(v->lines.at[k].path, v->asked.at[i].path) == 0;
	return OK;
}

/* What passes inside the body stays there: the head's reasons are for its own people. */
static enum err load_history(struct page *pg, struct response_view *v)
{
	struct ctx *cx = pg->cx;
	struct act_row *rows;
	struct response_letter letter;
	bool found;

	TRY(response_history_query(cx->db, cx->arena, v->r->id, &rows, &v->n_history));
	for (size_t i = 0; i < v->n_history; i++)
		if (!v->r->own && strcmp(rows[i].state_from, "sent") == 0)
			rows[i].reason = NULL;
	v->history = history_entries(cx, &response_flow, rows, v->n_history);
	TRY(response_letter_query(cx->db, cx->arena, v->r->id, &letter, &found));
	if (found && v->readable && v->r->approved_at)
		v->letter = (struct letter_view){ .number = letter.number,
			.date = letter.date,
			.from = PICK(cx->lang, v->r, name) };
	return OK;
}

static enum err load_queue(struct page *pg, struct response_view *v)
{
	struct response_queue *queue;
	size_t n;

	TRY(response_queue_query(pg->cx->db, pg->cx->arena, v->r->round, &queue, &n));
	v->waiting = (int64_t)n;
	for (size_t i = 0; i < n; i++) {
		if (queue[i].id != v->r->id)
			continue;
		v->place = (int64_t)i + 1;
		v->before = i > 0 ? queue[i - 1].id : 0;
		v->after = i + 1 < n ? queue[i + 1].id : 0;
		v->after_name = i + 1 < n ? PICK(pg->cx->lang, &queue[i + 1], name) : NULL;
	}
	return OK;
}

static enum err load_reasons(struct page *pg, struct response_view *v)
{
	struct ctx *cx = pg->cx;
	struct reason_list *rows;
	size_t n;

	TRY(reason_list_query(cx->db, cx->arena, v->r->round_body, false, &rows, &n));
	*LIST_PUSH(cx->arena, &v->reasons) = (struct choice){ "", _("In words of your own"), NULL };
	for (size_t i = 0; i < n; i++) {
		const char *text = PICK(cx->lang, &rows[i], text);

		*LIST_PUSH(cx->arena, &v->reasons) =
			(struct choice){ arena_printf(cx->arena, "%lld", (long long)rows[i].id),
				NULL, text };
	}
	return OK;
}

static void load_acts(struct page *pg, struct response_view *v)
{
	const struct flow_step **steps;
	size_t n = response_acts(pg->cx, v->r, &steps);

	for (size_t i = 0; i < n; i++) {
		v->approves = v->approves || strcmp(steps[i]->act, "approve") == 0;
		v->reviews = v->reviews || strcmp(steps[i]->act, "accept") == 0;
		v->may_undo = v->may_undo || strcmp(steps[i]->act, "undo") == 0;
	}
}

/* Papers of the response there are, or may be by this reader. */
static enum err load_papers(struct page *pg, struct response_view *v)
{
	struct entry_of_response *papers;
	bool behalf;
	size_t n;

	TRY(entry_of_response_query(pg->cx->db, pg->cx->arena, v->r->id, &papers, &n));
	v->paper = n || (response_open(v->r) && paper_may_open(pg->cx, v->r, &behalf));
	return OK;
}

static void frame(struct page *pg, const struct response_by_id *r)
{
	struct ctx *cx = pg->cx;

	pg->title = PICK(cx->lang, r, name);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)r->round));
	page_crumb(pg, pg->title, NULL);
}

enum err response_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct response_by_id r;
	struct response_view v = { .r = &r };
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &r));
	v.tag = step_tag(cx, r.state, r.due_on);
	v.readable = response_readable(cx, &r);
	v.writable = response_writable(cx, &r);
	load_acts(pg, &v);
	TRY(load_papers(pg, &v));
	if (v.readable)
		TRY(load_content(pg, &v));
	TRY(load_asked(pg, &v));
	TRY(load_history(pg, &v));
	if (v.reviews) {
		TRY(load_queue(pg, &v));
		TRY(load_reasons(pg, &v));
	}
	frame(pg, &r);
	response_show_html(pg->o, pg, &v);
	return OK;
}

/* ---- acts ---- */

enum err response_send_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_act(pg->cx, id, DB_NULL, "send", NULL));
	return page_go(
		pg, address(pg, id), _("Sent to your head of department. Nothing more to do now."));
}

/* Where a coordinator goes on: the next that waits, else the round. */
static enum err go_on(struct page *pg, int64_t round, int64_t next, const char *notice)
{
	struct response_queue *queue;
	size_t n;

	TRY(response_queue_query(pg->cx->db, pg->cx->arena, round, &queue, &n));
	for (size_t i = 0; i < n; i++)
		if (queue[i].id == next)
			return page_go(pg, address(pg, next), notice);
	if (n)
		return page_go(pg, address(pg, queue[0].id), notice);
	return page_go(pg, arena_printf(pg->cx->arena, "/rounds/%lld", (long long)round), notice);
}

static const char *notice_of(const char *decision)
{
	if (strcmp(decision, "accept") == 0)
		return _("Accepted. The response is locked.");
	if (strcmp(decision, "approve") == 0)
		return _("Approved. The response is with the coordinator.");
	return _("Returned with your reason.");
}

/* A ready reason, with the words typed beside it below. */
static enum err reason_of(struct page *pg, const struct response_by_id *r, const struct values *v,
	const char **reason)
{
	int64_t ready = value_int(v, "ready");
	struct reason_by_id row;
	const char *text;

	*reason = value_text(v, "reason");
	if (ready == DB_NULL || !round_coordinated(pg->cx, r->round_body))
		return OK;
	TRY(reason_by_id_query(pg->cx->db, pg->cx->arena, ready, r->round_body, &row));
	text = PICK(pg->cx->lang, &row, text);
	*reason = *reason ? arena_printf(pg->cx->arena, "%s\n%s", text, *reason) : text;
	return OK;
}

enum err response_decide_post(struct page *pg)
{
	static const char *const words[] = { "accept", "approve", "return", NULL };
	static const struct field fields[] = {
		INT("version", 0, INT32_MAX),
		WORD("decision", words),
		TEXT("letter_number", 0, 60),
		DATE_OPT("letter_date"),
		LINES("reason", 0, 4000),
		ID_OPT("ready"),
	};
	struct response_by_id r;
	struct response_view v = { .r = &r };
	struct values *typed_values;
	const char *decision, *reason;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(pg->cx, id, &r));
	TRY(FORM_READ(pg, fields, &typed_values));
	TRY(load_queue(pg, &v));
	decision = value_text(typed_values, "decision");
	TRY(reason_of(pg, &r, typed_values, &reason));
	TRY(response_act(pg->cx, id, value_int(typed_values, "version"), decision,
		&(struct response_papers){ .reason = reason,
			.letter_number = value_text(typed_values, "letter_number"),
			.letter_date = value_text(typed_values, "letter_date") }));
	if (round_coordinated(pg->cx, r.round_body) && strcmp(r.state, "approved") == 0)
		return go_on(pg, r.round, v.after, notice_of(decision));
	return page_go(pg, address(pg, id), notice_of(decision));
}

enum err response_undo_post(struct page *pg)
{
	static const struct field fields[] = {
		INT("version", 0, INT32_MAX),
		LINES("reason", 1, 4000),
	};
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(response_act(pg->cx, id, value_int(v, "version"), "undo",
		&(struct response_papers){ .reason = value_text(v, "reason") }));
	return page_go(pg, address(pg, id),
		_("The acceptance is undone. The response waits for your review."));
}
