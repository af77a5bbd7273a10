/*
 * Inside the workbook reader: xlsx_part.c unpacks, xlsx_xml.c walks through the XML of a part,
 * xlsx_sheet.c reads the cells of a sheet, xlsx.c the workbook around them.
 */
#ifndef FORMS_XLSX_IN_H
#define FORMS_XLSX_IN_H

#include <libxml/xmlreader.h>

#include "base/list.h"
#include "forms/xlsx_part.h"

struct relation {
	const char *id, *type, *target;
};

struct reading {
	struct arena *arena;
	struct form_problems *problems;
	struct xlsx_pack *pack;
	const char *sheet; /* being read, for messages */
	xmlTextReaderPtr xml;
	int type;	  /* of the node the reader stands at */
	const char *name; /* its local name, #text for texts */
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

/*
 * The next node: 1, 0 at the end of the part, -1 when it is malformed. A document type is
 * malformed: the format has none, and entities are how small files grow large.
 */
int xl_step(struct reading *r);

/* What the node is. */
bool xl_start(const struct reading *r);
bool xl_end(const struct reading *r);
bool xl_text(const struct reading *r);
bool xl_named(const struct reading *r, const char *name);

/* An attribute by local name, in the arena; NULL (`other`) when there is none. */
const char *xl_attr(struct reading *r, const char *name);
int xl_attr_int(struct reading *r, const char *name, int other);

/* Walks through a part, calling `each` at every node; ERR_MISSING when there is no such part. */
enum err xl_walk(struct reading *r, const char *part, enum err (*each)(struct reading *r, void *to),
	void *to) MUST_USE;

/* Undoes the escapes _xHHHH_ (ECMA-376 part 1, 22.9.2.19) in place. */
void xl_unescape(struct buf *b);

/*
 * Collects the text of a string item or inline string (<si>, <is>): its <t> and those of its runs,
 * not those of phonetic hints (<rPh>). The reader stands on the element and ends at its end tag.
 */
enum err xl_string(struct reading *r, struct buf *b) MUST_USE;

/* Reads a part that is a sheet. */
enum err xl_sheet(struct reading *r, const char *part, struct xlsx_sheet *out) MUST_USE;

#endif
