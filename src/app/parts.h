/* What the application is put together from: hooks for the web layer and the kinds of jobs
 * (parts.c); routes are in routes.c. */
#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "core/job.h"
#include "web/server.h"

extern const struct web_hooks web_hooks;

/* The kinds of jobs, in the arena: each subject adds its own here. Gives how many. */
size_t job_kinds(struct arena *a, const struct job_kind **out);

#endif
