/* The pages of assess, for app/routes.c: forms, rounds, responses. */
#ifndef ASSESS_PAGES_H
#define ASSESS_PAGES_H

#include "web/page.h"

/* Forms. */
page_handler forms_page, form_new_page, form_new_post, form_page, form_edit_post, form_version_post,
	form_paper_page, form_paper_file_page, form_file_page, form_mapping_page, form_mapping_post;

/* Rounds. */
page_handler rounds_page, round_new_page, round_new_post, round_page, round_edit_page,
	round_edit_post, round_open_post, round_close_page, round_close_post, round_reopen_post,
	round_manage_page, round_due_post, round_ask_post, round_unask_post, round_bodies_download;

/* Responses. */
page_handler response_page, response_paper_form_page, response_send_post, response_decide_post,
	response_undo_post;

#endif
