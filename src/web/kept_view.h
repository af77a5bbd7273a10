/* What the templates of kept text show. */
#ifndef WEB_KEPT_VIEW_H
#define WEB_KEPT_VIEW_H

#include <string.h>

#include "web/route.h"

struct kept_view {
	const char *title, *text; /* msgids */
	const char *to;
	const struct pair *pairs;
	size_t n;
	const struct told *told; /* questions and answers in words; NULL: only values */
	size_t n_told;
	bool files;  /* there were files, which are gone */
	bool secret; /* a password was among it */
	bool send;   /* offer to send it on */
};

/* A field of the page's own, or the number of a record, which nobody typed: not shown. */
static inline bool kept_plumbing(const char *name, const char *value)
{
	static const char *const own[] = { "version", "base", "shown", "go", "act", "next" };

	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (strcmp(name, own[i]) == 0)
			return true;
	if (strlen(value) > 12 && strspn(value, "0123456789") == strlen(value))
		return true;
	return strncmp(name, "count:", 6) == 0;
}

#endif
