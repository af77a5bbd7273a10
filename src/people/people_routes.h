/* The rows of app/routes.c for bodies, people, posts, accounts, signing in and the audit log. */
#ifndef PEOPLE_PEOPLE_ROUTES_H
#define PEOPLE_PEOPLE_ROUTES_H

#include "people/account_pages.h"
#include "people/body_pages.h"
#include "people/person_pages.h"
#include "web/route.h"

/* clang-format off */
#define PEOPLE_ROUTES \
	GET ("/login",                      login_page,         ANYBODY), \
	POST("/login",                      login_post,         ANYBODY, .on_problem = login_page), \
	GET ("/login/code",                 login_code_page,    ANYBODY), \
	POST("/login/code",                 login_code_post,    ANYBODY, .on_problem = login_code_page), \
	POST("/login/demo",                 login_demo_post,    ANYBODY), \
	POST("/logout",                     logout_post,        ANYBODY), \
	GET ("/language",                   language_page,      ANYBODY, .write = true), \
	POST("/language",                   language_post,      ANYBODY), \
	GET ("/account",                    me_page,            SIGNED_IN), \
	POST("/account/language",           me_language_post,   SIGNED_IN, .on_problem = me_page), \
	GET ("/account/password",           me_password_page,   SIGNED_IN), \
	POST("/account/password",           me_password_post,   SIGNED_IN, .on_problem = me_password_page), \
	POST("/account/sessions/end",       me_session_end_post,  SIGNED_IN, .on_problem = me_page), \
	POST("/account/sessions/end-others", me_sessions_end_post, SIGNED_IN), \
	GET ("/audit",                      audit_log_page,     SIGNED_IN), \
	GET ("/audit.csv",                  audit_log_page,     SIGNED_IN), \
	GET ("/audit.xlsx",                 audit_log_page,     SIGNED_IN), \
	GET ("/bodies",                     body_list_page,     SIGNED_IN), \
	GET ("/bodies.csv",                 body_list_page,     SIGNED_IN), \
	GET ("/bodies.xlsx",                body_list_page,     SIGNED_IN), \
	GET ("/bodies/new",                 body_new_page,      NEEDS(MAY_ADMINISTER)), \
	POST("/bodies/new",                 body_new_post,      NEEDS(MAY_ADMINISTER), .on_problem = body_new_page), \
	GET ("/bodies/import",              body_import_page,   NEEDS(MAY_ADMINISTER)), \
	POST("/bodies/import",              body_import_post,   NEEDS(MAY_ADMINISTER), .on_problem = body_import_page, .files = true), \
	POST("/bodies/import/confirm",      body_import_confirm_post, NEEDS(MAY_ADMINISTER), .on_problem = body_import_page), \
	GET ("/bodies/import/:file",        body_import_report_page,  NEEDS(MAY_ADMINISTER)), \
	GET ("/bodies/:id",                 body_show_page,     SIGNED_IN), \
	GET ("/bodies/:id/edit",            body_edit_page,     NEEDS(MAY_ADMINISTER)), \
	POST("/bodies/:id/edit",            body_edit_post,     NEEDS(MAY_ADMINISTER), .on_problem = body_edit_page), \
	GET ("/bodies/:id/end",             body_end_page,      NEEDS(MAY_ADMINISTER)), \
	POST("/bodies/:id/end",             body_end_post,      NEEDS(MAY_ADMINISTER), .on_problem = body_end_page), \
	POST("/bodies/:id/unend",           body_unend_post,    NEEDS(MAY_ADMINISTER), .on_problem = body_show_page), \
	GET ("/people",                     person_list_page,   SIGNED_IN), \
	GET ("/people.csv",                 person_list_page,   SIGNED_IN), \
	GET ("/people.xlsx",                person_list_page,   SIGNED_IN), \
	GET ("/people/new",                 person_new_page,    NEEDS(MAY_ADMINISTER)), \
	POST("/people/new",                 person_new_post,    NEEDS(MAY_ADMINISTER), .on_problem = person_new_page), \
	GET ("/people/:id",                 person_show_page,   SIGNED_IN), \
	GET ("/people/:id/edit",            person_edit_page,   NEEDS(MAY_ADMINISTER)), \
	POST("/people/:id/edit",            person_edit_post,   NEEDS(MAY_ADMINISTER), .on_problem = person_edit_page), \
	POST("/people/:id/end",             person_end_post,    NEEDS(MAY_ADMINISTER), .on_problem = person_show_page), \
	POST("/people/:id/unend",           person_unend_post,  NEEDS(MAY_ADMINISTER), .on_problem = person_show_page), \
	GET ("/posts",                      post_list_page,     SIGNED_IN), \
	GET ("/posts.csv",                  post_list_page,     SIGNED_IN), \
	GET ("/posts.xlsx",                 post_list_page,     SIGNED_IN), \
	GET ("/posts/new",                  post_new_page,      NEEDS(MAY_ADMINISTER)), \
	POST("/posts/new",                  post_new_post,      NEEDS(MAY_ADMINISTER), .on_problem = post_new_page), \
	GET ("/posts/:id",                  post_show_page,     SIGNED_IN), \
	POST("/posts/:id/take",             post_take_post,     NEEDS(MAY_ADMINISTER), .on_problem = post_show_page), \
	POST("/posts/:id/hand-over",        post_hand_over_post, NEEDS(MAY_ADMINISTER), .on_problem = post_show_page), \
	POST("/posts/:id/leave",            post_leave_post,    NEEDS(MAY_ADMINISTER), .on_problem = post_show_page), \
	POST("/posts/:id/end",              post_end_post,      NEEDS(MAY_ADMINISTER), .on_problem = post_show_page), \
	GET ("/accounts",                   account_list_page,  NEEDS(MAY_ADMINISTER)), \
	GET ("/accounts/new",               account_new_page,   NEEDS(MAY_ADMINISTER)), \
	POST("/accounts/new",               account_new_post,   NEEDS(MAY_ADMINISTER), .on_problem = account_new_page), \
	GET ("/accounts/:id",               account_show_page,  NEEDS(MAY_ADMINISTER)), \
	POST("/accounts/:id/disable",       account_disable_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page), \
	POST("/accounts/:id/enable",        account_enable_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page), \
	POST("/accounts/:id/grant",         account_grant_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page), \
	POST("/accounts/:id/ungrant",       account_ungrant_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page), \
	POST("/accounts/:id/code",          account_code_post,  NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
/* clang-format on */

#endif
