/* Pages of deputies, of what is open at a post, and of handing it over. */
#ifndef PEOPLE_DEPUTY_PAGES_H
#define PEOPLE_DEPUTY_PAGES_H

#include "web/page.h"

page_handler deputy_list_page, deputy_post_page, deputy_add_post, deputy_end_post_page;
page_handler handover_page, handover_read_post, hand_over_page, hand_over_before, hand_over_post,
	code_letter_post;

#endif
