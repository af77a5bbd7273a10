/* Pages of a round's consolidation; for those who coordinate the round. Paths are in app/routes.c.
 */
#ifndef ASSESS_CONSOLIDATION_PAGES_H
#define ASSESS_CONSOLIDATION_PAGES_H

#include "web/page.h"

enum err consolidation_show_page(struct page *pg);     /* ?group= ?place= ?kind= */
enum err consolidation_needs_page(struct page *pg);    /* ?topic= ?body= and the same */
enum err consolidation_question_page(struct page *pg); /* :question */
enum err consolidation_file_page(struct page *pg);     /* .csv .xlsx */
enum err consolidation_brief_page(struct page *pg);    /* .pdf, ?for=partners */

#endif
