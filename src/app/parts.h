/* What the application is put together from: hooks for the web layer and the kinds of jobs
 * (parts.c); routes are in routes.c. */
#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "core/job.h"
#include "web/server.h"

extern const struct web_hooks web_hooks;
extern const struct job_kind job_kinds[];
extern const size_t job_kind_count;

#endif
