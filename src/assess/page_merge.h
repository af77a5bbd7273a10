/*
 * Two people typed on one page of a form. Three sets of answers meet: `from`, the page as this
 * reader was shown it; `stored`, as it is now; `typed`, as this reader sends it. Question by
 * question: what this reader left as shown takes what is stored; what only this reader changed
 * stays; what both changed, differently, stays as typed and is told.
 *
 * Occurrences of a repeat have no names of their own, only places. When another's removal moved
 * them, nothing of that repeat is joined silently: what this reader changed in it is told.
 */
#ifndef ASSESS_PAGE_MERGE_H
#define ASSESS_PAGE_MERGE_H

#include "base/list.h"
#include "forms/answers.h"

struct page_merged {
	LIST(const char *) both; /* paths of what both changed: typed stays, and is to be decided */
	LIST(const char *) mine; /* paths of all this reader changed that is stored otherwise */
};

/* Joins into `typed`. Paths are those of `typed`. */
enum err page_merge(struct answers *from, struct answers *stored, struct answers *typed,
	const char *page, struct page_merged *out) MUST_USE;

/* Whether the place of a path holds the same in both: an occurrence that is to be removed. */
bool page_same(struct answers *one, struct answers *other, const char *path);

#endif
