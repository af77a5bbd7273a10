/* Pages of releases: for those who coordinate, for signed-in readers, and the public one behind a
 * link. */
#ifndef ASSESS_RELEASE_PAGES_H
#define ASSESS_RELEASE_PAGES_H

#include "web/page.h"

enum err release_list_page(struct page *pg);
enum err release_list_file_page(struct page *pg); /* .csv .xlsx */
enum err release_new_page(struct page *pg);	  /* ?round= */
enum err release_new_post(struct page *pg);
enum err release_show_page(struct page *pg);
enum err release_edit_page(struct page *pg);
enum err release_edit_post(struct page *pg);
enum err release_publish_page(struct page *pg);
enum err release_publish_post(struct page *pg);
enum err release_withdraw_page(struct page *pg);
enum err release_restore_page(struct page *pg);
enum err release_act_post(struct page *pg);
enum err release_act_again_page(struct page *pg); /* the page an act came from, shown again */
enum err release_file_page(struct page *pg);	  /* .csv?table= .xlsx */
enum err release_json_page(struct page *pg);

/* /r/TOKEN and its files. */
enum err release_link_page(struct page *pg);
enum err release_link_file_page(struct page *pg);
enum err release_link_json_page(struct page *pg);

/* Links and openings, and the acts on a link. */
enum err release_links_page(struct page *pg);
enum err release_links_file_page(struct page *pg);
enum err release_opened_file_page(struct page *pg);
enum err release_link_one_page(struct page *pg);
enum err release_link_end_post(struct page *pg);
enum err release_link_revoke_post(struct page *pg);
enum err release_link_renew_post(struct page *pg);

/* What changed since another release; .csv .xlsx too. */
enum err release_compare_page(struct page *pg);
enum err release_link_compare_page(struct page *pg);

/* The editions of a draft. */
enum err edition_new_page(struct page *pg);
enum err edition_edit_page(struct page *pg);
enum err edition_new_post(struct page *pg);
enum err edition_edit_post(struct page *pg);
enum err edition_remove_post(struct page *pg);

#endif
