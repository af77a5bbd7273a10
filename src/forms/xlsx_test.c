#include "forms/xlsx.h"

#include <stdio.h>

#include "forms/form_fixture.h"
#include "forms/xlsx_fixture.h"
#include "forms/xlsx_value.h"

#define SS "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
#define WB                                                                                         \
	"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "           \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"

/* The text of a cell of the first sheet, "" when there is none. */
static const char *at(const struct xlsx_book *b, int row, int col)
{
	for (size_t i = 0; b->n && i < b->sheets[0].n; i++)
		for (size_t k = 0; k < b->sheets[0].rows[i].n; k++)
			if (b->sheets[0].rows[i].number == row &&
				b->sheets[0].rows[i].cells[k].col == col)
				return b->sheets[0].rows[i].cells[k].text;
	return "";
}

static struct xlsx_book read_good(struct t *t, struct bytes file)
{
	struct form_problems p = { .arena = t->arena };
	struct xlsx_book b = { 0 };

	CHECK_ERR(OK, xlsx_read(t->arena, file, &p, &b));
	CHECK_INT(0, (int64_t)p.errors);
	return b;
}

/* Reads what must be refused; the words of the first problem. */
static const char *refused(struct t *t, struct bytes file)
{
	struct form_problems p = { .arena = t->arena };
	struct xlsx_book b = { 0 };

	CHECK_ERR(ERR_INPUT, xlsx_read(t->arena, file, &p, &b));
	if (!CHECK(p.n > 0))
		return "";
	CHECK(p.at[0].remedy.id != NULL);
	return fixture_words(t, p.at[0].reason);
}

TEST(every_kind_of_cell_is_read)
{
	const struct fixture_part parts[] = {
		{ "xl/sharedStrings.xml",
			SS "<si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r>"
			   "<rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si>"
			   "<si><t>a_x000A_b _x0041</t></si></sst>",
			0 },
		{ "xl/styles.xml",
			"<styleSheet><numFmts><numFmt numFmtId=\"170\" "
			"formatCode=\"yyyy\\-mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
			"</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
			"numFmtId=\"170\"/></cellXfs></styleSheet>",
			0 },
		{ 0 }
	};
	struct xlsx_book b = read_good(t,
		fixture_xlsx(t,
			"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
			"t=\"s\"><v>1</v></c>"
			"<c r=\"D1\" t=\"s\"><v>2</v></c></row>"
			"<row r=\"3\"><c t=\"inlineStr\"><is><t>in</t><r><t>line</t></r></is></c>"
			"<c t=\"b\"><v>1</v></c><c "
			"t=\"b\"><v>0</v></c><c><v>12</v></c><c><v>0.1</v></c>"
			"<c s=\"1\"><v>46350</v></c><c s=\"2\"><v>46350.5</v></c>"
			"<c t=\"str\"><f>A1</f><v>made</v></c><c t=\"e\"><v>#REF!</v></c></row>"
			"<row r=\"4\"><c r=\"A4\"/><c r=\"B4\"><f>1+1</f></c></row>",
			parts));

	CHECK_STR("plain", at(&b, 1, 0));
	CHECK_STR("rich text", at(&b, 1, 1));
	CHECK_STR("", at(&b, 1, 2));
	CHECK_STR("a\nb _x0041", at(&b, 1, 3));
	CHECK_STR("inline", at(&b, 3, 0));
	CHECK_STR("TRUE", at(&b, 3, 1));
	CHECK_STR("FALSE", at(&b, 3, 2));
	CHECK_STR("12", at(&b, 3, 3));
	CHECK_STR("0.1", at(&b, 3, 4));
	CHECK_STR("2026-11-24", at(&b, 3, 5));
	CHECK_STR("2026-11-24T12:00:00", at(&b, 3, 6));
	CHECK_STR("made", at(&b, 3, 7));
	CHECK_STR("#REF!", at(&b, 3, 8));
	if (!CHECK_INT(3, (int64_t)b.sheets[0].n))
		return;
	CHECK(b.sheets[0].rows[1].cells[7].formula);
	CHECK_INT(XLSX_ERROR, b.sheets[0].rows[1].cells[8].kind);
	CHECK_STR("=", at(&b, 4, 1));
	CHECK_INT(1, (int64_t)b.sheets[0].rows[2].n);
}

TEST(dates_follow_the_epoch_of_the_workbook)
{
	const struct fixture_part parts[] = {
		{ "xl/workbook.xml",
			WB
			"<workbookPr date1904=\"1\"/><sheets><sheet name=\"survey\" sheetId=\"1\" "
			"r:id=\"s1\"/></sheets></workbook>",
			0 },
		{ "xl/styles.xml",
			"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"
			"</styleSheet>",
			0 },
		{ 0 }
	};
	struct xlsx_book b = read_good(t,
		fixture_xlsx(t, "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44888</v></c></row>", parts));

	CHECK_STR("2026-11-24", at(&b, 1, 0));
	CHECK_STR("1900-01-01", xlsx_date(t->arena, "1", false));
	CHECK_STR("1900-02-28", xlsx_date(t->arena, "59", false));
	CHECK_STR("1900-03-01", xlsx_date(t->arena, "61", false));
	CHECK_STR("1904-01-01", xlsx_date(t->arena, "0", true));
	CHECK_STR("06:00:00", xlsx_date(t->arena, "0.25", false));
	CHECK_STR("9999-12-31", xlsx_date(t->arena, "2958465", false));
	CHECK_STR("3000000", xlsx_date(t->arena, "3000000", false));
	CHECK_STR("text", xlsx_date(t->arena, "text", false));
}

TEST(number_formats_that_show_dates_are_known)
{
	CHECK(xlsx_is_date_format(14, NULL));
	CHECK(xlsx_is_date_format(22, NULL));
	CHECK(!xlsx_is_date_format(0, NULL));
	CHECK(!xlsx_is_date_format(10, NULL));
	CHECK(xlsx_is_date_format(170, "[$-401]dd/mm/yyyy"));
	CHECK(xlsx_is_date_format(170, "[h]:mm"));
	CHECK(!xlsx_is_date_format(170, "0.00 \"days\""));
	CHECK(!xlsx_is_date_format(170, "[Red]0.0"));
	CHECK(!xlsx_is_date_format(170, "0\\d"));
	CHECK(!xlsx_is_date_format(170, "#,##0"));
}

TEST(numbers_are_shown_as_they_are_meant)
{
	CHECK_STR("3", xlsx_number(t->arena, "3"));
	CHECK_STR("3", xlsx_number(t->arena, "3.0"));
	CHECK_STR("-3", xlsx_number(t->arena, "-3"));
	CHECK_STR("0.3", xlsx_number(t->arena, "0.3"));
	CHECK_STR("0.30000000000000004", xlsx_number(t->arena, "0.30000000000000004"));
	CHECK_STR("123456789012", xlsx_number(t->arena, "1.23456789012E11"));
}

TEST(sheets_keep_the_order_of_the_tabs_and_cells_know_their_place)
{
	const struct fixture_part parts[] = {
		{ "xl/workbook.xml",
			WB "<sheets><sheet name=\"choices\" sheetId=\"2\" r:id=\"t\"/><sheet "
			   "name=\"survey\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>",
			0 },
		{ 0 }
	};
	struct xlsx_book b =
		read_good(t, fixture_xlsx(t, "<row r=\"7\"><c r=\"C7\"><v>1</v></c></row>", parts));

	/* the relation of "choices" is no sheet, so it is left out */
	if (!CHECK_INT(1, (int64_t)b.n))
		return;
	CHECK_STR("survey", b.sheets[0].name);
	CHECK_INT(7, b.sheets[0].rows[0].number);
	CHECK_INT(2, b.sheets[0].rows[0].cells[0].col);
	CHECK_STR("C12", xlsx_ref(t->arena, 2, 12));
	CHECK_STR("Z1", xlsx_ref(t->arena, 25, 1));
	CHECK_STR("AA1", xlsx_ref(t->arena, 26, 1));
	CHECK_STR("XFD1", xlsx_ref(t->arena, 16383, 1));
}

TEST(what_is_no_workbook_is_refused)
{
	static const unsigned char ole[16] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
	const struct fixture_part other[] = { { "hello.txt", "hello", 0 }, { 0 } };
	struct bytes whole = fixture_xlsx(t, "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", NULL);

	CHECK_HAS(refused(t, (struct bytes){ (const unsigned char *)"type,name", 9 }),
		"not a workbook");
	CHECK_HAS(refused(t, (struct bytes){ (const unsigned char *)"", 0 }), "not a workbook");
	CHECK_HAS(refused(t, (struct bytes){ ole, sizeof(ole) }), "old .xls");
	CHECK_HAS(refused(t, fixture_zip(t, other)), "not a workbook");
	CHECK_HAS(refused(t, (struct bytes){ whole.data, whole.len / 2 }), "cut off");
	CHECK_HAS(refused(t, (struct bytes){ whole.data, whole.len - 4 }), "cut off");
}

TEST(a_damaged_part_is_refused)
{
	struct bytes whole = fixture_xlsx(t, "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", NULL);
	unsigned char *bent = arena_copy(t->arena, whole.data, whole.len);
	struct form_problems p = { .arena = t->arena };
	struct xlsx_book b;

	/* somewhere inside the first part's data: its check sum no longer holds */
	bent[60] ^= 0x55;
	CHECK_ERR(ERR_INPUT, xlsx_read(t->arena, (struct bytes){ bent, whole.len }, &p, &b));
	CHECK(p.n == 1);
}

/* Whatever falls on the edge of a piece: a letter of several bytes, a reference, a tag. */
TEST(pieces_leave_letters_and_references_whole)
{
	enum { ROWS = 4000 };
	struct buf rows;
	struct xlsx_book b;

	buf_init(&rows, t->arena, 1 << 20);
	for (int i = 1; i <= ROWS; i++)
		buf_printf(&rows,
			"<row r=\"%d\"><c r=\"A%d\" "
			"t=\"inlineStr\"><is><t>\u0628\u20ac\U0001f331&amp;"
			"&#1575;&#x1f331;%d</t></is></c></row>",
			i, i, i);
	b = read_good(t, fixture_xlsx(t, rows.data, NULL));
	if (!CHECK_INT(1, (int64_t)b.n) || !CHECK_INT(ROWS, (int64_t)b.sheets[0].n))
		return;
	for (int i = 1; i <= ROWS; i++)
		CHECK_STR(arena_printf(t->arena, "\u0628\u20ac\U0001f331&\u0627\U0001f331%d", i),
			b.sheets[0].rows[i - 1].cells[0].text);
}

TEST(an_unknown_entity_is_refused)
{
	CHECK_HAS(
		refused(t, fixture_xlsx(t,
				   "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a&b;c</t></is>"
				   "</c></row>",
				   NULL)),
		"malformed");
}

TEST(macros_are_refused)
{
	const struct fixture_part by_type[] = {
		{ "[Content_Types].xml",
			"<Types><Override PartName=\"/xl/workbook.xml\" "
			"ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></"
			"Types>",
			0 },
		{ 0 }
	};
	const struct fixture_part by_part[] = { { "xl/vbaProject.bin", "x", 0 }, { 0 } };

	CHECK_HAS(refused(t, fixture_xlsx(t, "", by_type)), "macros");
	CHECK_HAS(refused(t, fixture_xlsx(t, "", by_part)), "macros");
}

TEST(a_document_type_is_refused_wherever_it_stands)
{
	static const char bomb[] =
		"<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
		"<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
	const char *names[] = { "xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels",
		"xl/sharedStrings.xml", "[Content_Types].xml", "xl/styles.xml" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct fixture_part parts[] = {
			{ names[i], arena_printf(t->arena, "%s<x>&c;</x>", bomb), 0 }, { 0 }
		};

		CHECK_HAS(refused(t, fixture_xlsx(t, "", parts)), "malformed");
	}
}

TEST(a_document_type_alone_is_refused)
{
	const struct fixture_part parts[] = { { "xl/worksheets/sheet1.xml",
						      "<!DOCTYPE worksheet><worksheet><sheetData/>"
						      "</worksheet>",
						      0 },
		{ 0 } };

	CHECK_HAS(refused(t, fixture_xlsx(t, "", parts)), "malformed");
}

TEST(a_zip_bomb_is_refused_early)
{
	size_t n = (size_t)XLSX_UNPACKED_MAX + (1 << 20);
	char *blanks = arena_alloc(t->arena, n);
	const struct fixture_part parts[] = { { "xl/worksheets/sheet1.xml", blanks, n }, { 0 } };
	struct bytes file;

	memset(blanks, ' ', n);
	file = fixture_xlsx(t, "", parts);
	CHECK(file.len < (1 << 20));
	CHECK_HAS(refused(t, file), "unpacks to more than");
}

TEST(too_many_parts_are_refused)
{
	struct fixture_part *parts = ARENA_ARRAY(t->arena, XLSX_PARTS_MAX + 2, struct fixture_part);

	for (int i = 0; i <= XLSX_PARTS_MAX; i++)
		parts[i] = (struct fixture_part){ arena_printf(t->arena, "p%d", i), "x", 0 };
	CHECK_HAS(refused(t, fixture_zip(t, parts)), "parts");
}

TEST(malformed_sheets_are_refused)
{
	static const char *const rows[] = {
		"<row r=\"1\"><c r=\"A1\"><v>1</v></row>",	       /* not well formed */
		"<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>",	       /* no reference */
		"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>", /* no such text */
		"<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", /* order */
		"<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
		"<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>", /* twice */
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		CHECK_HAS(refused(t, fixture_xlsx(t, rows[i], NULL)), "malformed");
}

TEST(caps_hold)
{
	struct buf b;
	struct bytes file;

	file = fixture_xlsx(t, "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", NULL);
	CHECK_HAS(refused(t, file), "columns");
	buf_init(&b, t->arena, 1 << 20);
	buf_str(&b, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
	for (size_t i = 0; i <= XLSX_TEXT_MAX; i++)
		buf_char(&b, 'x');
	buf_str(&b, "</t></is></c></row>");
	CHECK_HAS(refused(t, fixture_xlsx(t, b.data, NULL)), "characters");
	buf_init(&b, t->arena, 4 << 20);
	for (int i = 1; i <= XLSX_ROWS_MAX + 1; i++)
		buf_printf(&b, "<row r=\"%d\"><c><v>1</v></c></row>", i);
	CHECK_HAS(refused(t, fixture_xlsx(t, b.data, NULL)), "rows");
}

TEST(one_long_text_used_often_is_refused)
{
	struct buf ss, rows;
	struct fixture_part parts[] = { { "xl/sharedStrings.xml", NULL, 0 }, { 0 } };

	buf_init(&ss, t->arena, 1 << 17);
	buf_str(&ss, SS "<si><t>");
	for (size_t i = 0; i < 120000; i++)
		buf_char(&ss, 'x');
	buf_str(&ss, "</t></si></sst>");
	parts[0].data = ss.data;
	buf_init(&rows, t->arena, 1 << 16);
	for (int i = 1; i <= 500; i++)
		buf_printf(&rows, "<row r=\"%d\"><c t=\"s\"><v>0</v></c></row>", i);
	CHECK_HAS(refused(t, fixture_xlsx(t, rows.data, parts)), "of text");
}

TEST(merged_cells_have_their_value_in_the_first)
{
	struct xlsx_book b = read_good(t, fixture_xlsx(t,
						  "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c "
						  "r=\"B1\" s=\"0\"/></row></sheetData>"
						  "<mergeCells count=\"1\"><mergeCell "
						  "ref=\"A1:B1\"/></mergeCells><sheetData>",
						  NULL));

	CHECK_STR("1", at(&b, 1, 0));
	CHECK_STR("", at(&b, 1, 1));
}
