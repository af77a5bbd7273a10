/*
 * How long records are kept. Each subject names its kinds of records: what the time counts from,
 * what becomes of them when it is over, how many are due, and one bounded step of doing it. An
 * administrator's rule says how long; without one the program's own holds, marked as unconfirmed.
 * Kinds of what people entered (`careful`) are only swept by a rule that somebody has confirmed. A
 * hold on a record stops whatever the rules say.
 *
 * A job sweeps once a day: a row of retention_run for the day, a line for each kind, whose count
 * grows in the transaction that deletes. So a sweep that is killed goes on where it was, and a
 * second one on the same day finds the first and does nothing.
 *
 * Never swept: answers that were sent, letters, decisions, leaves of the audit log.
 */
#ifndef PEOPLE_RETENTION_H
#define PEOPLE_RETENTION_H

#include "core/ctx.h"
#include "core/job.h"

/* What is older than this is due: a day, and its first moment in the instance's zone, in UTC. */
struct retention_time {
	const char *day;
	const char *at;
};

struct retention_due {
	int64_t due;  /* would go */
	int64_t held; /* would, but for a hold */
};

struct retention_kind {
	const char *name;
	const char *word;    /* a msgid: "Notices" */
	const char *from;    /* a msgid: what the time counts from */
	const char *becomes; /* a msgid: what is done when it is over */
	const char *basis;   /* a msgid: why the program's own rule is what it is */
	int64_t amount;	     /* the program's own rule */
	const char *unit;    /* "day" or "month" */
	int64_t least_days;  /* no rule may be shorter */
	bool careful;	     /* what people entered: waits for a confirmed rule */
	enum err (*count)(
		struct ctx *cx, const struct retention_time *t, struct retention_due *due);
	/* Does it to at most `most` records, none held; *n how many: fewer than `most` is all. */
	enum err (*step)(struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n);
};

/* A kind of record that can be held; `name_of` gives its name for the reader, or ERR_MISSING. */
struct retention_subject {
	const char *kind; /* "person" */
	const char *word; /* a msgid */
	const char *path; /* "/people/": before the number; NULL: no link, not every administrator
			     reads it */
	enum err (*name_of)(struct ctx *cx, int64_t record, const char **name);
};

/* What is kept by the program itself, without a rule. */
struct retention_fixed {
	const char *word, *how; /* msgids */
};

/* All of it, put together by the application (config->retention); each list ends with NULL or a row
 * of zeroes. */
struct retention {
	const struct retention_kind *const *kinds;
	const struct retention_subject *const *subjects;
	const struct retention_fixed *fixed;
};

extern const char *const retention_units[]; /* day, month; NULL-ended */
extern const char *const retention_whats[]; /* act, keep; NULL-ended */
#define RETENTION_MOST 1200		    /* days or months */

/* The rule in force for a kind. version 0: the program's own. */
struct retention_rule {
	const struct retention_kind *kind;
	int64_t id, version, amount;
	const char *unit;
	bool keeps; /* for ever */
	bool confirmed;
	const char *basis_ar, *basis_ckb, *basis_kmr, *basis_en;
};

/* By its name; NULL: there is none. */
const struct retention_kind *retention_kind(const struct config *config, const char *name);
const struct retention_subject *retention_subject(const struct config *config, const char *kind);

enum err retention_rule_get(
	struct ctx *cx, const struct retention_kind *k, struct retention_rule *rule) MUST_USE;

/* What is due on `day` by this rule: `amount` days or months before it. */
struct retention_time retention_time_of(
	struct ctx *cx, const struct retention_rule *rule, const char *day);

/* "24 months"; "for ever" of one that keeps. */
struct msg retention_long(const struct retention_rule *rule);

/* Whether it is swept: "" it is, else why not: "kept" by its rule, "waiting" for confirmation. */
const char *retention_stopped(const struct retention_rule *rule);

struct retention_input {
	int64_t amount;
	const char *unit, *what;
	const char *basis_ar, *basis_ckb, *basis_kmr, *basis_en; /* at most 300 characters */
	bool confirmed;
};

/*
 * Sets the rule of a kind, starting from `version` (0: the program's own). Who administers
 * everything. ERR_INPUT on amount (out of bounds, shorter than the kind allows), basis_en (to
 * confirm one needs what it rests on; too long); ERR_CONFLICT when somebody was faster.
 */
enum err retention_rule_set(struct ctx *cx, const char *kind, int64_t version,
	const struct retention_input *in) MUST_USE;

/*
 * Holds a record, with a reason of 3 to 500 characters, and lets go. Who administers everything.
 * ERR_INPUT on record: no such one; ERR_CONFLICT: it is held already, or no longer.
 */
enum err retention_hold(
	struct ctx *cx, const char *kind, int64_t record, const char *reason, int64_t *id) MUST_USE;
enum err retention_unhold(struct ctx *cx, int64_t id) MUST_USE;

/* One bounded step of the sweep of cx->today, or of an earlier one that was not finished. *more:
 * there is something left. */
enum err retention_step(struct ctx *cx, bool *more, int64_t *swept) MUST_USE;

/* The word of what a line says became of a kind. */
const char *retention_outcome_word(const char *outcome);

/* The job that does it, once a day; retention_job_add makes sure it is there (at start). */
extern const struct job_kind retention_job;
enum err retention_job_add(struct ctx *cx) MUST_USE;

/* The kinds and subjects of people and core. */
extern const struct retention_kind notice_retention, mail_retention, code_retention, job_retention,
	import_retention;
extern const struct retention_subject person_subject, job_subject;

#endif
