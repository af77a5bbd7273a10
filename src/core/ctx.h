/*
 * The context of one request, command, job or test: an arena, a transaction, who acts, when, in
 * which language, and the problems found for the reader. Passed as `cx` to every domain function.
 */
#ifndef CORE_CTX_H
#define CORE_CTX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/list.h"
#include "core/config.h"
#include "db/db.h"

/* What somebody may do; always at a body, or everywhere. Stored by these names in lower case. */
enum capability {
	MAY_READ,	/* read */
	MAY_ENTER,	/* enter: fill in for a body */
	MAY_APPROVE,	/* approve: as its head */
	MAY_COORDINATE, /* coordinate: rounds, consolidation, releases */
	MAY_TRAIN,	/* train */
	MAY_ASSESS,	/* assess */
	MAY_ADMINISTER, /* administer: bodies, people, accounts */
	CAPABILITY_COUNT
};
extern const char *const capability_names[CAPABILITY_COUNT];

/* The ladder: a record of a step is seen by readers whose reach is that step or lower. */
enum share { SHARE_BODY, SHARE_GOVERNMENT, SHARE_PARTNERS, SHARE_PUBLIC };

struct grant {
	enum capability capability;
	int64_t body;	/* DB_NULL: everywhere */
	int64_t deputy; /* the deputising it is held by; DB_NULL: one's own */
};

/* Who acts. account 0: nobody signed in; `system`: a job or a command, which may do anything. */
struct who {
	int64_t account;
	int64_t person;
	int64_t body;	  /* the body this person belongs to; 0: none */
	const char *name; /* in the reader's language */
	const char *body_name;
	enum share reach; /* the lowest step of the ladder this reader sees in general */
	bool system;
	bool must_change; /* may only change the password */
	bool must_enrol;  /* may only set up a second factor */
	const struct grant *grants;
	size_t n_grants;
	int64_t deputy; /* the deputising by which may() last allowed something; 0: one's own right
			 */
};

struct problem {
	const char *field; /* name of the form field, NULL: the whole */
	const char *text;  /* translated, plain text */
};

struct ctx {
	struct arena *arena;
	struct db *db; /* the running transaction */
	struct pool *pool;
	const struct config *config;
	struct who who;
	enum lang lang;
	const char *now;	/* "2026-11-24T06:10:00.123Z" */
	const char *today;	/* "2026-11-24" in the instance's zone */
	int64_t day;		/* the same in days since 1970 */
	const char *request_id; /* "-" outside requests */
	LIST(struct problem) problems;
};

/*
 * A context for a transaction begun by the caller; who is nobody until set. `now` NULL: config->now
 * or the clock. Everything lives in `a`.
 */
struct ctx *ctx_new(struct arena *a, struct pool *pool, struct db *db, const struct config *config,
	const char *now);

/*
 * Makes the one who acts the system (a job or a command, which may do and sees everything), or
 * nobody (as ctx_new leaves it: reach SHARE_PUBLIC). A zeroed `who` is neither: its reach would
 * open everything.
 */
void ctx_system(struct ctx *cx);
void ctx_nobody(struct ctx *cx);

/* Adds a sentence for the reader, on a field or (NULL) on the whole, and gives back e. */
enum err problem(struct ctx *cx, enum err e, const char *field, struct msg text);

/*
 * Turns the ERR_CONFLICT of a violated constraint into a sentence by the one table of constraint
 * names (core/conflict.c); gives back e. Used as: return conflict(cx, some_query(...)). Any other e
 * passes.
 */
enum err conflict(struct ctx *cx, enum err e);

/* Adds a line in the reader's language to a report of findings. */
void report_line(struct ctx *cx, struct buf *report, struct msg text);

#endif
