/*
 * Bodies, persons, posts and accounts for the tests of any slice, on the contexts of
 *test/fixtures.h:
 *
 *	struct ctx *cx = t_ctx(t);
 *	int64_t moi = t_body(cx, "MOI");		there, or added as a ministry
 *	t_signed_in(cx, t_account(cx, "focal.moi", moi, "focal"));
 */
#ifndef TEST_PEOPLE_FIXTURES_H
#define TEST_PEOPLE_FIXTURES_H

#include "test/fixtures.h"

#define T_PASSWORD "correct horse battery"

/*
 * A ministry of that code, named "Body CODE", shared with partners; the same one again if there.
 * The second one says of which kind, under which parent (DB_NULL: none).
 */
int64_t t_body(struct ctx *cx, const char *code);
int64_t t_body_under(struct ctx *cx, const char *code, const char *kind, int64_t parent);

/* A person called `name` at a body. */
int64_t t_person(struct ctx *cx, const char *name, int64_t body);

/*
 * An account NAME@demo.example with password T_PASSWORD for a new person of that name at the body,
 * who holds a new post of that kind there (NULL: none).
 */
int64_t t_account(struct ctx *cx, const char *name, int64_t body, const char *post_kind);

/* From now on this account acts, as after signing in. */
void t_signed_in(struct ctx *cx, int64_t account);

#endif
