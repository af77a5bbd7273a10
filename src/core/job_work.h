/* What the worker threads call; see core/job.h. */
#ifndef CORE_JOB_WORK_H
#define CORE_JOB_WORK_H

#include "core/job.h"

/* job_run_one, giving the job back between two steps once *stop is set. */
enum err job_work_one(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, const char *clock, const _Atomic(bool) *stop, bool *ran) MUST_USE;

#endif
