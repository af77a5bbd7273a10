/*
 * Joint trainings suggested from shared needs: the same topic and target group, asked for by
 * several bodies, near in time and place. A suggestion is computed, never stored; a person takes it
 * up, or drops it with a reason, and may undo either. What was decided is kept with its figures,
 * also when the needs change afterwards.
 *
 * joint_suggest is pure. Within a topic and group the needs go by date (those without one last) and
 * id. The first that is left opens a window of `months` from its date; among its governorates (all
 * governorates named, where it names none) the one where most bodies have a need left in the window
 * is taken, the first by name of several. A need without a date fits any window, one without a
 * governorate any place. Two bodies or more make a suggestion of all those needs; else the first
 * need stays alone. So a need is in at most one suggestion for its topic and group, and the order
 * of the input does not matter.
 */
#ifndef ASSESS_JOINT_H
#define ASSESS_JOINT_H

#include "assess/joint_sql.h"
#include "assess/round.h"
#include "base/list.h"

#define JOINT_MONTHS 6 /* unless the reader asks for another window, of 1 to 24 */

/* A need for one group; a row for each governorate it names (NULL: it names none). Rows of one need
 * and group say the same but for that. */
struct joint_need {
	int64_t need, body, people; /* people DB_NULL: not said */
	const char *topic, *group, *place, *by_date;
};

struct joint_part {
	int64_t need, body, people;
	const char *by_date;
};
struct joint {
	const char *topic, *group;
	const char *place;	       /* NULL: none of its needs names one */
	LIST(struct joint_part) parts; /* by date and id */
	int64_t bodies, people;
	const char *first_by, *last_by; /* NULL: no dates */
	const char *seal;
};
struct joints {
	LIST(struct joint) list;
};

/* The suggestions, by topic, group and first date. */
void joint_suggest(
	struct arena *a, const struct joint_need *needs, size_t n, int months, struct joints *out);

/* Those of a round, for one who coordinates it; ERR_MISSING for others. */
enum err joint_of_round(struct ctx *cx, int64_t round, int months, struct joints *out) MUST_USE;

/*
 * Takes up (`taken`) or drops with a reason (ERR_INPUT on reason without one) the suggestion of
 * that seal; ERR_CONFLICT when the needs have changed so that it is no longer suggested, or
 * somebody has decided otherwise. The same decision twice is one. Undoing brings the suggestion
 * back.
 */
enum err joint_decide(struct ctx *cx, int64_t round, int months, const char *seal, bool taken,
	const char *reason) MUST_USE;
enum err joint_undo(struct ctx *cx, int64_t round, const char *seal) MUST_USE;

#endif
