/* What the templates of kept text show. */
#ifndef WEB_KEPT_VIEW_H
#define WEB_KEPT_VIEW_H

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

#endif
