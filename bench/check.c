/*
 * bench-check WORKBOOK RESPONSES: how long the form engine takes for each full response: to check
 * it from nothing (answers read, all rules evaluated, everything judged), and to evaluate again
 * what depends on one changed answer. Prints the mean of many rounds over all responses, in µs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/read_file.h"
#include "base/json.h"
#include "bench/bench.h"
#include "forms/check.h"
#include "forms/xlsform.h"

enum { ROUNDS = 50, CHANGES = 200 };

static const struct form_clock noon = { .today = "2026-11-24", .zone = 180 };

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "bench-check: %s\n", what);
	exit(1);
}

static const struct json *member(const struct json *j, const char *name)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->at[i].key && strcmp(j->at[i].key, name) == 0)
			return &j->at[i];
	fail("the responses lack a member");
}

static void check_once(const struct form *f, const struct json *answers, struct arena *a)
{
	struct form_findings findings = { .arena = a };
	struct answers *ans;

	if (answers_read(a, f, answers, &ans, &findings) != OK ||
		form_check(ans, &noon, 0, a, &findings) != OK)
		fail("a response is not clean");
}

static double whole(const struct form *f, const struct json *responses)
{
	struct arena *a = arena_new(1 << 20);
	int64_t from = bench_cpu_us(), took;

	for (int i = 0; i < ROUNDS; i++)
		for (size_t j = 0; j < responses->n; j++) {
			check_once(f, member(&responses->at[j], "answers"), a);
			arena_reset(a);
		}
	took = bench_cpu_us() - from;
	arena_free(a);
	return (double)took / (ROUNDS * (double)responses->n);
}

/* The number of people of the first need, back and forth. */
static double one_change(const struct form *f, const struct json *answers)
{
	struct arena *a = arena_new(1 << 20);
	struct form_findings findings = { .arena = a };
	struct answers *ans;
	struct form_ref at;
	int64_t from, took;

	if (answers_read(a, f, answers, &ans, &findings) != OK || form_update(ans, &noon, 0) != OK)
		fail("a response cannot be read");
	at = answers_at(ans, "need[1]/n_people");
	from = bench_cpu_us();
	for (int i = 0; i < CHANGES; i++)
		if (answers_set(ans, at, i % 2 ? "40" : "41") != OK ||
			form_update(ans, &noon, 0) != OK)
			fail("an answer is refused");
	took = bench_cpu_us() - from;
	arena_free(a);
	return (double)took / CHANGES;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(1 << 20);
	struct form_problems problems = { .arena = a };
	const struct json *responses;
	const struct form *f;
	struct bytes book, text;
	struct json *j;
	const char *why;

	if (argc != 3)
		fail("usage: bench-check WORKBOOK RESPONSES");
	if (!read_file(a, argv[1], 64 << 20, &book) || !read_file(a, argv[2], 64 << 20, &text))
		fail("a file cannot be read");
	if (xlsform_read_file(a, book, "needs", NULL, &problems, &f) != OK)
		fail("the workbook is refused");
	if (json_parse(a, (const char *)text.data, text.len, &j, &why) != OK)
		fail("the responses are no JSON");
	responses = member(j, "responses");
	bench_say("check_us", whole(f, responses));
	bench_say("change_us", one_change(f, member(&responses->at[0], "answers")));
	arena_free(a);
	return 0;
}
