/* One's own data as a file: for app/routes.c. */
#ifndef APP_OWN_PAGES_H
#define APP_OWN_PAGES_H

#include "app/own.h"
#include "web/page.h"

struct own_view {
	const struct own_list *rows;
	size_t n;
	bool today; /* today's is among them */
};

page_handler own_data_page, own_ask_post, own_json_page, own_xlsx_page;

#endif
