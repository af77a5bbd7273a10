/* The list of questions to bodies, as a page, CSV and XLSX. */
#include <string.h>

#include "assess/inquiry_list_html.h"
#include "assess/inquiry_pages.h"
#include "assess/model_cache.h"
#include "assess/round.h"
#include "assess/round_view_pages.h"
#include "base/text.h"
#include "forms/check.h"
#include "web/download.h"

#define ROWS 25
#define ROWS_MOST 100000 /* of a download */

static const char *const sorts[] = { "changed", "changed_down", "state", "state_down", "body",
	"body_down" };
enum { SORT_CHANGED, SORT_CHANGED_DOWN, SORT_STATE, SORT_STATE_DOWN, SORT_BODY };

const struct choice inquiry_states[] = {
	{ "", _("Any state"), NULL },
	{ "open", _("Waits for the body"), NULL },
	{ "answered", _("Answered"), NULL },
	{ "resolved", _("Resolved"), NULL },
	{ "withdrawn", _("Withdrawn"), NULL },
};
const size_t inquiry_states_n = COUNT_OF(inquiry_states);

static enum inquiry_rows_sort sort_variant(const struct page *pg)
{
	size_t sort = page_sort(pg, sorts, COUNT_OF(sorts), SORT_CHANGED_DOWN), down = sort % 2;

	if (sort >= SORT_BODY)
		return (enum inquiry_rows_sort)(
			INQUIRY_ROWS_SORT_BODY_AR + 2 * sort_language(pg->cx->lang) + down);
	if (sort >= SORT_STATE)
		return (enum inquiry_rows_sort)(INQUIRY_ROWS_SORT_STATE + down);
	return (enum inquiry_rows_sort)(INQUIRY_ROWS_SORT_CHANGED + down);
}

static const char *state_asked(const struct page *pg)
{
	const char *state = page_param(pg, "state");

	for (size_t i = 1; state && i < COUNT_OF(inquiry_states); i++)
		if (strcmp(inquiry_states[i].value, state) == 0)
			return state;
	return NULL;
}

/* A form as its labels are read; rows of one form follow each other mostly. */
struct labels {
	const char *file;
	struct answers *ans;
};

/* The label of the question a path names, as the form has it. */
static enum err label_of(
	struct ctx *cx, struct labels *form, const struct inquiry_rows *q, const char **label)
{
	const char *slash = strrchr(q->path, '/'), *name = slash ? slash + 1 : q->path;
	const struct form *model;
	struct form_ref at;

	*label = NULL;
	if (!*q->path)
		return OK;
	if (!form->file || strcmp(form->file, q->form_file) != 0) {
		TRY(model_get(cx, q->form_file, &model));
		*form = (struct labels){ q->form_file, answers_new(cx->arena, model) };
	}
	model = form->ans->form;
	at = (struct form_ref){ form_find(model, NULL, name, strlen(name)), form->ans->root };
	*label = at.node ? form_label(form->ans, at, response_lang(cx, model), cx->arena) : name;
	return OK;
}

static enum err load(struct page *pg, struct inquiry_list_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q"), *state = state_asked(pg),
		   *of = page_param(pg, "round");
	int64_t round, total;
	struct inquiry_rows *rows;
	struct labels form = { 0 };
	struct round_by_id r;

	if (!of || !text_to_int(of, &round) || round <= 0)
		round = DB_NULL;
	if (round != DB_NULL) {
		TRY(round_get(cx, round, &r));
		v->round = PICK(cx->lang, &r, title);
	}
	v->filtered = state || round != DB_NULL || strcmp(q, "%") != 0;
	TRY(inquiry_rows_query(cx->db, cx->arena, sort_variant(pg), cx->who.account, q, state,
		round, v->paging.limit, v->paging.offset, &rows, &v->n));
	TRY(inquiry_rows_count_query(cx->db, cx->arena, cx->who.account, q, state, round, &total));
	paging_total(&v->paging, total);
	v->rows = ARENA_ARRAY(cx->arena, v->n + 1, struct inquiry_row);
	for (size_t i = 0; i < v->n; i++) {
		v->rows[i].q = &rows[i];
		TRY(label_of(cx, &form, &rows[i], &v->rows[i].label));
	}
	return OK;
}

static enum err download(struct page *pg, const struct inquiry_list_view *v)
{
	static const char *const heads[] = { _("Round"), _("Body"), _("Question of the form"),
		_("Question"), _("State"), _("Asked on"), _("Last words") };
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	s->note = tr(cx->lang, _("For the coordinating bodies and the body asked only."));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct inquiry_rows *q = v->rows[i].q;

		sheet_text(&w, s, PICK(cx->lang, q, title));
		sheet_text(&w, s, PICK(cx->lang, q, name));
		sheet_text(&w, s, v->rows[i].label);
		sheet_text(&w, s, q->text);
		sheet_text(&w, s, tr(cx->lang, flow_state(&inquiry_flow, q->state)->word));
		sheet_text(&w, s, q->at);
		sheet_text(&w, s, q->changed_at);
	}
	return download_workbook(pg, &w, "questions");
}

enum err inquiry_list_page(struct page *pg)
{
	struct inquiry_list_view v = { .paging = page_paging(pg, ROWS) };

	if (download_kind(pg)) {
		v.paging.limit = ROWS_MOST;
		v.paging.offset = 0;
	}
	TRY(load(pg, &v));
	pg->title = tr(pg->cx->lang, _("Questions to bodies"));
	pg->subject = SUBJECT_ASSESS;
	if (download_kind(pg))
		return download(pg, &v);
	page_crumb(pg, tr(pg->cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, pg->title, NULL);
	inquiry_list_html(pg->o, pg, &v);
	return OK;
}
