/* serve: an instance, until SIGTERM or SIGINT. */
#include <stdio.h>

#include "app/cli.h"
#include "app/instance.h"
#include "assess/model_cache.h"
#include "base/log.h"
#include "core/identity.h"

static const struct option options[] = {
	STORE_OPTIONS,
	{ "--listen", "HOST:PORT", "where to listen (default: 127.0.0.1:8325)" },
};

int cmd_serve(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct pool *pool;
	struct instance *in;
	int code = EXIT_REFUSED;

	if (!cli_read(argc, argv, options, COUNT_OF(options), &g) || g.n_rest)
		return EXIT_MISUSE;
	if (!cli_config(a, &g, &c))
		return EXIT_REFUSED;
	pool = cli_store(&c, c.threads + 4);
	if (!pool)
		return EXIT_REFUSED;
	c.models = model_cache_new(MODELS_KEPT);
	c.identity = identity_copy_new();
	instance_block_signals();
	if (instance_start(a, &c, pool, &in) == OK) {
		log_info("listening on %s:%d", c.host, instance_port(in));
		instance_wait();
		log_info("stopping");
		instance_stop(in);
		code = EXIT_DONE;
	} else {
		fprintf(stderr, "tansiq: cannot listen on %s:%d\n", c.host, c.port);
	}
	pool_close(pool);
	model_cache_free(c.models);
	identity_copy_free(c.identity);
	return code;
}
