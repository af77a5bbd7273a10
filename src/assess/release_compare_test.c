#include "assess/release_compare.h"

#include "test/harness.h"

#define V(n) ((struct doc_cell){ DOC_VALUE, (n) })
#define HIDE ((struct doc_cell){ DOC_HIDDEN, 0 })

static struct doc_column columns[] = { { .key = "men", .kind = DOC_PEOPLE },
	{ .key = "women", .kind = DOC_PEOPLE } };

/* A document of one table with rows a, b (then) or b, c (now). */
static struct doc document(struct arena *a, const char *const *keys, struct doc_cell *cells)
{
	struct doc_table *t = ARENA_NEW(a, struct doc_table);

	*t = (struct doc_table){ .key = "groups",
		.title = "Groups",
		.columns = columns,
		.n_columns = 2,
		.rows = ARENA_ARRAY(a, 2, struct doc_row),
		.n_rows = 2 };
	for (size_t i = 0; i < 2; i++)
		t->rows[i] = (struct doc_row){ .key = keys[i], .cells = cells + 2 * i };
	return (struct doc){ .tables = t, .n_tables = 1, .people = 30 };
}

TEST(lines_are_compared_by_their_keys)
{
	struct doc_cell x[] = { V(7), V(8), V(10), V(11) }, y[] = { V(10), V(9), V(6), V(5) };
	struct doc then = document(t->arena, (const char *const[]){ "a", "b" }, x);
	struct doc now = document(t->arena, (const char *const[]){ "b", "c" }, y);
	struct doc_diff d;
	const struct diff_table *g;

	doc_compare(t->arena, &then, &now, &d);
	g = &d.tables[0];
	if (!CHECK_INT(3, (int64_t)g->n_rows))
		return;
	CHECK_INT(DIFF_CHANGED, g->rows[0].what);
	CHECK_INT(DIFF_SAME, g->rows[0].cells[0].what);
	CHECK_INT(DIFF_CHANGED, g->rows[0].cells[1].what);
	CHECK_INT(-2, g->rows[0].cells[1].by);
	CHECK_INT(DIFF_ADDED, g->rows[1].what);
	CHECK_INT(DIFF_GONE, g->rows[2].what);
	CHECK_INT(7, g->rows[2].cells[0].then.value);
	CHECK_INT(3, (int64_t)g->differing);
	CHECK_INT(DIFF_SAME, d.people.what);
}

TEST(no_difference_is_given_where_a_figure_is_hidden)
{
	struct doc_cell x[] = { HIDE, V(8), HIDE, V(11) }, y[] = { V(10), HIDE, HIDE, V(11) };
	struct doc then = document(t->arena, (const char *const[]){ "a", "b" }, x);
	struct doc now = document(t->arena, (const char *const[]){ "a", "b" }, y);
	struct doc_diff d;

	now.people_hidden = true;
	now.people = 0;
	doc_compare(t->arena, &then, &now, &d);
	CHECK_INT(DIFF_HIDDEN, d.tables[0].rows[0].cells[0].what);
	CHECK_INT(DIFF_HIDDEN, d.tables[0].rows[0].cells[1].what);
	CHECK_INT(0, d.tables[0].rows[0].cells[0].by);
	CHECK_INT(DIFF_SAME, d.tables[0].rows[1].what);
	CHECK_INT(DIFF_HIDDEN, d.people.what);
	CHECK_INT(0, d.people.by);
}

TEST(a_table_of_one_release_only_is_said_to_be)
{
	struct doc_cell x[] = { V(1), V(2), V(3), V(4) };
	struct doc then = document(t->arena, (const char *const[]){ "a", "b" }, x), now = then;
	struct doc_diff d;

	now.n_tables = 0;
	doc_compare(t->arena, &then, &now, &d);
	CHECK_INT(DIFF_GONE, d.tables[0].what);
	doc_compare(t->arena, &now, &then, &d);
	CHECK_INT(DIFF_ADDED, d.tables[0].what);
}
