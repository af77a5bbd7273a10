/*
 * The table of contents and the access matrix: every address, its handler, and who may. A test
 * walks it with every role. Where a row NEEDS a capability, the handler and the domain check at
 * which body; what one may not see does not exist.
 */
#include "web/route.h"

#include "assess/consolidation_pages.h"
#include "assess/evidence_pages.h"
#include "assess/fill_check_pages.h"
#include "assess/deadline_pages.h"
#include "assess/fill_pages.h"
#include "assess/assess_pages.h"
#include "assess/form_draft_pages.h"
#include "assess/release_pages.h"
#include "assess/review_pages.h"
#include "app/help.h"
#include "app/job_pages.h"
#include "app/tour.h"
#include "home/home_pages.h"
#include "people/account_pages.h"
#include "people/body_pages.h"
#include "people/notice_pages.h"
#include "people/person_pages.h"

/* clang-format off */
const struct route routes[] = {
	/* home */
	GET ("/",                           home_page,          SIGNED_IN),

	/* help */
	GET ("/help",                       help_list_page,     ANYBODY),
	GET ("/help/for",                   help_for_page,      ANYBODY),
	GET ("/help/:key",                  help_topic_page,    ANYBODY),
	GET ("/help/guides/:role",          guide_page,         ANYBODY),
	GET ("/help/guides/:role/guide.pdf", guide_pdf_page,    ANYBODY),

	/* the demonstration's tour */
	GET ("/tour",                       tour_page,          ANYBODY),
	POST("/tour/leave",                 tour_leave_post,    ANYBODY),
	POST("/tour/:step",                 tour_go_post,       ANYBODY),

	/* people */
	GET ("/login",                      login_page,         ANYBODY),
	POST("/login",                      login_post,         ANYBODY, .large = true, .before = login_before, .on_problem = login_page),
	GET ("/login/code",                 login_code_page,    ANYBODY),
	POST("/login/code",                 login_code_post,    ANYBODY, .before = login_code_before, .on_problem = login_code_page),
	GET ("/login/second",               login_second_page,  ANYBODY),
	POST("/login/second",               login_second_post,  ANYBODY, .large = true, .again = true),
	POST("/login/demo",                 login_demo_post,    ANYBODY),
	POST("/logout",                     logout_post,        ANYBODY),
	GET ("/account",                    me_page,            SIGNED_IN),
	POST("/account/language",           me_language_post,   SIGNED_IN, .on_problem = me_page),
	GET ("/account/password",           me_password_page,   SIGNED_IN),
	POST("/account/password",           me_password_post,   SIGNED_IN, .before = me_password_before, .on_problem = me_password_page),
	GET ("/account/second",             factor_page,        SIGNED_IN),
	POST("/account/second/begin",       factor_begin_post,  SIGNED_IN, .on_problem = factor_page),
	POST("/account/second/confirm",     factor_confirm_post, SIGNED_IN, .on_problem = factor_page),
	POST("/account/second/act",    factor_act_post,    SIGNED_IN, .before = factor_act_before, .on_problem = factor_page),
	POST("/account/sessions/end",       me_session_end_post,  SIGNED_IN, .on_problem = me_page),
	POST("/account/sessions/end-others", me_sessions_end_post, SIGNED_IN),
	GET ("/jobs",                       job_list_page,      SIGNED_IN),
	GET ("/jobs.csv",                   job_list_page,      SIGNED_IN),
	GET ("/jobs.xlsx",                  job_list_page,      SIGNED_IN),
	GET ("/jobs/:id",                   job_show_page,      SIGNED_IN),
	POST("/jobs/:id/again",             job_again_post,     SIGNED_IN, .on_problem = job_show_page),
	GET ("/account/notices",            notice_ways_page,   SIGNED_IN),
	POST("/account/notices",            notice_ways_post,   SIGNED_IN, .on_problem = notice_ways_page),
	GET ("/notices",                    notice_list_page,   SIGNED_IN),
	POST("/notices/see",                notice_see_all_post, SIGNED_IN),
	POST("/notices/:id/open",           notice_open_post,   SIGNED_IN, .again = true),
	POST("/notices/:id/unsee",          notice_unsee_post,  SIGNED_IN, .again = true),
	GET ("/audit",                      audit_log_page,     SIGNED_IN),
	GET ("/audit.csv",                  audit_log_page,     SIGNED_IN),
	GET ("/audit.xlsx",                 audit_log_page,     SIGNED_IN),
	GET ("/bodies",                     body_list_page,     SIGNED_IN),
	GET ("/bodies.csv",                 body_list_page,     SIGNED_IN),
	GET ("/bodies.xlsx",                body_list_page,     SIGNED_IN),
	GET ("/bodies/new",                 body_new_page,      NEEDS(MAY_ADMINISTER)),
	POST("/bodies/new",                 body_new_post,      NEEDS(MAY_ADMINISTER), .on_problem = body_new_page),
	GET ("/bodies/import",              body_import_page,   NEEDS(MAY_ADMINISTER)),
	POST("/bodies/import",              body_import_post,   NEEDS(MAY_ADMINISTER), .on_problem = body_import_page, .files = true),
	POST("/bodies/import/confirm",      body_import_confirm_post, NEEDS(MAY_ADMINISTER), .on_problem = body_import_page),
	GET ("/bodies/import/:file",        body_import_report_page,  NEEDS(MAY_ADMINISTER)),
	GET ("/bodies/imports/:id/rows",    body_imported_page, NEEDS(MAY_ADMINISTER)),
	GET ("/bodies/imports/:id/rows.csv", body_imported_page, NEEDS(MAY_ADMINISTER)),
	GET ("/bodies/imports/:id/rows.xlsx", body_imported_page, NEEDS(MAY_ADMINISTER)),
	GET ("/bodies/:id",                 body_show_page,     SIGNED_IN),
	GET ("/bodies/:id/edit",            body_edit_page,     NEEDS(MAY_ADMINISTER)),
	POST("/bodies/:id/edit",            body_edit_post,     NEEDS(MAY_ADMINISTER), .on_problem = body_edit_page),
	GET ("/bodies/:id/end",             body_end_page,      NEEDS(MAY_ADMINISTER)),
	POST("/bodies/:id/end",             body_end_post,      NEEDS(MAY_ADMINISTER), .on_problem = body_end_page),
	POST("/bodies/:id/unend",           body_unend_post,    NEEDS(MAY_ADMINISTER), .on_problem = body_show_page),
	GET ("/people",                     person_list_page,   SIGNED_IN),
	GET ("/people.csv",                 person_list_page,   SIGNED_IN),
	GET ("/people.xlsx",                person_list_page,   SIGNED_IN),
	GET ("/people/new",                 person_new_page,    NEEDS(MAY_ADMINISTER)),
	POST("/people/new",                 person_new_post,    NEEDS(MAY_ADMINISTER), .on_problem = person_new_page),
	GET ("/people/:id",                 person_show_page,   SIGNED_IN),
	GET ("/people/:id/edit",            person_edit_page,   NEEDS(MAY_ADMINISTER)),
	POST("/people/:id/edit",            person_edit_post,   NEEDS(MAY_ADMINISTER), .on_problem = person_edit_page),
	POST("/people/:id/end",             person_end_post,    NEEDS(MAY_ADMINISTER), .on_problem = person_show_page),
	POST("/people/:id/unend",           person_unend_post,  NEEDS(MAY_ADMINISTER), .on_problem = person_show_page),
	GET ("/posts",                      post_list_page,     SIGNED_IN),
	GET ("/posts.csv",                  post_list_page,     SIGNED_IN),
	GET ("/posts.xlsx",                 post_list_page,     SIGNED_IN),
	GET ("/posts/new",                  post_new_page,      NEEDS(MAY_ADMINISTER)),
	POST("/posts/new",                  post_new_post,      NEEDS(MAY_ADMINISTER), .on_problem = post_new_page),
	GET ("/posts/:id",                  post_show_page,     SIGNED_IN),
	POST("/posts/:id/take",             post_take_post,     NEEDS(MAY_ADMINISTER), .on_problem = post_show_page),
	POST("/posts/:id/hand-over",        post_hand_over_post, NEEDS(MAY_ADMINISTER), .on_problem = post_show_page),
	POST("/posts/:id/leave",            post_leave_post,    NEEDS(MAY_ADMINISTER), .on_problem = post_show_page),
	POST("/posts/:id/end",              post_end_post,      NEEDS(MAY_ADMINISTER), .on_problem = post_show_page),
	GET ("/accounts",                   account_list_page,  NEEDS(MAY_ADMINISTER)),
	GET ("/accounts.csv",               account_list_page,  NEEDS(MAY_ADMINISTER)),
	GET ("/accounts.xlsx",              account_list_page,  NEEDS(MAY_ADMINISTER)),
	GET ("/accounts/new",               account_new_page,   NEEDS(MAY_ADMINISTER)),
	POST("/accounts/new",               account_new_post,   NEEDS(MAY_ADMINISTER), .on_problem = account_new_page),
	GET ("/accounts/second",            factor_require_page, NEEDS(MAY_ADMINISTER)),
	POST("/accounts/second",            factor_require_post, NEEDS(MAY_ADMINISTER), .on_problem = factor_require_page),
	POST("/accounts/:id/second/remove", account_factor_remove_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
	POST("/accounts/:id/sessions/end",  account_sessions_end_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
	GET ("/accounts/:id",               account_show_page,  NEEDS(MAY_ADMINISTER)),
	POST("/accounts/:id/disable",       account_disable_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
	POST("/accounts/:id/enable",        account_enable_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
	POST("/accounts/:id/grant",         account_grant_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
	POST("/accounts/:id/ungrant",       account_ungrant_post, NEEDS(MAY_ADMINISTER), .on_problem = account_show_page),
	POST("/accounts/:id/code",          account_code_post,  NEEDS(MAY_ADMINISTER), .before = account_code_before, .on_problem = account_show_page),

	/* forms */
	GET ("/forms",                                            forms_page, SIGNED_IN),
	GET ("/forms.csv",                                        forms_page, SIGNED_IN),
	GET ("/forms.xlsx",                                       forms_page, SIGNED_IN),
	GET ("/forms/new",                                        form_new_page, NEEDS(MAY_COORDINATE)),
	POST("/forms/new",                                        form_new_post, NEEDS(MAY_COORDINATE), .on_problem = form_new_page, .files = true),
	GET ("/forms/:id",                                        form_page, SIGNED_IN),
	POST("/forms/:id",                                        form_edit_post, NEEDS(MAY_COORDINATE), .on_problem = form_page),
	GET ("/forms/:id/compare",                                form_compare_page, SIGNED_IN),
	GET ("/forms/:id/compare.csv",                            form_compare_page, SIGNED_IN),
	GET ("/forms/:id/compare.xlsx",                           form_compare_page, SIGNED_IN),
	GET ("/forms/:id/mapping",                                form_mapping_page, NEEDS(MAY_COORDINATE)),
	POST("/forms/:id/mapping",                                form_mapping_post, NEEDS(MAY_COORDINATE), .on_problem = form_mapping_page),
	POST("/forms/:id/versions/:number/act",                   form_version_post, NEEDS(MAY_COORDINATE), .on_problem = form_page),
	GET ("/forms/:id/versions/:number/file",                  form_file_page, SIGNED_IN),
	GET ("/forms/:id/versions/:number/paper",                 form_paper_page, SIGNED_IN),
	GET ("/forms/:id/versions/:number/paper.pdf",             form_paper_file_page, SIGNED_IN),
	GET ("/forms/:id/versions/:number/preview",               preview_page, SIGNED_IN),
	GET ("/forms/:id/versions/:number/preview/:page",         preview_show_page, SIGNED_IN),
	POST("/forms/:id/versions/:number/preview/:page",         preview_post, SIGNED_IN, .again = true),

	/* rounds */
	GET ("/rounds",                                           rounds_page, SIGNED_IN),
	GET ("/rounds.csv",                                       rounds_page, SIGNED_IN),
	GET ("/rounds.xlsx",                                      rounds_page, SIGNED_IN),
	GET ("/rounds/new",                                       round_new_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/new",                                       round_new_post, NEEDS(MAY_COORDINATE), .on_problem = round_new_page),
	GET ("/rounds/:id",                                       round_page, SIGNED_IN),
	GET ("/rounds/:id/bodies.csv",                            round_bodies_download, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/bodies.xlsx",                           round_bodies_download, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/edit",                                  round_edit_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/edit",                                  round_edit_post, NEEDS(MAY_COORDINATE), .on_problem = round_edit_page),
	POST("/rounds/:id/open",                                  round_open_post, NEEDS(MAY_COORDINATE), .on_problem = round_page),
	GET ("/rounds/:id/close",                                 round_close_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/close",                                 round_close_post, NEEDS(MAY_COORDINATE), .on_problem = round_close_page),
	POST("/rounds/:id/reopen",                                round_reopen_post, NEEDS(MAY_COORDINATE), .on_problem = round_manage_page),
	GET ("/rounds/:id/manage",                                round_manage_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/due",                                   round_due_post, NEEDS(MAY_COORDINATE), .on_problem = round_manage_page),
	POST("/rounds/:id/extend",                                round_extend_post, NEEDS(MAY_COORDINATE), .on_problem = round_manage_page),
	GET ("/rounds/:id/remind",                                round_remind_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/remind",                                round_remind_post, NEEDS(MAY_COORDINATE), .on_problem = round_remind_page),
	POST("/rounds/:id/ask",                                   round_ask_post, NEEDS(MAY_COORDINATE), .on_problem = round_manage_page),
	POST("/rounds/:id/unask",                                 round_unask_post, NEEDS(MAY_COORDINATE), .on_problem = round_manage_page),

	/* reviewing */
	GET ("/rounds/:id/review",                                review_waiting_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/review",                                review_accept_post, NEEDS(MAY_COORDINATE), .on_problem = review_waiting_page),
	GET ("/rounds/:id/review/verdict",                        review_verdict_page, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/reasons",                               review_reasons_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/reasons",                               review_reason_add_post, NEEDS(MAY_COORDINATE), .on_problem = review_reasons_page),
	POST("/rounds/:id/reasons/factor",                        review_factor_post, NEEDS(MAY_COORDINATE), .on_problem = review_reasons_page),
	GET ("/rounds/:id/reasons/:reason",                       review_reason_page, NEEDS(MAY_COORDINATE)),
	POST("/rounds/:id/reasons/:reason",                       review_reason_post, NEEDS(MAY_COORDINATE), .on_problem = review_reason_page),
	POST("/rounds/:id/reasons/:reason/end",                   review_reason_end_post, NEEDS(MAY_COORDINATE), .on_problem = review_reasons_page),

	/* responses: filling in, and the path to acceptance */
	GET ("/responses/:id",                                    response_page, SIGNED_IN),
	GET ("/responses/:id.pdf",                                response_paper_page, SIGNED_IN),
	GET ("/responses/:id/evidence",                           evidence_page, SIGNED_IN),
	POST("/responses/:id/evidence",                           evidence_add_post, NEEDS(MAY_ENTER), .on_problem = evidence_page, .files = true),
	GET ("/responses/:id/evidence/:file",                     evidence_file_page, SIGNED_IN),
	POST("/responses/:id/evidence/:file/act",                 evidence_act_post, NEEDS(MAY_ENTER), .on_problem = evidence_page),
	GET ("/responses/:id/signed",                             signed_file_page, SIGNED_IN),
	POST("/responses/:id/signed",                             signed_post, SIGNED_IN, .on_problem = evidence_page, .files = true),
	GET ("/responses/:id/blank.pdf",                          response_paper_form_page, SIGNED_IN),
	GET ("/responses/:id/fill",                               fill_overview_page, SIGNED_IN),
	GET ("/responses/:id/fill/:page",                         fill_show_page, SIGNED_IN),
	POST("/responses/:id/fill/:page",                         fill_post, NEEDS(MAY_ENTER), .on_problem = fill_show_page, .told = fill_told, .again = true, .large = true),
	POST("/responses/:id/fill/:page/save",                    fill_save_post, NEEDS(MAY_ENTER), .on_problem = fill_show_page, .again = true, .large = true),
	GET ("/responses/:id/check",                              fill_check_page, SIGNED_IN),
	POST("/responses/:id/check",                              fill_check_post, NEEDS(MAY_ENTER), .on_problem = fill_check_page, .large = true),
	POST("/responses/:id/send",                               response_send_post, NEEDS(MAY_ENTER), .on_problem = fill_overview_page),
	POST("/responses/:id/decide",                             response_decide_post, SIGNED_IN, .on_problem = response_page),
	POST("/responses/:id/undo",                               response_undo_post, NEEDS(MAY_COORDINATE), .on_problem = response_page),
	GET ("/responses/:id/deadline",                           response_deadline_page, SIGNED_IN),
	POST("/responses/:id/remind",                             response_remind_post, NEEDS(MAY_COORDINATE), .on_problem = response_deadline_page),
	POST("/responses/:id/ask-time",                           extension_ask_post, NEEDS(MAY_ENTER), .on_problem = response_deadline_page),
	POST("/responses/:id/give-time",                          extension_give_post, NEEDS(MAY_COORDINATE), .on_problem = response_deadline_page),
	POST("/extensions/:id/grant",                             extension_grant_post, NEEDS(MAY_COORDINATE), .on_problem = extension_page),
	POST("/extensions/:id/refuse",                            extension_refuse_post, NEEDS(MAY_COORDINATE), .on_problem = extension_page),
	POST("/extensions/:id/withdraw",                          extension_withdraw_post, NEEDS(MAY_ENTER), .on_problem = extension_page),
	POST("/extensions/:id/take-back",                         extension_take_back_post, NEEDS(MAY_COORDINATE), .on_problem = extension_page),
	GET ("/settings/reminders",                               reminder_rules_page, NEEDS(MAY_ADMINISTER)),
	POST("/settings/reminders",                               reminder_rule_new_post, NEEDS(MAY_ADMINISTER), .on_problem = reminder_rules_page),
	POST("/settings/reminders/:id",                           reminder_rule_post, NEEDS(MAY_ADMINISTER), .on_problem = reminder_rules_page),

	/* consolidation */
	GET ("/rounds/:id/consolidation",                         consolidation_show_page, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/consolidation.csv",                     consolidation_file_page, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/consolidation.xlsx",                    consolidation_file_page, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/consolidation.pdf",                     consolidation_brief_page, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/consolidation/needs",                   consolidation_needs_page, NEEDS(MAY_COORDINATE)),
	GET ("/rounds/:id/consolidation/questions/:question",     consolidation_question_page, NEEDS(MAY_COORDINATE)),

	/* releases */
	GET ("/releases",                                         release_list_page, SIGNED_IN),
	GET ("/releases.csv",                                     release_list_file_page, SIGNED_IN),
	GET ("/releases.xlsx",                                    release_list_file_page, SIGNED_IN),
	GET ("/releases/new",                                     release_new_page, NEEDS(MAY_COORDINATE)),
	POST("/releases",                                         release_new_post, NEEDS(MAY_COORDINATE), .on_problem = release_new_page),
	GET ("/releases/:id",                                     release_show_page, SIGNED_IN),
	GET ("/releases/:id/edit",                                release_edit_page, NEEDS(MAY_COORDINATE)),
	POST("/releases/:id/edit",                                release_edit_post, NEEDS(MAY_COORDINATE), .on_problem = release_edit_page),
	GET ("/releases/:id/publish",                             release_publish_page, NEEDS(MAY_COORDINATE)),
	POST("/releases/:id/publish",                             release_publish_post, NEEDS(MAY_COORDINATE), .on_problem = release_publish_page),
	GET ("/releases/:id/withdraw",                            release_withdraw_page, NEEDS(MAY_COORDINATE)),
	GET ("/releases/:id/restore",                             release_restore_page, NEEDS(MAY_COORDINATE)),
	POST("/releases/:id/act",                                 release_act_post, NEEDS(MAY_COORDINATE), .on_problem = release_act_again_page),
	GET ("/releases/:id/release.csv",                         release_file_page, SIGNED_IN),
	GET ("/releases/:id/release.xlsx",                        release_file_page, SIGNED_IN),
	GET ("/releases/:id/release.json",                        release_json_page, SIGNED_IN),
	GET ("/r/:token",                                         release_link_page, ANYBODY, .write = true),
	GET ("/r/:token/release.csv",                             release_link_file_page, ANYBODY, .write = true),
	GET ("/r/:token/release.xlsx",                            release_link_file_page, ANYBODY, .write = true),
	GET ("/r/:token/release.json",                            release_link_json_page, ANYBODY, .write = true),
};
/* clang-format on */
const size_t route_count = COUNT_OF(routes);
