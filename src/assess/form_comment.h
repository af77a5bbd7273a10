/*
 * Comments of those who write a form on its questions, or on it as a whole, with answers under
 * them. A comment belongs to a question by its name, so it stays with it through all versions; one
 * on a question that the newest version no longer asks is listed apart. Its author changes it for
 * fifteen minutes, and withdraws it (it leaves a trace) or takes that back at any time. Everybody
 * who writes the form resolves and reopens a thread.
 */
#ifndef ASSESS_FORM_COMMENT_H
#define ASSESS_FORM_COMMENT_H

#include "assess/form_comment_sql.h"
#include "assess/form_draft.h"

#define COMMENT_LENGTH 4000
#define COMMENT_EDIT_MINUTES 15

extern const struct flow form_comment_flow; /* open, resolved */

struct comment_input {
	int64_t number;	      /* of the version it is about */
	const char *question; /* name; NULL or "": the form as a whole; of an answer not read */
	int64_t parent;	      /* the comment it answers, DB_NULL: none */
	const char *text;
};

/*
 * ERR_MISSING for who does not see drafts, ERR_DENIED for who does not write. ERR_INPUT on "text"
 * (empty, longer than COMMENT_LENGTH), on "question" (not asked in that version); ERR_MISSING for a
 * parent that is no comment of the form. An answer to an answer goes under the same comment.
 */
enum err comment_add(
	struct ctx *cx, int64_t form, const struct comment_input *in, int64_t *id) MUST_USE;

/* Its author's, COMMENT_EDIT_MINUTES from when it was written; ERR_CONFLICT afterwards, when it is
 * withdrawn, or no longer at `version`. */
enum err comment_edit(
	struct ctx *cx, int64_t form, int64_t id, int64_t version, const char *text) MUST_USE;

/* Its author's: withdraws it, or takes that back. The same again changes nothing. */
enum err comment_withdraw(struct ctx *cx, int64_t form, int64_t id, bool withdrawn) MUST_USE;

/* "resolve" or "reopen" a thread. */
enum err comment_act(struct ctx *cx, int64_t form, int64_t id, const char *act) MUST_USE;

/* A comment of a form whose drafts the reader sees. Pages leave out the text of a withdrawn one. */
enum err comment_get(struct ctx *cx, int64_t form, int64_t id, struct form_comment_row *c) MUST_USE;

/* Whether the one who acts may still change it. */
bool comment_editable(const struct ctx *cx, const struct form_comment_row *c);

#endif
