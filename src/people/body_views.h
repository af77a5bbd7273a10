/* What the pages of bodies show. */
#ifndef PEOPLE_BODY_VIEWS_H
#define PEOPLE_BODY_VIEWS_H

#include "people/body.h"
#include "people/body_import.h"
#include "people/body_import_sql.h"
#include "people/body_sql.h"
#include "people/boxes_pages.h"
#include "people/person_sql.h"
#include "people/post_sql.h"

struct body_list_view {
	const struct page *pg;
	struct body_list *rows;
	size_t n;
	struct paging paging;
	struct choices kinds, parents, states;
	bool may_add;
};

struct body_show_view {
	const struct page *pg;
	const struct body_by_id *b;
	struct body_path *path;
	size_t n_path;
	struct body_under *under;
	size_t n_under;
	struct post_of_body *posts;
	size_t n_posts;
	struct person_of_body *people;
	size_t n_people;
	bool may_edit;
};

struct body_form_view {
	const struct page *pg;
	const struct body_by_id *b; /* zeroed when adding */
	struct names names;
	struct choices kinds, parents, types, shares;
	const char *action, *back, *version;
};

struct import_view {
	const char *hash;
	struct import_report report;
	const struct import_row **order; /* refused ones first */
	size_t shown;
	bool small; /* applied at once */
};

struct imported_view {
	const struct page *pg;
	int64_t job;
	const char *all;  /* this page without filters */
	bool over;	  /* the job has ended */
	int64_t count[4]; /* rows in the order of import_outcomes */
	struct import_row_list *rows;
	size_t n;
	struct paging paging;
	struct choices verdicts, outcomes;
};

/* The label of a cell, NULL where the cell is empty: on a narrow screen it is left out then. */
const char *cell_name(struct out *o, const char *value, const char *label);

/* Whether the box of a language is ticked: as typed when shown again, else as stored. */
bool unconfirmed_shown(const struct page *pg, const char *stored, enum lang lang);

/* The bodies the reader may see and that exist, for a choice. */
enum err body_choices(struct page *pg, struct choices *c) MUST_USE;

#endif
