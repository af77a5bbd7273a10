/* The table of addresses: path, method, handler, and who may. app/routes.c holds it; a test walks
 * it with every role. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/page.h"

/* A question and what was typed, in words. */
struct told {
	const char *label, *text;
};
struct told_list {
	LIST(struct told) list;
};

/* What a posted form says, in its reader's words: for the page of kept text. pg as in its POST. */
typedef enum err teller(struct page *pg, struct told_list *out);

enum route_who {
	FOR_ANYBODY,   /* the public */
	FOR_SIGNED_IN, /* any account */
	FOR_CAPABILITY /* `capability` somewhere; the handler and domain check where */
};

enum route_method { ROUTE_GET, ROUTE_POST };

struct route {
	const char *path; /* "/rounds/:id/responses/:body" */
	page_handler *handler;
	page_handler *on_problem; /* POST: page to show again */
	teller *told; /* POST whose fields are named by data, not by the page; may be NULL */
	page_handler *before; /* POST: runs first, in a read transaction of its own, and names
				 by page_meanwhile what is too slow for the write transaction */
	enum route_method method;
	enum route_who who;
	enum capability capability;
	const char *data; /* the set its file is of (core/sensitivity.h); NULL: it gives no file */
	bool files;	  /* POST takes multipart files */
	bool write;	  /* GET that needs a write transaction (counts openings …) */
	bool large;	  /* POST body up to config->form_bytes × 8 */
	bool again; /* POST that may be sent twice and is done twice: saving a draft (else a form
		       sent twice from one rendering is one act) */
};

#define GET(p, h, ...)                                                                             \
	{                                                                                          \
		.method = ROUTE_GET, .path = (p), .handler = (h), __VA_ARGS__                      \
	}
#define POST(p, h, ...)                                                                            \
	{                                                                                          \
		.method = ROUTE_POST, .path = (p), .handler = (h), __VA_ARGS__                     \
	}
#define ANYBODY .who = FOR_ANYBODY
#define SIGNED_IN .who = FOR_SIGNED_IN
#define NEEDS(c) .who = FOR_CAPABILITY, .capability = (c)

extern const struct route routes[];
extern const size_t route_count;

#endif
