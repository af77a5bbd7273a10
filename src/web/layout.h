/* The frame of every page: head, languages, account, subjects, crumbs, notice, errors, footer. */
#ifndef WEB_LAYOUT_H
#define WEB_LAYOUT_H

#include "web/turn.h"

struct frame_link {
	const char *href;
	const char *word; /* a msgid */
	bool here;
};

/* What the templates of the frame show. */
struct frame {
	const struct page *pg;
	const char *title; /* with the product's name */
	const char *name;  /* of the instance; NULL: none was set */
	const char *ribbon;
	const char *css, *js, *font, *icon; /* addresses of assets */
	const char *lang_href[LANG_COUNT];
	struct frame_link subjects[6];
	size_t n_subjects;
	bool has_account; /* the address /account exists */
	bool sign_in;	  /* offer to sign in */
	bool audit;
	bool notices;	/* the address /notices exists */
	int64_t unseen; /* notices; 100: that or more */
	const char *print_href;
	const char *top;     /* markup above the content, or NULL */
	const char *help;    /* address of the help for this page, or NULL */
	const char *content; /* the page's own markup */
};

/* The page of an error, in the reader's words, into pg. */
void error_page(struct turn *t, struct page *pg, int status);

/* Which of the addresses the frame links to exist, for site.links. */
unsigned layout_links(const struct route_table *table);

/* The whole document round what is in pg->o. */
struct buf *layout(struct turn *t, struct page *pg);

#endif
