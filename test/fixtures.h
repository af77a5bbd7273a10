/*
 * What the DBTESTs of all slices begin with: a context in a write transaction, with system rights,
 * on a fixed morning, with t->dir as the data folder. It is ended with the test by itself.
 */
#ifndef TEST_FIXTURES_H
#define TEST_FIXTURES_H

#include "core/ctx.h"
#include "test/harness.h"

#define T_NOW "2026-11-24T06:10:00.000Z"
#define T_TODAY "2026-11-24"

/* A context in a new write transaction. One at a time: an earlier one of this test is rolled back.
 */
struct ctx *t_ctx(struct t *t);

/* The instance's configuration in tests; a copy may be changed and put into cx->config. */
const struct config *t_config(struct t *t);

/* Commits, begins again. Who acts, the problems and the arena stay. */
void t_commit(struct ctx *cx);

/* Rolls back, begins again. */
void t_rollback(struct ctx *cx);

/* From now on an account of a body acts, with the grants it has in the store. */
void t_as(struct ctx *cx, int64_t account, int64_t body, enum share reach);

/*
 * For tests of core, which know no people: a bare body of that id, an account (with its person) of
 * a bare body, a post there. What only has to be there for a grant to refer to.
 */
void t_bare_body(struct ctx *cx, int64_t id);
void t_bare_account(struct ctx *cx, int64_t id, int64_t body);
void t_bare_post(struct ctx *cx, int64_t id, int64_t body);

/* From now on the system acts. */
void t_system(struct ctx *cx);

/* Forgets the problems found so far. */
void t_clear(struct ctx *cx);

/* The first problem's field or text; "" if there is none (a problem on the whole has the field "").
 */
const char *t_field(const struct ctx *cx);
const char *t_problem(const struct ctx *cx);

/* Rolls back what is open; the harness calls it after each DBTEST. */
void t_end(void);

#endif
