/*
 * From a received request to a reply: finds the route, the reader and the language, checks rights
 * and CSRF, runs the handler in one transaction (again while the store is busy), and frames what it
 * wrote. Knows no sockets; server.c calls it, and tests may.
 */
#ifndef WEB_DISPATCH_H
#define WEB_DISPATCH_H

#include "web/match.h"
#include "web/server.h"

struct site {
	const struct config *config;
	struct pool *pool;
	const struct web_hooks *hooks;
	struct route_table routes;
	unsigned links;	      /* of layout_links */
	const char *tmp;      /* folder for bodies and uploads */
	_Atomic int64_t *day; /* the last day hooks->new_day has run for; NULL: not at all */
};

/* Fills it in; what it needs lives in `keep`, as long as the server. */
void site_begin(struct site *site, struct arena *keep, const struct config *config,
	struct pool *pool, const struct web_hooks *hooks, struct route_table table);

/* A request, received whole. Texts are "" when the header is not there. */
struct incoming {
	const char *method;
	const char *target; /* the path as sent, not decoded, without query */
	const char *query;  /* after '?', not decoded */
	const char *host, *cookies, *languages, *encodings, *content_type, *agent;
	const char *origin, *fetch_site; /* Origin, Sec-Fetch-Site */
	const char *purpose;		 /* Sec-Purpose */
	const char *peer;		 /* address, "" if unknown (peer.h) */
	bool proxied;			 /* with an X-Forwarded-For, believed or not */
	bool htmx;
	struct bytes body;
	int refuse; /* 0, or 400, 413, 431, 500, 503: answer with that page */
	enum intake_end {
		BODY_TAKEN,  /* received whole */
		BODY_CLOSED, /* dropped: the route takes files, and not from this reader */
		BODY_FORGED  /* dropped: files that do not come from a page of ours */
	} end;
};

struct reply {
	int status;
	LIST(struct pair) headers;
	struct bytes body; /* in the arena, or constant */
	const char *spool; /* a file to send instead and remove */
	const char *route; /* its pattern, for the log; never the address */
	const char *id;	   /* of the request */
	bool close;
};

/* Answers. Everything is in `a`, the request's arena, which lives until the reply is sent. */
void dispatch(const struct site *site, const struct incoming *in, struct arena *a, struct reply *r);

/*
 * Judges a request by its head. Gives the most bytes of a body it may bring. Where the route takes
 * files, *upload is set, and in->end says BODY_CLOSED unless the cookie names a signed-in reader
 * with the right of the row: the body is then not to be kept.
 */
int64_t dispatch_head(const struct site *site, struct incoming *in, struct arena *a, bool *upload);

/*
 * Whether a body with files that begins like this comes from a page of ours: its first part must be
 * the CSRF field, which tplgen puts at the head of every form, with a token of this browser.
 */
bool dispatch_begun(const struct incoming *in, bool secure, struct arena *a, struct bytes begun);

/* server_start with a table of its own; server_start takes `routes`. */
enum err server_start_with(const struct config *config, struct pool *pool,
	const struct web_hooks *hooks, struct route_table table, struct server **out,
	int *port) MUST_USE;

#endif
