/* Mail, for administrators of everything: for app/routes.c. */
#ifndef PEOPLE_MAIL_PAGES_H
#define PEOPLE_MAIL_PAGES_H

#include "web/page.h"

page_handler mail_page, mail_cap_post, mail_test_post, mail_again_post, mail_release_post,
	mail_drop_post, mail_bounce_post, mail_unbounce_post;

#endif
