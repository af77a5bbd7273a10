#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsx_in.h"

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

int xl_step(struct reading *r)
{
	int got = xmlTextReaderRead(r->xml);

	if (got != 1)
		return got;
	/* asked once for each node: the questions below come by the million */
	r->type = xmlTextReaderNodeType(r->xml);
	r->name = (const char *)xmlTextReaderConstLocalName(r->xml);
	if (r->type == XML_READER_TYPE_DOCUMENT_TYPE || r->type == XML_READER_TYPE_ENTITY_REFERENCE)
		return -1;
	return r->name ? 1 : -1;
}

bool xl_start(const struct reading *r)
{
	return r->type == XML_READER_TYPE_ELEMENT;
}

bool xl_end(const struct reading *r)
{
	return r->type == XML_READER_TYPE_END_ELEMENT;
}

bool xl_text(const struct reading *r)
{
	return r->type == XML_READER_TYPE_TEXT || r->type == XML_READER_TYPE_CDATA ||
	       r->type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
	       r->type == XML_READER_TYPE_WHITESPACE;
}

bool xl_named(const struct reading *r, const char *name)
{
	return strcmp(r->name, name) == 0;
}

const char *xl_attr(struct reading *r, const char *name)
{
	const xmlNode *node = xmlTextReaderCurrentNode(r->xml);
	const xmlAttr *a = node && node->type == XML_ELEMENT_NODE ? node->properties : NULL;

	for (; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0) {
			const xmlNode *text = a->children;

			return arena_str(
				r->arena, text && text->content ? (const char *)text->content : "");
		}
	return NULL;
}

int xl_attr_int(struct reading *r, const char *name, int other)
{
	const char *s = xl_attr(r, name);
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

enum err xl_walk(struct reading *r, const char *part, enum err (*each)(struct reading *r, void *to),
	void *to)
{
	struct bytes b;
	enum err e = OK;
	int got;

	TRY(xlsx_part(r->pack, part, &b));
	r->xml = xmlReaderForMemory(
		(const char *)b.data, (int)b.len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
	if (!r->xml)
		return xl_malformed(r);
	xmlTextReaderSetErrorHandler(r->xml, quiet, NULL);
	while ((got = xl_step(r)) == 1 && e == OK)
		e = each(r, to);
	xmlFreeTextReader(r->xml);
	r->xml = NULL;
	if (e != OK)
		return e;
	return got == 0 ? OK : xl_malformed(r);
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

enum err xl_string(struct reading *r, struct buf *b)
{
	int depth = xmlTextReaderDepth(r->xml), got;
	bool in_t = false, phonetic = false;

	if (xmlTextReaderIsEmptyElement(r->xml))
		return OK;
	while ((got = xl_step(r)) == 1) {
		if (xl_end(r) && xmlTextReaderDepth(r->xml) == depth)
			break;
		if (xl_named(r, "rPh"))
			phonetic = xl_start(r) && !xmlTextReaderIsEmptyElement(r->xml);
		else if (xl_named(r, "t"))
			in_t = xl_start(r) && !xmlTextReaderIsEmptyElement(r->xml);
		else if (xl_text(r) && in_t && !phonetic)
			buf_str(b, (const char *)xmlTextReaderConstValue(r->xml));
		if (b->len > XLSX_TEXT_MAX)
			return xl_refuse(r, NULL,
				MSG(_("A cell holds more than 32,767 characters.")),
				MSG(_("Shorten the text.")));
	}
	if (got != 1)
		return xl_malformed(r);
	xl_unescape(b);
	return OK;
}
