/* What the pages of people share beside the pieces of web/parts.h. */
#ifndef PEOPLE_BOXES_PAGES_H
#define PEOPLE_BOXES_PAGES_H

#include "core/sheet.h"
#include "people/names.h"
#include "web/parts.h"

/* Choices that begin with an empty one (`none`, a msgid, or NULL: without), then the words of a
 * NULL-ended list (or NULL: none of them). */
struct choices choices_of(const struct page *pg, const char *none, const char *const *words,
	const char *(*word)(const char *));
/* Adds a record by its id, with its name in the reader's language. */
void choice_add_id(const struct page *pg, struct choices *c, int64_t id, const char *name);

/* A query parameter if it is one of the words, an id, a date; else NULL, DB_NULL. */
const char *param_word(const struct page *pg, const char *name, const char *const *words);
int64_t param_id(const struct page *pg, const char *name);
const char *param_date(const struct page *pg, const char *name);

/* An id as text; "" for DB_NULL. */
const char *id_text(const struct page *pg, int64_t id);

/* The four names of a posted form. */
struct names posted_names(const struct values *v);
#define NAME_FIELDS                                                                                \
	TEXT("name_ar", 0, NAME_MAX_LENGTH), TEXT("name_ckb", 0, NAME_MAX_LENGTH),                 \
		TEXT("name_kmr", 0, NAME_MAX_LENGTH), TEXT("name_en", 0, NAME_MAX_LENGTH)

/* An address with an id in it. */
const char *at_id(const struct page *pg, const char *before, int64_t id, const char *after);

#endif
