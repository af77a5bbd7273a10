/*
 * How a DBTEST gets its store. The fixtures of the store layer define both functions; while a
 * program is linked without them, its DBTESTs are skipped.
 */
#ifndef TEST_STORE_H
#define TEST_STORE_H

#include "test/harness.h"

/* Gives t->pool a fresh, migrated, empty store of t->engine. NULL, or why that cannot be had here.
 */
const char *t_store_open(struct t *t) __attribute__((weak));

/* A second store of t->engine with nothing in it, not even a table; NULL if it cannot be had. */
struct pool *t_store_empty(struct t *t);

/* Closes t->pool and the second store; whatever the store kept outside t->dir is removed. */
void t_store_close(struct t *t) __attribute__((weak));

#endif
