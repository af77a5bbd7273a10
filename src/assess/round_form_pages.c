/* Making a round and changing its draft. */
#include <string.h>

#include "assess/form_sql.h"
#include "assess/assess_pages.h"
#include "assess/round_form_html.h"
#include "assess/round_view_pages.h"
#include "base/text.h"
#include "core/may.h"
#include "people/body.h"

#define BODIES_MOST 2000

static const struct field fields[] = {
	TEXT("name_ar", 0, 200),
	TEXT("name_ckb", 0, 200),
	TEXT("name_kmr", 0, 200),
	TEXT("name_en", 0, 200),
	ID("form_version"),
	DATE("due_on"),
	TEXT("letter_number", 0, 60),
	DATE_OPT("letter_date"),
	INT_OPT("version", 0, INT32_MAX),
};

/* ---- showing ---- */

static enum err load_forms(const struct page *pg, struct choices *out)
{
	struct ctx *cx = pg->cx;
	struct form_versions_ready *rows;
	size_t n;

	TRY(form_versions_ready_query(
		cx->db, cx->arena, cx->who.system, cx->who.reach, cx->who.account, &rows, &n));
	*LIST_PUSH(cx->arena, out) = (struct choice){ "", _("Choose a form"), NULL };
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, out) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)rows[i].id),
			.name = msg_text(cx->arena, cx->lang,
				MSG("{1}, version {2}", S(PICK(cx->lang, &rows[i], title)),
					N(rows[i].number))),
		};
	return OK;
}

/* The ids chosen: what was typed when shown again, else what the draft has. */
static enum err chosen_ids(const struct page *pg, int64_t round, int64_t **ids, size_t *n)
{
	struct round_bodies *rows;
	const char **values;

	if (pg->posted) {
		size_t sent = form_all(pg, "bodies", &values);

		*ids = ARENA_ARRAY(pg->cx->arena, sent + 1, int64_t);
		*n = 0;
		for (size_t i = 0; i < sent; i++)
			if (text_to_int(values[i], &(*ids)[*n]))
				(*n)++;
		return OK;
	}
	*ids = ARENA_ARRAY(pg->cx->arena, 1, int64_t);
	*n = 0;
	if (!round)
		return OK;
	TRY(round_bodies_query(pg->cx->db, pg->cx->arena, round, &rows, n));
	*ids = ARENA_ARRAY(pg->cx->arena, *n + 1, int64_t);
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] = rows[i].id;
	return OK;
}

static bool among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void by_kind(struct arena *a, struct round_form_view *v)
{
	LIST(struct body_kind) list = { 0 };

	for (size_t i = 0; i < v->n_bodies; i++) {
		const struct body_pick *b = &v->bodies[i];

		if (!list.n || strcmp(list.at[list.n - 1].bodies->kind, b->kind) != 0)
			*LIST_PUSH(a, &list) = (struct body_kind){ .bodies = b };
		list.at[list.n - 1].n++;
		list.at[list.n - 1].chosen += b->chosen;
	}
	v->groups = list.at;
	v->n_groups = list.n;
}

/* Every body that fits the search, and every chosen one whatever is searched. */
static enum err load_bodies(const struct page *pg, struct round_form_view *v)
{
	struct ctx *cx = pg->cx;
	const char *like = *v->search ? text_fold_like(cx->arena, v->search) : "%";
	struct round_body_choice *all;
	struct body_pick *picks;
	int64_t *ids;
	size_t n, n_ids;

	TRY(chosen_ids(pg, v->id, &ids, &n_ids));
	TRY(round_body_choice_query(cx->db, cx->arena, like, cx->today, &all, &n));
	picks = ARENA_ARRAY(cx->arena, n + 1, struct body_pick);
	for (size_t i = 0; i < n; i++) {
		bool chosen = among(ids, n_ids, all[i].id);

		if (!all[i].fits && !chosen)
			continue;
		picks[v->n_bodies++] = (struct body_pick){ .id = all[i].id,
			.code = all[i].code,
			.kind = all[i].kind,
			.name = PICK(cx->lang, &all[i], name),
			.chosen = chosen };
	}
	v->bodies = picks;
	by_kind(cx->arena, v);
	return OK;
}

static enum err show(struct page *pg, const struct round_by_id *r)
{
	struct ctx *cx = pg->cx;
	struct round_form_view v = { .search = typed(pg, "find", "") };

	if (r) {
		v.id = r->id;
		v.version = r->version;
		v.r = r;
		v.form_version = arena_printf(cx->arena, "%lld", (long long)r->form_version);
		page_crumb(pg, PICK(cx->lang, r, title),
			arena_printf(cx->arena, "/rounds/%lld", (long long)r->id));
	}
	TRY(load_forms(pg, &v.forms));
	TRY(load_bodies(pg, &v));
	page_crumb(pg, pg->title, NULL);
	round_form_html(pg->o, pg, &v);
	return OK;
}

static void begin(struct page *pg, const char *title)
{
	pg->title = tr(pg->cx->lang, title);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(pg->cx->lang, _("Rounds")), "/rounds");
}

enum err round_new_page(struct page *pg)
{
	begin(pg, _("New round"));
	return show(pg, NULL);
}

enum err round_edit_page(struct page *pg)
{
	struct round_by_id r;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(pg->cx, id, &r));
	TRY(may(pg->cx, MAY_COORDINATE, r.body));
	begin(pg, _("Change the draft"));
	return show(pg, &r);
}

/* ---- what was typed ---- */

static enum err add_kinds(const struct page *pg, struct round_input *in, int64_t *ids)
{
	struct round_body_choice *all;
	const char **kinds;
	size_t n_kinds = form_all(pg, "kind", &kinds), n;

	if (!n_kinds)
		return OK;
	TRY(round_body_choice_query(pg->cx->db, pg->cx->arena, "%", pg->cx->today, &all, &n));
	for (size_t k = 0; k < n_kinds; k++)
		for (size_t i = 0; i < n && in->n_bodies < BODIES_MOST; i++)
			if (strcmp(all[i].kind, kinds[k]) == 0 &&
				!among(ids, in->n_bodies, all[i].id))
				ids[in->n_bodies++] = all[i].id;
	return OK;
}

static enum err read_bodies(const struct page *pg, struct round_input *in)
{
	int64_t *ids = ARENA_ARRAY(pg->cx->arena, BODIES_MOST, int64_t);
	const char **values;
	size_t n = form_all(pg, "bodies", &values);

	for (size_t i = 0; i < n && in->n_bodies < BODIES_MOST; i++)
		if (text_to_int(values[i], &ids[in->n_bodies]))
			in->n_bodies++;
	in->bodies = ids;
	return add_kinds(pg, in, ids);
}

static enum err read_input(struct page *pg, struct round_input *in, struct values **v)
{
	enum err e = FORM_READ(pg, fields, v);
	const struct names title = { value_text(*v, "name_ar"), value_text(*v, "name_ckb"),
		value_text(*v, "name_kmr"), value_text(*v, "name_en") };

	TRY(names_also(pg->cx, e, &title));
	*in = (struct round_input){
		.title = title,
		.form_version = value_int(*v, "form_version"),
		.due_on = value_text(*v, "due_on"),
		.letter_number = value_text(*v, "letter_number"),
		.letter_date = value_text(*v, "letter_date"),
	};
	return read_bodies(pg, in);
}

/* The button beside the search of the picker: shows the form again, keeps nothing in the store. */
static bool only_finding(const struct page *pg)
{
	const char **act;

	return form_all(pg, "act", &act) && strcmp(act[0], "find") == 0;
}

static enum err go_to(struct page *pg, int64_t id, const char *notice)
{
	return page_go(pg, arena_printf(pg->cx->arena, "/rounds/%lld", (long long)id), notice);
}

enum err round_new_post(struct page *pg)
{
	struct round_input in;
	struct values *v;
	int64_t id;

	if (only_finding(pg)) {
		pg->posted = true;
		return round_new_page(pg);
	}
	TRY(read_input(pg, &in, &v));
	TRY(round_add(pg->cx, pg->cx->who.body, &in, &id));
	return go_to(pg, id, _("The draft is saved. Nobody has been asked yet."));
}

enum err round_edit_post(struct page *pg)
{
	struct round_by_id r;
	struct round_input in;
	struct values *v;
	int64_t id;

	if (only_finding(pg)) {
		pg->posted = true;
		return round_edit_page(pg);
	}
	TRY(page_id(pg, "id", &id));
	TRY(round_get(pg->cx, id, &r));
	TRY(read_input(pg, &in, &v));
	TRY(stale(pg, v, r.version));
	TRY(round_edit(pg->cx, id, r.version, &in));
	return go_to(pg, id, _("The draft is saved. Nobody has been asked yet."));
}
