/* What the templates of kept text show. */
#ifndef WEB_KEPT_VIEW_H
#define WEB_KEPT_VIEW_H

#include <string.h>

#include "web/page.h"

struct kept_view {
	const char *title, *text; /* msgids */
	const char *to;
	const struct pair *pairs;
	size_t n;
	bool files;  /* there were files, which are gone */
	bool secret; /* a password was among it */
	bool send;   /* offer to send it on */
};

/* A field of the page's own, which nobody typed: not shown. */
static inline bool kept_plumbing(const char *name)
{
	static const char *const own[] = { "version", "shown", "go", "act", "next" };

	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (strcmp(name, own[i]) == 0)
			return true;
	return strncmp(name, "count:", 6) == 0;
}

#endif
