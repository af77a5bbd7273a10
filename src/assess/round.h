/*
 * Rounds: one version of a form asked of chosen bodies by a letter, with a deadline. A draft is
 * seen by the coordinators of the body that runs it; once open, by the people of the bodies asked
 * too; for everybody else it does not exist.
 */
#ifndef ASSESS_ROUND_H
#define ASSESS_ROUND_H

#include "assess/round_sql.h"
#include "core/ctx.h"
#include "core/flow.h"
#include "people/names.h"

extern const struct flow round_flow; /* draft, open, closed */

struct round_input {
	struct names title;
	int64_t form_version;
	const char *due_on;	   /* ISO */
	const char *letter_number; /* both NULL: none yet; needed for opening */
	const char *letter_date;
	const int64_t *bodies;
	size_t n_bodies;
};

/*
 * Makes a draft run by `body`. ERR_INPUT on name_*, form_version (must be ready or used), due_on,
 * letter_number, letter_date, bodies (one twice, one that has ended, one not there).
 */
enum err round_add(
	struct ctx *cx, int64_t body, const struct round_input *in, int64_t *id) MUST_USE;

/* Changes a draft; ERR_CONFLICT when it is no longer a draft or no longer at `version`. */
enum err round_edit(
	struct ctx *cx, int64_t round, int64_t version, const struct round_input *in) MUST_USE;

/*
 * Opens a draft: everything of round_add is checked again, and: some body is asked (ERR_INPUT on
 * bodies), the deadline is not past (due_on), there is a letter (letter_number), every body that
 * writes the form has signed its version off (form_sign.h; ERR_CONFLICT on form_version with their
 * names; checked by round_reopen too). Makes a response
 * row for each body, and the form's version used.
 */
enum err round_open(struct ctx *cx, int64_t round) MUST_USE;

/* Closes (nothing of it can be sent, approved or accepted afterwards), and undoes that. */
enum err round_close(struct ctx *cx, int64_t round) MUST_USE;
enum err round_reopen(struct ctx *cx, int64_t round, const char *reason) MUST_USE;

/* While open: asks one more body (its deadline is the round's); takes one back that has typed
 * nothing yet (ERR_CONFLICT otherwise), with a reason. */
enum err round_ask(struct ctx *cx, int64_t round, int64_t body) MUST_USE;
enum err round_unask(struct ctx *cx, int64_t round, int64_t body, const char *reason) MUST_USE;

/* While open: moves the deadline for all bodies, with a reason. ERR_INPUT on due_on, reason. */
enum err round_move_due(
	struct ctx *cx, int64_t round, const char *due_on, const char *reason) MUST_USE;

/*
 * How many rounds this reader may see. Cheap for those who see all, and for those who coordinate
 * none and answer for one body, however many rounds it is asked in.
 */
enum err round_count(struct ctx *cx, int64_t *n) MUST_USE;

/* The round if this reader may see it, else ERR_MISSING. */
enum err round_get(struct ctx *cx, int64_t round, struct round_by_id *r) MUST_USE;

/* Whether this reader coordinates the round. Who coordinates everywhere sees every round. */
bool round_coordinated(struct ctx *cx, int64_t round_body);

#endif
