/*
 * What the dispatcher keeps beside a page: the session or the visitor's cookie, the secret derived
 * from it, the cookies to set, and what is to run afterwards. Handlers do not look inside.
 */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "web/page.h"

enum { TOKEN_LEN = 43 }; /* 256 bits as base64url */

struct route_table; /* web/match.h */

struct after {
	enum err (*fn)(struct ctx *cx, void *arg);
	void *arg;
};

struct visit {
	const char *session;	  /* token of the session cookie as sent or newly made, or NULL */
	const char *hash;	  /* SHA-256 of it, 64 hexadecimal digits */
	const char *visitor;	  /* token of the pre-session cookie, or NULL */
	const char *device;	  /* token of the browser that signed in here before, or NULL */
	const char *half;	  /* token of a sign-in that waits for its second factor, or NULL */
	const char *lang;	  /* cookie, or NULL */
	const char *sent;	  /* the whole header Cookie, or NULL */
	const char *note;	  /* cookie of the notice, or NULL */
	unsigned char secret[32]; /* key of CSRF tokens and notices */
	int64_t account;	  /* of the live session; 0: none */
	const char *agent;	  /* user agent, cut, for the reader's list of sessions */
	const struct route_table *routes; /* of the site */
	const char *kept_to;		  /* where the form went that is kept over a sign-in */
	const char *nonce; /* of the checked CSRF token: what a double send has in common */
	LIST(const char *) cookies; /* Set-Cookie lines */
	LIST(struct after) after;
	enum err (*meanwhile)(struct arena *a, void *work); /* between `.before` and handler */
	void *work;
	bool secure;	  /* __Host- cookies, Secure */
	bool visitor_new; /* made in this request: to be set if the page has a form */
	bool has_secret;  /* `secret` is set */
	bool ended;	  /* the session cookie names no live session */
	bool touch;	  /* last seen over a minute ago */
	bool same_origin; /* the browser says that the request comes from our own page */
};

/* Reads the request's Cookie header. */
void visit_read(struct visit *v, struct arena *a, const char *cookies);

/* The value of one more cookie as sent, or NULL. */
const char *visit_cookie_sent(const struct visit *v, struct arena *a, const char *name);

/* Derives the secret from the session's token, else from the visitor's, making one if `make`. */
void visit_secret(struct visit *v, struct arena *a, bool make);

/* Adds a cookie. age: seconds, 0: until the browser closes, below 0: removes it. */
void visit_cookie(struct visit *v, struct arena *a, const char *name, const char *value, int age);

/* The name of a cookie that must not be set from elsewhere: "__Host-session", or "session". */
const char *visit_cookie_name(const struct visit *v, struct arena *a, const char *name);

#endif
