/*
 * The HTTP server: server.c is the only file that knows libmicrohttpd. It receives a request whole
 * (bodies into memory up to 64 KiB, above that into a temporary file), refuses bad framing (both
 * Content-Length and Transfer-Encoding, doubled Content-Length or Host, NUL or obs-fold in a
 * header: 400 and close), and hands it to the dispatcher (dispatch.c).
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "core/config.h"
#include "core/ctx.h"
#include "web/route.h"

/* What the application gives the web layer, which knows no people. */
struct web_hooks {
	/* Fills cx->who for an account of a live session; ERR_MISSING ends the session (disabled,
	 * gone). */
	enum err (*who)(struct ctx *cx, int64_t account);
	/* Runs in a write transaction, as the system, before the first request of each day of the
	 * instance that this process meets; it may run again. NULL: nothing begins or ends with a
	 * day. */
	enum err (*new_day)(struct ctx *cx);
	/* Words for the ribbon of an instance; NULL: none. */
	const char *(*ribbon)(struct ctx *cx);
	/* How many notices the reader has not seen, for the frame of every page; NULL: none. */
	enum err (*unseen)(struct ctx *cx, int64_t *n);
	/* Reads what `top` wants, into pg->top, while the transaction of the page is open; NULL:
	 * nothing. */
	enum err (*top_read)(struct page *pg);
	/* Writes what stands above the content of each page (a tour); NULL: nothing does. */
	void (*top)(struct page *pg, struct out *o);
	/* Whether store and migrations are ready, for /ready. */
	enum err (*ready)(struct pool *pool);
	/* Where somebody goes who must change the password first: "/account/password". */
	const char *password_path;
	/* Where somebody goes who must set up a second factor first; what is below it is open. */
	const char *factor_path;
};

struct server;

/* Starts listening; *port is the real one. Handlers run in config->threads threads. */
enum err server_start(const struct config *config, struct pool *pool, const struct web_hooks *hooks,
	struct server **out, int *port) MUST_USE;

/* Stops gracefully: no new connections, running requests end (10 s at most), then closes. */
void server_stop(struct server *s);

#endif
