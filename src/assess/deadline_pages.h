/* Reminders and later deadlines, for app/routes.c. */
#ifndef ASSESS_DEADLINE_PAGES_H
#define ASSESS_DEADLINE_PAGES_H

#include "web/page.h"

page_handler reminder_rules_page, reminder_rule_new_post, reminder_rule_post, round_remind_page,
	round_remind_post, response_remind_post;

page_handler response_deadline_page, extension_ask_post, extension_give_post, extension_grant_post,
	extension_refuse_post, extension_withdraw_post, extension_take_back_post, extension_page,
	round_extend_post;

#endif
