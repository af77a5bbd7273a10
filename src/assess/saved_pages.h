/* Kept views of consolidations; for those who coordinate the round. */
#ifndef ASSESS_SAVED_PAGES_H
#define ASSESS_SAVED_PAGES_H

#include "web/page.h"

page_handler saved_list_page, saved_add_post, saved_edit_page, saved_edit_post, saved_remove_post;

#endif
