/* What the pages of a release show. */
#ifndef ASSESS_RELEASE_VIEW_H
#define ASSESS_RELEASE_VIEW_H

#include "assess/doc_view.h"
#include "assess/release.h"

struct release_view {
	const struct release_by_id *release;
	struct doc_view doc;
	const char *title, *round, *publisher;
	const char *number; /* "TSQ-R-0007" */
	bool draft, published, withdrawn, coordinates;
	const char *link; /* whole address for donors; NULL: no link yet */
	const char *xlsx, *json;
	const char **csv; /* one per table */
	const struct flow_step **acts;
	size_t n_acts;
};

#endif
