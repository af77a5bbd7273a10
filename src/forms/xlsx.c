#include "forms/xlsx.h"

#include <string.h>

#include "base/text.h"
#include "forms/xlsx_in.h"
#include "forms/xlsx_value.h"

/* `to` is the depth of the string item being read, 0: none. */
static enum err on_string(struct reading *r, void *to, const char *name)
{
	int *item = to;

	if (*item) {
		xl_string_start(r, name);
	} else if (xl_same(name, "si")) {
		if (r->strings.n >= XLSX_CELLS_MAX)
			return xl_refuse(r, NULL,
				MSG(_("The workbook has more than {1} texts."), N(XLSX_CELLS_MAX)),
				MSG(_("Remove the sheets the form does not need.")));
		*item = r->depth;
		buf_cut(&r->text, 0);
	}
	return OK;
}

static enum err on_string_end(struct reading *r, void *to, const char *name)
{
	int *item = to;

	if (*item && r->depth == *item) {
		*item = 0;
		r->keep = r->in_phonetic = false;
		xl_unescape(&r->text);
		*LIST_PUSH(r->arena, &r->strings) = arena_strn(r->arena, r->text.data, r->text.len);
	} else if (*item) {
		xl_string_end(r, name);
	}
	return OK;
}

static const struct xl_events string_events = { on_string, on_string_end };

struct styles {
	LIST(int) id;
	LIST(const char *) code;
	bool in_cell_xfs;
};

static enum err on_style(struct reading *r, void *to, const char *name)
{
	struct styles *s = to;

	if (xl_same(name, "cellXfs")) {
		s->in_cell_xfs = true;
	} else if (xl_same(name, "numFmt")) {
		*LIST_PUSH(r->arena, &s->id) = xl_attr_int(r, "numFmtId", -1);
		*LIST_PUSH(r->arena, &s->code) = xl_attr(r, "formatCode");
	} else if (s->in_cell_xfs && xl_same(name, "xf")) {
		int id = xl_attr_int(r, "numFmtId", 0);
		const char *code = NULL;

		if (r->date_style.n > 65536 || s->id.n > 4096)
			return xl_malformed(r);
		for (size_t i = 0; i < s->id.n; i++)
			if (s->id.at[i] == id)
				code = s->code.at[i];
		*LIST_PUSH(r->arena, &r->date_style) = xlsx_is_date_format(id, code);
	}
	return OK;
}

static enum err on_style_end(struct reading *r, void *to, const char *name)
{
	struct styles *s = to;

	(void)r;
	if (xl_same(name, "cellXfs"))
		s->in_cell_xfs = false;
	return OK;
}

static const struct xl_events style_events = { on_style, on_style_end };

static enum err on_relation(struct reading *r, void *to, const char *name)
{
	struct relation *rel;

	(void)to;
	if (!xl_same(name, "Relationship"))
		return OK;
	if (r->relations.n > XLSX_PARTS_MAX)
		return xl_malformed(r);
	rel = LIST_PUSH(r->arena, &r->relations);
	rel->id = xl_attr(r, "Id");
	rel->type = xl_attr(r, "Type");
	rel->target = xl_attr(r, "Target");
	return OK;
}

static const struct xl_events relation_events = { on_relation, NULL };

static enum err on_workbook(struct reading *r, void *to, const char *name)
{
	const char *v;

	(void)to;
	if (xl_same(name, "workbookPr")) {
		v = xl_attr(r, "date1904");
		r->epoch1904 = v && (strcmp(v, "1") == 0 || strcmp(v, "true") == 0);
	} else if (xl_same(name, "sheet")) {
		struct xlsx_sheet *s;

		if (r->sheets.n >= XLSX_SHEETS_MAX)
			return xl_refuse(r, NULL,
				MSG(_("The workbook has more than {1} sheets."),
					N(XLSX_SHEETS_MAX)),
				MSG(_("Remove the sheets the form does not need.")));
		s = LIST_PUSH(r->arena, &r->sheets);
		v = xl_attr(r, "name");
		s->name = v ? v : "";
		/* the relation's id; replaced by the rows when the sheet is read */
		s->rows = (const void *)xl_attr(r, "id");
	}
	return OK;
}

static const struct xl_events workbook_events = { on_workbook, NULL };

static enum err on_content_type(struct reading *r, void *to, const char *name)
{
	const char *type;

	(void)to, (void)name;
	type = xl_attr(r, "ContentType");
	if (type && (strcasestr(type, "macroEnabled") || strcasestr(type, "vbaProject")))
		return xl_refuse(r, NULL, MSG(_("The workbook holds macros.")),
			MSG(_("Save it as .xlsx without macros.")));
	return OK;
}

static const struct xl_events content_type_events = { on_content_type, NULL };

static const struct relation *relation_by_id(const struct reading *r, const char *id)
{
	for (size_t i = 0; id && i < r->relations.n; i++)
		if (r->relations.at[i].id && strcmp(r->relations.at[i].id, id) == 0)
			return &r->relations.at[i];
	return NULL;
}

/* The relation whose type ends so: transitional and strict files differ in the beginning. */
static const struct relation *relation_of(const struct reading *r, const char *end)
{
	for (size_t i = 0; i < r->relations.n; i++) {
		const char *type = r->relations.at[i].type;
		const char *slash = type ? strrchr(type, '/') : NULL;

		if (slash && strcmp(slash + 1, end) == 0)
			return &r->relations.at[i];
	}
	return NULL;
}

/* The name of a part a relation of a part in `folder` points to. */
static const char *part_name(struct reading *r, const char *folder, const char *target)
{
	if (!target)
		return "";
	if (*target == '/')
		return target + 1;
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	return arena_printf(r->arena, "%s%s", folder, target);
}

static enum err read_sheets(struct reading *r, const char *folder)
{
	size_t n = 0;

	for (size_t i = 0; i < r->sheets.n; i++) {
		struct xlsx_sheet *s = &r->sheets.at[i];
		const struct relation *rel = relation_by_id(r, (const char *)(const void *)s->rows);
		const char *kind = rel && rel->type ? strrchr(rel->type, '/') : NULL;
		enum err e;

		if (!kind || strcmp(kind, "/worksheet") != 0)
			continue; /* a chart, a dialogue */
		r->sheet = s->name;
		e = xl_sheet(r, part_name(r, folder, rel->target), s);
		if (e == ERR_MISSING)
			return xl_malformed(r);
		TRY(e);
		r->sheets.at[n++] = *s;
	}
	r->sheets.n = n;
	r->sheet = NULL;
	return OK;
}

/* Reads a part the workbook may do without. */
static enum err read_optional(struct reading *r, const char *folder, const char *type,
	const struct xl_events *on, void *to)
{
	const struct relation *rel = relation_of(r, type);
	enum err e = rel ? xl_walk(r, part_name(r, folder, rel->target), on, to) : OK;

	return e == ERR_MISSING ? OK : e;
}

static enum err read_book(struct reading *r)
{
	struct styles styles = { 0 };
	const struct relation *office;
	const char *book, *folder, *slash;
	int item = 0;
	enum err e;

	e = xl_walk(r, "[Content_Types].xml", &content_type_events, NULL);
	if (e == OK)
		e = xl_walk(r, "_rels/.rels", &relation_events, NULL);
	office = e == OK ? relation_of(r, "officeDocument") : NULL;
	book = office ? part_name(r, "", office->target) : "";
	slash = strrchr(book, '/');
	folder = slash ? arena_strn(r->arena, book, (size_t)(slash + 1 - book)) : "";
	r->relations.n = 0;
	if (office)
		e = xl_walk(r, book, &workbook_events, NULL);
	if (office && e == OK)
		e = xl_walk(r,
			arena_printf(r->arena, "%s_rels/%s.rels", folder, book + strlen(folder)),
			&relation_events, NULL);
	if (e == ERR_MISSING || (e == OK && !office))
		return xl_refuse(r, NULL, MSG(_("The file is not a workbook.")),
			MSG(_("Send an .xlsx file.")));
	TRY(e);
	TRY(read_optional(r, folder, "sharedStrings", &string_events, &item));
	TRY(read_optional(r, folder, "styles", &style_events, &styles));
	return read_sheets(r, folder);
}

enum err xlsx_read(
	struct arena *a, struct bytes file, struct form_problems *problems, struct xlsx_book *out)
{
	struct reading r = { .arena = a, .problems = problems };
	enum err e;

	TRY(xlsx_pack_open(a, file, problems, &r.pack));
	buf_init(&r.text, a, 1024);
	e = read_book(&r);
	xlsx_pack_close(r.pack);
	out->sheets = r.sheets.at;
	out->n = r.sheets.n;
	return e;
}
