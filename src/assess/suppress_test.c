#include "assess/suppress.h"

#include "base/arena.h"
#include "test/harness.h"

/* A table of rows × columns with all margins and a grand total, as published. */
struct table {
	struct suppression s;
	size_t rows, columns;
	size_t at[12][12]; /* last row and column are totals */
};

static void table_make(
	struct table *m, struct arena *a, size_t rows, size_t columns, const int64_t *v)
{
	int64_t sums[12] = { 0 }, all = 0;
	size_t line;

	*m = (struct table){ .rows = rows, .columns = columns };
	sup_begin(&m->s, a);
	for (size_t r = 0; r < rows; r++) {
		int64_t sum = 0;

		for (size_t c = 0; c < columns; c++) {
			m->at[r][c] = sup_cell(&m->s, v[r * columns + c], 5);
			sum += v[r * columns + c];
			sums[c] += v[r * columns + c];
		}
		m->at[r][columns] = sup_cell(&m->s, sum, 5);
		all += sum;
	}
	for (size_t c = 0; c < columns; c++)
		m->at[rows][c] = sup_cell(&m->s, sums[c], 5);
	m->at[rows][columns] = sup_cell(&m->s, all, 5);
	for (size_t r = 0; r <= rows; r++) {
		line = sup_line(&m->s, m->at[r][columns]);
		for (size_t c = 0; c < columns; c++)
			sup_part(&m->s, line, m->at[r][c]);
	}
	for (size_t c = 0; c <= columns; c++) {
		line = sup_line(&m->s, m->at[rows][c]);
		for (size_t r = 0; r < rows; r++)
			sup_part(&m->s, line, m->at[r][c]);
	}
	sup_run(&m->s);
}

static bool hidden(const struct table *m, size_t r, size_t c)
{
	return sup_hidden(&m->s, m->at[r][c]);
}

TEST(small_numbers_are_hidden_and_nought_is_not)
{
	struct suppression s;

	sup_begin(&s, t->arena);
	for (int64_t v = 0; v <= 10; v++)
		(void)sup_cell(&s, v, 5);
	(void)sup_cell(&s, 9, 10);
	sup_run(&s);
	CHECK(!sup_hidden(&s, 0));
	for (size_t v = 1; v < 5; v++)
		CHECK(sup_hidden(&s, v));
	CHECK(!sup_hidden(&s, 5));
	CHECK(sup_hidden(&s, 11));
}

TEST(a_single_hidden_cell_takes_the_smallest_other_with_it)
{
	struct table m;

	table_make(&m, t->arena, 2, 3, (const int64_t[]){ 3, 40, 20, 50, 60, 70 });
	CHECK(hidden(&m, 0, 0));
	CHECK(hidden(&m, 0, 2));
	CHECK(!hidden(&m, 0, 1));
	CHECK(hidden(&m, 1, 0));
	CHECK(hidden(&m, 1, 2));
	CHECK(!hidden(&m, 2, 3));
}

TEST(hidden_parts_together_are_no_small_group)
{
	struct table m;

	table_make(&m, t->arena, 1, 3, (const int64_t[]){ 1, 2, 30 });
	CHECK(hidden(&m, 0, 0) && hidden(&m, 0, 1));
	CHECK(hidden(&m, 0, 2));
}

TEST(where_all_others_are_nought_the_total_is_hidden)
{
	struct suppression s;
	size_t small, none, total, line;

	sup_begin(&s, t->arena);
	small = sup_cell(&s, 4, 5);
	none = sup_cell(&s, 0, 5);
	total = sup_cell(&s, 4, 1);
	line = sup_line(&s, total);
	sup_part(&s, line, small);
	sup_part(&s, line, none);
	sup_run(&s);
	CHECK(sup_hidden(&s, total));
	CHECK(!sup_hidden(&s, none));
}

TEST(a_part_that_leaves_a_small_rest_of_the_total_is_hidden)
{
	struct suppression s;
	size_t wide, narrow, total, line;

	/* 43 people; 40 of them count in `narrow` too: 3 do not. */
	sup_begin(&s, t->arena);
	wide = sup_cell(&s, 43, 5);
	narrow = sup_cell(&s, 40, 5);
	total = sup_cell(&s, 43, 5);
	line = sup_line(&s, total);
	sup_part(&s, line, wide);
	sup_part(&s, line, narrow);
	sup_run(&s);
	CHECK(sup_hidden(&s, narrow));
	CHECK(sup_hidden(&s, wide));
	CHECK(!sup_hidden(&s, total));
}

TEST(a_hidden_total_of_a_shown_line_hides_a_part)
{
	struct suppression s;
	size_t a, b, total, line, outer, grand;

	sup_begin(&s, t->arena);
	a = sup_cell(&s, 20, 5);
	b = sup_cell(&s, 30, 5);
	total = sup_cell(&s, 50, 60);
	grand = sup_cell(&s, 100, 5);
	line = sup_line(&s, total);
	sup_part(&s, line, a);
	sup_part(&s, line, b);
	outer = sup_line(&s, grand);
	sup_part(&s, outer, total);
	sup_part(&s, outer, sup_cell(&s, 50, 5));
	sup_run(&s);
	CHECK(sup_hidden(&s, total));
	CHECK(sup_hidden(&s, a));
}

/* In no line of any random table does one shown equation give away one hidden cell. */
TEST(no_line_of_random_tables_gives_a_cell_away)
{
	uint64_t seed = 20261124;

	for (size_t round = 0; round < 300; round++) {
		size_t rows = 1 + round % 7, columns = 1 + round % 5;
		int64_t v[49];
		struct table m;

		for (size_t i = 0; i < rows * columns; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			v[i] = (int64_t)(seed >> 33) % 3 ? (int64_t)(seed >> 40) % 40 : 0;
		}
		table_make(&m, t->arena, rows, columns, v);
		for (size_t i = 0; i < m.s.lines.n; i++) {
			const struct sup_line *l = &m.s.lines.at[i];
			size_t gone = sup_hidden(&m.s, l->total) ? 1 : 0;

			for (size_t j = 0; j < l->parts.n; j++)
				gone += sup_hidden(&m.s, l->parts.at[j]) ? 1 : 0;
			CHECK(gone != 1);
		}
		arena_reset(t->arena);
	}
}
