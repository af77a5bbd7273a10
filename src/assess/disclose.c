#include "assess/disclose.h"

#include <string.h>

/* One group of lines tied together by hidden cells, as a matrix modulo P. */
struct group {
	struct disclose *d;
	struct arena *arena; /* of the group alone */
	size_t rows, cols;
	uint64_t *m;	    /* rows × cols, after `reduce` in reduced row echelon form */
	const size_t *line; /* of each row */
	const size_t *cell; /* of each column */
	const size_t *col;  /* of each cell of the whole, where it is of this group */
	size_t *pivot_row;  /* of each column; NONE: it is free */
	size_t *pivot_col;  /* of each row; NONE: the row is empty */
	int64_t *v;	    /* a vector over the columns */
};

#define NONE SIZE_MAX
#define P ((UINT64_C(1) << 61) - 1)
#define MOST_NUMBERS ((size_t)64 << 20)
/* Numerators and denominators up to the root of P / 2 are made again without doubt. */
#define MOST_RATIO ((int64_t)1 << 29)

__extension__ typedef __int128 wide; /* the one type name here: ISO C has none */

/* ---- arithmetic modulo 2^61 - 1 ---- */

static uint64_t mul(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 x = (unsigned __int128)a * b;
	uint64_t s = (uint64_t)(x & P) + (uint64_t)(x >> 61);

	return s >= P ? s - P : s;
}

static uint64_t sub(uint64_t a, uint64_t b)
{
	return a >= b ? a - b : a + P - b;
}

static uint64_t inverse(uint64_t a)
{
	uint64_t r = 1;

	for (uint64_t e = P - 2; e; e >>= 1, a = mul(a, a))
		if (e & 1)
			r = mul(r, a);
	return r;
}

static uint64_t residue(int64_t n)
{
	uint64_t m = (uint64_t)(n < 0 ? -(n + 1) : n) % P;

	return n < 0 ? sub(0, (m + 1) % P) : m;
}

/* ---- cells and lines ---- */

void disclose_begin(struct disclose *d, struct arena *a)
{
	*d = (struct disclose){ .arena = a };
}

size_t disclose_cell(struct disclose *d, int64_t value, bool shown)
{
	*LIST_PUSH(d->arena, &d->cells) = (struct disclose_cell){ .value = value, .shown = shown };
	return d->cells.n - 1;
}

size_t disclose_line(struct disclose *d)
{
	(void)LIST_PUSH(d->arena, &d->lines);
	return d->lines.n - 1;
}

void disclose_part(struct disclose *d, size_t line, size_t cell, int64_t times)
{
	*LIST_PUSH(d->arena, &d->lines.at[line].parts) =
		(struct disclose_part){ .cell = cell, .times = times };
}

/* ---- elimination ---- */

static uint64_t *at(const struct group *g, size_t row, size_t col)
{
	return &g->m[row * g->cols + col];
}

static void fill(struct group *g)
{
	for (size_t r = 0; r < g->rows; r++) {
		const struct disclose_line *l = &g->d->lines.at[g->line[r]];

		for (size_t i = 0; i < l->parts.n; i++) {
			const struct disclose_part *p = &l->parts.at[i];
			uint64_t *x;

			if (g->d->cells.at[p->cell].shown)
				continue;
			x = at(g, r, g->col[p->cell]);
			*x = sub(*x, sub(0, residue(p->times)));
		}
	}
}

/* Takes `by` times row `from` away from row `to`, from column `c` on. */
static void take(struct group *g, size_t to, size_t from, size_t c, uint64_t by)
{
	const uint64_t *f = at(g, from, 0);
	uint64_t *t = at(g, to, 0);

	for (size_t i = c; i < g->cols; i++)
		if (f[i])
			t[i] = sub(t[i], mul(by, f[i]));
}

/* Gauss–Jordan: each row that is not empty gets a column in which it alone has a 1. */
static void reduce(struct group *g)
{
	for (size_t r = 0; r < g->rows; r++) {
		size_t c = 0;
		uint64_t scale;

		while (c < g->cols && !*at(g, r, c))
			c++;
		g->pivot_col[r] = c < g->cols ? c : NONE;
		if (c == g->cols)
			continue;
		g->pivot_row[c] = r;
		scale = inverse(*at(g, r, c));
		for (size_t i = c; i < g->cols; i++)
			*at(g, r, i) = mul(scale, *at(g, r, i));
		for (size_t to = 0; to < g->rows; to++)
			if (to != r && *at(g, to, c))
				take(g, to, r, c, *at(g, to, c));
	}
}

/* ---- proofs ---- */

/* The fraction with small numerator and denominator that is x modulo P; false: there is none. */
static bool fraction(uint64_t x, int64_t *num, int64_t *den)
{
	int64_t r0 = (int64_t)P, r1 = (int64_t)x, t0 = 0, t1 = 1;

	while (r1 > MOST_RATIO) {
		int64_t q = r0 / r1, r = r0 - q * r1, t = t0 - q * t1;

		r0 = r1;
		r1 = r;
		t0 = t1;
		t1 = t;
		if (t1 > MOST_RATIO || t1 < -MOST_RATIO)
			return false;
	}
	*num = t1 < 0 ? -r1 : r1;
	*den = t1 < 0 ? -t1 : t1;
	return true;
}

static int64_t gcd(int64_t a, int64_t b)
{
	while (b) {
		int64_t r = a % b;

		a = b;
		b = r;
	}
	return a < 0 ? -a : a;
}

/* Multiplies what is in the vector already so that a fraction with this denominator fits. */
static bool widen(struct group *g, int64_t *common, int64_t den)
{
	int64_t by = den / gcd(*common, den);

	if (by == 1)
		return true;
	if (__builtin_mul_overflow(*common, by, common))
		return false;
	for (size_t c = 0; c < g->cols; c++)
		if (__builtin_mul_overflow(g->v[c], by, &g->v[c]))
			return false;
	return true;
}

/* The vector of a free column: 1 there, and what follows at the columns of the rows. */
static bool vector_of(struct group *g, size_t free_col)
{
	int64_t common = 1, num, den, whole;

	memset(g->v, 0, g->cols * sizeof(*g->v));
	g->v[free_col] = 1;
	for (size_t r = 0; r < g->rows; r++) {
		if (g->pivot_col[r] == NONE || !*at(g, r, free_col))
			continue;
		if (!fraction(sub(0, *at(g, r, free_col)), &num, &den) || den == 0 ||
			!widen(g, &common, den) ||
			__builtin_mul_overflow(num, common / den, &whole))
			return false;
		g->v[g->pivot_col[r]] = whole;
	}
	return true;
}

/* Whether every equation of the group sends the vector to nought, in whole numbers. */
static bool is_null(const struct group *g)
{
	for (size_t r = 0; r < g->rows; r++) {
		const struct disclose_line *l = &g->d->lines.at[g->line[r]];
		wide sum = 0, term;

		for (size_t i = 0; i < l->parts.n; i++) {
			const struct disclose_part *p = &l->parts.at[i];

			if (g->d->cells.at[p->cell].shown)
				continue;
			term = (wide)p->times * g->v[g->col[p->cell]];
			if (__builtin_add_overflow(sum, term, &sum))
				return false;
		}
		if (sum != 0)
			return false;
	}
	return true;
}

/* Whether the true values plus (sign 1) or less (-1) the vector are all there can be: none
 * negative. */
static bool stays(const struct group *g, int sign)
{
	for (size_t c = 0; c < g->cols; c++) {
		wide x = (wide)g->d->cells.at[g->cell[c]].value + (wide)sign * g->v[c];

		if (x < 0 || x > INT64_MAX)
			return false;
	}
	return true;
}

static void prove(struct group *g)
{
	for (size_t c = 0; c < g->cols; c++) {
		int64_t apart = g->v[c] < 0 ? -g->v[c] : g->v[c];
		struct disclose_cell *x = &g->d->cells.at[g->cell[c]];

		if (!apart)
			continue;
		x->verdict = DISCLOSE_SAFE;
		if (apart > x->apart)
			x->apart = apart;
	}
}

static bool safe(const struct group *g, size_t col)
{
	return g->d->cells.at[g->cell[col]].verdict == DISCLOSE_SAFE;
}

/* Adds (sign 1 or -1) the vector in `w` to the one in g->v; false on overflow. */
static bool add_vector(struct group *g, const int64_t *w, int sign)
{
	for (size_t c = 0; c < g->cols; c++)
		if (__builtin_add_overflow(g->v[c], sign * w[c], &g->v[c]))
			return false;
	return true;
}

/* A vector may make a cell negative alone and not together with another: tries each pair with the
 * first that touches the column. */
static void prove_by_pairs(struct group *g, size_t col, const size_t *free_cols, size_t n)
{
	int64_t *w = ARENA_ARRAY(g->arena, g->cols, int64_t);
	enum { MOST_TRIES = 64 };

	for (size_t i = 0, tries = 0; i < n && tries < MOST_TRIES && !safe(g, col); i++) {
		if (!vector_of(g, free_cols[i]) || !g->v[col])
			continue;
		memcpy(w, g->v, g->cols * sizeof(*w));
		for (size_t k = 0; k < n && tries < MOST_TRIES && !safe(g, col); k++, tries++)
			for (int sign = -1; sign <= 1; sign += 2)
				if (k != i && vector_of(g, free_cols[k]) &&
					add_vector(g, w, sign) && g->v[col] && is_null(g) &&
					(stays(g, 1) || stays(g, -1)))
					prove(g);
	}
}

static void judge(struct group *g)
{
	size_t *free_cols = ARENA_ARRAY(g->arena, g->cols, size_t), n = 0;

	for (size_t c = 0; c < g->cols; c++) {
		if (g->pivot_row[c] != NONE)
			continue;
		free_cols[n++] = c;
		if (vector_of(g, c) && is_null(g) && (stays(g, 1) || stays(g, -1)))
			prove(g);
	}
	for (size_t c = 0; c < g->cols; c++) {
		bool fixed = g->pivot_row[c] != NONE;

		for (size_t i = 0; i < n && fixed; i++)
			fixed = !*at(g, g->pivot_row[c], free_cols[i]);
		if (fixed)
			g->d->cells.at[g->cell[c]].verdict = DISCLOSE_COMPUTED;
		else if (!safe(g, c))
			prove_by_pairs(g, c, free_cols, n);
	}
}

/* ---- groups ---- */

static size_t root_of(size_t *up, size_t i)
{
	while (up[i] != i) {
		up[i] = up[up[i]];
		i = up[i];
	}
	return i;
}

/* Ties hidden cells that stand in one line: `up` leads each to the first of its group. */
static size_t *tie(struct disclose *d, struct arena *a)
{
	size_t *up = ARENA_ARRAY(a, d->cells.n, size_t);

	for (size_t i = 0; i < d->cells.n; i++)
		up[i] = i;
	for (size_t l = 0; l < d->lines.n; l++) {
		size_t first = NONE;

		for (size_t i = 0; i < d->lines.at[l].parts.n; i++) {
			size_t c = d->lines.at[l].parts.at[i].cell;

			if (d->cells.at[c].shown)
				continue;
			if (first == NONE)
				first = root_of(up, c);
			else
				up[root_of(up, c)] = first;
		}
	}
	return up;
}

struct bins { /* members of each group, one group after another */
	size_t *from, *items;
};

/* Sorts `n` items into the groups `of` gives (NONE: none), by counting. */
static struct bins sort_in(struct arena *a, const size_t *of, size_t n, size_t groups)
{
	struct bins b = { .from = ARENA_ARRAY(a, groups + 2, size_t) };

	for (size_t i = 0; i < n; i++)
		if (of[i] != NONE)
			b.from[of[i] + 2]++;
	for (size_t i = 0; i < groups; i++)
		b.from[i + 2] += b.from[i + 1];
	b.items = ARENA_ARRAY(a, b.from[groups + 1] + 1, size_t);
	for (size_t i = 0; i < n; i++)
		if (of[i] != NONE)
			b.items[b.from[of[i] + 1]++] = i;
	return b;
}

static void look_into(struct disclose *d, const size_t *lines, size_t rows, const size_t *cells,
	size_t cols, size_t *col)
{
	struct group g = {
		.d = d, .rows = rows, .cols = cols, .line = lines, .cell = cells, .col = col
	};

	if (rows && cols > MOST_NUMBERS / rows)
		return;
	g.arena = arena_new(rows * cols * sizeof(*g.m) + 65536);
	g.m = ARENA_ARRAY(g.arena, rows * cols, uint64_t);
	g.pivot_row = ARENA_ARRAY(g.arena, cols, size_t);
	g.pivot_col = ARENA_ARRAY(g.arena, rows, size_t);
	g.v = ARENA_ARRAY(g.arena, cols, int64_t);
	for (size_t c = 0; c < cols; c++) {
		col[cells[c]] = c;
		g.pivot_row[c] = NONE;
	}
	fill(&g);
	reduce(&g);
	judge(&g);
	arena_free(g.arena);
}

size_t disclose_run(struct disclose *d)
{
	struct arena *a = arena_new(0);
	size_t *up = tie(d, a), *of = ARENA_ARRAY(a, d->cells.n + d->lines.n, size_t);
	size_t *of_line = of + d->cells.n, *col = ARENA_ARRAY(a, d->cells.n, size_t), found = 0;
	struct bins cells, lines;

	for (size_t i = 0; i < d->cells.n; i++) {
		struct disclose_cell *c = &d->cells.at[i];

		of[i] = c->shown ? NONE : root_of(up, i);
		c->verdict = c->shown ? DISCLOSE_SHOWN : DISCLOSE_FORCED;
		c->apart = 0;
	}
	for (size_t l = 0; l < d->lines.n; l++) {
		const struct disclose_line *line = &d->lines.at[l];

		of_line[l] = NONE;
		for (size_t i = 0; i < line->parts.n && of_line[l] == NONE; i++)
			of_line[l] = of[line->parts.at[i].cell];
	}
	cells = sort_in(a, of, d->cells.n, d->cells.n);
	lines = sort_in(a, of_line, d->lines.n, d->cells.n);
	for (size_t g = 0; g < d->cells.n; g++) {
		size_t n = cells.from[g + 1] - cells.from[g];

		if (n)
			look_into(d, lines.items + lines.from[g], lines.from[g + 1] - lines.from[g],
				cells.items + cells.from[g], n, col);
	}
	arena_free(a);
	for (size_t i = 0; i < d->cells.n; i++)
		found += d->cells.at[i].verdict > DISCLOSE_SAFE;
	return found;
}
