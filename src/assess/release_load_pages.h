/* Loads a release for its pages: the row, its edition, the document read, addresses of its files.
 */
#ifndef ASSESS_RELEASE_LOAD_PAGES_H
#define ASSESS_RELEASE_LOAD_PAGES_H

#include "assess/release_view.h"
#include "web/page.h"
#include "web/parts.h"

/* The release of the address's :id and the edition of ?edition= (else the first), if this reader
 * may see them. */
enum err release_load(struct page *pg, struct release_view *v) MUST_USE;

/*
 * The edition behind the address's :token. Where the link has ended, *ended is set and the page
 * that says so is written (410); the view is then empty. Counts the opening, of a file or of the
 * page, if somebody reads it.
 */
enum err release_load_link(
	struct page *pg, struct release_view *v, bool file, bool *ended) MUST_USE;

/* The tables as checkboxes, those chosen as their keys with a blank between, and those posted. */
struct choices release_table_choices(struct arena *a);
const char *release_tables_chosen(struct arena *a, unsigned tables);
unsigned release_tables_posted(const struct page *pg);

#endif
