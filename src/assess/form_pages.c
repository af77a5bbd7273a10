/* Forms: the list, upload, and one form with its versions. */
#include <string.h>

#include "web/download.h"
#include "assess/form_comment_sql.h"
#include "assess/form_list_html.h"
#include "assess/form_show_html.h"
#include "assess/form_upload_html.h"
#include "assess/form_view_pages.h"
#include "assess/assess_pages.h"
#include "assess/round_view_pages.h"
#include "base/text.h"
#include "core/file.h"
#include "core/may.h"

#define ROWS 25
#define ROWS_MOST 10000

static const char *const sorts[] = { "title", "title_down", "newest", "newest_down" };
enum { SORT_TITLE, SORT_TITLE_DOWN, SORT_NEWEST, SORT_NEWEST_DOWN };

const struct choice form_version_states[] = {
	{ "", _("Any state"), NULL },
	{ "draft", _("Draft"), NULL },
	{ "ready", _("Ready"), NULL },
	{ "used", _("In use"), NULL },
	{ "retired", _("Retired"), NULL },
};
const size_t form_version_states_n = COUNT_OF(form_version_states);

/* Forms say how a ministry is asked: nobody outside government needs them before a release. */
const struct choice form_shares[] = {
	{ "body", _("Only its body"), NULL },
	{ "government", _("All ministries"), NULL },
	{ "partners", _("Also donors and partners"), NULL },
	{ "public", _("Everybody"), NULL },
};
const size_t form_shares_n = COUNT_OF(form_shares);

static void frame(struct page *pg, const char *title)
{
	pg->title = title;
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(pg->cx->lang, _("Forms")), "/forms");
}

/* ---- the list ---- */

static enum forms_page_sort sort_variant(const struct page *pg)
{
	size_t sort = page_sort(pg, sorts, COUNT_OF(sorts), SORT_NEWEST), down = sort % 2;

	if (sort < SORT_NEWEST)
		return (enum forms_page_sort)(
			FORMS_PAGE_SORT_TITLE_AR + 2 * sort_language(pg->cx->lang) + down);
	return (enum forms_page_sort)(FORMS_PAGE_SORT_NEWEST + down);
}

static enum err download(struct page *pg, const struct forms_page *rows, size_t n)
{
	static const char *const heads[] = { _("Form"), _("form_id"), _("Newest version"),
		_("State"), _("Questions"), _("Rounds"), _("Body") };
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, tr(cx->lang, _("Forms")));
	s = workbook_sheet(&w, tr(cx->lang, _("Forms")));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < n; i++) {
		sheet_text(&w, s, PICK(cx->lang, &rows[i], title));
		sheet_text(&w, s, rows[i].code);
		sheet_int(&w, s, rows[i].number);
		sheet_text(
			&w, s, tr(cx->lang, flow_state(&form_version_flow, rows[i].state)->word));
		sheet_int(&w, s, rows[i].questions);
		sheet_int(&w, s, rows[i].rounds);
		sheet_text(&w, s, PICK(cx->lang, &rows[i], name));
	}
	return download_workbook(pg, &w, "forms");
}

enum err forms_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct form_list_view v = { .paging = page_paging(pg, ROWS) };
	const char *q = page_search(pg, "q"), *state = page_param(pg, "state");
	struct forms_page *rows;
	int64_t total;

	if (state && !flow_state(&form_version_flow, state))
		state = NULL;
	if (download_kind(pg)) {
		v.paging.limit = ROWS_MOST;
		v.paging.offset = 0;
	}
	TRY(forms_page_query(cx->db, cx->arena, sort_variant(pg), q, state, cx->who.system,
		cx->who.reach, cx->who.account, v.paging.limit, v.paging.offset, &rows, &v.n));
	if (download_kind(pg))
		return download(pg, rows, v.n);
	TRY(forms_count_query(cx->db, cx->arena, q, state, cx->who.system, cx->who.reach,
		cx->who.account, &total));
	paging_total(&v.paging, total);
	v.rows = rows;
	v.filtered = state || strcmp(q, "%") != 0;
	v.may_add = may_anywhere(cx, MAY_COORDINATE);
	pg->title = tr(cx->lang, _("Forms"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, pg->title, NULL);
	form_list_html(pg->o, pg, &v);
	return OK;
}

/* ---- upload ---- */

/* Reads the refused workbook once more, for the table of what is wrong with it. */
static void load_faults(struct page *pg, struct form_upload_view *v)
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
			.cell = p->cell	 ? p->cell
				: p->row ? arena_printf(cx->arena, "%d", p->row)
					 : NULL,
			.reason = msg_text(cx->arena, cx->lang, p->reason),
			.remedy = p->remedy.id ? msg_text(cx->arena, cx->lang, p->remedy) : "",
			.warning = p->warning };
	}
	v->faults = lines;
}

enum err form_new_page(struct page *pg)
{
	struct form_upload_view v = { 0 };

	load_faults(pg, &v);
	frame(pg, tr(pg->cx->lang, _("Upload a form")));
	page_crumb(pg, pg->title, NULL);
	form_upload_html(pg->o, pg, &v);
	return OK;
}

enum err form_new_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("file", 1) };
	struct ctx *cx = pg->cx;
	struct form_uploaded up;
	const struct upload *file;
	struct values *v;
	struct bytes data;

	TRY(FORM_READ(pg, fields, &v));
	file = value_file(v, "file");
	TRY(upload_read(cx, file, cx->config->file_bytes, "file", &data));
	TRY(form_upload(cx, data, file->name, cx->who.body, &up));
	return page_go(pg, arena_printf(cx->arena, "/forms/%lld", (long long)up.form),
		up.same ? _("This very file is a version of the form already. Nothing was added.")
			: _("The workbook is kept as a draft. Look at the preview, then mark it as "
			    "ready."));
}

/* ---- one form ---- */

static enum err load_versions(struct page *pg, struct form_show_view *v)
{
	struct ctx *cx = pg->cx;
	struct form_versions *rows;
	struct version_line *lines;
	const struct flow_step **steps;

	TRY(form_versions_seen(cx, v->f->id, &rows, &v->n));
	lines = ARENA_ARRAY(cx->arena, v->n + 1, struct version_line);
	for (size_t i = 0; i < v->n; i++) {
		struct form_version_by_number one = {
			.state = rows[i].state, .body = v->f->body, .rounds = rows[i].rounds
		};

		lines[i].v = &rows[i];
		lines[i].n_acts = form_version_acts(cx, &one, &steps);
		lines[i].acts = steps;
	}
	v->versions = lines;
	return OK;
}

static enum err load_meanings(struct page *pg, struct form_show_view *v)
{
	struct ctx *cx = pg->cx;
	struct meanings m;
	struct meaning_line *lines;

	TRY(meaning_list(cx, v->f->id, &m));
	lines = ARENA_ARRAY(cx->arena, m.n + 1, struct meaning_line);
	for (size_t i = 0; i < m.n; i++)
		lines[i] = (struct meaning_line){ tr(cx->lang, meaning_title(m.at[i].meaning)),
			*m.at[i].detail ? m.at[i].detail : NULL, m.at[i].question };
	v->meanings = lines;
	v->n_meanings = m.n;
	return OK;
}

/* For those who write it: with whom, and what is open between them. */
static enum err load_writing(struct page *pg, struct form_show_view *v)
{
	struct ctx *cx = pg->cx;
	struct form_comment_open *open;
	struct form_authors *rows;
	size_t n;

	if (!form_is_written(cx, v->f->id))
		return OK;
	TRY(form_authors(cx, v->f->id, &rows, &v->n_authors));
	v->authors = rows;
	v->writes = form_is_writer(cx, v->f->id);
	TRY(form_comment_open_query(cx->db, cx->arena, v->f->id, &open, &n));
	for (size_t i = 0; i < n; i++)
		v->comments += open[i].n;
	return OK;
}

enum err form_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct form_by_id f;
	struct form_show_view v = { .f = &f };
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(form_get(cx, id, &f));
	v.may_change = may_at(cx, MAY_COORDINATE, f.body);
	v.may_map = v.may_change || may_at(cx, MAY_ADMINISTER, f.body);
	TRY(load_versions(pg, &v));
	TRY(load_meanings(pg, &v));
	TRY(load_writing(pg, &v));
	frame(pg, PICK(cx->lang, &f, title));
	page_crumb(pg, pg->title, NULL);
	form_show_html(pg->o, pg, &v);
	return OK;
}

static enum err back(struct page *pg, int64_t form, const char *notice)
{
	return page_go(pg, arena_printf(pg->cx->arena, "/forms/%lld", (long long)form), notice);
}

enum err form_edit_post(struct page *pg)
{
	static const struct field fields[] = {
		TEXT("name_ar", 0, 200),
		TEXT("name_ckb", 0, 200),
		TEXT("name_kmr", 0, 200),
		TEXT("name_en", 0, 200),
		WORD("share", share_words),
		INT("version", 0, INT32_MAX),
	};
	struct form_by_id f;
	struct values *v;
	enum share share = SHARE_BODY;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(form_get(pg->cx, id, &f));
	TRY(FORM_READ(pg, fields, &v));
	TRY(stale(pg, v, f.version));
	while (strcmp(share_words[share], value_text(v, "share")) != 0)
		share++;
	TRY(form_edit(pg->cx, id, f.version,
		&(struct names){ value_text(v, "name_ar"), value_text(v, "name_ckb"),
			value_text(v, "name_kmr"), value_text(v, "name_en") },
		share));
	return back(pg, id, _("The form is changed."));
}

static enum err version_number(const struct page *pg, int64_t *number)
{
	return text_to_int(page_segment(pg, "number"), number) ? OK : ERR_MISSING;
}

enum err form_version_post(struct page *pg)
{
	static const char *const acts[] = { "ready", "redraft", "retire", "restore", "reuse",
		NULL };
	static const struct field fields[] = { WORD("act", acts) };
	struct values *v;
	int64_t id, number;

	TRY(page_id(pg, "id", &id));
	TRY(version_number(pg, &number));
	TRY(FORM_READ(pg, fields, &v));
	TRY(form_version_act(pg->cx, id, number, value_text(v, "act")));
	return back(pg, id, _("The version is changed."));
}

enum err form_file_page(struct page *pg)
{
	struct form_version_by_number v;
	struct bytes data;
	const char *type;
	int64_t id, number;

	TRY(page_id(pg, "id", &id));
	TRY(version_number(pg, &number));
	TRY(form_version_get(pg->cx, id, number, &v));
	TRY(file_read(pg->cx, v.file, &data, &type));
	buf_add(pg->o->b, data.data, data.len);
	pg->type = type;
	pg->file_name = v.name;
	return OK;
}
