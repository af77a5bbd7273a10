/* A running instance: the server, the job workers and the audit's sequencer together. */
#ifndef APP_INSTANCE_H
#define APP_INSTANCE_H

#include "base/arena.h"
#include "core/config.h"
#include "db/db.h"

struct instance;

/* Holds SIGTERM and SIGINT back in this thread and all it starts, for instance_wait to take.
 * Ignores SIGPIPE. */
void instance_block_signals(void);

enum err instance_start(
	struct arena *a, const struct config *c, struct pool *pool, struct instance **out) MUST_USE;
int instance_port(const struct instance *in);

/* Returns when SIGTERM or SIGINT arrives. */
void instance_wait(void);

/* Lets running requests and job steps end, then stops. */
void instance_stop(struct instance *in);

#endif
