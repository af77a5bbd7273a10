/*
 * Removes what has no further use: once-tokens after a week, sessions past their longest life,
 * counts of failed sign-ins after a day. A job a day; each run adds the next one.
 */
#ifndef APP_SWEEP_H
#define APP_SWEEP_H

#include "core/job.h"

enum err sweep_step(struct job_run *run);

/* Adds today's run, once a day however often it is called. */
enum err sweep_plan(struct ctx *cx) MUST_USE;

#endif
