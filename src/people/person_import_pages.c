/* People from a file: choose it, see a verdict for each row, confirm. The file travels in the form
 * that confirms it and is kept nowhere: it is full of names. */
#include <string.h>

#include "core/may.h"
#include "people/body_views.h"
#include "people/person_import_html.h"
#include "people/person_pages.h"
#include "people/person_views.h"
#include "people/post.h"
#include "web/download.h"

static void frame(struct page *pg, const char *title, bool report)
{
	enum lang l = pg->cx->lang;

	pg->title = tr(l, title);
	page_crumb(pg, tr(l, _("People")), "/people");
	page_crumb(pg, tr(l, _("Import people from a file")), report ? "/people/import" : NULL);
	if (report)
		page_crumb(pg, pg->title, NULL);
}

const char *person_row_name(const struct out *o, const struct person_row *r)
{
	const char *name = names_pick(o->lang, &r->in.name);

	return *name ? name : r->in.email ? r->in.email : "–";
}

const char *person_row_post(const struct out *o, const struct person_row *r)
{
	return r->post ? tr(o->lang, post_kind_word(r->post)) : NULL;
}

enum err person_import_page(struct page *pg)
{
	frame(pg, _("Import people from a file"), false);
	person_import_html(pg->o, pg);
	return OK;
}

enum err person_template_page(struct page *pg)
{
	struct workbook w;

	workbook_begin(&w, pg->cx->arena, pg->cx->lang, tr(pg->cx->lang, _("People")));
	TRY(people_template(pg->cx, &w));
	return download_workbook(pg, &w, "people");
}

/* The answer to this POST is a page: what it shows is stored nowhere. */
enum err person_import_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("file", 1) };
	struct person_import_view v = { .pg = pg };
	struct ctx *cx = pg->cx;
	struct values *values;
	struct bytes file;
	size_t at = 0;

	TRY(FORM_READ(pg, fields, &values));
	TRY(upload_read(cx, value_file(values, "file"), PERSON_BYTES_MAX, "file", &file));
	TRY(people_import(cx, file, false, &v.report));
	v.csv = arena_strn(cx->arena, (const char *)file.data, file.len);
	v.order = ARENA_ARRAY(cx->arena, v.report.rows.n + 1, const struct person_row *);
	for (int refused = 1; refused >= 0; refused--)
		for (size_t i = 0; i < v.report.rows.n; i++)
			if ((v.report.rows.at[i].verdict == VERDICT_REFUSED) == refused)
				v.order[at++] = &v.report.rows.at[i];
	frame(pg, _("What the file would do"), true);
	person_report_html(pg->o, &v);
	return OK;
}

enum err person_import_confirm_post(struct page *pg)
{
	static const struct field fields[] = { LINES("csv", 1, PERSON_BYTES_MAX) };
	struct person_report report;
	struct values *v;
	const char *csv;

	/* What is refused stands beside the file, which is to be chosen again. */
	if (FORM_READ(pg, fields, &v) != OK) {
		pg->cx->problems.n = 0;
		return problem(pg->cx, ERR_INPUT, "file", MSG("Choose the file again."));
	}
	csv = value_text(v, "csv");
	TRY(people_import(
		pg->cx, (struct bytes){ (const unsigned char *)csv, strlen(csv) }, true, &report));
	return page_go(pg, "/people", _("The file is applied."));
}
