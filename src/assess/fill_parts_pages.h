/* What the pages that fill in a form share: of a response, and of a paper. */
#ifndef ASSESS_FILL_PARTS_H
#define ASSESS_FILL_PARTS_H

#include "assess/fill_save.h"
#include "assess/fill_view.h"
#include "web/page.h"

/* What was posted for the page of the form that segment :page names, as fill_meet takes it. */
struct fill_sent fill_sent_of(const struct page *pg);

/* The first value posted under a name, or NULL. */
const char *fill_posted_word(const struct page *pg, const char *name);

/* The problems of the page into the frame's list, so that each is linked from the top, once. */
void fill_tell(struct page *pg, const struct fill_page *page);

/* Texts that were refused for their length, whole, each with its reason beside it. */
void fill_put_back_all(struct page *pg, struct fill_page *page);

/* The question whose input has that name, or NULL. */
const struct fill_item *fill_item_named(const struct fill_page *page, const char *name);

#endif
