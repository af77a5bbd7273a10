/* Apart from server.c, so that a test may start a server without the application's table. */
#include "web/dispatch.h"

enum err server_start(const struct config *config, struct pool *pool, const struct web_hooks *hooks,
	struct server **out, int *port)
{
	struct route_table table = { .at = routes, .n = route_count };

	return server_start_with(config, pool, hooks, table, out, port);
}
