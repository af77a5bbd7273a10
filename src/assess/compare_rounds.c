#include "assess/compare_rounds.h"

#include <stdlib.h>
#include <string.h>

static bool answered(const struct compared_round *r, int64_t body)
{
	for (size_t i = 0; i < r->n_bodies; i++)
		if (r->bodies[i] == body)
			return true;
	return false;
}

static int by_score(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	return strcmp(x->topic, y->topic);
}

/* The ranking of a round; with `other`, of the bodies alone that answered that one too. */
static size_t rank(struct arena *a, const struct compared_round *r,
	const struct compared_round *other, struct ranked **out)
{
	struct ranked *rows = ARENA_ARRAY(a, r->n + 1, struct ranked);
	int64_t priority = 0, priority_n = 0, gap = 0, gap_n = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct cons_parts *p = &r->parts[i];
		struct ranked *row;

		if (other && !answered(other, p->body))
			continue;
		if (!n || strcmp(rows[n - 1].topic, p->topic) != 0) {
			rows[n++].topic = p->topic;
			priority = priority_n = gap = gap_n = 0;
		}
		row = &rows[n - 1];
		row->needs += p->needs;
		row->people += p->people;
		row->bodies++;
		row->priority = cons_mean(priority += p->priority_sum, priority_n += p->priority_n);
		row->gap = cons_mean(gap += p->gap_sum, gap_n += p->gap_n);
	}
	for (size_t i = 0; i < n; i++)
		rows[i].score = cons_score(rows[i].people, rows[i].priority, rows[i].gap);
	if (n)
		qsort(rows, n, sizeof(*rows), by_score);
	*out = rows;
	return n;
}

static struct compared_side side_of(const struct ranked *rows, size_t n, const char *topic)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].topic, topic) == 0)
			return (struct compared_side){ (int64_t)i + 1, rows[i].needs,
				rows[i].bodies, rows[i].people, rows[i].priority, rows[i].gap,
				rows[i].score };
	return (struct compared_side){ .priority = DB_NULL, .gap = DB_NULL };
}

static bool names(const struct compared_round *r, int64_t body, const char *topic)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->parts[i].body == body && strcmp(r->parts[i].topic, topic) == 0)
			return true;
	return false;
}

static void put_body(struct arena *a, const struct compared_round *then,
	const struct compared_round *now, int64_t body, struct comparison *out)
{
	struct compared_body *b = LIST_PUSH(a, &out->bodies);

	*b = (struct compared_body){
		.body = body, .then = answered(then, body), .now = answered(now, body)
	};
	for (size_t i = 0; i < now->n; i++)
		if (now->parts[i].body == body) {
			b->needs_now += now->parts[i].needs;
			b->people_now += now->parts[i].people;
			if (b->then && !names(then, body, now->parts[i].topic))
				*LIST_PUSH(a, &b->added) = now->parts[i].topic;
		}
	for (size_t i = 0; i < then->n; i++)
		if (then->parts[i].body == body) {
			b->needs_then += then->parts[i].needs;
			b->people_then += then->parts[i].people;
			if (b->now && !names(now, body, then->parts[i].topic))
				*LIST_PUSH(a, &b->gone) = then->parts[i].topic;
		}
	out->both += b->then && b->now;
}

void compare_rounds(struct arena *a, const struct compared_round *then,
	const struct compared_round *now, bool both, struct comparison *out)
{
	struct ranked *before, *after;
	size_t n_before = rank(a, then, both ? now : NULL, &before),
	       n_after = rank(a, now, both ? then : NULL, &after);

	*out = (struct comparison){ 0 };
	for (size_t i = 0; i < n_after; i++)
		*LIST_PUSH(a, &out->topics) = (struct compared_topic){ after[i].topic,
			side_of(before, n_before, after[i].topic),
			side_of(after, n_after, after[i].topic) };
	for (size_t i = 0; i < n_before; i++)
		if (!side_of(after, n_after, before[i].topic).rank)
			*LIST_PUSH(a, &out->topics) = (struct compared_topic){ before[i].topic,
				side_of(before, n_before, before[i].topic),
				side_of(after, n_after, before[i].topic) };
	for (size_t i = 0; i < now->n_bodies; i++)
		if (!both || answered(then, now->bodies[i]))
			put_body(a, then, now, now->bodies[i], out);
	for (size_t i = 0; i < then->n_bodies && !both; i++)
		if (!answered(now, then->bodies[i]))
			put_body(a, then, now, then->bodies[i], out);
}
