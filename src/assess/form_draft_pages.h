/* The pages of drafting a form together, for app/routes.c. */
#ifndef ASSESS_FORM_DRAFT_PAGES_H
#define ASSESS_FORM_DRAFT_PAGES_H

#include "web/page.h"

page_handler form_compare_page;

#endif
