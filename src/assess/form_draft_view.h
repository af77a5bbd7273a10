/* What the templates of drafting together are given. */
#ifndef ASSESS_FORM_DRAFT_VIEW_H
#define ASSESS_FORM_DRAFT_VIEW_H

#include "assess/form_comment.h"
#include "assess/form_draft.h"
#include "assess/form_sign.h"
#include "assess/form_view_pages.h"

struct authors_view {
	const struct form_by_id *f;
	const struct form_authors *rows;
	size_t n;
	const struct form_author_history *past;
	size_t n_past;
	struct choices others;
};

struct next_version_view {
	const struct form_by_id *f;
	const struct fault_line *faults;
	size_t n;
};

/* One body and a version. */
struct sign_line {
	const struct form_signs *s;
	bool may_sign, may_withdraw; /* the reader, now */
	const char *letter_href;     /* of the letter that asks it */
};

struct sign_view {
	const struct form_by_id *f;
	const struct form_version_by_number *v;
	const struct sign_line *lines;
	size_t n, missing, unasked;
	bool may_ask;
	const struct log_entry *history;
	size_t n_history;
	int64_t typed_for; /* the body whose form was refused, 0: none */
};

/* A comment for reading. */
struct comment_line {
	const struct form_comment_row *c;
	const char *question; /* in words; NULL: the form as a whole */
	const char *href;
	bool editable, own;
};

struct comments_view {
	const struct form_by_id *f;
	int64_t number; /* of the newest version */
	const struct comment_line *lines;
	size_t n;
	struct paging paging;
	int64_t gone_count;
	bool gone, filtered, may_write;
	struct choices questions;
};

struct comment_view {
	const struct form_by_id *f;
	int64_t number;
	struct comment_line root;
	const struct comment_line *answers;
	size_t n;
	bool may_write;
	int64_t typed_for; /* the comment whose change was refused, 0: none */
};

extern const struct choice comment_states[];
extern const size_t comment_states_n;

#endif
