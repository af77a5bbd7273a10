/*
 * Reminders: by rules that are data (days from the deadline, whom), evaluated every hour on the
 * instance's day by a job in steps of a hundred responses; and by hand, once a day. What was
 * reminded is a row (table reminder), inserted with the notice, so that a step that is run again
 * repeats nothing.
 *
 * A rule is for responses of open rounds that are not done: MAY_ENTER those at the focal point
 * (asked, draft, returned), MAY_APPROVE and MAY_COORDINATE those with the head too. It holds for
 * its day and, when the service was down then, six days more, unless a later rule for the same
 * people is due already; a rule before the deadline never after it. A body asked after a rule's day
 * is passed over. The coordinator hears of a round once a rule and day, with how many are late.
 */
#ifndef ASSESS_REMIND_H
#define ASSESS_REMIND_H

#include "assess/remind_sql.h"
#include "core/job.h"

#define REMINDER_DAYS 60 /* a rule is at most so far from the deadline */

extern const char *const reminder_whom[]; /* enter, approve, coordinate; ended by NULL */
const char *reminder_whom_word(const char *who);

/* Rules; administrators of everything. ERR_INPUT on days, who; ERR_CONFLICT: the same again, or
 * (set) no longer at `version`. */
enum err reminder_rule_add(struct ctx *cx, int64_t days, const char *who, int64_t *id) MUST_USE;
enum err reminder_rule_set(struct ctx *cx, int64_t id, int64_t version, int64_t days,
	const char *who, bool active) MUST_USE;

/*
 * The due dates a rule speaks for on a day: from *first to *last, none when *first is later.
 */
void reminder_window(struct ctx *cx, const struct reminder_rules *rules, size_t n, size_t i,
	const char **first, const char **last);

/*
 * Reminds all late bodies of a round at once, by a job; the coordinator, once a day (ERR_CONFLICT
 * with a sentence otherwise, and when nobody is late).
 */
enum err remind_late(struct ctx *cx, int64_t round) MUST_USE;

/* Reminds one body whose response is not done, late or not; once a day. */
enum err remind_body(struct ctx *cx, int64_t response) MUST_USE;

extern const struct job_kind remind_job;      /* recurs */
extern const struct job_kind remind_late_job; /* of remind_late */
/* Makes sure that the job is there, and once the rules an instance begins with. */
enum err remind_job_add(struct ctx *cx) MUST_USE;

#endif
