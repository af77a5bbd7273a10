/*
 * Sign-off of a version by each body that writes the form, by letter, before a round can open with
 * it. Who coordinates the owner asks; who approves or coordinates at a body signs (number and date
 * of its letter) or objects (reason) for it; either is withdrawn with a reason while no round is
 * open with the version. Another version needs new sign-offs. A form written by one body alone
 * needs none.
 */
#ifndef ASSESS_FORM_SIGN_H
#define ASSESS_FORM_SIGN_H

#include "assess/form_draft.h"
#include "assess/form_sign_sql.h"

extern const struct flow form_sign_flow; /* asked, signed, objected */

struct form_sign_papers {
	const char *reason;
	const char *letter_number, *letter_date; /* NULL: none */
};

/* Where each body stands to a version; none when the form needs no sign-off. For whoever may see
 * the version: a page asks form_is_written first. */
enum err form_signs(
	struct ctx *cx, int64_t form_version, struct form_signs **rows, size_t *n) MUST_USE;

/*
 * Asks every body that writes the form and has not been asked for this version. Asking again asks
 * those named since. ERR_CONFLICT for a form written alone, or a retired version.
 */
enum err form_sign_ask(struct ctx *cx, int64_t form, int64_t number) MUST_USE;

/*
 * One act of form_sign_flow ("sign", "object", "withdraw") for a body, from the version of the
 * sign-off the reader saw (DB_NULL: whatever it is). ERR_MISSING when the body was not asked,
 * ERR_DENIED for who signs for another one, ERR_CONFLICT when something was said meanwhile, or on
 * withdrawing while a round is open.
 */
enum err form_sign_act(struct ctx *cx, int64_t form, int64_t number, int64_t body, int64_t seen,
	const char *act, const struct form_sign_papers *papers) MUST_USE;

/* For opening a round: OK, or ERR_CONFLICT on "form_version" with a sentence for each body whose
 * sign-off is missing. */
enum err form_sign_complete(struct ctx *cx, int64_t form_version, int64_t number) MUST_USE;

#endif
