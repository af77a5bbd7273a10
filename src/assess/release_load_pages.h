/* Loads a release for its pages: the row, its document read, addresses of its files. */
#ifndef ASSESS_RELEASE_LOAD_PAGES_H
#define ASSESS_RELEASE_LOAD_PAGES_H

#include "assess/release_view.h"
#include "web/page.h"

/* The release of the address's :id, if this reader may see it. */
enum err release_load(struct page *pg, struct release_view *v) MUST_USE;

/* The release of the address's :token; counts the opening. */
enum err release_load_link(struct page *pg, struct release_view *v) MUST_USE;

#endif
