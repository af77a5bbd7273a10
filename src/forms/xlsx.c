#include "forms/xlsx.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "forms/xlsx_part.h"
#include "forms/xlsx_value.h"

struct relation {
	const char *id, *type, *target;
};

struct reading {
	struct arena *arena;
	struct form_problems *problems;
	struct xlsx_pack *pack;
	const char *sheet; /* being read, for messages */
	xmlTextReaderPtr xml;
	LIST(const char *) strings;
	LIST(bool) date_style; /* by number of the cell style */
	LIST(struct relation) relations;
	LIST(struct xlsx_sheet) sheets;
	bool epoch1904;
	size_t cells; /* so far, all sheets */
};

/* The cells and rows of one sheet while it is read. */
struct grid {
	LIST(struct xlsx_cell) cells;
	LIST(struct xlsx_row) rows;
	LIST(size_t) first; /* of each row, in cells */
	int row, col;	    /* where the reader is */
};

static enum err refuse(struct reading *r, const char *cell, struct msg reason, struct msg remedy)
{
	form_problem_add(r->problems, (struct form_place){ .sheet = r->sheet, .cell = cell }, false,
		reason, remedy);
	return ERR_INPUT;
}

static enum err refuse_malformed(struct reading *r)
{
	return refuse(r, NULL, MSG(_("The inside of the workbook is malformed.")),
		MSG(_("Save the workbook again with a spreadsheet program.")));
}

const char *xlsx_ref(struct arena *a, int col, int row)
{
	char letters[8];
	int n = 0;

	for (int c = col + 1; c > 0 && n < 7; c = (c - 1) / 26)
		letters[n++] = (char)('A' + (c - 1) % 26);
	for (int i = 0; i < n / 2; i++) {
		char t = letters[i];

		letters[i] = letters[n - 1 - i];
		letters[n - 1 - i] = t;
	}
	letters[n] = 0;
	return arena_printf(a, "%s%d", letters, row);
}

/*
 * The next node: 1, 0 at the end of the part, -1 when it is malformed. A document type is
 * malformed: the format has none, and entities are how small files grow large.
 */
static int step(struct reading *r)
{
	int got = xmlTextReaderRead(r->xml);

	if (got == 1 && xmlTextReaderNodeType(r->xml) == XML_READER_TYPE_DOCUMENT_TYPE)
		return -1;
	if (got == 1 && xmlTextReaderNodeType(r->xml) == XML_READER_TYPE_ENTITY_REFERENCE)
		return -1;
	return got;
}

static bool is_start(const struct reading *r)
{
	return xmlTextReaderNodeType(r->xml) == XML_READER_TYPE_ELEMENT;
}

static bool is_end(const struct reading *r)
{
	return xmlTextReaderNodeType(r->xml) == XML_READER_TYPE_END_ELEMENT;
}

static bool is_text(const struct reading *r)
{
	int type = xmlTextReaderNodeType(r->xml);

	return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
	       type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE;
}

static bool named(const struct reading *r, const char *name)
{
	const xmlChar *got = xmlTextReaderConstLocalName(r->xml);

	return got && strcmp((const char *)got, name) == 0;
}

/* An attribute by local name, in the arena; NULL when there is none. */
static const char *attr(struct reading *r, const char *name)
{
	const char *value = NULL;

	if (xmlTextReaderMoveToFirstAttribute(r->xml) != 1)
		return NULL;
	do {
		if (named(r, name))
			value = arena_str(r->arena, (const char *)xmlTextReaderConstValue(r->xml));
	} while (!value && xmlTextReaderMoveToNextAttribute(r->xml) == 1);
	xmlTextReaderMoveToElement(r->xml);
	return value;
}

static int attr_int(struct reading *r, const char *name, int other)
{
	const char *s = attr(r, name);
	int64_t n;

	return s && text_to_int(s, &n) && n >= 0 && n < (1 << 24) ? (int)n : other;
}

static void quiet(void *context, const char *text, xmlParserSeverities severity,
	xmlTextReaderLocatorPtr where)
{
	(void)context;
	(void)text;
	(void)severity;
	(void)where;
}

/* Walks through a part, calling `each` at every node; ERR_MISSING when there is no such part. */
static enum err walk(struct reading *r, const char *part,
	enum err (*each)(struct reading *r, void *to), void *to)
{
	struct bytes b;
	enum err e = OK;
	int got;

	TRY(xlsx_part(r->pack, part, &b));
	r->xml = xmlReaderForMemory(
		(const char *)b.data, (int)b.len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
	if (!r->xml)
		return refuse_malformed(r);
	xmlTextReaderSetErrorHandler(r->xml, quiet, NULL);
	while ((got = step(r)) == 1 && e == OK)
		e = each(r, to);
	xmlFreeTextReader(r->xml);
	r->xml = NULL;
	if (e != OK)
		return e;
	return got == 0 ? OK : refuse_malformed(r);
}

/* Undoes the escapes _xHHHH_ (ECMA-376 part 1, 22.9.2.19) in place. */
static void unescape(struct buf *b)
{
	struct buf out;
	char *s = b->data, *end;

	if (!strstr(s, "_x"))
		return;
	buf_init(&out, b->arena, b->len);
	while (*s) {
		unsigned long point = 0;

		if (s[0] == '_' && s[1] == 'x' && strlen(s) >= 7 && s[6] == '_') {
			point = strtoul(s + 2, &end, 16);
			if (end != s + 6 || point < 9 || (point >= 0xd800 && point < 0xe000))
				point = 0;
		}
		if (point)
			buf_utf8(&out, (uint32_t)point);
		else
			buf_char(&out, *s);
		s += point ? 7 : 1;
	}
	*b = out;
}

/*
 * Collects the text of a string item or inline string (<si>, <is>): its <t> and those of its runs,
 * not those of phonetic hints (<rPh>). The reader stands on the element and ends at its end tag.
 */
static enum err string_item(struct reading *r, struct buf *b)
{
	int depth = xmlTextReaderDepth(r->xml), got;
	bool in_t = false, phonetic = false;

	if (xmlTextReaderIsEmptyElement(r->xml))
		return OK;
	while ((got = step(r)) == 1) {
		if (is_end(r) && xmlTextReaderDepth(r->xml) == depth)
			break;
		if (named(r, "rPh"))
			phonetic = is_start(r) && !xmlTextReaderIsEmptyElement(r->xml);
		else if (named(r, "t"))
			in_t = is_start(r) && !xmlTextReaderIsEmptyElement(r->xml);
		else if (is_text(r) && in_t && !phonetic)
			buf_str(b, (const char *)xmlTextReaderConstValue(r->xml));
		if (b->len > XLSX_TEXT_MAX)
			return refuse(r, NULL, MSG(_("A cell holds more than 32,767 characters.")),
				MSG(_("Shorten the text.")));
	}
	if (got != 1)
		return refuse_malformed(r);
	unescape(b);
	return OK;
}

static enum err on_string(struct reading *r, void *to)
{
	struct buf b;

	(void)to;
	if (!is_start(r) || !named(r, "si"))
		return OK;
	if (r->strings.n >= XLSX_CELLS_MAX)
		return refuse(r, NULL,
			MSG(_("The workbook has more than {1} texts."), N(XLSX_CELLS_MAX)),
			MSG(_("Remove the sheets the form does not need.")));
	buf_init(&b, r->arena, 64);
	TRY(string_item(r, &b));
	*LIST_PUSH(r->arena, &r->strings) = b.data;
	return OK;
}

struct styles {
	LIST(int) id;
	LIST(const char *) code;
	bool in_cell_xfs;
};

static enum err on_style(struct reading *r, void *to)
{
	struct styles *s = to;

	if (named(r, "cellXfs")) {
		s->in_cell_xfs = is_start(r);
	} else if (is_start(r) && named(r, "numFmt")) {
		*LIST_PUSH(r->arena, &s->id) = attr_int(r, "numFmtId", -1);
		*LIST_PUSH(r->arena, &s->code) = attr(r, "formatCode");
	} else if (is_start(r) && s->in_cell_xfs && named(r, "xf")) {
		int id = attr_int(r, "numFmtId", 0);
		const char *code = NULL;

		if (r->date_style.n > 65536 || s->id.n > 4096)
			return refuse_malformed(r);
		for (size_t i = 0; i < s->id.n; i++)
			if (s->id.at[i] == id)
				code = s->code.at[i];
		*LIST_PUSH(r->arena, &r->date_style) = xlsx_is_date_format(id, code);
	}
	return OK;
}

static enum err on_relation(struct reading *r, void *to)
{
	struct relation *rel;

	(void)to;
	if (!is_start(r) || !named(r, "Relationship"))
		return OK;
	if (r->relations.n > XLSX_PARTS_MAX)
		return refuse_malformed(r);
	rel = LIST_PUSH(r->arena, &r->relations);
	rel->id = attr(r, "Id");
	rel->type = attr(r, "Type");
	rel->target = attr(r, "Target");
	return OK;
}

static enum err on_workbook(struct reading *r, void *to)
{
	const char *v;

	(void)to;
	if (!is_start(r))
		return OK;
	if (named(r, "workbookPr")) {
		v = attr(r, "date1904");
		r->epoch1904 = v && (strcmp(v, "1") == 0 || strcmp(v, "true") == 0);
	} else if (named(r, "sheet")) {
		struct xlsx_sheet *s;

		if (r->sheets.n >= XLSX_SHEETS_MAX)
			return refuse(r, NULL,
				MSG(_("The workbook has more than {1} sheets."),
					N(XLSX_SHEETS_MAX)),
				MSG(_("Remove the sheets the form does not need.")));
		s = LIST_PUSH(r->arena, &r->sheets);
		v = attr(r, "name");
		s->name = v ? v : "";
		/* the relation's id; replaced by the rows when the sheet is read */
		s->rows = (const void *)attr(r, "id");
	}
	return OK;
}

static enum err on_content_type(struct reading *r, void *to)
{
	const char *type;

	(void)to;
	if (!is_start(r))
		return OK;
	type = attr(r, "ContentType");
	if (type && (strcasestr(type, "macroEnabled") || strcasestr(type, "vbaProject")))
		return refuse(r, NULL, MSG(_("The workbook holds macros.")),
			MSG(_("Save it as .xlsx without macros.")));
	return OK;
}

/* Reads "C12" into column and row; false when it is none. */
static bool parse_ref(const char *s, int *col, int *row)
{
	int c = 0, n = 0;

	for (; *s >= 'A' && *s <= 'Z' && c < 100000; s++)
		c = c * 26 + (*s - 'A' + 1);
	for (; *s >= '0' && *s <= '9' && n < 100000000; s++)
		n = n * 10 + (*s - '0');
	*col = c - 1;
	*row = n;
	return !*s && c > 0 && n > 0;
}

static enum err add_cell(
	struct reading *r, struct grid *g, const char *text, int kind, bool formula)
{
	struct xlsx_row *row;

	if (g->col >= XLSX_COLUMNS_MAX)
		return refuse(r, NULL,
			MSG(_("The sheet has more than {1} columns."), N(XLSX_COLUMNS_MAX)),
			MSG(_("Remove the columns the form does not need.")));
	if (++r->cells > XLSX_CELLS_MAX)
		return refuse(r, NULL,
			MSG(_("The workbook has more than {1} cells."), N(XLSX_CELLS_MAX)),
			MSG(_("Remove the sheets the form does not need.")));
	if (!g->rows.n || g->rows.at[g->rows.n - 1].number != g->row) {
		if (g->rows.n && g->rows.at[g->rows.n - 1].number > g->row)
			return refuse_malformed(r);
		if (g->rows.n >= XLSX_ROWS_MAX)
			return refuse(r, NULL,
				MSG(_("The sheet has more than {1} rows."), N(XLSX_ROWS_MAX)),
				MSG(_("Shorten the sheet, or split the form.")));
		row = LIST_PUSH(r->arena, &g->rows);
		row->number = g->row;
		*LIST_PUSH(r->arena, &g->first) = g->cells.n;
	}
	row = &g->rows.at[g->rows.n - 1];
	if (row->n && g->cells.at[g->cells.n - 1].col >= g->col)
		return refuse_malformed(r);
	row->n++;
	*LIST_PUSH(r->arena, &g->cells) = (struct xlsx_cell){
		.text = text, .col = g->col, .kind = (unsigned char)kind, .formula = formula
	};
	return OK;
}

/* What a cell's parts say, before they are put together. */
struct cell_parts {
	const char *type;
	int style;
	bool formula, in_value, has_inline;
	struct buf value;
};

static enum err finish_cell(struct reading *r, struct grid *g, struct cell_parts *c)
{
	const char *text = c->value.data;
	bool date =
		c->style >= 0 && (size_t)c->style < r->date_style.n && r->date_style.at[c->style];
	int kind = XLSX_TEXT;
	int64_t n;

	if (strcmp(c->type, "s") == 0) {
		if (!*text)
			return OK;
		if (!text_to_int(text, &n) || n < 0 || (size_t)n >= r->strings.n)
			return refuse_malformed(r);
		text = r->strings.at[n];
	} else if (strcmp(c->type, "b") == 0) {
		kind = XLSX_BOOL;
		text = strcmp(text, "1") == 0 || strcmp(text, "true") == 0 ? "TRUE" : "FALSE";
	} else if (strcmp(c->type, "e") == 0) {
		kind = XLSX_ERROR;
	} else if (strcmp(c->type, "d") == 0) {
		kind = XLSX_DATE;
	} else if (strcmp(c->type, "n") == 0 && *text) {
		kind = date ? XLSX_DATE : XLSX_NUMBER;
		text = date ? xlsx_date(r->arena, text, r->epoch1904) : xlsx_number(r->arena, text);
	} else if (strcmp(c->type, "str") == 0) {
		unescape(&c->value);
		text = c->value.data;
	}
	if (!*text && c->formula)
		text = "="; /* never calculated, yet not empty */
	return *text ? add_cell(r, g, text, kind, c->formula) : OK;
}

/* Reads one <c>; the reader stands on it and ends at its end tag. */
static enum err read_cell(struct reading *r, struct grid *g)
{
	struct cell_parts c = { .style = attr_int(r, "s", -1) };
	int depth = xmlTextReaderDepth(r->xml), got, col, row;
	const char *ref = attr(r, "r");

	c.type = attr(r, "t");
	if (!c.type)
		c.type = "n";
	g->col++;
	if (ref) {
		if (!parse_ref(ref, &col, &row))
			return refuse_malformed(r);
		g->col = col;
		g->row = row;
	}
	if (xmlTextReaderIsEmptyElement(r->xml))
		return OK;
	buf_init(&c.value, r->arena, 24);
	while ((got = step(r)) == 1) {
		if (is_end(r) && xmlTextReaderDepth(r->xml) == depth)
			break;
		if (named(r, "v"))
			c.in_value = is_start(r) && !xmlTextReaderIsEmptyElement(r->xml);
		else if (named(r, "f"))
			c.formula = true;
		else if (is_start(r) && named(r, "is"))
			TRY(string_item(r, &c.value));
		else if (is_text(r) && c.in_value)
			buf_str(&c.value, (const char *)xmlTextReaderConstValue(r->xml));
		if (c.value.len > XLSX_TEXT_MAX)
			return refuse(r, ref, MSG(_("A cell holds more than 32,767 characters.")),
				MSG(_("Shorten the text.")));
	}
	if (got != 1)
		return refuse_malformed(r);
	return finish_cell(r, g, &c);
}

static enum err on_sheet(struct reading *r, void *to)
{
	struct grid *g = to;

	if (!is_start(r))
		return OK;
	if (named(r, "row")) {
		g->row = attr_int(r, "r", g->row + 1);
		g->col = -1;
		return OK;
	}
	return named(r, "c") ? read_cell(r, g) : OK;
}

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
		struct grid g = { .row = 0, .col = -1 };
		enum err e;

		if (!kind || strcmp(kind, "/worksheet") != 0)
			continue; /* a chart, a dialogue */
		r->sheet = s->name;
		e = walk(r, part_name(r, folder, rel->target), on_sheet, &g);
		if (e == ERR_MISSING)
			return refuse_malformed(r);
		TRY(e);
		for (size_t k = 0; k < g.rows.n; k++)
			g.rows.at[k].cells = &g.cells.at[g.first.at[k]];
		r->sheets.at[n++] = (struct xlsx_sheet){ s->name, g.rows.at, g.rows.n };
	}
	r->sheets.n = n;
	r->sheet = NULL;
	return OK;
}

/* Reads a part the workbook may do without. */
static enum err read_optional(struct reading *r, const char *folder, const char *type,
	enum err (*each)(struct reading *r, void *to), void *to)
{
	const struct relation *rel = relation_of(r, type);
	enum err e = rel ? walk(r, part_name(r, folder, rel->target), each, to) : OK;

	return e == ERR_MISSING ? OK : e;
}

static enum err read_book(struct reading *r)
{
	struct styles styles = { 0 };
	const struct relation *office;
	const char *book, *folder, *slash;
	enum err e;

	e = walk(r, "[Content_Types].xml", on_content_type, NULL);
	if (e == OK)
		e = walk(r, "_rels/.rels", on_relation, NULL);
	office = e == OK ? relation_of(r, "officeDocument") : NULL;
	book = office ? part_name(r, "", office->target) : "";
	slash = strrchr(book, '/');
	folder = slash ? arena_strn(r->arena, book, (size_t)(slash + 1 - book)) : "";
	r->relations.n = 0;
	if (office)
		e = walk(r, book, on_workbook, NULL);
	if (office && e == OK)
		e = walk(r,
			arena_printf(r->arena, "%s_rels/%s.rels", folder, book + strlen(folder)),
			on_relation, NULL);
	if (e == ERR_MISSING || (e == OK && !office))
		return refuse(r, NULL, MSG(_("The file is not a workbook.")),
			MSG(_("Send an .xlsx file.")));
	TRY(e);
	TRY(read_optional(r, folder, "sharedStrings", on_string, NULL));
	TRY(read_optional(r, folder, "styles", on_style, &styles));
	return read_sheets(r, folder);
}

enum err xlsx_read(
	struct arena *a, struct bytes file, struct form_problems *problems, struct xlsx_book *out)
{
	struct reading r = { .arena = a, .problems = problems };
	enum err e;

	TRY(xlsx_pack_open(a, file, problems, &r.pack));
	e = read_book(&r);
	xlsx_pack_close(r.pack);
	out->sheets = r.sheets.at;
	out->n = r.sheets.n;
	return e;
}
