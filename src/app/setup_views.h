/* What the pages of the set-up share and show. */
#ifndef APP_SETUP_VIEWS_H
#define APP_SETUP_VIEWS_H

#include "app/reference.h"
#include "app/setup.h"
#include "app/setup_sql.h"
#include "people/boxes_pages.h"

/* A step as each of its pages shows it. */
struct setup_view {
	const struct page *pg;
	struct setup now;
	enum setup_step step;
};

struct setup_instance_view {
	struct setup_view v;
	struct names name;
	const char *lang, *base_url;
	struct choices langs;
};

struct setup_bodies_view {
	struct setup_view v;
	struct reference list;
	bool fresh; /* nothing was chosen yet: ministries are ticked */
};

struct setup_posts_view {
	struct setup_view v;
	struct setup_bodies *rows;
	size_t n;
	struct paging paging;
};

struct setup_people_view {
	struct setup_view v;
	struct setup_people *rows;
	size_t n;
	struct paging paging;
	struct choices posts, pairs;
	bool addressed; /* the instance has an address for the letters */
};

struct setup_form_view {
	struct setup_view v;
	bool coordinates;
};

/* Title, crumbs and state of a step; ERR_DENIED but for administrators of everything. */
enum err setup_begin(struct page *pg, enum setup_step step, struct setup_view *v) MUST_USE;

/* The address of a step, or of the one before or after it. */
const char *setup_href(struct out *o, int step);

/* Whether a box is ticked: as typed when shown again, else `fresh`. */
bool setup_ticked(const struct page *pg, const char *name, const char *value, bool fresh);
/* Bodies of a kind in the reference list; with `chosen` those ticked or stored. */
int64_t setup_kind_count(const struct setup_bodies_view *v, const char *kind, bool chosen);

/* How far the invitation of a row of people is: a tag's class and words. */
const char *setup_person_kind(const struct page *pg, const struct setup_people *p);
struct msg setup_person_word(const struct page *pg, const struct setup_people *p);
bool setup_may_invite(const struct setup_people *p);
/* Whether the code can still be used. */
bool setup_code_open(const struct page *pg, const struct setup_people *p);

#endif
