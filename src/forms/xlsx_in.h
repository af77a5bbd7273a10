/*
 * Inside the workbook reader: xlsx_part.c unpacks, xlsx_xml.c turns the XML of a part into events,
 * xlsx_sheet.c reads the cells of a sheet, xlsx.c the workbook around them. A part is unpacked,
 * parsed and understood in one pass, a piece at a time: neither it nor a tree of it is ever held.
 */
#ifndef FORMS_XLSX_IN_H
#define FORMS_XLSX_IN_H

#include <libxml/parser.h>
#include <string.h>

#include "base/list.h"
#include "forms/xlsx_part.h"

struct relation {
	const char *id, *type, *target;
};

struct reading;

/* What is called at each start and end tag of a part; `name` is the local name. */
struct xl_events {
	enum err (*start)(struct reading *r, void *to, const char *name);
	enum err (*end)(struct reading *r, void *to, const char *name); /* may be NULL */
};

struct reading {
	struct arena *arena;
	struct form_problems *problems;
	struct xlsx_pack *pack;
	const char *sheet; /* being read, for messages */
	int row, col;	   /* of the cell being read, for messages; col < 0: none */

	/* the part being read */
	xmlParserCtxtPtr xml;
	const struct xl_events *on;
	void *to;
	enum err err;	       /* what ended it */
	struct bytes piece;    /* of it, unpacked and not parsed yet */
	int depth;	       /* of the element of the event, the root's is 1 */
	const xmlChar **attrs; /* of the start tag, five pointers each (libxml/parser.h, SAX2) */
	int n_attrs;
	bool keep;	  /* whether text is collected */
	struct buf text;  /* what was */
	bool in_phonetic; /* inside <rPh> */

	LIST(const char *) strings;
	LIST(bool) date_style; /* by number of the cell style */
	LIST(struct relation) relations;
	LIST(struct xlsx_sheet) sheets;
	bool epoch1904;
	size_t cells; /* so far, all sheets */
	size_t texts; /* bytes of them */
};

/* Adds a problem of the sheet being read, at a cell (NULL: of the whole); ERR_INPUT. */
enum err xl_refuse(
	struct reading *r, const char *cell, struct msg reason, struct msg remedy) MUST_USE;
enum err xl_malformed(struct reading *r) MUST_USE;

/* Bytes of an attribute, valid during the event; NULL when there is no such attribute. */
struct xl_view {
	const char *at;
	size_t n;
};

/* An attribute by local name, for the event only, in the arena, or as a number (else `other`). */
struct xl_view xl_view(const struct reading *r, const char *name);
const char *xl_attr(struct reading *r, const char *name);
int xl_attr_int(const struct reading *r, const char *name, int other);

static inline bool xl_same(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/*
 * Walks through a part. ERR_MISSING when there is none; ERR_INPUT with a problem when it is damaged
 * or malformed. A document type is malformed: the format has none, and entities are how small
 * files grow large.
 */
enum err xl_walk(
	struct reading *r, const char *part, const struct xl_events *on, void *to) MUST_USE;

/* Undoes the escapes _xHHHH_ (ECMA-376 part 1, 22.9.2.19) in place. */
void xl_unescape(struct buf *b);

/*
 * The text of a string item or inline string (<si>, <is>) is that of its <t> and of those of its
 * runs, not those of phonetic hints (<rPh>). Called for each tag inside; collects into r->text.
 */
void xl_string_start(struct reading *r, const char *name);
void xl_string_end(struct reading *r, const char *name);

/* Reads a part that is a sheet. */
enum err xl_sheet(struct reading *r, const char *part, struct xlsx_sheet *out) MUST_USE;

#endif
