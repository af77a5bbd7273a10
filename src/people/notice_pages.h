/* The reader's notices, and how they hear of them: for app/routes.c. */
#ifndef PEOPLE_NOTICE_PAGES_H
#define PEOPLE_NOTICE_PAGES_H

#include "web/page.h"

page_handler notice_list_page, notice_open_post, notice_unsee_post, notice_see_all_post,
	notice_ways_page, notice_ways_post;

#endif
