/*
 * The test harness. A test is a function that registers itself:
 *
 *	TEST(digits_are_read) { CHECK_INT(25, ...); }		pure, runs once
 *	DBTEST(last_seat_is_given_once) { ... t->pool ... }	runs on SQLite and on PostgreSQL,
 *each time with a fresh, migrated, empty store
 *
 * A failed CHECK prints file, line, both values, and the test goes on. `t->arena` is reset after
 *each. The program: tansiq-test [--engine sqlite|postgres|none] [part of a name]; it ends with the
 *line "N passed, N failed, N skipped". t_skip(t, "why") marks a test skipped.
 */
#ifndef TEST_HARNESS_H
#define TEST_HARNESS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"

struct pool;

struct t {
	const char *name;
	struct arena *arena;
	const char *engine; /* "sqlite", "postgres", or "" in pure tests */
	struct pool *pool;  /* DBTEST only */
	const char *dir;    /* an empty folder of its own, removed afterwards */
	int failed;
	const char *skipped;
};

struct test {
	const char *file;
	const char *name;
	void (*run)(struct t *t);
	bool store;
	struct test *next;
};

void test_register(struct test *test);

#define TEST_(fn, with_store)                                                                      \
	static void fn(struct t *t);                                                               \
	static struct test fn##_test = {                                                           \
		.file = __FILE__, .name = #fn, .run = fn, .store = with_store                      \
	};                                                                                         \
	__attribute__((constructor)) static void fn##_register(void)                               \
	{                                                                                          \
		test_register(&fn##_test);                                                         \
	}                                                                                          \
	static void fn(struct t *t)
#define TEST(fn) TEST_(fn, false)
#define DBTEST(fn) TEST_(fn, true)

/* Each returns whether it held, so that a test may stop early: if (!CHECK(p)) return; */
bool t_check(struct t *t, bool ok, const char *file, int line, const char *what);
bool t_check_int(
	struct t *t, int64_t want, int64_t got, const char *file, int line, const char *what);
bool t_check_str(struct t *t, const char *want, const char *got, const char *file, int line,
	const char *what);
void t_skip(struct t *t, const char *why);

#define CHECK(cond) t_check(t, (cond), __FILE__, __LINE__, #cond)
#define CHECK_INT(want, got) t_check_int(t, (want), (got), __FILE__, __LINE__, #got)
#define CHECK_STR(want, got) t_check_str(t, (want), (got), __FILE__, __LINE__, #got)
#define CHECK_ERR(want, got) CHECK_INT((int64_t)(want), (int64_t)(got))
/* Passes when `hay` contains `needle`. */
#define CHECK_HAS(hay, needle)                                                                     \
	t_check(t, strstr((hay), (needle)) != NULL, __FILE__, __LINE__, needle)

/* The folder of the shared material (environment TANSIQ_SHARED, else ../shared from the project),
 * or NULL. */
const char *t_shared(void);
/* The project's root folder. */
const char *t_root(void);
/* A whole file into the arena (NUL added); NULL if it cannot be read. */
char *t_file(struct arena *a, const char *path, size_t *len);

#endif
