/* The list of rounds, as a page, CSV and XLSX. */
#include <string.h>

#include "web/download.h"
#include "assess/assess_pages.h"
#include "assess/round_list_html.h"
#include "assess/round_view_pages.h"
#include "base/list.h"
#include "base/time.h"
#include "core/may.h"

#define ROWS 25
#define ROWS_MOST 100000 /* of a download */

static const char *const sorts[] = { "due", "due_down", "title", "title_down", "state",
	"state_down" };
enum { SORT_DUE, SORT_DUE_DOWN, SORT_TITLE, SORT_TITLE_DOWN, SORT_STATE, SORT_STATE_DOWN };

const struct choice round_states[] = {
	{ "", _("Any state"), NULL },
	{ "open", _("Running"), NULL },
	{ "late", _("Running, with late bodies"), NULL },
	{ "draft", _("Draft"), NULL },
	{ "closed", _("Closed"), NULL },
};
const size_t round_states_n = COUNT_OF(round_states);

struct asked_for {
	bool all; /* the reader sees every round */
	size_t sort;
	const char *q, *state, *late_on;
	bool filtered;
};

/* Open ones with the nearest deadline are what counts: latest deadline first unless told. */
static struct asked_for read_query(const struct page *pg)
{
	const char *state = page_param(pg, "state");
	struct asked_for a = {
		.all = may_everywhere(pg->cx, MAY_COORDINATE),
		.sort = page_sort(pg, sorts, COUNT_OF(sorts), SORT_DUE_DOWN),
		.q = page_search(pg, "q"),
	};

	if (state && strcmp(state, "late") == 0)
		a.late_on = pg->cx->today;
	else if (state && flow_state(&round_flow, state))
		a.state = state;
	a.filtered = a.state || a.late_on || strcmp(a.q, "%") != 0;
	return a;
}

static size_t sort_variant(const struct page *pg, size_t sort)
{
	size_t down = sort % 2;

	switch (sort) {
	case SORT_TITLE:
	case SORT_TITLE_DOWN:
		return ROUND_ROWS_SORT_TITLE_AR + 2 * sort_language(pg->cx->lang) + down;
	case SORT_STATE:
	case SORT_STATE_DOWN:
		return ROUND_ROWS_SORT_STATE + down;
	default:
		return ROUND_ROWS_SORT_DUE + down;
	}
}

static enum err load(const struct page *pg, const struct asked_for *a, struct paging *p,
	struct round_row **rows, size_t *n)
{
	struct ctx *cx = pg->cx;
	size_t sort = sort_variant(pg, a->sort);
	int64_t account = cx->who.account, total;

	if (a->filtered) {
		TRY(round_find_query(cx->db, cx->arena,
			a->all ? ROUND_FIND_WHO_ALL : ROUND_FIND_WHO_SOME,
			(enum round_find_sort)sort, account, a->q, a->state, a->late_on, p->limit,
			p->offset, rows, n));
		TRY(round_find_count_query(cx->db, cx->arena,
			a->all ? ROUND_FIND_COUNT_WHO_ALL : ROUND_FIND_COUNT_WHO_SOME, account,
			a->q, a->state, a->late_on, &total));
	} else {
		TRY(round_rows_query(cx->db, cx->arena,
			a->all ? ROUND_ROWS_WHO_ALL : ROUND_ROWS_WHO_SOME,
			(enum round_rows_sort)sort, account, p->limit, p->offset, rows, n));
		TRY(round_count(cx, &total));
	}
	paging_total(p, total);
	return OK;
}

/* The forms of the rows, each read once: a page has few, a download may have many rows. */
static enum err load_forms(struct ctx *cx, struct round_list_view *v)
{
	const struct round_form **forms = ARENA_ARRAY(cx->arena, v->n, const struct round_form *);
	LIST(struct round_form *) known = { 0 };

	for (size_t i = 0; i < v->n; i++) {
		size_t k = known.n;

		while (k > 0 && known.at[k - 1]->id != v->rows[i].form_version)
			k--;
		if (k == 0) {
			struct round_form *f = ARENA_NEW(cx->arena, struct round_form);

			TRY(round_form_query(cx->db, cx->arena, v->rows[i].form_version, f));
			*LIST_PUSH(cx->arena, &known) = f;
			k = known.n;
		}
		forms[i] = known.at[k - 1];
	}
	v->forms = forms;
	return OK;
}

static enum err download(struct page *pg, const struct round_list_view *v)
{
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, tr(cx->lang, _("Rounds")));
	s = workbook_sheet(&w, tr(cx->lang, _("Rounds")));
	sheet_head(&w, s, tr(cx->lang, _("Round")));
	sheet_head(&w, s, tr(cx->lang, _("Form")));
	sheet_head(&w, s, tr(cx->lang, _("Version")));
	sheet_head(&w, s, tr(cx->lang, _("State")));
	sheet_head(&w, s, tr(cx->lang, _("Deadline")));
	if (may_everywhere(cx, MAY_COORDINATE)) {
		sheet_head(&w, s, tr(cx->lang, _("Bodies asked")));
		sheet_head(&w, s, tr(cx->lang, _("Accepted")));
		sheet_head(&w, s, tr(cx->lang, _("For review")));
	}
	for (size_t i = 0; i < v->n; i++) {
		const struct round_row *r = &v->rows[i];

		sheet_text(&w, s, PICK(cx->lang, r, title));
		sheet_text(&w, s, PICK(cx->lang, v->forms[i], title));
		sheet_int(&w, s, v->forms[i]->number);
		sheet_text(&w, s, tr(cx->lang, flow_state(&round_flow, r->state)->word));
		sheet_date(&w, s, r->due_on);
		if (may_everywhere(cx, MAY_COORDINATE)) {
			sheet_int(&w, s, r->asked);
			sheet_int(&w, s, r->done - r->waiting);
			sheet_int(&w, s, r->waiting);
		}
	}
	return download_workbook(pg, &w, "rounds");
}

enum err rounds_page(struct page *pg)
{
	struct asked_for a = read_query(pg);
	struct round_list_view v = { .paging = page_paging(pg, ROWS), .filtered = a.filtered };
	struct round_row *rows;

	if (download_kind(pg)) {
		v.paging.limit = ROWS_MOST;
		v.paging.offset = 0;
	}
	TRY(load(pg, &a, &v.paging, &rows, &v.n));
	v.rows = rows;
	TRY(load_forms(pg->cx, &v));
	if (download_kind(pg))
		return download(pg, &v);
	v.own = !a.all;
	v.may_add = may_anywhere(pg->cx, MAY_COORDINATE);
	pg->title = tr(pg->cx->lang, _("Rounds"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(pg->cx->lang, _("Rounds")), NULL);
	round_list_html(pg->o, pg, &v);
	return OK;
}
