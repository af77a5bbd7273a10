/* Bodies without a focal point or a head whom somebody could reach, as the coordinator sees them.
 */
#ifndef ASSESS_UNHELD_PAGES_H
#define ASSESS_UNHELD_PAGES_H

#include "assess/unheld.h"
#include "web/page.h"
#include "web/parts.h"

page_handler unheld_page;

struct unheld_view {
	const struct page *pg;
	const struct unheld_list *rows;
	size_t n;
	struct paging paging;
	struct choices rounds;
	bool administers;
};

#endif
