#include "people/deputy_pages.h"

#include <string.h>

#include "people/body.h"
#include "people/body_views.h"
#include "people/deputy_html.h"
#include "people/deputy_views.h"
#include "people/people_sheets.h"
#include "web/download.h"

const char *deputy_state_of(const struct page *pg, const struct deputy_row *d)
{
	return deputy_state(pg->cx->today, d->starts, d->ends, d->ended_at != NULL);
}

/* ---- the list ---- */

static enum deputy_list_sort sort_of(const struct page *pg)
{
	static const char *const sorts[] = { "starts_down", "starts", "ends", "ends_down", "body",
		"body_down" };

	return (enum deputy_list_sort)page_sort(pg, sorts, COUNT_OF(sorts), 0);
}

static enum err list_rows(struct page *pg, struct deputy_list_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	const char *kind = param_word(pg, "kind", post_kinds);
	const char *state = param_word(pg, "state", deputy_states);
	int64_t under = param_id(pg, "under"), total, reach = (int64_t)cx->who.reach;

	v->paging = page_paging(pg, download_kind(pg) ? SHEET_ROWS_MAX : 50);
	TRY(deputy_count_query(cx->db, cx->arena, q, kind, under, state, cx->today, reach,
		cx->who.person, cx->who.account, &total));
	paging_total(&v->paging, total);
	return deputy_list_query(cx->db, cx->arena, sort_of(pg), q, kind, under, state, cx->today,
		reach, cx->who.person, cx->who.account, v->paging.limit, v->paging.offset, &v->rows,
		&v->n);
}

static enum err list_file(struct page *pg, const struct deputy_list_view *v)
{
	static const char *const heads[] = { _("Deputy"), _("Deputises for"), _("Post"), _("Body"),
		_("Body code"), _("From"), _("Last day"), _("State"), _("Letter"),
		_("Date of letter") };
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, pg->cx->lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(w.lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct deputy_row *d = &v->rows[i];

		sheet_text(&w, s, PICK(w.lang, d, name));
		sheet_text(&w, s, PICK(w.lang, d, holder));
		sheet_text(&w, s, tr(w.lang, post_kind_word(d->kind)));
		sheet_text(&w, s, PICK(w.lang, d, body));
		sheet_text(&w, s, d->body_code);
		sheet_date(&w, s, d->starts);
		sheet_date(&w, s, d->ends);
		sheet_text(&w, s, tr(w.lang, deputy_state_word(deputy_state_of(pg, d))));
		sheet_text(&w, s, d->letter_number);
		sheet_date(&w, s, d->letter_date);
	}
	return download_workbook(pg, &w, "deputies");
}

enum err deputy_list_page(struct page *pg)
{
	struct deputy_list_view v = { .pg = pg };

	TRY(list_rows(pg, &v));
	pg->title = tr(pg->cx->lang, _("Deputies"));
	if (download_kind(pg))
		return list_file(pg, &v);
	v.kinds = choices_of(pg, _("Any kind"), post_kinds, post_kind_word);
	v.states = choices_of(pg, _("Any state"), deputy_states, deputy_state_word);
	v.bodies = choices_of(pg, _("Any body"), NULL, NULL);
	TRY(body_choices(pg, &v.bodies));
	page_crumb(pg, tr(pg->cx->lang, _("Posts")), "/posts");
	page_crumb(pg, pg->title, NULL);
	deputy_list_html(pg->o, &v);
	return OK;
}

/* ---- of one post ---- */

static enum err find(struct page *pg, struct post_by_id *p)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	return post_by_id_query(cx->db, cx->arena, id, (int64_t)cx->who.reach, cx->who.account, p);
}

static enum err load_people(struct page *pg, const struct post_by_id *p, struct choices *c)
{
	struct ctx *cx = pg->cx;
	struct deputy_choices *rows;
	size_t n;

	*c = choices_of(pg, _("Choose a person"), NULL, NULL);
	TRY(deputy_choices_query(cx->db, cx->arena, p->body, p->person, cx->today, &rows, &n));
	for (size_t i = 0; i < n; i++)
		choice_add_id(pg, c, rows[i].id,
			arena_printf(cx->arena, "%s (\xe2\x81\xa6%s\xe2\x81\xa9)",
				PICK(cx->lang, &rows[i], name), rows[i].body_code));
	return OK;
}

static bool may_end(struct page *pg, const struct post_by_id *p, const struct deputy_row *d)
{
	const struct deputy_by_id one = {
		.holder = d->holder, .person = d->person, .kind = p->kind, .body = p->body
	};

	return strcmp(deputy_state_of(pg, d), "over") != 0 && deputy_may_end(pg->cx, &one);
}

enum err deputy_post_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct post_by_id p;
	struct deputy_post_view v = { .pg = pg, .p = &p };

	TRY(find(pg, &p));
	TRY(deputy_of_post_query(cx->db, cx->arena, p.id, (int64_t)cx->who.reach, cx->who.person,
		cx->who.account, &v.rows, &v.n));
	v.may_end = ARENA_ARRAY(cx->arena, v.n + 1, bool);
	for (size_t i = 0; i < v.n; i++)
		v.may_end[i] = may_end(pg, &p, &v.rows[i]);
	v.may_name = deputy_may_name(cx, &p);
	if (v.may_name)
		TRY(load_people(pg, &p, &v.people));
	pg->title = tr(cx->lang, _("Deputies of this post"));
	page_crumb(pg, tr(cx->lang, _("Posts")), "/posts");
	page_crumb(pg,
		arena_printf(cx->arena, "%s, %s", tr(cx->lang, post_kind_word(p.kind)),
			PICK(cx->lang, &p, body)),
		at_id(pg, "/posts/", p.id, ""));
	page_crumb(pg, pg->title, NULL);
	deputy_post_html(pg->o, &v);
	return OK;
}

enum err deputy_add_post(struct page *pg)
{
	static const struct field fields[] = { ID("person"), DATE("starts"), DATE("ends"),
		TEXT("letter_number", 0, 60), DATE_OPT("letter_date") };
	struct deputy_input in = { 0 };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &in.post));
	TRY(FORM_READ(pg, fields, &v));
	in.person = value_int(v, "person");
	in.starts = value_text(v, "starts");
	in.ends = value_text(v, "ends");
	in.letter_number = value_text(v, "letter_number");
	in.letter_date = value_text(v, "letter_date");
	TRY(deputy_add(pg->cx, &in, &id));
	return page_go(pg, at_id(pg, "/posts/", in.post, "/deputies"),
		_("The deputy is named. Both are told."));
}

enum err deputy_end_post_page(struct page *pg)
{
	static const struct field fields[] = { LINES("reason", 0, 1000) };
	struct deputy_by_id d;
	struct values *v;
	int64_t post, id;

	TRY(page_id(pg, "id", &post));
	TRY(page_id(pg, "deputy", &id));
	TRY(deputy_by_id_query(pg->cx->db, pg->cx->arena, id, &d));
	if (d.post != post)
		return ERR_MISSING;
	TRY(FORM_READ(pg, fields, &v));
	TRY(deputy_end(pg->cx, id, value_text(v, "reason")));
	return page_go(pg, at_id(pg, "/posts/", post, "/deputies"),
		_("The deputy's time is over from now on. Both are told."));
}
