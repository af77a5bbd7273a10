/*
 * CSRF tokens: a keyed hash (BLAKE2b) of the browser's secret, masked anew for every page (a random
 * pad, and the pad XOR the token), so that compression tells nothing about it (BREACH). 32 bytes of
 * pad and token make 43 base64url characters. The pad is also what two sends of one rendered form
 * have in common.
 */
#ifndef WEB_CSRF_H
#define WEB_CSRF_H

#include "web/visit.h"

/* A token for the forms of one page. The visit must have its secret. */
const char *csrf_token(const struct visit *v, struct arena *a);

/* Whether a posted token is one of this browser; *pad is its pad as text. */
bool csrf_check(const struct visit *v, struct arena *a, const char *posted, const char **pad);

#endif
