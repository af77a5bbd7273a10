/*
 * What the programs of `make bench` share: a store opened, an act in a transaction, rounds and
 * answers in volume. They use the statements of the slices, so the rows are such as the program
 * itself would have written. Results go to standard output, a name and a number a line.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "core/ctx.h"

/* Opens a store that is at this program's migrations; ends the process when that fails. */
struct pool *bench_store(const char *url);

/* Runs `act` in one transaction as the system; ends the process when it fails. */
void bench_act(struct pool *pool, enum db_mode mode, enum err (*act)(struct ctx *cx, void *what),
	void *what);

/* Processor time of this process in µs: what other programs do at the same time does not count. */
int64_t bench_cpu_us(void);

/* Prints "name value". */
void bench_say(const char *name, double value);

/* A round like the demonstration's finished one, open, titled with `n`. */
enum err bench_round(struct ctx *cx, int64_t n, int64_t *round) MUST_USE;

/* The answers and needs of one accepted response, read once and written many times. */
struct bench_response;

/* All accepted responses of the demonstration's finished round. */
enum err bench_responses(struct ctx *cx, struct bench_response **out, size_t *n) MUST_USE;

/* A response like that at `at`, accepted, of that body. `times` multiplies the numbers of people.
 */
enum err bench_copy(struct ctx *cx, const struct bench_response *like, size_t at, int64_t round,
	int64_t body, int64_t times) MUST_USE;

/* The i-th of many bodies that exist only to answer. */
enum err bench_body(struct ctx *cx, int64_t i, int64_t *body) MUST_USE;

#endif
