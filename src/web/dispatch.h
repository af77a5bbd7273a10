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
	const char *tmp; /* folder for bodies and uploads */
};

/* A request, received whole. Texts are "" when the header is not there. */
struct incoming {
	const char *method;
	const char *target; /* the path as sent, not decoded, without query */
	const char *query;  /* after '?', not decoded */
	const char *host, *cookies, *languages, *encodings, *content_type, *agent;
	const char *origin, *fetch_site; /* Origin, Sec-Fetch-Site */
	const char *peer;
	bool htmx;
	struct bytes body;
	int refuse; /* 0, or 400, 413, 431, 500: answer with that page */
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

/* The most bytes of a body this request may bring. */
int64_t dispatch_body_cap(
	const struct site *site, struct arena *a, const char *method, const char *target);

/* server_start with a table of its own; server_start takes `routes`. */
enum err server_start_with(const struct config *config, struct pool *pool,
	const struct web_hooks *hooks, struct route_table table, struct server **out,
	int *port) MUST_USE;

#endif
