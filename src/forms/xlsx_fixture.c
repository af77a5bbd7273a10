#include "forms/xlsx_fixture.h"

#include <string.h>
#include <zip.h>

#include "base/list.h"

#define NS "http://schemas.openxmlformats.org/"
#define MAIN "xmlns=\"" NS "spreadsheetml/2006/main\""
#define REL NS "officeDocument/2006/relationships"

static const struct fixture_part usual[] = {
	{ "[Content_Types].xml",
		"<Types xmlns=\"" NS "package/2006/content-types\"><Default Extension=\"xml\" "
		"ContentType=\"application/xml\"/></Types>",
		0 },
	{ "_rels/.rels",
		"<Relationships xmlns=\"" NS "package/2006/relationships\"><Relationship "
		"Id=\"r1\" Type=\"" REL "/officeDocument\" Target=\"xl/workbook.xml\"/>"
		"</Relationships>",
		0 },
	{ "xl/workbook.xml",
		"<workbook " MAIN " xmlns:r=\"" REL "\"><sheets><sheet name=\"survey\" "
		"sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>",
		0 },
	{ "xl/_rels/workbook.xml.rels",
		"<Relationships xmlns=\"" NS "package/2006/relationships\">"
		"<Relationship Id=\"s1\" Type=\"" REL "/worksheet\" "
		"Target=\"worksheets/sheet1.xml\"/>"
		"<Relationship Id=\"t\" Type=\"" REL "/sharedStrings\" "
		"Target=\"/xl/sharedStrings.xml\"/>"
		"<Relationship Id=\"y\" Type=\"" REL "/styles\" Target=\"styles.xml\"/>"
		"</Relationships>",
		0 },
};

static struct bytes read_back(struct t *t, zip_source_t *source)
{
	zip_stat_t st;
	struct buf b;

	zip_stat_init(&st);
	buf_init(&b, t->arena, 0);
	if (zip_source_stat(source, &st) == 0 && zip_source_open(source) == 0) {
		zip_int64_t got = zip_source_read(source, buf_reserve(&b, st.size), st.size);

		buf_took(&b, got > 0 ? (size_t)got : 0);
		zip_source_close(source);
	}
	return (struct bytes){ (unsigned char *)b.data, b.len };
}

struct bytes fixture_zip(struct t *t, const struct fixture_part *parts)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip;
	struct bytes out;

	zip_source_keep(source);
	zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	for (; zip && parts->name; parts++) {
		size_t n = parts->len ? parts->len : strlen(parts->data);

		zip_file_add(zip, parts->name, zip_source_buffer(zip, parts->data, n, 0),
			ZIP_FL_OVERWRITE);
	}
	CHECK(zip && zip_close(zip) == 0);
	out = read_back(t, source);
	zip_source_free(source);
	return out;
}

struct bytes fixture_xlsx(struct t *t, const char *rows, const struct fixture_part *more)
{
	LIST(struct fixture_part) parts = { 0 };

	for (size_t i = 0; i < COUNT_OF(usual); i++)
		*LIST_PUSH(t->arena, &parts) = usual[i];
	*LIST_PUSH(t->arena, &parts) = (struct fixture_part){ "xl/worksheets/sheet1.xml",
		arena_printf(t->arena, "<worksheet " MAIN "><sheetData>%s</sheetData></worksheet>",
			rows),
		0 };
	for (; more && more->name; more++)
		*LIST_PUSH(t->arena, &parts) = *more;
	*LIST_PUSH(t->arena, &parts) = (struct fixture_part){ 0 };
	return fixture_zip(t, parts.at);
}
