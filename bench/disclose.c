/*
 * bench-disclose: the audit of ten tables of 50 × 50 with their margins, and of as many figures as
 * a large form has, a tenth of them hidden; against its peer, the simplest Gauss–Jordan elimination
 * of the same equations as one dense matrix modulo the same prime. Prints processor seconds of
 * both, how many cells, and the memory the audit took at most.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/disclose.h"
#include "bench/bench.h"

enum { TABLES = 10, SIDE = 50, ACROSS = SIDE + 1 };

#define PRIME ((UINT64_C(1) << 61) - 1)

static uint64_t seed = 1325;

static uint64_t roll(uint64_t n) /* xorshift64* (Vigna 2016) */
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (seed * UINT64_C(2685821657736338717) >> 33) % n;
}

static void line(struct disclose *d, size_t total, size_t from, size_t step)
{
	size_t l = disclose_line(d);

	disclose_part(d, l, total, -1);
	for (size_t i = 0; i < SIDE; i++)
		disclose_part(d, l, from + i * step, 1);
}

/* One table: its cells row by row, the margins last in each row and in the last row. */
static void table(struct disclose *d)
{
	static int64_t v[ACROSS][ACROSS];
	size_t at = d->cells.n;

	for (size_t r = 0; r < ACROSS; r++)
		for (size_t c = 0; c < ACROSS; c++)
			v[r][c] = 0;
	for (size_t r = 0; r < SIDE; r++)
		for (size_t c = 0; c < SIDE; c++) {
			int64_t n = (int64_t)roll(40);

			v[r][c] = n;
			v[r][SIDE] += n;
			v[SIDE][c] += n;
			v[SIDE][SIDE] += n;
		}
	for (size_t r = 0; r < ACROSS; r++)
		for (size_t c = 0; c < ACROSS; c++)
			disclose_cell(d, v[r][c], r == SIDE || c == SIDE || roll(10) != 0);
	for (size_t r = 0; r < ACROSS; r++)
		line(d, at + r * ACROSS + SIDE, at + r * ACROSS, 1);
	for (size_t c = 0; c < ACROSS; c++)
		line(d, at + (size_t)SIDE * ACROSS + c, at + c, ACROSS);
}

/* ---- the peer ---- */

static uint64_t mul(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 x = (unsigned __int128)a * b;
	uint64_t s = (uint64_t)(x & PRIME) + (uint64_t)(x >> 61);

	return s >= PRIME ? s - PRIME : s;
}

static uint64_t inverse(uint64_t a)
{
	uint64_t r = 1;

	for (uint64_t e = PRIME - 2; e; e >>= 1, a = mul(a, a))
		if (e & 1)
			r = mul(r, a);
	return r;
}

static void eliminate(uint64_t *m, size_t rows, size_t cols)
{
	for (size_t c = 0, r = 0; c < cols && r < rows; c++) {
		size_t p = r;
		uint64_t by;

		while (p < rows && !m[p * cols + c])
			p++;
		if (p == rows)
			continue;
		for (size_t i = 0; i < cols; i++) {
			uint64_t x = m[p * cols + i];

			m[p * cols + i] = m[r * cols + i];
			m[r * cols + i] = x;
		}
		by = inverse(m[r * cols + c]);
		for (size_t i = 0; i < cols; i++)
			m[r * cols + i] = mul(m[r * cols + i], by);
		for (size_t k = 0; k < rows; k++)
			for (size_t i = 0, f = m[k * cols + c] != 0 && k != r; f && i < cols; i++)
				if (i != c)
					m[k * cols + i] =
						(m[k * cols + i] + PRIME -
							mul(m[k * cols + c], m[r * cols + i])) %
						PRIME;
		for (size_t k = 0; k < rows; k++)
			if (k != r)
				m[k * cols + c] = 0;
		r++;
	}
}

static double peer(const struct disclose *d, struct arena *a)
{
	size_t *col = ARENA_ARRAY(a, d->cells.n, size_t), cols = 0;
	uint64_t *m;
	int64_t from;

	for (size_t i = 0; i < d->cells.n; i++)
		col[i] = d->cells.at[i].shown ? 0 : cols++;
	from = bench_cpu_us();
	m = calloc(d->lines.n + 1, (cols + 1) * sizeof(*m));
	if (!m)
		exit(1);
	for (size_t l = 0; l < d->lines.n; l++)
		for (size_t i = 0; i < d->lines.at[l].parts.n; i++) {
			const struct disclose_part *p = &d->lines.at[l].parts.at[i];

			if (!d->cells.at[p->cell].shown)
				m[l * cols + col[p->cell]] = p->times < 0 ? PRIME - 1 : 1;
		}
	eliminate(m, d->lines.n, cols);
	free(m);
	return (double)(bench_cpu_us() - from) / 1e6;
}

/* The most memory held so far (proc(5), VmHWM); getrusage() would count what held the parent. */
static double most_mib(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	char row[256];
	double kib = 0;

	while (f && fgets(row, sizeof(row), f))
		if (strncmp(row, "VmHWM:", 6) == 0)
			kib = strtod(row + 6, NULL);
	if (f)
		fclose(f);
	return kib / 1024;
}

int main(void)
{
	struct arena *a = arena_new(16 << 20);
	struct disclose d;
	double before = most_mib();
	int64_t from;

	disclose_begin(&d, a);
	for (int i = 0; i < TABLES; i++)
		table(&d);
	from = bench_cpu_us();
	bench_say("found", (double)disclose_run(&d));
	bench_say("audit_s", (double)(bench_cpu_us() - from) / 1e6);
	bench_say("audit_mib", most_mib() - before);
	bench_say("cells", (double)d.cells.n);
	bench_say("peer_s", peer(&d, a));
	arena_free(a);
	return 0;
}
