/* A small site on a free loopback port, and a client that speaks bytes to it. For tests. */
#ifndef WEB_WEB_FIXTURE_H
#define WEB_WEB_FIXTURE_H

#include "test/fixtures.h"
#include "web/dispatch.h"

struct web_site {
	struct t *t;
	struct config config;
	struct server *server;
	int port;
	const char *cookies; /* sent with each request of web_get and web_post */
};

/* Starts the site of web_fixture.c with the test's store. `t_commit` what was put there before. */
struct web_site *web_start(struct t *t);
struct web_site *web_start_with(struct t *t, void (*change)(struct config *config));
void web_stop(struct web_site *s);

/* Sends bytes on a new connection and gives all that comes back until the end, or 3 s of silence.
 */
const char *web_raw(struct web_site *s, const char *bytes, size_t n);
#define WEB_RAW(s, text) web_raw((s), (text), strlen(text))

/* A request with the site's cookies; cookies that the answer sets are kept. `extra`: header lines.
 */
const char *web_get(struct web_site *s, const char *address, const char *extra);
const char *web_post(struct web_site *s, const char *address, const char *form, const char *extra);

/* The status of an answer; the value of a header line, "" if none; what is between two texts. */
int web_status(const char *answer);
const char *web_header(struct web_site *s, const char *answer, const char *name);
const char *web_between(
	struct web_site *s, const char *answer, const char *before, const char *after);

/* The CSRF token of an answer's first form. */
const char *web_csrf(struct web_site *s, const char *answer);

/* Signs account 7 in. */
void web_sign_in(struct web_site *s);

/* How often the handler of /count has done its act, by the store. */
int64_t web_count(struct web_site *s);

#endif
