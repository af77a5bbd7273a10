/*
 * What is typed on a page of a form, as JSON: an object of the page's questions by name, groups as
 * objects in it, repeats as arrays of objects. Values are text as the form engine has them; a list
 * of texts (a select_multiple) and whole numbers are read too. Groups may be left out when reading:
 * a name is looked for inside the nearest repeat. The text written is canonical: document order,
 * groups in place, nothing that is empty.
 *
 * A page is a group or repeat directly under the root, by name; "" is the questions outside groups.
 */
#ifndef ASSESS_PAGE_JSON_H
#define ASSESS_PAGE_JSON_H

#include "base/json.h"
#include "core/ctx.h"
#include "forms/answers.h"

/* The pages of a form, in order; "" first if there are questions outside groups. */
size_t form_pages(struct arena *a, const struct form *f, const char ***names);

/* The node of a page: the root for ""; NULL when there is none. */
const struct form_node *form_page_node(const struct form *f, const char *page);

/*
 * Puts the text of a page into the answers, in place of what the page held. `page` NULL: the text
 * holds all pages. Questions the form calculates are passed over. ERR_INPUT when it is no such
 * object, names a question that is not there or is not on the page; *why says so in English, for
 * the log.
 */
enum err page_json_read(
	struct answers *ans, const char *page, const char *text, const char **why) MUST_USE;

/* The canonical text of a page; "{}" when nothing is typed. */
const char *page_json_write(struct arena *a, struct answers *ans, const char *page);

#endif
