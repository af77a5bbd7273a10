/*
 * Bodies, persons, posts and accounts for the tests of any slice.
 *
 *	struct ctx *cx = t_people(t);			a write transaction; acts as the system
 *	int64_t moi = t_body(cx, "MOI");		there, or added as a ministry
 *	t_as(cx, t_account(cx, "focal.moi", moi, "focal"));
 *	...
 *	t_end(cx);					rolls back
 */
#ifndef TEST_PEOPLE_FIXTURES_H
#define TEST_PEOPLE_FIXTURES_H

#include "core/ctx.h"
#include "test/harness.h"

#define T_NOW "2026-11-24T06:10:00.000Z"
#define T_TODAY "2026-11-24"
#define T_PASSWORD "correct horse battery"

/* A write transaction on t->pool at T_NOW, as the system, in English. t_commit ends it and begins
 * the next one with a fresh context of the same who. */
struct ctx *t_people(struct t *t);
struct ctx *t_commit(struct ctx *cx);
void t_end(struct ctx *cx);

/* The configuration of such contexts. */
const struct config *t_config(void);

/* A ministry of that code under `parent` (t_body: none), named "Body CODE"; the same one again if
 * there. */
int64_t t_body(struct ctx *cx, const char *code);
int64_t t_body_under(struct ctx *cx, const char *code, const char *kind, int64_t parent);

/* A person called `name` at a body. */
int64_t t_person(struct ctx *cx, const char *name, int64_t body);

/*
 * An account NAME@demo.example with password T_PASSWORD for a new person of that name at the body,
 * who holds a new post of that kind there (NULL: none).
 */
int64_t t_account(struct ctx *cx, const char *name, int64_t body, const char *post_kind);

/* From now on this account acts (0: the system), as after signing in. */
void t_as(struct ctx *cx, int64_t account);

/* Forgets the problems so far; the text of the first one, "" if none. */
void t_calm(struct ctx *cx);
const char *t_problem(const struct ctx *cx);

#endif
