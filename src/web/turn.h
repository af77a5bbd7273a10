/* One request on its way through the dispatcher: what its steps share. Private to web/. */
#ifndef WEB_TURN_H
#define WEB_TURN_H

#include "web/dispatch.h"
#include "web/form_parse.h"
#include "web/visit.h"

struct turn {
	const struct site *site;
	const struct incoming *in;
	struct arena *arena;
	struct reply *reply;
	struct request rq;
	struct visit visit;
	const struct route *route; /* NULL: none; an error page is on its way */
	const char *id;		   /* of the request */
	const char *ribbon;
	int64_t unseen;	  /* notices the reader has not seen */
	const char *once; /* what two sends of one rendered form have in common; NULL: may repeat */
	struct form_parts parts;      /* of the body */
	unsigned char files_hash[32]; /* of the contents of the uploads */
	enum lang lang;
	bool lang_chosen; /* in this browser: it goes before the account's */
};

/* ---- run.c: transactions ---- */

/* Runs the turn's route and answers. */
void turn_run(struct turn *t);

/* Whether the turn's route is open to whom the request's cookie names. False when the store fails.
 */
bool turn_open(struct turn *t);

/* Answers as turn_run does for somebody to whom the route is closed, without running it. */
void turn_closed(struct turn *t);

/* A context for a page without a transaction: who reads it, if the store tells. */
struct ctx *turn_reader(struct turn *t);

/* Answers with an error page, looking up who reads it. */
void turn_error(struct turn *t, int status);

/* A new page on a context, with its empty output. */
struct page *turn_page(struct turn *t, struct ctx *cx);

/* ---- reply.c: bytes and headers ---- */

void reply_header(struct turn *t, const char *name, const char *value);

/* A page as its handler left it: redirect, download, or HTML in its frame. `e`: why it is shown. */
void reply_page(struct turn *t, struct page *pg, enum err e);

void reply_redirect(struct turn *t, const char *location, const char *notice);

/* The error page of a status; cx may be NULL (no store). */
void reply_error(struct turn *t, struct ctx *cx, int status);

/* Plain text or other small bytes. */
void reply_text(struct turn *t, int status, const char *type, const char *text);

int status_of(enum err e);

/* ---- upload.c: the body's form ---- */

/* Parses the body: its pairs into t->rq. */
enum err turn_form(struct turn *t) MUST_USE;

/* Puts the file parts of the parsed body into temporary files, once the sender is known to be a
 * page of ours. */
enum err turn_files(struct turn *t) MUST_USE;

/* Removes the temporary files of uploads that nobody has moved away. */
void turn_form_drop(struct turn *t);

/* ---- static.c ---- */

/* Answers assets, /health, /ready, /robots.txt and /favicon.ico; false: another address. */
bool turn_static(struct turn *t, const char *path);

#endif
