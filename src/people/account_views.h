/* What the pages of accounts, signing in and one's own account show. */
#ifndef PEOPLE_ACCOUNT_VIEWS_H
#define PEOPLE_ACCOUNT_VIEWS_H

#include "people/account.h"
#include "people/account_sql.h"
#include "people/boxes_pages.h"
#include "people/post.h"
#include "people/post_sql.h"

struct account_list_view {
	const struct page *pg;
	struct account_list *rows;
	size_t n;
	struct paging paging;
	struct choices states;
};

struct account_show_view {
	const struct page *pg;
	const struct account_by_id *a;
	struct account_grants *grants;
	size_t n_grants, n_sessions;
	bool factor;
	struct choices capabilities, bodies;
};

struct account_form_view {
	const struct page *pg;
	struct choices people;
	int64_t person;
	const char *email;
};

struct code_view {
	const struct page *pg;
	const struct account_by_id *a;
	const char *code, *address;
	const char *until;
};

struct signin_view {
	const struct page *pg;
	struct account_demo_list
		*demo; /* only in a demonstration: one of each kind of post first */
	size_t n_demo, n_kinds;
	const char *next;
};

struct me_view {
	const struct page *pg;
	const struct account_by_id *a;
	struct account_grants *grants;
	size_t n_grants;
	struct post_held *held;
	size_t n_held;
	struct session_list *sessions;
	const char **browsers; /* of each session, in words */
	size_t n_sessions;
	const char *this_session; /* hash of its token */
	bool factor;
};

/* What somebody in a kind of post does here: a msgid. */
const char *role_task(const char *kind);

#endif
