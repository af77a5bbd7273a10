#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsx_in.h"

#define DEPTH_MAX 256

enum err xl_refuse(struct reading *r, const char *cell, struct msg reason, struct msg remedy)
{
	form_problem_add(r->problems, (struct form_place){ .sheet = r->sheet, .cell = cell }, false,
		reason, remedy);
	return ERR_INPUT;
}

enum err xl_malformed(struct reading *r)
{
	return xl_refuse(r, NULL, MSG(_("The inside of the workbook is malformed.")),
		MSG(_("Save the workbook again with a spreadsheet program.")));
}

struct xl_view xl_view(const struct reading *r, const char *name)
{
	for (int i = 0; i < r->n_attrs; i++) {
		const xmlChar **a = r->attrs + 5 * (size_t)i;

		if (xl_same((const char *)a[0], name))
			return (struct xl_view){ (const char *)a[3], (size_t)(a[4] - a[3]) };
	}
	return (struct xl_view){ 0 };
}

const char *xl_attr(struct reading *r, const char *name)
{
	struct xl_view v = xl_view(r, name);

	return v.at ? arena_strn(r->arena, v.at, v.n) : NULL;
}

int xl_attr_int(const struct reading *r, const char *name, int other)
{
	struct xl_view v = xl_view(r, name);
	int n = 0;

	if (!v.at || !v.n || v.n > 8)
		return other;
	for (size_t i = 0; i < v.n; i++) {
		if (v.at[i] < '0' || v.at[i] > '9')
			return other;
		n = n * 10 + (v.at[i] - '0');
	}
	return n < (1 << 24) ? n : other;
}

/* ---- what libxml2 calls ---- */

static void take(struct reading *r, enum err e)
{
	if (e == OK)
		return;
	r->err = e;
	xmlStopParser(r->xml);
}

static void on_start(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int n_spaces, const xmlChar **spaces, int n_attrs, int n_defaulted, const xmlChar **attrs)
{
	struct reading *r = to;

	(void)prefix, (void)uri, (void)n_spaces, (void)spaces, (void)n_defaulted;
	if (r->err != OK)
		return;
	if (++r->depth > DEPTH_MAX) {
		take(r, xl_malformed(r));
		return;
	}
	r->attrs = attrs;
	r->n_attrs = n_attrs;
	take(r, r->on->start(r, r->to, (const char *)name));
	r->n_attrs = 0;
}

static void on_end(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = to;

	(void)prefix, (void)uri;
	if (r->err != OK)
		return;
	if (r->on->end)
		take(r, r->on->end(r, r->to, (const char *)name));
	r->depth--;
}

static void on_text(void *to, const xmlChar *text, int n)
{
	struct reading *r = to;

	if (!r->keep || r->err != OK)
		return;
	if ((size_t)n > XLSX_TEXT_MAX - r->text.len)
		take(r, xl_refuse(r, r->col < 0 ? NULL : xlsx_ref(r->arena, r->col, r->row),
				MSG(_("A cell holds more than 32,767 characters.")),
				MSG(_("Shorten the text."))));
	else
		buf_add(&r->text, text, (size_t)n);
}

static void on_document_type(
	void *to, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	struct reading *r = to;

	(void)name, (void)public_id, (void)system_id;
	if (r->err == OK)
		take(r, xl_malformed(r));
}

static void quiet(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static const xmlSAXHandler handler = {
	.initialized = XML_SAX2_MAGIC,
	.internalSubset = on_document_type,
	.startElementNs = on_start,
	.endElementNs = on_end,
	.characters = on_text,
	.ignorableWhitespace = on_text,
	.serror = quiet,
};

/* What libxml2 calls for the next bytes of the part: at most `room`; 0 at its end, -1: no more. */
static int on_read(void *to, char *at, int room)
{
	struct reading *r = to;
	size_t n;

	if (r->err == OK && r->piece.len == 0)
		r->err = xlsx_part_read(r->pack, &r->piece);
	if (r->err != OK)
		return -1;
	n = r->piece.len < (size_t)room ? r->piece.len : (size_t)room;
	memcpy(at, r->piece.data, n);
	r->piece = (struct bytes){ r->piece.data + n, r->piece.len - n };
	return (int)n;
}

/* Parses the part. One that is malformed is read on to see whether it is damaged. */
static enum err parse(struct reading *r)
{
	(void)xmlParseDocument(r->xml);
	TRY(r->err);
	if (r->xml->wellFormed)
		return OK;
	do
		TRY(xlsx_part_read(r->pack, &r->piece));
	while (r->piece.len);
	return xl_malformed(r);
}

enum err xl_walk(struct reading *r, const char *part, const struct xl_events *on, void *to)
{
	xmlSAXHandler copy = handler;
	enum err e;

	TRY(xlsx_part_open(r->pack, part));
	r->on = on;
	r->to = to;
	r->err = OK;
	r->depth = 0;
	r->col = -1;
	r->keep = r->in_phonetic = false;
	buf_cut(&r->text, 0);
	r->piece = (struct bytes){ 0 };
	r->xml = xmlCreateIOParserCtxt(&copy, r, on_read, NULL, r, XML_CHAR_ENCODING_NONE);
	if (r->xml) {
		/* entities are "replaced" only in that &amp; arrives as &: no others can be */
		xmlCtxtUseOptions(r->xml, XML_PARSE_NONET | XML_PARSE_NOENT);
		e = parse(r);
		xmlFreeParserCtxt(r->xml);
		r->xml = NULL;
	} else {
		e = xl_malformed(r);
	}
	xlsx_part_close(r->pack);
	return e;
}

void xl_unescape(struct buf *b)
{
	struct buf out;
	char *s = b->data, *end;

	if (!strstr(s, "_x"))
		return;
	buf_init(&out, b->arena, b->len);
	while (*s) {
		unsigned long point = 0;

		if (s[0] == '_' && s[1] == 'x' && strnlen(s, 7) == 7 && s[6] == '_') {
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

void xl_string_start(struct reading *r, const char *name)
{
	if (xl_same(name, "rPh"))
		r->in_phonetic = true;
	else if (xl_same(name, "t"))
		r->keep = !r->in_phonetic;
}

void xl_string_end(struct reading *r, const char *name)
{
	if (xl_same(name, "rPh"))
		r->in_phonetic = false;
	else if (xl_same(name, "t"))
		r->keep = false;
}
