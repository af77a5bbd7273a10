/* Two texts word by word. */
#include <string.h>

#include "assess/form_compare.h"
#include "base/buf.h"

#define CELLS_MOST ((size_t)160000)

/* A word with the blanks after it. */
struct word {
	const char *at;
	size_t len, all; /* of the word; with its blanks */
};

struct words {
	struct word *at;
	size_t n;
};

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct words split(struct arena *a, const char *s)
{
	struct words w = { .at = ARENA_ARRAY(a, strlen(s) / 2 + 2, struct word) };

	while (*s) {
		const char *from = s;
		struct word *x = &w.at[w.n++];

		while (*s && !blank(*s))
			s++;
		x->at = from;
		x->len = (size_t)(s - from);
		while (blank(*s))
			s++;
		x->all = (size_t)(s - from);
	}
	return w;
}

static bool same(const struct word *x, const struct word *y)
{
	return x->len == y->len && memcmp(x->at, y->at, x->len) == 0;
}

/* Marks of the words that stay: keep_a[i], keep_b[j], from a table of lengths (Hirschberg's plain
 * table, as texts are short). */
static void keep_common(struct arena *a, const struct word *x, size_t n, const struct word *y,
	size_t m, bool *keep_x, bool *keep_y)
{
	unsigned short *len = ARENA_ARRAY(a, (n + 1) * (m + 1), unsigned short);
	size_t i = 0, j = 0, row = m + 1;

	for (i = n; i-- > 0;)
		for (j = m; j-- > 0;) {
			unsigned short down = len[(i + 1) * row + j], side = len[i * row + j + 1];

			len[i * row + j] =
				same(&x[i], &y[j])
					? (unsigned short)(len[(i + 1) * row + j + 1] + 1)
				: down >= side ? down
					       : side;
		}
	for (i = j = 0; i < n && j < m;) {
		if (same(&x[i], &y[j]))
			keep_x[i++] = keep_y[j++] = true;
		else if (len[(i + 1) * row + j] >= len[i * row + j + 1])
			i++;
		else
			j++;
	}
}

/* Words of one kind in a row become one piece. */
static struct text_parts join(struct arena *a, const struct words *w, const bool *keep)
{
	struct text_parts p = { .at = ARENA_ARRAY(a, w->n + 1, struct text_part) };

	for (size_t i = 0; i < w->n;) {
		size_t from = i, len = 0;

		for (; i < w->n && keep[i] == keep[from]; i++)
			len += w->at[i].all;
		p.at[p.n++] = (struct text_part){ arena_strn(a, w->at[from].at, len), !keep[from] };
	}
	return p;
}

void text_compare(struct arena *a, const char *was, const char *now, struct text_parts *was_parts,
	struct text_parts *now_parts)
{
	struct words x = split(a, was), y = split(a, now);
	bool *keep_x = ARENA_ARRAY(a, x.n + 1, bool), *keep_y = ARENA_ARRAY(a, y.n + 1, bool);
	size_t head = 0, tail = 0;

	for (; head < x.n && head < y.n && same(&x.at[head], &y.at[head]); head++)
		keep_x[head] = keep_y[head] = true;
	for (; tail < x.n - head && tail < y.n - head &&
		same(&x.at[x.n - 1 - tail], &y.at[y.n - 1 - tail]);
		tail++)
		keep_x[x.n - 1 - tail] = keep_y[y.n - 1 - tail] = true;
	if ((x.n - head - tail) <= CELLS_MOST / (y.n - head - tail + 1))
		keep_common(a, x.at + head, x.n - head - tail, y.at + head, y.n - head - tail,
			keep_x + head, keep_y + head);
	*was_parts = join(a, &x, keep_x);
	*now_parts = join(a, &y, keep_y);
}
