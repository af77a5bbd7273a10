/* The list of papers, as a page, CSV and XLSX; the code of a blank form; the papers of a response.
 */
#include <string.h>

#include "assess/paper_list_html.h"
#include "assess/paper_pages.h"
#include "assess/paper_view_pages.h"
#include "assess/papers_html.h"
#include "assess/response_in.h"
#include "assess/round_view_pages.h"
#include "base/text.h"
#include "core/may.h"
#include "web/download.h"

#define ROWS 25
#define ROWS_MOST 100000 /* of a download */

static const char *const sorts[] = { "opened", "opened_down", "body", "body_down" };
enum { SORT_OPENED, SORT_OPENED_DOWN, SORT_BODY, SORT_BODY_DOWN };

const struct choice paper_states[] = {
	{ "", _("Any state"), NULL },
	{ "live", _("Under way"), NULL },
	{ "first", _("First entry"), NULL },
	{ "waiting", _("Waits for the second entry"), NULL },
	{ "second", _("Second entry"), NULL },
	{ "compare", _("To be compared"), NULL },
	{ "taken", _("Taken over"), NULL },
	{ "dropped", _("Dropped"), NULL },
	{ "same", _("Typed twice by one person"), NULL },
};
const size_t paper_states_n = COUNT_OF(paper_states);

static enum entry_rows_sort sort_variant(const struct page *pg)
{
	size_t sort = page_sort(pg, sorts, COUNT_OF(sorts), SORT_OPENED_DOWN);

	if (sort == SORT_OPENED)
		return ENTRY_ROWS_SORT_OPENED;
	if (sort == SORT_OPENED_DOWN)
		return ENTRY_ROWS_SORT_OPENED_DOWN;
	return (enum entry_rows_sort)(
		ENTRY_ROWS_SORT_BODY_AR + 2 * sort_language(pg->cx->lang) + sort % 2);
}

static const char *state_asked(const struct page *pg)
{
	const char *state = page_param(pg, "state");

	for (size_t i = 1; state && i < COUNT_OF(paper_states); i++)
		if (strcmp(paper_states[i].value, state) == 0)
			return state;
	return NULL;
}

static enum err load(const struct page *pg, struct paper_list_view *v)
{
	struct ctx *cx = pg->cx;
	const char *state = state_asked(pg), *word = page_param(pg, "round");
	int64_t round = DB_NULL, total;
	struct entry_rounds *rounds;
	struct entry_rows *rows;
	size_t n;

	if (!word || !text_to_int(word, &round))
		round = DB_NULL;
	v->filtered = state || round != DB_NULL || strcmp(page_search(pg, "q"), "%") != 0;
	TRY(entry_rows_query(cx->db, cx->arena, sort_variant(pg), cx->who.account, cx->who.system,
		page_search(pg, "q"), state, round, v->paging.limit, v->paging.offset, &rows,
		&v->n));
	v->rows = rows;
	TRY(entry_count_query(cx->db, cx->arena, cx->who.account, cx->who.system,
		page_search(pg, "q"), state, round, &total));
	paging_total(&v->paging, total);
	TRY(entry_rounds_query(cx->db, cx->arena, cx->who.account, cx->who.system, &rounds, &n));
	*LIST_PUSH(cx->arena, &v->rounds) = (struct choice){ "", _("Any round"), NULL };
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->rounds) =
			(struct choice){ arena_printf(cx->arena, "%lld", (long long)rounds[i].id),
				NULL, PICK(cx->lang, &rounds[i], title) };
	return OK;
}

static enum err download(struct page *pg, const struct paper_list_view *v)
{
	static const char *const heads[] = { _("Body"), _("Round"), _("State"),
		_("On behalf of the body"), _("Differences"), _("Decided on"), _("Opened by"),
		_("Second entry by"), _("Typed twice by one person"), _("Opened"),
		_("Taken over") };
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, tr(cx->lang, _("Papers")));
	s = workbook_sheet(&w, w.title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct entry_rows *r = &v->rows[i];

		sheet_text(&w, s, PICK(cx->lang, r, name));
		sheet_text(&w, s, PICK(cx->lang, r, title));
		sheet_text(&w, s, tr(cx->lang, flow_state(&paper_flow, r->state)->word));
		sheet_text(&w, s, tr(cx->lang, r->behalf ? _("Yes") : _("No")));
		sheet_int(&w, s, r->differs);
		sheet_int(&w, s, r->chosen);
		sheet_text(&w, s, PICK(cx->lang, r, opener));
		sheet_text(&w, s, PICK(cx->lang, r, second));
		sheet_text(&w, s, tr(cx->lang, r->same_person ? _("Yes") : _("No")));
		sheet_date(&w, s, arena_strn(cx->arena, r->opened_at, 10));
		sheet_date(&w, s, r->taken_at ? arena_strn(cx->arena, r->taken_at, 10) : NULL);
	}
	return download_workbook(pg, &w, "papers");
}

enum err paper_list_page(struct page *pg)
{
	struct paper_list_view v = { .paging = page_paging(pg, ROWS) };

	if (download_kind(pg)) {
		v.paging.limit = ROWS_MOST;
		v.paging.offset = 0;
	}
	TRY(load(pg, &v));
	if (download_kind(pg))
		return download(pg, &v);
	v.enters = may_anywhere(pg->cx, MAY_ENTER) || may_anywhere(pg->cx, MAY_COORDINATE);
	pg->title = tr(pg->cx->lang, _("Papers"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(pg->cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, pg->title, NULL);
	paper_list_html(pg->o, pg, &v);
	return OK;
}

enum err paper_find_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("code", 1, 200) };
	struct values *v;
	int64_t response;

	TRY(FORM_READ(pg, fields, &v));
	TRY(paper_find(pg->cx, value_text(v, "code"), &response));
	return page_go(pg,
		arena_printf(pg->cx->arena, "/responses/%lld/papers", (long long)response), NULL);
}

/* ---- the papers of one response ---- */

enum err response_papers_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct entry_of_response *rows;
	struct papers_view v = { 0 };
	struct response_by_id r;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &r));
	v.r = &r;
	TRY(entry_of_response_query(cx->db, cx->arena, id, &rows, &v.n));
	v.rows = rows;
	for (size_t i = 0; i < v.n; i++)
		if (strcmp(rows[i].state, "taken") != 0 && strcmp(rows[i].state, "dropped") != 0)
			v.now = rows[i].id;
	v.opens = paper_may_open(cx, &r, &v.behalf);
	v.takes = response_open(&r);
	pg->title = tr(cx->lang, _("Answers on paper"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, &r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)r.round));
	page_crumb(pg, PICK(cx->lang, &r, name),
		arena_printf(cx->arena, "/responses/%lld", (long long)r.id));
	page_crumb(pg, pg->title, NULL);
	papers_html(pg->o, pg, &v);
	return OK;
}

enum err paper_open_post(struct page *pg)
{
	int64_t response, id;

	TRY(page_id(pg, "id", &response));
	TRY(paper_open(pg->cx, response, &id));
	return page_go(pg, arena_printf(pg->cx->arena, "/papers/%lld", (long long)id), NULL);
}
