/* The pages of papers that are typed in. Paths are in app/routes.c. */
#ifndef ASSESS_PAPER_PAGES_H
#define ASSESS_PAPER_PAGES_H

#include "web/page.h"

page_handler paper_list_page;	   /* /papers, .csv, .xlsx: ?q= ?state= ?round= ?sort= */
page_handler paper_find_post;	   /* /papers: the code of a blank form */
page_handler response_papers_page; /* /responses/:id/papers */
page_handler paper_open_post;	   /* the same */
page_handler paper_show_page;	   /* /papers/:id */
page_handler paper_act_post;	   /* /papers/:id/act: done, begin, compare, reopen, drop, resume */
page_handler paper_undo_post;	   /* /papers/:id/undo */
page_handler paper_scan_page;	   /* /papers/:id/scans/:scan: the file */
page_handler paper_scan_add_post;  /* /papers/:id/scans */
page_handler paper_scan_remove_post; /* /papers/:id/scans/:scan/remove */

page_handler paper_fill_page;	   /* /papers/:id/fill/:entry/:page; :entry is 1 or 2 */
page_handler paper_fill_post;	   /* as fill_post */
page_handler paper_fill_save_post; /* as fill_save_post */

page_handler paper_compare_page; /* /papers/:id/compare */
page_handler paper_choose_post;	 /* /papers/:id/choose */
page_handler paper_take_post;	 /* /papers/:id/take */

#endif
