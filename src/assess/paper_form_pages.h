/* What the page of the blank form shows. */
#ifndef ASSESS_PAPER_FORM_PAGES_H
#define ASSESS_PAPER_FORM_PAGES_H

#include "web/parts.h"

struct paper_form_view {
	const struct page *pg;
	const char *title;
	const char *action; /* of its form: the PDF */
	struct choices langs, seconds, blocks;
};

#endif
