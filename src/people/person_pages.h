/* Pages of persons and posts. */
#ifndef PEOPLE_PERSON_PAGES_H
#define PEOPLE_PERSON_PAGES_H

#include "web/page.h"

page_handler person_list_page, person_show_page, person_new_page, person_new_post, person_edit_page,
	person_edit_post, person_end_post, person_unend_post;
/* People from a file: choose it, see what it would do, confirm; the file to fill in. */
page_handler person_import_page, person_import_post, person_import_confirm_post,
	person_template_page;

page_handler post_list_page, post_show_page, post_new_page, post_new_post, post_take_post,
	post_leave_post, post_end_post;

#endif
