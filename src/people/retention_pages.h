/* How long records are kept, for administrators of everything: for app/routes.c. */
#ifndef PEOPLE_RETENTION_PAGES_H
#define PEOPLE_RETENTION_PAGES_H

#include "web/page.h"

page_handler retention_list_page, retention_rule_page, retention_rule_post, retention_due_page,
	retention_runs_page, retention_run_page, retention_holds_page, retention_hold_post,
	retention_unhold_post;

#endif
