/* Pieces the pages of people share: choices, downloads, sort links. Their markup is in boxes.html. */
#ifndef PEOPLE_BOXES_H
#define PEOPLE_BOXES_H

#include "core/sheet.h"
#include "people/names.h"
#include "web/page.h"

/* One option of a select; the label is translated or a name already. */
struct choice {
	const char *value;
	const char *label;
};
struct choices {
	LIST(struct choice) list;
};

/* Choices from a NULL-ended list of stored words and their msgids. */
struct choices choices_of(
	const struct page *pg, const char *const *words, const char *(*word)(const char *));
void choice_add(const struct page *pg, struct choices *c, const char *value, const char *label);
void choice_add_id(const struct page *pg, struct choices *c, int64_t id, const char *label);

/* A query parameter if it is one of the words, an id, a date; else NULL, DB_NULL. */
const char *param_word(const struct page *pg, const char *name, const char *const *words);
int64_t param_id(const struct page *pg, const char *name);
const char *param_date(const struct page *pg, const char *name);

/* The sort asked for: the place of ?sort= in the NULL-ended list, or 0. */
size_t param_sort(const struct page *pg, const char *const *sorts);

/* What the head of a column says: address of its sort, and aria-sort (NULL: not sorted by it). */
const char *sort_href(const struct page *pg, const char *key);
const char *sort_aria(const struct page *pg, const char *key, bool first);

/* This list as a file: the path with .csv or .xlsx and the same query. */
const char *file_href(const struct page *pg, const char *path, const char *ending);

/* Whether the address asks for a file, by its ending; then sheet_send sends w. */
bool wants_file(const struct page *pg);
enum err sheet_send(struct page *pg, struct workbook *w, const char *name) MUST_USE;

/* Ids of hint and error of a field for aria-describedby, or NULL. */
const char *box_described(const struct page *pg, const char *name, const char *hint);

/* The stored value of an id field as text; "" for DB_NULL. */
const char *id_text(const struct page *pg, int64_t id);

/* The four names of a posted form. */
struct names posted_names(const struct values *v);
#define NAME_FIELDS                                                                                \
	TEXT("name_ar", 0, NAME_MAX_LENGTH), TEXT("name_ckb", 0, NAME_MAX_LENGTH),                 \
		TEXT("name_kmr", 0, NAME_MAX_LENGTH), TEXT("name_en", 0, NAME_MAX_LENGTH)

/* An address made with an id: "/bodies/%lld". */
const char *at_id(const struct page *pg, const char *before, int64_t id, const char *after);

#endif
