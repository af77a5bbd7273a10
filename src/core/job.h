/*
 * Work that is not done inside a request: a row, leased, idempotent, timed, with progress its owner
 * sees. Run by worker threads of any node. A job that fails is tried again with back-off, five
 * times; ERR_INPUT is final at once, for the same input would be refused again. A kind that recurs
 * is never given up, for nobody would begin it again: it is tried every half hour from then on.
 *
 * One step is one write transaction. Its first statement renews the worker's lease (60 seconds by
 * the machine's clock) and keeps the row locked until the commit, its last one records the
 * progress, both only while the lease is still this worker's. So a step that is committed was run
 * once, a worker that dies leaves nothing behind but a lease that runs out, and one that was too
 * slow and lost its job keeps nothing.
 */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include "core/ctx.h"

struct job_run {
	struct ctx *cx; /* a write transaction; system rights; committed when the step returns OK */
	int64_t id;
	const char *args;    /* JSON given at job_add */
	int64_t done, total; /* progress; set by the step */
	const char *result;  /* short text or address for the owner; set by the step */
	bool more;	     /* set: call me again in a new transaction */
	int64_t again_in; /* set: not done, run me again after that many seconds (a job that recurs)
			   */
};

struct job_kind {
	const char *name;
	const char *word;		       /* for the owner's list, a msgid */
	enum err (*step)(struct job_run *run); /* one bounded step, idempotent */
	bool recurs;			       /* never given up */
};

/*
 * Adds a job to run at `at` (NULL: now), owned by the account that acts. The same kind and key
 * twice is one job, whatever became of it. `args` is JSON, NULL: {}. *id may be NULL. Queries
 * job_by_id and job_list_owner of core/job_sql.h show it.
 */
enum err job_add(struct ctx *cx, const char *kind, const char *key, const char *args,
	const char *at, int64_t *id) MUST_USE;

/* Puts a failed job back; ERR_MISSING if there is no such failed job. */
enum err job_again(struct ctx *cx, int64_t id) MUST_USE;

/* A job of the account that acts; ERR_MISSING for anybody else's. */
struct job_row;
enum err job_mine(struct ctx *cx, int64_t id, struct job_row *job) MUST_USE;

/* Puts one's own failed job back; ERR_CONFLICT with a sentence when it has not failed. */
enum err job_again_mine(struct ctx *cx, int64_t id) MUST_USE;

/* Starts n worker threads on these kinds, and stops them (they end their step first). */
struct job_workers;
enum err job_start(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, int n, struct job_workers **out) MUST_USE;
void job_stop(struct job_workers *w);

/*
 * Takes one job and runs its steps to the end, as at that moment of the machine's clock (NULL:
 * now); *ran is false when nothing was due. What workers do again and again. The job's own failure
 * is no error here.
 */
enum err job_run_one(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, const char *clock, bool *ran) MUST_USE;

/* Runs everything that is due, in this thread: for tests and commands. */
enum err job_drain(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds) MUST_USE;

#endif
