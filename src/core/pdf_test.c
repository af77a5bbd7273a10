#include "core/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test/harness.h"

/* What poppler's pdftotext reads out of a file, with `options`. */
static const char *text_of(struct t *t, struct bytes pdf, const char *options)
{
	char path[] = "/tmp/tansiq-pdf-XXXXXX";
	int fd = mkstemp(path);
	struct buf b;
	FILE *f;

	buf_init(&b, t->arena, 4096);
	if (fd < 0 || write(fd, pdf.data, pdf.len) != (ssize_t)pdf.len)
		return "";
	/* NOLINTNEXTLINE(cert-env33-c): every word of the command is this test's own */
	f = popen(arena_printf(t->arena, "pdftotext -enc UTF-8 %s %s -", options, path), "r");
	if (f) {
		for (size_t n = 1; n;) {
			n = fread(buf_reserve(&b, 4096), 1, 4096, f);
			buf_took(&b, n);
		}
		pclose(f);
	}
	close(fd);
	unlink(path);
	return b.data;
}

static struct pdf *arabic(struct t *t)
{
	struct pdf *d = pdf_new(t->arena, &(struct pdf_head){ .lang = LANG_AR,
						  .title = "نموذج",
						  .mark = "للتجربة",
						  .made = "2026-11-24T06:10:00.000Z" });

	CHECK(d);
	return d;
}

TEST(a_document_says_its_words_in_both_directions)
{
	struct pdf *d = arabic(t);
	struct bytes out = { 0 };
	const char *text;

	CHECK(d);
	pdf_say(d, PDF_TITLE, LANG_AR, "استمارة تحديد الاحتياجات");
	PDF_ROW(d, { .text = "الجدول", .lang = LANG_AR }, { .text = "Number", .lang = LANG_EN });
	pdf_code(d, "https://tansiq.example/v/1", 60);
	CHECK_ERR(OK, pdf_end(d, &out));
	CHECK(out.len > 1000 && memcmp(out.data, "%PDF-", 5) == 0);
	text = text_of(t, out, "");
	CHECK(strstr(text, "Number"));
	CHECK(strstr(text, "الجدول"));
	CHECK(strstr(text, "للتجربة"));
}

TEST(a_table_says_its_head_again_on_each_page)
{
	struct pdf *d = arabic(t);
	const struct pdf_cell head[] = { { .text = "HEAD", .lang = LANG_EN, .style = PDF_STRONG } };
	struct bytes out;
	const char *text;
	size_t heads = 0, pages;

	pdf_row(d, &(struct pdf_row){ .cells = head, .n = 1, .repeat = true, .shaded = true });
	for (int i = 0; i < 120; i++)
		PDF_ROW(d, { .text = arena_printf(t->arena, "row%d.", i), .lang = LANG_EN });
	pdf_table_end(d);
	pages = pdf_pages(d);
	CHECK(pages >= 3);
	CHECK_ERR(OK, pdf_end(d, &out));
	text = text_of(t, out, "");
	for (const char *p = text; (p = strstr(p, "HEAD")); p++)
		heads++;
	CHECK_INT((int64_t)pages, (int64_t)heads);
	for (int i = 0; i < 120; i++)
		CHECK(strstr(text, arena_printf(t->arena, "row%d.", i)));
}

TEST(a_row_longer_than_its_page_goes_on)
{
	struct pdf *d = arabic(t);
	struct bytes out;
	struct buf b;
	const char *text;

	buf_init(&b, t->arena, 0);
	for (int i = 0; i < 3000; i++)
		buf_printf(&b, "word%d. ", i);
	pdf_say(d, PDF_BODY, LANG_EN, b.data);
	CHECK(pdf_pages(d) >= 3);
	CHECK_ERR(OK, pdf_end(d, &out));
	text = text_of(t, out, "");
	for (int i = 0; i < 3000; i += 7)
		CHECK(strstr(text, arena_printf(t->arena, "word%d.", i)));
}

TEST(a_heading_is_never_alone_at_the_foot)
{
	for (int rows = 20; rows < 60; rows++) {
		struct pdf *d = arabic(t);
		struct bytes out;
		const char *text, *heading, *follows;

		for (int i = 0; i < rows; i++)
			pdf_say(d, PDF_BODY, LANG_EN, "row");
		pdf_say(d, PDF_HEADING, LANG_EN, "HEADING");
		pdf_say(d, PDF_BODY, LANG_EN, "FOLLOWS");
		CHECK_ERR(OK, pdf_end(d, &out));
		text = text_of(t, out, "");
		heading = strstr(text, "HEADING");
		follows = strstr(text, "FOLLOWS");
		CHECK(heading && follows && !memchr(heading, '\f', (size_t)(follows - heading)));
	}
}

TEST(hostile_text_makes_a_file_all_the_same)
{
	struct pdf *d = arabic(t);
	struct bytes out;

	pdf_say(d, PDF_BODY, LANG_AR, "\xff\xfe broken \x80 \xe2\x80");
	pdf_say(d, PDF_BODY, LANG_AR, "\xe2\x80\xae right to left override \xe2\x81\xa6");
	pdf_say(d, PDF_BODY, LANG_AR, NULL);
	pdf_row(d, &(struct pdf_row){ .n = 0 });
	PDF_ROW(d, { .text = "", .lang = LANG_AR, .high = 40, .boxed = true },
		{ .text = "x", .lang = LANG_AR, .tick = PDF_TICKED_RING, .bar = 700 });
	pdf_lines(d, 40);
	CHECK_ERR(OK, pdf_end(d, &out));
}
