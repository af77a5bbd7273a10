/* The pages of the set-up, and the strip that leads to it while it is open. */
#ifndef APP_SETUP_PAGES_H
#define APP_SETUP_PAGES_H

#include "web/page.h"

/* For web_hooks: reads whether the strip is to stand above a page, and writes it. */
enum err setup_top_read(struct page *pg) MUST_USE;
void setup_strip(struct page *pg, struct out *o);

page_handler setup_page, setup_skip_post;
page_handler setup_instance_page, setup_instance_post;
page_handler setup_bodies_page, setup_bodies_post;
page_handler setup_posts_page, setup_posts_post;
page_handler setup_people_page, setup_people_post, setup_letters_before, setup_letters_post;
page_handler setup_mail_page;
page_handler setup_form_page, setup_form_post;
page_handler setup_end_page, setup_end_post;

#endif
