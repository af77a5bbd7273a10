/* What the pages of a release show. */
#ifndef ASSESS_RELEASE_VIEW_H
#define ASSESS_RELEASE_VIEW_H

#include "assess/doc_view.h"
#include "assess/edition.h"
#include "assess/release.h"
#include "assess/release_link.h"

struct release_view {
	const struct release_by_id *release;
	const struct edition_row *edition;  /* the one shown */
	const struct edition_row *editions; /* all this reader may see; none behind a link */
	size_t n_editions;
	struct doc_view doc;
	const char *title, *round, *publisher, *audience;
	const char *number; /* "TSQ-R-0007" */
	bool draft, published, withdrawn, coordinates;
	bool closed;	  /* withdrawn for this reader: no document, no files */
	const char *link; /* whole address for donors; NULL: no link that opens */
	const char *xlsx, *json;
	const char **csv;    /* one per table */
	const char *compare; /* with the one before; NULL: there is none */
};

/* A link and its openings, for those who coordinate. */
struct link_line {
	const struct link_list *row;
	const char *audience, *address, *made_by, *revoked_by;
	enum link_stands stands;
	bool newest;
};

struct links_view {
	const struct release_view *v;
	const struct link_line *lines;
	size_t n;
	struct chart *days; /* NULL: never opened */
	const struct link_days *by_day;
	size_t n_days;
	const struct link_langs *by_lang;
	size_t n_langs;
	int64_t pages, files;
};

#endif
