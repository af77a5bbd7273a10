/*
 * Work that is not done inside a request: a row, leased, idempotent, timed, with progress its owner
 * sees. Run by worker threads of any node. A job that fails is tried again with back-off, five
 * times.
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
};

struct job_kind {
	const char *name;
	const char *word;		       /* for the owner's list, a msgid */
	enum err (*step)(struct job_run *run); /* one bounded step, idempotent */
};

/* Adds a job to run at `at` (NULL: now). The same key twice is one job. *id may be NULL. */
enum err job_add(struct ctx *cx, const char *kind, const char *key, const char *args,
	const char *at, int64_t *id) MUST_USE;

/* Starts n worker threads on these kinds, and stops them (they end their step first). */
struct job_workers;
enum err job_start(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, int n, struct job_workers **out) MUST_USE;
void job_stop(struct job_workers *w);

/* Runs everything that is due, in this thread: for tests and commands. */
enum err job_drain(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds) MUST_USE;

#endif
