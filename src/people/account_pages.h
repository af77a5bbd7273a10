/* Pages of accounts, of signing in, and of one's own account. */
#ifndef PEOPLE_ACCOUNT_PAGES_H
#define PEOPLE_ACCOUNT_PAGES_H

#include "web/page.h"

page_handler account_list_page, account_show_page, account_new_page, account_new_post,
	account_disable_post, account_enable_post, account_grant_post, account_ungrant_post,
	account_code_before, account_code_post;
page_handler login_page, login_before, login_post, login_code_page, login_code_before,
	login_code_post, login_demo_post, logout_post;
/* Whether this request is offered signing in by role: a demonstration, asked from this machine. */
bool signin_offers_demo(const struct page *pg);

page_handler me_page, me_language_post, me_password_page, me_password_before, me_password_post,
	me_session_end_post, me_sessions_end_post;
page_handler login_second_page, login_second_post;
page_handler factor_page, factor_begin_post, factor_confirm_post, factor_act_before,
	factor_act_post, factor_require_page, factor_require_post, account_factor_remove_post,
	account_sessions_end_post;
page_handler audit_log_page;

#endif
