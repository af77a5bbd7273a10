#include <string.h>

#include "core/file.h"
#include "people/body_import_html.h"
#include "people/body_pages.h"
#include "people/body_views.h"

#define ROWS_SHOWN 500

static void frame(struct page *pg, const char *title, bool report)
{
	enum lang l = pg->cx->lang;

	pg->title = tr(l, title);
	page_crumb(pg, tr(l, _("Bodies")), "/bodies");
	page_crumb(pg, tr(l, _("Import bodies from a file")), report ? "/bodies/import" : NULL);
	if (report)
		page_crumb(pg, pg->title, NULL);
}

enum err body_import_page(struct page *pg)
{
	TRY(must_administer(pg->cx, DB_NULL));
	frame(pg, _("Import bodies from a file"), false);
	body_import_html(pg->o, pg);
	return OK;
}

enum err body_import_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("file", 1) };
	struct import_report report;
	const struct upload *up;
	struct values *v;
	struct bytes file;
	const char *sha;

	TRY(must_administer(pg->cx, DB_NULL));
	TRY(FORM_READ(pg, fields, &v));
	up = value_file(v, "file");
	TRY(upload_read(pg->cx, up, IMPORT_BYTES_MAX, "file", &file));
	/* A file that cannot be read as a whole is refused here, beside its field. */
	TRY(bodies_import(pg->cx, file, false, &report));
	TRY(file_save(pg->cx, file, "text/csv", &sha));
	return page_go(pg, arena_printf(pg->cx->arena, "/bodies/import/%s", sha), NULL);
}

/* The file of an address or a form; only text that was received for an import. */
static enum err read_kept(struct page *pg, const char *hash, struct bytes *file)
{
	const char *type;

	if (!hash || strlen(hash) != 64 || strspn(hash, "0123456789abcdef") != 64)
		return ERR_MISSING;
	TRY(file_read(pg->cx, hash, file, &type));
	return strcmp(type, "text/csv") == 0 ? OK : ERR_MISSING;
}

const char *cell_name(struct out *o, const char *value, const char *label)
{
	return value && *value ? tr(o->lang, label) : NULL;
}

static enum err show_report(struct page *pg, const char *hash, struct import_view *v)
{
	size_t n = v->report.rows.n, at = 0;

	v->hash = hash;
	v->order = ARENA_ARRAY(pg->cx->arena, n + 1, const struct import_row *);
	for (int refused = 1; refused >= 0; refused--)
		for (size_t i = 0; i < n; i++)
			if ((v->report.rows.at[i].verdict == VERDICT_REFUSED) == refused)
				v->order[at++] = &v->report.rows.at[i];
	v->shown = n > ROWS_SHOWN && !pg->print ? ROWS_SHOWN : n;
	frame(pg, _("What the file would do"), true);
	import_report_html(pg->o, v);
	return OK;
}

enum err body_import_report_page(struct page *pg)
{
	const char *hash = page_segment(pg, "file");
	struct import_view v = { 0 };
	struct bytes file;

	TRY(must_administer(pg->cx, DB_NULL));
	TRY(read_kept(pg, hash, &file));
	TRY(bodies_import(pg->cx, file, false, &v.report));
	v.small = bodies_import_small(file);
	return show_report(pg, hash, &v);
}

enum err body_import_confirm_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("hash", 64, 64) };
	struct import_report report;
	struct values *v;
	struct bytes file;
	int64_t job;

	TRY(must_administer(pg->cx, DB_NULL));
	TRY(FORM_READ(pg, fields, &v));
	TRY(read_kept(pg, value_text(v, "hash"), &file));
	if (!bodies_import_small(file)) {
		TRY(bodies_import_begin(pg->cx, value_text(v, "hash"), &job));
		return page_go(pg, at_id(pg, "/jobs/", job, ""), NULL);
	}
	TRY(bodies_import(pg->cx, file, true, &report));
	return page_go(pg, "/bodies", _("The file is applied."));
}
