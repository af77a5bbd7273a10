/* The dispatcher's side of sessions. */
#ifndef WEB_SESSION_LOAD_H
#define WEB_SESSION_LOAD_H

#include "web/server.h"
#include "web/session.h"
#include "web/visit.h"

/*
 * Finds the live session of the request's cookie in one query and has the application fill in who
 * acts. No live session: v->ended if there was a cookie, and nobody acts.
 */
enum err session_load(struct ctx *cx, struct visit *v, const struct web_hooks *hooks) MUST_USE;

/* Notes that the session was used. */
enum err session_touch(struct ctx *cx, const struct visit *v) MUST_USE;

#endif
