/* What two sets of answers say differently on a page: for showing both texts when somebody else
 * saved meanwhile. */
#ifndef ASSESS_FILL_DIFFER_H
#define ASSESS_FILL_DIFFER_H

#include "assess/fill_view.h"

/* The names of the questions of the page (as typed) that are stored otherwise. */
size_t fill_changed(
	struct answers *stored, const struct fill_page *page, struct arena *a, const char ***names);

/* Those of the named questions that the page (as typed) shows, with both answers; choices by their
 * labels, `nothing` where there is no answer. */
size_t fill_differ(struct answers *stored, struct answers *typed, const char *const *names,
	size_t n_names, const struct fill_page *page, size_t lang, const char *nothing,
	struct arena *a, struct fill_difference **out);

#endif
