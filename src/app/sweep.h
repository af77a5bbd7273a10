/* A job that comes again every hour: removes sessions that ended, tokens of forms sent long ago,
 * counts of failed sign-ins. */
#ifndef APP_SWEEP_H
#define APP_SWEEP_H

#include "core/job.h"

extern const struct job_kind sweep_job;

/* Makes sure that the job is there (at start). */
enum err sweep_job_add(struct ctx *cx) MUST_USE;

#endif
