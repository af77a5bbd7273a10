/*
 * Forms written by several bodies. The body that owns a form names others, its authors: they see
 * its drafts, add versions, comment on its questions (form_comment.h) and sign each version off
 * (form_sign.h); everybody else sees neither drafts nor comments. Who may enter, approve or
 * coordinate at a body writes for it; a right to coordinate everywhere holds for one's own body
 * only. The condition in SQL is the fragment form_written.
 */
#ifndef ASSESS_FORM_DRAFT_H
#define ASSESS_FORM_DRAFT_H

#include "assess/form.h"
#include "assess/form_draft_sql.h"
#include "people/notice.h"

/*
 * Names a body as an author and takes it out again, for the coordinators of the form's body; each
 * time stays in the history (form_author_history). ERR_INPUT on "body" for one that is not there,
 * has ended, or owns the form; ERR_CONFLICT there when it writes the form already, or no longer.
 */
enum err form_author_add(struct ctx *cx, int64_t form, int64_t body) MUST_USE;
enum err form_author_remove(struct ctx *cx, int64_t form, int64_t body) MUST_USE;

/* The bodies that write a form, the owner first: one when it is written alone. ERR_MISSING for who
 * does not see its drafts. */
enum err form_authors(struct ctx *cx, int64_t form, struct form_authors **rows, size_t *n) MUST_USE;

/* Whether the reader sees drafts and comments of a form. */
bool form_is_written(struct ctx *cx, int64_t form);

/* Whether the one who acts writes it: form_writes_for would be OK. */
bool form_is_writer(struct ctx *cx, int64_t form);

/* The body for which the one who acts writes a form: the own one if it is among them. ERR_MISSING
 * for who does not see drafts, ERR_DENIED for who only reads them. */
enum err form_writes_for(struct ctx *cx, int64_t form, int64_t *body) MUST_USE;

/*
 * Tells the people of every body that writes the form but `from`: n->kind, n->path and n->n are the
 * caller's, `once` is made of `once` and the body. Nothing when the form is written alone.
 */
enum err form_tell(struct ctx *cx, int64_t form, int64_t from, const char *once,
	const struct notice *n) MUST_USE;

/* For form.c: the names a new version asks; and that there is one. */
enum err form_keep_questions(struct ctx *cx, int64_t version, const struct form *model) MUST_USE;
enum err form_tell_version(struct ctx *cx, const struct form_uploaded *up) MUST_USE;

#endif
