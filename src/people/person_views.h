/* What the pages of persons and posts show. */
#ifndef PEOPLE_PERSON_VIEWS_H
#define PEOPLE_PERSON_VIEWS_H

#include "people/account_sql.h"
#include "people/boxes_pages.h"
#include "people/person_import.h"
#include "people/person_sql.h"
#include "people/post.h"
#include "people/post_sql.h"

struct person_list_view {
	const struct page *pg;
	struct person_list *rows;
	size_t n;
	struct paging paging;
	struct choices bodies, states;
	bool may_add;
};

struct person_show_view {
	const struct page *pg;
	const struct person_by_id *p;
	struct post_held *held;
	size_t n_held;
	struct account_of_person account;
	bool has_account, may_edit, may_hold;
};

struct person_form_view {
	const struct page *pg;
	const struct person_by_id *p;
	struct names names;
	struct choices bodies;
	const char *action, *back, *version;
};

struct post_list_view {
	const struct page *pg;
	struct post_list *rows;
	size_t n;
	struct paging paging;
	struct choices kinds, bodies, states;
	bool may_add;
};

struct post_show_view {
	const struct page *pg;
	const struct post_by_id *p;
	struct post_history *history;
	size_t n_history;
	const struct post_grant *grants;
	size_t n_grants;
	struct choices people;
	bool may_edit;
	bool sees_open; /* what is open at the post */
};

struct post_form_view {
	const struct page *pg;
	struct choices kinds, bodies;
	int64_t body;
};

/* Who can be given a post: current persons whose contacts the reader sees. */
enum err post_people_choices(struct page *pg, struct choices *c) MUST_USE;

/* A capability's word for the reader. */
const char *grant_word(enum capability cap);

struct person_import_view {
	const struct page *pg;
	struct person_report report;
	const struct person_row **order; /* refused ones first */
	const char *csv;		 /* the file, for the form that confirms it */
};

/* The name of a row, else its e-mail; the word of its post, or NULL. */
const char *person_row_name(const struct out *o, const struct person_row *r);
const char *person_row_post(const struct out *o, const struct person_row *r);

#endif
