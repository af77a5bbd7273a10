/*
 * bench-consolidation URL N…: for each N, a round with N accepted responses (copies of the
 * demonstration's, each of a body of its own), then every figure of its consolidation, timed
 * (processor time) against the plainest hand-written SQL over the answers (bench.sql); both must
 * give the same. Prints "N figure ours_us plain_us" a line: the best of several runs.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/consolidation.h"
#include "bench/bench.h"
#include "bench/bench_sql.h"

enum { AT_ONCE = 1000 };

struct line {
	const char *one, *two;
	int64_t n[7];
};

struct table {
	struct line *lines;
	size_t n;
	int64_t us;
};

/* A function that runs one query by the clock and lays its rows out as lines. */
#define FIGURE(NAME, QUERY, ARGUMENTS, ...)                                                        \
	static enum err NAME(struct ctx *cx, int64_t round, struct table *t)                       \
	{                                                                                          \
		struct QUERY *rows;                                                                \
		size_t n;                                                                          \
		int64_t from = bench_cpu_us();                                                     \
                                                                                                   \
		TRY(QUERY##_query ARGUMENTS);                                                      \
		t->us = bench_cpu_us() - from;                                                     \
		t->n = n;                                                                          \
		t->lines = ARENA_ARRAY(cx->arena, n, struct line);                                 \
		for (size_t i = 0; i < n; i++) {                                                   \
			const struct QUERY *r = &rows[i];                                          \
                                                                                                   \
			t->lines[i] = (struct line){ __VA_ARGS__ };                                \
		}                                                                                  \
		return OK;                                                                         \
	}
#define ALL(...) (cx->db, cx->arena, round, false, __VA_ARGS__ & rows, &n)
#define PLAIN (cx->db, cx->arena, round, &rows, &n)
#define COMMA ,

/* clang-format off */
#define TOPIC r->topic, NULL, { r->needs, r->bodies, r->people, r->priority_sum, r->priority_n, r->gap_sum, r->gap_n }
#define PAIR r->topic, r->other, { r->needs, r->bodies, r->people }
#define BODY r->topic, NULL, { r->body, r->needs, r->people, r->gap }
#define CHOICE r->question, r->choice, { r->bodies, r->times }
#define ANSWERED r->question, NULL, { r->bodies }
#define NUMBER r->question, NULL, { r->bodies, r->total, r->low, r->high }

FIGURE(ours_topics, cons_topics, ALL(NULL COMMA NULL COMMA NULL COMMA), TOPIC)
FIGURE(plain_topics, plain_topics, PLAIN, TOPIC)
FIGURE(ours_groups, cons_topic_groups, ALL(NULL COMMA), PAIR)
FIGURE(plain_groups, plain_topic_groups, PLAIN, PAIR)
FIGURE(ours_places, cons_topic_places, ALL(NULL COMMA), PAIR)
FIGURE(plain_places, plain_topic_places, PLAIN, PAIR)
FIGURE(ours_bodies, cons_topic_bodies, ALL(), BODY)
FIGURE(plain_bodies, plain_topic_bodies, PLAIN, BODY)
FIGURE(ours_choices, cons_choices, ALL(), CHOICE)
FIGURE(plain_choices, plain_choices, PLAIN, CHOICE)
FIGURE(ours_answered, cons_answered, ALL(), ANSWERED)
FIGURE(plain_answered, plain_answered, PLAIN, ANSWERED)
FIGURE(ours_numbers, cons_numbers, ALL(), NUMBER)
FIGURE(plain_numbers, plain_numbers, PLAIN, NUMBER)

static const struct {
	const char *name;
	enum err (*ours)(struct ctx *cx, int64_t round, struct table *t);
	enum err (*plain)(struct ctx *cx, int64_t round, struct table *t);
} figures[] = {
	{ "topics", ours_topics, plain_topics },
	{ "groups", ours_groups, plain_groups },
	{ "places", ours_places, plain_places },
	{ "bodies", ours_bodies, plain_bodies },
	{ "choices", ours_choices, plain_choices },
	{ "answered", ours_answered, plain_answered },
	{ "numbers", ours_numbers, plain_numbers },
};
/* clang-format on */

struct work {
	struct bench_response *like;
	size_t n_like;
	int64_t round, from, to, most;
	size_t figure;
	int64_t ours, plain; /* µs; 0: not yet */
};

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same(const struct table *a, const struct table *b)
{
	if (a->n != b->n || !a->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!same_text(a->lines[i].one, b->lines[i].one) ||
			!same_text(a->lines[i].two, b->lines[i].two) ||
			memcmp(a->lines[i].n, b->lines[i].n, sizeof(a->lines[i].n)) != 0)
			return false;
	return true;
}

static enum err time_figure(struct ctx *cx, void *what)
{
	struct work *w = what;
	struct table ours, plain;

	TRY(figures[w->figure].ours(cx, w->round, &ours));
	TRY(figures[w->figure].plain(cx, w->round, &plain));
	if (!same(&ours, &plain)) {
		fprintf(stderr, "bench-consolidation: %s: the two do not give the same\n",
			figures[w->figure].name);
		exit(1);
	}
	if (!w->ours || ours.us < w->ours)
		w->ours = ours.us;
	if (!w->plain || plain.us < w->plain)
		w->plain = plain.us;
	return OK;
}

static enum err begin(struct ctx *cx, void *what)
{
	struct work *w = what;

	return bench_round(cx, w->most, &w->round);
}

static enum err fill(struct ctx *cx, void *what)
{
	struct work *w = what;

	TRY(bench_responses(cx, &w->like, &w->n_like));
	for (int64_t i = w->from; i < w->to; i++) {
		int64_t body;

		TRY(bench_body(cx, w->most + i, &body));
		TRY(bench_copy(cx, w->like, (size_t)i % w->n_like, w->round, body, 1 + i % 7));
	}
	return OK;
}

static void measure(struct pool *pool, int64_t n)
{
	struct work w = { .most = n };
	int runs = n > 10000 ? 1 : 5;

	bench_act(pool, DB_WRITE, begin, &w);
	for (w.from = 0; w.from < n; w.from = w.to) {
		w.to = w.from + AT_ONCE < n ? w.from + AT_ONCE : n;
		bench_act(pool, DB_WRITE, fill, &w);
	}
	for (w.figure = 0; w.figure < COUNT_OF(figures); w.figure++) {
		w.ours = w.plain = 0;
		for (int i = 0; i < runs; i++)
			bench_act(pool, DB_READ, time_figure, &w);
		printf("%" PRId64 " %s %" PRId64 " %" PRId64 "\n", n, figures[w.figure].name,
			w.ours, w.plain);
		(void)fflush(stdout);
	}
}

int main(int argc, char **argv)
{
	struct pool *pool;

	if (argc < 3) {
		fputs("usage: bench-consolidation URL N…\n", stderr);
		return 2;
	}
	pool = bench_store(argv[1]);
	for (int i = 2; i < argc; i++)
		measure(pool, strtoll(argv[i], NULL, 10));
	pool_close(pool);
	return 0;
}
