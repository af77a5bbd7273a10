#include "assess/disclose.h"

#include <string.h>

#include "test/harness.h"

/* A table of rows × columns with margins and a grand total. */
enum { SIDE = 4, MOST_HIDDEN = 7 };

struct grid {
	struct disclose d;
	size_t rows, cols;
	size_t at[SIDE + 1][SIDE + 1];
};

static uint64_t seed = 1325;

static uint64_t roll(uint64_t n) /* xorshift64* (Vigna 2016) */
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (seed * UINT64_C(2685821657736338717) >> 33) % n;
}

static void sum_line(struct disclose *d, size_t total, const size_t *parts, size_t n, size_t step)
{
	size_t line = disclose_line(d);

	disclose_part(d, line, total, -1);
	for (size_t i = 0; i < n; i++)
		disclose_part(d, line, parts[i * step], 1);
}

/* `least`: the smallest value inside; values up to least + 3; hides about one in `rarity`. */
static size_t grid_make(struct grid *g, struct arena *a, int64_t least, uint64_t rarity)
{
	int64_t v[SIDE + 1][SIDE + 1] = { { 0 } };
	size_t hidden = 0;

	g->rows = 2 + roll(SIDE - 1);
	g->cols = 2 + roll(SIDE - 1);
	disclose_begin(&g->d, a);
	for (size_t r = 0; r < g->rows; r++)
		for (size_t c = 0; c < g->cols; c++) {
			v[r][c] = least + (int64_t)roll(4);
			v[r][g->cols] += v[r][c];
			v[g->rows][c] += v[r][c];
			v[g->rows][g->cols] += v[r][c];
		}
	for (size_t r = 0; r <= g->rows; r++)
		for (size_t c = 0; c <= g->cols; c++) {
			bool hide = hidden < MOST_HIDDEN && roll(rarity) == 0;

			g->at[r][c] = disclose_cell(&g->d, v[r][c], !hide);
			hidden += hide;
		}
	for (size_t r = 0; r <= g->rows; r++)
		sum_line(&g->d, g->at[r][g->cols], g->at[r], g->cols, 1);
	for (size_t c = 0; c <= g->cols; c++)
		sum_line(&g->d, g->at[g->rows][c], &g->at[0][c], g->rows, SIDE + 1);
	return hidden;
}

/* ---- every filling there can be, tried one by one ---- */

struct brute {
	const struct disclose *d;
	size_t hidden[MOST_HIDDEN + 1], n;
	int64_t most; /* of one cell */
	int64_t value[(SIDE + 1) * (SIDE + 1)], low[MOST_HIDDEN], high[MOST_HIDDEN];
};

/* False when a line can no longer come out even, its open cells being nought or more. */
static bool may_fit(const struct brute *b, size_t open_from)
{
	for (size_t l = 0; l < b->d->lines.n; l++) {
		const struct disclose_line *line = &b->d->lines.at[l];
		int64_t sum = 0;
		bool open = false;

		for (size_t i = 0; i < line->parts.n; i++) {
			for (size_t h = open_from; h < b->n; h++)
				open |= b->hidden[h] == line->parts.at[i].cell;
			sum += b->value[line->parts.at[i].cell] * line->parts.at[i].times;
		}
		if (!open && sum != 0)
			return false;
	}
	return true;
}

static void try_all(struct brute *b, size_t h)
{
	if (!may_fit(b, h))
		return;
	if (h == b->n) {
		for (size_t i = 0; i < b->n; i++) {
			int64_t x = b->value[b->hidden[i]];

			b->low[i] = x < b->low[i] ? x : b->low[i];
			b->high[i] = x > b->high[i] ? x : b->high[i];
		}
		return;
	}
	for (int64_t x = 0; x <= b->most; x++) {
		b->value[b->hidden[h]] = x;
		try_all(b, h + 1);
	}
}

static void brute_run(struct brute *b, const struct disclose *d)
{
	*b = (struct brute){ .d = d, .most = 9 };
	for (size_t i = 0; i < d->cells.n; i++) {
		b->value[i] = d->cells.at[i].value;
		if (!d->cells.at[i].shown && b->n < MOST_HIDDEN) {
			b->low[b->n] = b->high[b->n] = d->cells.at[i].value;
			b->hidden[b->n++] = i;
		}
	}
	for (size_t i = 0; i < b->n; i++) /* a margin may be larger than any cell inside */
		if (d->cells.at[b->hidden[i]].value + 2 > b->most)
			b->most = d->cells.at[b->hidden[i]].value + 2;
	try_all(b, 0);
}

struct count {
	int64_t safe, computed, forced, missed;
};

static void compare(struct t *t, struct grid *g, struct count *n)
{
	struct brute b;

	(void)disclose_run(&g->d);
	brute_run(&b, &g->d);
	for (size_t i = 0; i < b.n; i++) {
		const struct disclose_cell *c = &g->d.cells.at[b.hidden[i]];
		bool open = b.low[i] < b.high[i];

		CHECK(c->verdict != DISCLOSE_SHOWN);
		CHECK(c->verdict != DISCLOSE_SAFE || open);
		CHECK(c->verdict != DISCLOSE_COMPUTED || !open);
		n->safe += c->verdict == DISCLOSE_SAFE;
		n->computed += c->verdict == DISCLOSE_COMPUTED;
		n->forced += c->verdict == DISCLOSE_FORCED;
		n->missed += c->verdict == DISCLOSE_FORCED && open;
	}
}

TEST(what_is_called_safe_could_be_something_else)
{
	struct count n = { 0 };

	for (int i = 0; i < 3000; i++) {
		struct arena *a = arena_new(0);
		struct grid g;

		if (grid_make(&g, a, 0, 2 + roll(3)))
			compare(t, &g, &n);
		arena_free(a);
	}
	/* All three come up, and hardly anything safe is taken for found. */
	CHECK(n.safe > 1000 && n.computed > 1000 && n.forced > 50);
	CHECK(n.missed * 100 < n.safe);
}

TEST(where_nothing_hidden_is_nought_the_equations_say_all)
{
	struct count n = { 0 };

	for (int i = 0; i < 3000; i++) {
		struct arena *a = arena_new(0);
		struct grid g;

		if (grid_make(&g, a, 1, 2 + roll(3)))
			compare(t, &g, &n);
		arena_free(a);
	}
	CHECK(n.safe > 1000 && n.computed > 1000);
	CHECK_INT(0, n.missed);
}

TEST(a_cell_shown_elsewhere_is_computed)
{
	struct disclose d;
	size_t hidden, same, line;

	disclose_begin(&d, t->arena);
	hidden = disclose_cell(&d, 3, false);
	CHECK_INT(0, (int64_t)disclose_run(&d)); /* in no equation at all */
	CHECK_INT(DISCLOSE_SAFE, d.cells.at[hidden].verdict);
	same = disclose_cell(&d, 3, true);
	line = disclose_line(&d);
	disclose_part(&d, line, hidden, 1);
	disclose_part(&d, line, same, -1);
	CHECK_INT(1, (int64_t)disclose_run(&d));
	CHECK_INT(DISCLOSE_COMPUTED, d.cells.at[hidden].verdict);
	CHECK_INT(DISCLOSE_SHOWN, d.cells.at[same].verdict);
}

TEST(two_that_are_nought_together_are_forced)
{
	struct disclose d;
	size_t a, b, line;

	disclose_begin(&d, t->arena);
	a = disclose_cell(&d, 0, false);
	b = disclose_cell(&d, 0, false);
	line = disclose_line(&d);
	disclose_part(&d, line, a, 1);
	disclose_part(&d, line, b, 1);
	CHECK_INT(2, (int64_t)disclose_run(&d));
	CHECK_INT(DISCLOSE_FORCED, d.cells.at[a].verdict);
	CHECK_INT(DISCLOSE_FORCED, d.cells.at[b].verdict);
}

TEST(fractions_are_whole_again)
{
	struct disclose d;
	size_t x, y, line;

	disclose_begin(&d, t->arena); /* 3x - 2y = 0: (2, 3) and its multiples */
	x = disclose_cell(&d, 4, false);
	y = disclose_cell(&d, 6, false);
	line = disclose_line(&d);
	disclose_part(&d, line, x, 3);
	disclose_part(&d, line, y, -2);
	CHECK_INT(0, (int64_t)disclose_run(&d));
	CHECK_INT(2, d.cells.at[x].apart);
	CHECK_INT(3, d.cells.at[y].apart);
}

TEST(tables_that_are_safe_alone_may_not_be_together)
{
	struct disclose d;
	size_t c[3], total, line;

	/* One release shows 10 = a + b + c with a, b hidden; another a + c = 7: b is 3. */
	disclose_begin(&d, t->arena);
	for (int i = 0; i < 3; i++)
		c[i] = disclose_cell(&d, (int64_t[]){ 4, 3, 3 }[i], false);
	total = disclose_cell(&d, 10, true);
	sum_line(&d, total, c, 3, 1);
	CHECK_INT(0, (int64_t)disclose_run(&d));
	total = disclose_cell(&d, 7, true);
	line = disclose_line(&d);
	disclose_part(&d, line, total, -1);
	disclose_part(&d, line, c[0], 1);
	disclose_part(&d, line, c[2], 1);
	CHECK_INT(1, (int64_t)disclose_run(&d));
	CHECK_INT(DISCLOSE_COMPUTED, d.cells.at[c[1]].verdict);
	CHECK_INT(DISCLOSE_SAFE, d.cells.at[c[0]].verdict);
}
