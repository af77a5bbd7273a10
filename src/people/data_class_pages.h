/* Settings of the classes of data (core/sensitivity.h): the list of sets, and each with its
 * history. */
#ifndef PEOPLE_DATA_CLASS_PAGES_H
#define PEOPLE_DATA_CLASS_PAGES_H

#include "core/sensitivity.h"
#include "people/data_class_sql.h"
#include "web/parts.h"

struct class_line {
	struct sensitivity s;
	const char *name; /* of the set, in the reader's language */
};

struct class_list_view {
	const struct page *pg;
	LIST(struct class_line) lines; /* of this page */
	struct paging paging;
	struct choices levels, states;
};

struct class_show_view {
	const struct page *pg;
	struct sensitivity s;
	struct choices levels;
	struct log_entry *history;
	size_t n_history;
};

page_handler class_list_page, class_show_page, class_set_post;

#endif
