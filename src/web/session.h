/*
 * Sessions: a random 256-bit token in a cookie (`__Host-session`, Secure, HttpOnly, SameSite=Lax;
 * on plain loopback HTTP named `session` and not Secure), stored as SHA-256, ended when idle, after
 * its longest life, or by signing out; a new one at every sign-in. The CSRF token of a page is
 * derived from the session's token; visitors without a session have a pre-session cookie.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "web/page.h"

/* Signs an account in: ends the old session, makes a new one, sets the cookie when the transaction
 * commits. */
enum err session_begin(struct page *pg, int64_t account) MUST_USE;

/*
 * The browser's own token, by which it is known again at the next sign-in: a cookie of 180 days,
 * newly made where there is none; session_device_keep sets it.
 */
const char *session_device(struct page *pg);
void session_device_keep(struct page *pg);

/* Ends this session; every session of an account (but this one). */
enum err session_end(struct page *pg) MUST_USE;
enum err session_end_all(struct ctx *cx, int64_t account, const char *keep_token_hash) MUST_USE;

/* Ends one session of an account; nothing if it has ended already. */
enum err session_end_one(struct ctx *cx, int64_t account, const char *token_hash) MUST_USE;

/* The hash of this session's token, to keep it in session_end_all; NULL without a session. */
const char *session_hash(const struct page *pg);

/* Deletes sessions and once-tokens that no longer count; for a job, once an hour. */
enum err session_purge(struct ctx *cx) MUST_USE;

#endif
