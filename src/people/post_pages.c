#include <string.h>

#include "core/may.h"
#include "people/account.h"
#include "people/body.h"
#include "people/body_views.h"
#include "people/handover.h"
#include "people/people_sheets.h"
#include "people/person.h"
#include "people/person_pages.h"
#include "people/person_views.h"
#include "people/post_form_html.h"
#include "people/post_list_html.h"
#include "people/post_show_html.h"
#include "web/download.h"

static int64_t reach(const struct page *pg)
{
	return (int64_t)pg->cx->who.reach;
}

const char *grant_word(enum capability cap)
{
	return capability_word(capability_names[cap]);
}

static const char *const states[] = { "held", "vacant", "ended", NULL };

static const char *state_word(const char *state)
{
	return strcmp(state, "held") == 0     ? _("Held")
	       : strcmp(state, "vacant") == 0 ? _("Vacant")
					      : _("Ended");
}

static enum post_list_sort sort_of(const struct page *pg)
{
	static const char *const sorts[] = { "body", "body_down", "kind", "kind_down", "since",
		"since_down" };

	return (enum post_list_sort)page_sort(pg, sorts, COUNT_OF(sorts), 0);
}

static enum err list_rows(struct page *pg, struct post_list_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	const char *kind = param_word(pg, "kind", post_kinds);
	const char *state = param_word(pg, "state", states);
	int64_t under = param_id(pg, "under"), total;

	v->paging = page_paging(pg, download_kind(pg) ? SHEET_ROWS_MAX : 50);
	TRY(post_count_query(cx->db, cx->arena, q, kind, under, state, cx->today, reach(pg),
		cx->who.account, &total));
	paging_total(&v->paging, total);
	return post_list_query(cx->db, cx->arena, sort_of(pg), q, kind, under, state, cx->today,
		reach(pg), cx->who.account, v->paging.limit, v->paging.offset, &v->rows, &v->n);
}

enum err post_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct post_list_view v = { .pg = pg };

	TRY(list_rows(pg, &v));
	pg->title = tr(cx->lang, _("Posts"));
	if (download_kind(pg)) {
		struct workbook w;

		workbook_begin(&w, cx->arena, cx->lang, pg->title);
		posts_rows_sheet(&w, v.rows, v.n);
		return download_workbook(pg, &w, "posts");
	}
	v.kinds = choices_of(pg, _("Any kind"), post_kinds, post_kind_word);
	v.states = choices_of(pg, _("Any state"), states, state_word);
	v.bodies = choices_of(pg, _("Any body"), NULL, NULL);
	TRY(body_choices(pg, &v.bodies));
	v.may_add = may_anywhere(cx, MAY_ADMINISTER);
	post_list_html(pg->o, &v);
	return OK;
}

enum err post_people_choices(struct page *pg, struct choices *c)
{
	struct ctx *cx = pg->cx;
	struct person_choices *rows;
	size_t n;

	*c = choices_of(pg, _("Choose a person"), NULL, NULL);
	TRY(person_choices_query(
		cx->db, cx->arena, own_body(cx), reach(pg), cx->who.account, cx->today, &rows, &n));
	for (size_t i = 0; i < n; i++)
		choice_add_id(pg, c, rows[i].id,
			arena_printf(cx->arena, "%s (\xe2\x81\xa6%s\xe2\x81\xa9)",
				PICK(cx->lang, &rows[i], name), rows[i].body_code));
	return OK;
}

enum err post_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct post_by_id p;
	struct post_show_view v = { .pg = pg, .p = &p };
	struct work_post work;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(post_by_id_query(cx->db, cx->arena, id, reach(pg), cx->who.account, &p));
	TRY(post_history_query(
		cx->db, cx->arena, id, reach(pg), cx->who.account, &v.history, &v.n_history));
	v.grants = post_kind_grants(p.kind, &v.n_grants);
	v.may_edit = may_at(cx, MAY_ADMINISTER, p.body);
	v.sees_open = handover_get(cx, id, &p, &work) == OK;
	if (v.may_edit)
		TRY(post_people_choices(pg, &v.people));
	pg->title = arena_printf(cx->arena, "%s, %s", tr(cx->lang, post_kind_word(p.kind)),
		PICK(cx->lang, &p, body));
	page_crumb(pg, tr(cx->lang, _("Posts")), "/posts");
	page_crumb(pg, pg->title, NULL);
	post_show_html(pg->o, &v);
	return OK;
}

enum err post_new_page(struct page *pg)
{
	struct post_form_view v = { .pg = pg, .body = param_id(pg, "body") };

	v.kinds = choices_of(pg, NULL, post_kinds, post_kind_word);
	v.bodies = choices_of(pg, _("Choose a body"), NULL, NULL);
	TRY(body_choices(pg, &v.bodies));
	pg->title = tr(pg->cx->lang, _("Add a post"));
	page_crumb(pg, tr(pg->cx->lang, _("Posts")), "/posts");
	page_crumb(pg, pg->title, NULL);
	post_form_html(pg->o, &v);
	return OK;
}

enum err post_new_post(struct page *pg)
{
	const struct field fields[] = { ID("body"), WORD("kind", post_kinds),
		TEXT("title_ar", 0, NAME_MAX_LENGTH), TEXT("title_ckb", 0, NAME_MAX_LENGTH),
		TEXT("title_en", 0, NAME_MAX_LENGTH), DATE("starts") };
	struct values *v;
	int64_t id;

	TRY(FORM_READ(pg, fields, &v));
	const struct names title = { .ar = value_text(v, "title_ar"),
		.ckb = value_text(v, "title_ckb"),
		.en = value_text(v, "title_en") };
	TRY(post_add(pg->cx, value_int(v, "body"), value_text(v, "kind"), &title,
		value_text(v, "starts"), &id));
	return page_go(pg, at_id(pg, "/posts/", id, ""),
		_("The post is added. It is vacant until somebody is given it."));
}

static enum err read_day(struct page *pg, bool person, int64_t *id, struct values **v)
{
	static const struct field fields[] = { DATE("day"), ID("person") };

	TRY(page_id(pg, "id", id));
	return form_read(pg, fields, person ? 2 : 1, v);
}

enum err post_take_post(struct page *pg)
{
	struct values *v;
	int64_t id;

	TRY(read_day(pg, true, &id, &v));
	TRY(post_take(pg->cx, id, value_int(v, "person"), value_text(v, "day")));
	return page_go(pg, at_id(pg, "/posts/", id, ""), _("The post is given."));
}

enum err post_leave_post(struct page *pg)
{
	struct values *v;
	int64_t id;

	TRY(read_day(pg, false, &id, &v));
	TRY(post_leave(pg->cx, id, value_text(v, "day")));
	return page_go(pg, at_id(pg, "/posts/", id, ""), _("The post is vacant now."));
}

enum err post_end_post(struct page *pg)
{
	struct values *v;
	int64_t id;

	TRY(read_day(pg, false, &id, &v));
	TRY(post_end(pg->cx, id, value_text(v, "day")));
	return page_go(pg, at_id(pg, "/posts/", id, ""), _("The post has ended."));
}
