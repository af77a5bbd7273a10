/* Pages of reviewing: what waits, accepted together; ready reasons. For those who coordinate the
 * round. */
#ifndef ASSESS_REVIEW_PAGES_H
#define ASSESS_REVIEW_PAGES_H

#include "web/page.h"

page_handler review_waiting_page, review_accept_post, review_verdict_page, review_reasons_page,
	review_reason_add_post, review_factor_post, review_reason_page, review_reason_post,
	review_reason_end_post;

#endif
