/*
 * The audit of a release against everything published of its round: what one release hides must
 * not follow from what another shows, be that one withdrawn (its readers have seen it) or made of
 * other data (an answer taken back and accepted anew). Each release keeps the true values of its
 * figures about people when it is published (table release_cell; shown nowhere, exported nowhere),
 * so the equations of disclose.h can be laid over all of them: the same figure with the same value
 * is one unknown; with another value it is another. The topics make up the total, target groups and
 * governorates their topic; where a need counts in several, the difference is a constant of the
 * line. Totals of questions are tied by what the form says of them (forms/sum.h).
 *
 * Every figure that is not hidden counts as shown, also of tables no edition has: so the marks do
 * not depend on who reads what.
 */
#ifndef ASSESS_RELEASE_AUDIT_H
#define ASSESS_RELEASE_AUDIT_H

#include "assess/suppress.h"
#include "core/ctx.h"

/* A figure about people: its keys, and its cell in the suppression. */
struct figure {
	const char *tab; /* total, topics, groups, places, numbers */
	const char *line, *col;
	size_t cell;
};

/* Questions whose totals, each so often, make up a constant. */
struct figure_term {
	const char *line;
	int64_t times;
};
struct figure_sum {
	LIST(struct figure_term) terms;
};

struct figures {
	LIST(struct figure) list;
	LIST(struct figure_sum) sums; /* of the tab numbers */
};

/*
 * Hides more cells until nothing hidden, now or by an earlier release of the round, can be
 * computed; *more counts them. What the earlier releases give away by themselves is not held
 * against this one. *safe is false when it cannot be reached.
 */
enum err release_audit(struct ctx *cx, int64_t round, struct suppression *s,
	const struct figures *f, size_t *more, bool *safe) MUST_USE;

/* Keeps the true values with the release. */
enum err release_audit_keep(struct ctx *cx, int64_t release, const struct suppression *s,
	const struct figures *f) MUST_USE;

#endif
