/* The pages of drafting a form together, for app/routes.c. */
#ifndef ASSESS_FORM_DRAFT_PAGES_H
#define ASSESS_FORM_DRAFT_PAGES_H

#include "web/page.h"

/* Two versions compared. */
page_handler form_compare_page;

/* Who writes a form, and the versions they add. */
page_handler form_authors_page, form_author_post, form_unauthor_post, form_next_version_page,
	form_next_version_post;

/* Sign-offs of a version. */
page_handler form_sign_page, form_ask_post, form_sign_post, form_letter_page;

/* Comments. */
page_handler form_comments_page, form_comment_post, form_comment_page, form_answer_post,
	form_comment_edit_post, form_comment_act_post;

#endif
