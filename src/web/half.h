/*
 * A sign-in that waits for its second factor: not a session, nobody acts by it. A random 256-bit
 * token in a cookie of its own, stored as SHA-256, for five minutes and five tries, in the browser
 * that gave the password.
 */
#ifndef WEB_HALF_H
#define WEB_HALF_H

#include "web/page.h"

#define HALF_MINUTES 5
#define HALF_TRIES 5

/* After the right password: begins it, ending the one this browser had. */
enum err half_begin(struct page *pg, int64_t account) MUST_USE;

/* Whose sign-in waits in this browser; *account 0: none, or its time or tries have run out. */
enum err half_find(struct page *pg, int64_t *account) MUST_USE;

/* Counts a wrong code. */
enum err half_fail(struct page *pg) MUST_USE;

enum err half_end(struct page *pg) MUST_USE;

#endif
