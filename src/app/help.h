/*
 * Help: a topic for each group of pages, and guides of one page for each role made of the same
 * texts. They are authored in data/help.txt, in English, Arabic and Sorani side by side; its head
 * says how. A test walks the table of routes and fails for a page without a topic, and for a text
 * that lacks a language.
 */
#ifndef APP_HELP_H
#define APP_HELP_H

#include "base/buf.h"
#include "base/i18n.h"
#include "base/list.h"
#include "web/page.h"

struct help_text {
	const char *in[LANG_COUNT]; /* NULL where there is none: Badini */
};

struct help_topic {
	const char *key;
	const char *addresses; /* a blank before, between and behind */
	struct help_text title, what, next;
	LIST(struct help_text) can;
	const char *ask; /* administrator, coordinator, head */
};

struct help {
	LIST(struct help_topic) topics;
};

/*
 * Reads the texts, which come with the program. ERR_FAULT, logged with the line, for anything out
 * of place: an unknown field, one that lacks a language, a topic without title, what, can, next or
 * ask.
 */
enum err help_read(struct arena *a, struct bytes text, struct help *out) MUST_USE;

/* The topic of that key, or NULL; the topic of a page by its address or the path of its route. */
const struct help_topic *help_by_key(const struct help *h, const char *key);
const struct help_topic *help_of_page(const struct help *h, const char *path);

/* The words for the reader, along the chain of the language. */
const char *help_words(enum lang lang, const struct help_text *t);

/* Whether every word of the folded query is in the topic's texts in that language. */
bool help_matches(struct arena *a, enum lang lang, const struct help_topic *t, const char *query);

/* A role that has a guide: its title, whom it is for, and the topics that make it. */
struct guide {
	const char *role;
	const char *title; /* a msgid */
	const char *about; /* a msgid */
	const char *topics[6];
};
extern const struct guide guides[];
extern const size_t guide_count;
const struct guide *guide_by_role(const char *role);

/* The guide as a PDF of one page, with `mark` at its foot; *pages says of how many. ERR_FAULT
 * without the libraries. */
enum err guide_pdf(struct arena *a, enum lang lang, const struct help *h, const struct guide *g,
	const char *mark, struct bytes *out, size_t *pages) MUST_USE;

struct help_view {
	const struct page *pg;
	const struct help *help;
	const struct help_topic *topic;
	const struct guide *guide;
	const struct help_topic **found; /* of the list */
	size_t n;
	const char *from; /* the page one came from, or NULL */
};

page_handler help_list_page, help_for_page, help_topic_page, guide_page, guide_pdf_page;

#endif
