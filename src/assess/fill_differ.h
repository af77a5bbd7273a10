/* What two sets of answers say differently on a page: for showing both texts when somebody else
 * saved meanwhile. */
#ifndef ASSESS_FILL_DIFFER_H
#define ASSESS_FILL_DIFFER_H

#include "assess/fill_view.h"

/* Questions of the page (as typed) whose stored answer is another; choices by their labels,
 * `nothing` where there is no answer. */
size_t fill_differ(struct answers *stored, struct answers *typed, const struct fill_page *page,
	size_t lang, const char *nothing, struct arena *a, struct fill_difference **out);

#endif
