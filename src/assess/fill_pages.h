/* Filling in a response, a page of the form at a time; and the preview of a form. Paths are in
 * app/routes.c. */
#ifndef ASSESS_FILL_PAGES_H
#define ASSESS_FILL_PAGES_H

#include "web/route.h"

enum err fill_overview_page(struct page *pg); /* /responses/:id/fill */
enum err fill_show_page(
	struct page *pg); /* /responses/:id/fill/:page, ?check=1 tells what is missing too */
enum err fill_post(struct page *pg);	  /* go=next, add=PLACE, remove=PLACE */
enum err fill_save_post(struct page *pg); /* the same in the background: gives the group again */

enum err fill_told(struct page *pg, struct told_list *out); /* what was typed, by its labels */

enum err preview_page(struct page *pg); /* /forms/:id/versions/:number/preview: to its first page */
enum err preview_show_page(struct page *pg); /* …/preview/:page, ?form=LANGUAGE */
enum err preview_post(struct page *pg);	     /* what was typed, evaluated, not kept */

#endif
