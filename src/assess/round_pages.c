/* One round: its draft, and while it runs who is at which step. */
#include <string.h>

#include "web/download.h"
#include "assess/assess_pages.h"
#include "assess/inquiry_sql.h"
#include "assess/round_show_html.h"
#include "assess/round_view_pages.h"

static const char *const sorts[] = { "late", "late_down", "body", "body_down", "answered",
	"answered_down" };
enum { SORT_LATE, SORT_LATE_DOWN, SORT_BODY, SORT_BODY_DOWN };

const struct choice round_steps[] = {
	{ "", _("Any status"), NULL },
	{ "late", _("Late"), NULL },
	{ "asked", _("Not started"), NULL },
	{ "draft", _("Draft"), NULL },
	{ "sent", _("With head of department"), NULL },
	{ "approved", _("Waiting for review"), NULL },
	{ "returned", _("Returned"), NULL },
	{ "accepted", _("Accepted"), NULL },
};
const size_t round_steps_n = COUNT_OF(round_steps);

static enum response_rows_sort sort_variant(const struct page *pg)
{
	size_t sort = page_sort(pg, sorts, COUNT_OF(sorts), SORT_LATE), down = sort % 2;

	switch (sort) {
	case SORT_LATE:
	case SORT_LATE_DOWN:
		return (enum response_rows_sort)(RESPONSE_ROWS_SORT_LATE + down);
	case SORT_BODY:
	case SORT_BODY_DOWN:
		return (enum response_rows_sort)(
			RESPONSE_ROWS_SORT_BODY_AR + 2 * sort_language(pg->cx->lang) + down);
	default:
		return (enum response_rows_sort)(RESPONSE_ROWS_SORT_ANSWERED + down);
	}
}

static const char *step_asked(const struct page *pg)
{
	const char *step = page_param(pg, "step");

	for (size_t i = 1; step && i < COUNT_OF(round_steps); i++)
		if (strcmp(round_steps[i].value, step) == 0)
			return step;
	return NULL;
}

static enum err load_rows(const struct page *pg, int64_t round, struct track_view *v)
{
	struct response_rows *rows;

	TRY(response_rows_query(pg->cx->db, pg->cx->arena, sort_variant(pg), round,
		page_search(pg, "q"), step_asked(pg), pg->cx->today, &rows, &v->n));
	v->rows = rows;
	return OK;
}

static enum err load_tracking(const struct page *pg, int64_t round, struct track_view *v)
{
	struct round_tally *tally = ARENA_NEW(pg->cx->arena, struct round_tally);
	struct response_queue *queue;
	size_t n;

	TRY(load_rows(pg, round, v));
	TRY(round_tally_query(pg->cx->db, pg->cx->arena, round, pg->cx->today, tally));
	TRY(response_queue_query(pg->cx->db, pg->cx->arena, round, &queue, &n));
	TRY(inquiry_count_round_query(pg->cx->db, pg->cx->arena, round, &v->asked));
	v->tally = tally;
	v->first_waiting = n ? queue[0].id : 0;
	return OK;
}

/* What the reader's own bodies owe in this round. */
static enum err load_own(const struct page *pg, int64_t round, struct track_view *v)
{
	struct ctx *cx = pg->cx;
	struct response_own_in *rows;
	struct own_task *own;
	size_t n;

	TRY(response_own_in_query(cx->db, cx->arena, round, cx->who.account, &rows, &n));
	own = ARENA_ARRAY(cx->arena, n + 1, struct own_task);
	for (size_t i = 0; i < n; i++)
		own[i] = (struct own_task){ .id = rows[i].id,
			.body = PICK(cx->lang, &rows[i], name),
			.answered = rows[i].answered,
			.asked = rows[i].asked,
			.tag = step_tag(cx, rows[i].state, rows[i].due_on) };
	v->own = own;
	v->n_own = n;
	return OK;
}

static enum err load_history(const struct page *pg, int64_t round, struct track_view *v)
{
	struct act_row *rows;

	TRY(round_history_query(pg->cx->db, pg->cx->arena, round, &rows, &v->n_history));
	v->history = history_entries(pg->cx, &round_flow, rows, v->n_history);
	return OK;
}

static void frame(struct page *pg, const struct round_by_id *r)
{
	pg->title = PICK(pg->cx->lang, r, title);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(pg->cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, pg->title, NULL);
}

enum err round_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct track_view v = { 0 };
	struct round_bodies *draft;
	struct round_by_id r;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(cx, id, &r));
	v.r = &r;
	v.coordinates = round_coordinated(cx, r.body);
	v.letter = (struct letter_view){
		.number = r.letter_number, .date = r.letter_date, .from = PICK(cx->lang, &r, name)
	};
	if (strcmp(r.state, "draft") == 0) {
		TRY(round_bodies_query(cx->db, cx->arena, id, &draft, &v.n_draft));
		v.draft = draft;
	} else if (v.coordinates) {
		TRY(load_tracking(pg, id, &v));
	}
	if (strcmp(r.state, "draft") != 0)
		TRY(load_own(pg, id, &v));
	if (v.coordinates && strcmp(r.state, "closed") != 0)
		TRY(unheld_note(cx, id, &v.unheld));
	if (v.coordinates) {
		struct form_signs *signs;

		TRY(load_history(pg, id, &v));
		TRY(form_signs(cx, r.form_version, &signs, &v.n_signs));
		v.signs = signs;
	}
	frame(pg, &r);
	round_show_html(pg->o, pg, &v);
	return OK;
}

/* The table of the tracking page as a file: every body that fits the search. */
enum err round_bodies_download(struct page *pg)
{
	static const char *const heads[] = { _("Code"), _("Body"), _("Status"), _("Deadline"),
		_("Days late"), _("Answered"), _("Asked"), _("Focal point") };
	struct ctx *cx = pg->cx;
	struct track_view v = { 0 };
	struct round_by_id r;
	struct workbook w;
	struct sheet *s;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(cx, id, &r));
	if (!round_coordinated(cx, r.body) || !download_kind(pg))
		return ERR_MISSING;
	TRY(load_rows(pg, id, &v));
	workbook_begin(&w, cx->arena, cx->lang, PICK(cx->lang, &r, title));
	s = workbook_sheet(&w, tr(cx->lang, _("Bodies asked")));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v.n; i++) {
		const struct response_rows *p = &v.rows[i];

		sheet_text(&w, s, p->code);
		sheet_text(&w, s, PICK(cx->lang, p, name));
		sheet_text(&w, s, tr(cx->lang, flow_state(&response_flow, p->state)->word));
		sheet_date(&w, s, p->due_on);
		sheet_int(&w, s, p->late ? days_late(cx, p->due_on) : DB_NULL);
		sheet_int(&w, s, p->answered);
		sheet_int(&w, s, p->asked);
		sheet_text(&w, s, PICK(cx->lang, p, focal));
	}
	return download_workbook(pg, &w, "bodies");
}
