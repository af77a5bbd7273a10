/* Who writes a form, and the versions they add. */
#include <string.h>

#include "assess/form_authors_html.h"
#include "assess/form_draft_pages.h"
#include "assess/form_draft_view.h"
#include "core/may.h"

static enum err frame(struct page *pg, struct form_by_id *f, const char *title)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(form_get(cx, id, f));
	pg->title = tr(cx->lang, title);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Forms")), "/forms");
	page_crumb(pg, PICK(cx->lang, f, title),
		arena_printf(cx->arena, "/forms/%lld", (long long)id));
	page_crumb(pg, pg->title, NULL);
	return OK;
}

enum err form_authors_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct form_by_id f;
	struct authors_view v = { .f = &f };
	struct form_author_others *others;
	struct form_authors *rows;
	struct form_author_history *past;
	size_t n;

	TRY(frame(pg, &f, _("Who writes this form")));
	TRY(may(cx, MAY_COORDINATE, f.body));
	TRY(form_authors(cx, f.id, &rows, &v.n));
	TRY(form_author_history_query(cx->db, cx->arena, f.id, &past, &v.n_past));
	TRY(form_author_others_query(cx->db, cx->arena, f.id, cx->today, &others, &n));
	*LIST_PUSH(cx->arena, &v.others) = (struct choice){ "", _("Choose a body"), NULL };
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v.others) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)others[i].id),
			.name = PICK(cx->lang, &others[i], name)
		};
	v.rows = rows;
	v.past = past;
	form_authors_html(pg->o, pg, &v);
	return OK;
}

static enum err author_post(struct page *pg,
	enum err (*act)(struct ctx *cx, int64_t form, int64_t body), const char *notice)
{
	static const struct field fields[] = { ID("body") };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(act(pg->cx, id, value_int(v, "body")));
	return page_go(
		pg, arena_printf(pg->cx->arena, "/forms/%lld/authors", (long long)id), notice);
}

enum err form_author_post(struct page *pg)
{
	return author_post(pg, form_author_add, _("The body now writes the form too."));
}

enum err form_unauthor_post(struct page *pg)
{
	return author_post(pg, form_author_remove,
		_("The body no longer writes the form. What it wrote stays."));
}

/* ---- the next version ---- */

/* Reads the refused workbook once more, for what is wrong with it. */
static void load_faults(struct page *pg, struct next_version_view *v)
{
	struct ctx *cx = pg->cx;
	struct form_problems problems;
	const struct form *model;
	struct fault_line *lines;
	struct bytes data;

	if (!pg->posted || !pg->rq->n_uploads ||
		upload_read(cx, &pg->rq->uploads[0], cx->config->file_bytes, NULL, &data) != OK)
		return;
	form_parse(cx->arena, data, pg->rq->uploads[0].name, &model, &problems);
	lines = ARENA_ARRAY(cx->arena, problems.n + 1, struct fault_line);
	for (size_t i = 0; !model && i < problems.n; i++) {
		const struct form_problem *p = &problems.at[i];

		lines[v->n++] = (struct fault_line){ .sheet = p->sheet,
			.cell = p->cell,
			.reason = msg_text(cx->arena, cx->lang, p->reason),
			.remedy = p->remedy.id ? msg_text(cx->arena, cx->lang, p->remedy) : "" };
	}
	v->faults = lines;
}

enum err form_next_version_page(struct page *pg)
{
	struct form_by_id f;
	struct next_version_view v = { .f = &f };

	TRY(frame(pg, &f, _("Upload a new version")));
	if (!form_is_writer(pg->cx, f.id))
		return ERR_MISSING;
	load_faults(pg, &v);
	form_next_version_html(pg->o, pg, &v);
	return OK;
}

enum err form_next_version_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("file", 1) };
	struct ctx *cx = pg->cx;
	struct form_uploaded up;
	const struct upload *file;
	struct values *v;
	struct bytes data;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	if (!form_is_written(cx, id))
		return ERR_MISSING;
	TRY(FORM_READ(pg, fields, &v));
	file = value_file(v, "file");
	TRY(upload_read(cx, file, cx->config->file_bytes, "file", &data));
	TRY(form_upload_to(cx, id, data, file->name, &up));
	return page_go(pg, arena_printf(cx->arena, "/forms/%lld", (long long)id),
		up.same ? _("This very file is a version of the form already. Nothing was added.")
			: _("The workbook is kept as a draft. The other bodies that write the form "
			    "are told."));
}
