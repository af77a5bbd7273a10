/* Pages of bodies. */
#ifndef PEOPLE_BODY_PAGES_H
#define PEOPLE_BODY_PAGES_H

#include "web/page.h"

page_handler body_list_page, body_show_page, body_new_page, body_new_post, body_edit_page,
	body_edit_post, body_end_page, body_end_post, body_unend_post;

/* Import: choose a file; see a verdict for each row, at an address that names the file by its hash;
 * confirm that very file. */
page_handler body_import_page, body_import_post, body_import_report_page, body_import_confirm_post,
	body_imported_page;

#endif
