#include "assess/form_draft.h"

#include <string.h>

#include "assess/round_sql.h"
#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"

/* ---- who writes ---- */

bool form_is_written(struct ctx *cx, int64_t form)
{
	struct form_written_by row;
	bool found;

	return form_written_by_query(cx->db, cx->arena, form, cx->who.system, cx->who.account, &row,
		       &found) == OK &&
	       found;
}

enum err form_authors(struct ctx *cx, int64_t form, struct form_authors **rows, size_t *n)
{
	if (!form_is_written(cx, form))
		return ERR_MISSING;
	return form_authors_query(
		cx->db, cx->arena, form, cx->who.system, cx->who.account, cx->who.body, rows, n);
}

/* The body written for, 0: none. */
static enum err writing_body(struct ctx *cx, int64_t form, int64_t *body)
{
	struct form_authors *rows;
	size_t n;

	*body = 0;
	TRY(form_authors(cx, form, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (rows[i].writes && (!*body || rows[i].id == cx->who.body))
			*body = rows[i].id;
	if (!*body && may_at(cx, MAY_COORDINATE, rows[0].id))
		*body = rows[0].id;
	return OK;
}

bool form_is_writer(struct ctx *cx, int64_t form)
{
	int64_t body;

	return writing_body(cx, form, &body) == OK && body;
}

enum err form_writes_for(struct ctx *cx, int64_t form, int64_t *body)
{
	TRY(writing_body(cx, form, body));
	if (*body)
		return OK;
	return problem(cx, ERR_DENIED, NULL,
		MSG("Only the bodies that write this form may do this, by somebody who fills in, "
		    "approves or coordinates there."));
}

/* ---- naming them ---- */

static enum err check_author(struct ctx *cx, const struct form_by_id *f, int64_t body)
{
	struct body_asked b;
	bool found;

	TRY(body_asked_query(cx->db, cx->arena, body, &b, &found));
	if (!found)
		return problem(cx, ERR_INPUT, "body", MSG("Choose a body."));
	if (body == f->body)
		return problem(cx, ERR_INPUT, "body",
			MSG("{1} owns this form and writes it already.",
				S(PICK(cx->lang, &b, name))));
	if (b.ends && strcmp(b.ends, cx->today) < 0)
		return problem(cx, ERR_INPUT, "body",
			MSG("{1} ended on {2}. Choose the body that followed it.",
				S(PICK(cx->lang, &b, name)), D(b.ends)));
	return OK;
}

static enum err tell_author(struct ctx *cx, const struct form_by_id *f, int64_t body)
{
	int64_t id = id_new();

	return notice_tell(
		cx, &(struct notice){ .kind = "form.author",
			    .once = arena_printf(cx->arena, "form.author:%lld", (long long)id),
			    .account = DB_NULL,
			    .capability = MAY_READ,
			    .body = body,
			    .path = arena_printf(cx->arena, "/forms/%lld", (long long)f->id),
			    .title = { f->title_ar, f->title_ckb, f->title_kmr, f->title_en } });
}

enum err form_author_add(struct ctx *cx, int64_t form, int64_t body)
{
	struct form_by_id f;
	struct form_authors *rows;
	size_t n;

	TRY(form_get(cx, form, &f));
	TRY(may(cx, MAY_COORDINATE, f.body));
	TRY(check_author(cx, &f, body));
	TRY(form_authors(cx, form, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (rows[i].id == body)
			return problem(cx, ERR_CONFLICT, "body",
				MSG("{1} writes this form already.",
					S(PICK(cx->lang, &rows[i], name))));
	TRY(conflict(cx, form_author_insert_query(
				 cx->db, id_new(), form, body, cx->who.account, cx->now, NULL)));
	TRY(tell_author(cx, &f, body));
	return audit(cx, "form.author", "form", form, f.body, FACT_N("body", body));
}

enum err form_author_remove(struct ctx *cx, int64_t form, int64_t body)
{
	struct form_by_id f;
	int64_t changed;

	TRY(form_get(cx, form, &f));
	TRY(may(cx, MAY_COORDINATE, f.body));
	TRY(form_author_end_query(cx->db, form, body, cx->who.account, cx->now, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, "body",
			MSG("This body does not write the form. Look at the page again."));
	return audit(cx, "form.unauthor", "form", form, f.body, FACT_N("body", body));
}

/* ---- telling them ---- */

enum err form_tell(
	struct ctx *cx, int64_t form, int64_t from, const char *once, const struct notice *n)
{
	struct form_authors *rows;
	struct form_by_id f;
	size_t count;

	TRY(form_get(cx, form, &f));
	TRY(form_authors_query(cx->db, cx->arena, form, cx->who.system, cx->who.account,
		cx->who.body, &rows, &count));
	for (size_t i = 0; count > 1 && i < count; i++) {
		struct notice one = *n;

		if (rows[i].id == from)
			continue;
		one.account = DB_NULL;
		one.capability = MAY_READ;
		one.body = rows[i].id;
		one.once = arena_printf(cx->arena, "%s:%lld", once, (long long)rows[i].id);
		one.title[LANG_AR] = f.title_ar;
		one.title[LANG_CKB] = f.title_ckb;
		one.title[LANG_KMR] = f.title_kmr;
		one.title[LANG_EN] = f.title_en;
		TRY(notice_tell(cx, &one));
	}
	return OK;
}

/* ---- a new version ---- */

enum err form_keep_questions(struct ctx *cx, int64_t version, const struct form *model)
{
	for (size_t i = 1; i < model->n_nodes; i++) {
		const struct form_node *n = &model->nodes[i];

		if (n->kind != FORM_META && n->parent->kind != FORM_META && n->name &&
			!n->generated)
			TRY(form_question_insert_query(cx->db, version, n->name, (int64_t)i, NULL));
	}
	return OK;
}

enum err form_tell_version(struct ctx *cx, const struct form_uploaded *up)
{
	return form_tell(cx, up->form, cx->who.body,
		arena_printf(cx->arena, "form.version:%lld", (long long)up->version),
		&(struct notice){ .kind = "form.version",
			.n = up->number,
			.path = arena_printf(cx->arena, "/forms/%lld", (long long)up->form) });
}
