#include "assess/release_audit.h"

#include <stdlib.h>
#include <string.h>

#include "assess/disclose.h"
#include "assess/release_sql.h"

/* A figure of this release (release 0) or of an earlier one. */
struct piece {
	int64_t release;
	const char *tab, *line, *col;
	int64_t value;
	bool hidden;
	size_t own;  /* its cell in the suppression; SIZE_MAX: of an earlier release */
	size_t cell; /* in the equations */
};

/* What is known of a cell of the equations beside its value. */
struct known {
	bool seen;  /* an earlier release shows it */
	bool given; /* it follows from the earlier releases alone */
	size_t own; /* SIZE_MAX: not in this release */
};

struct audited {
	struct arena *arena;
	struct suppression *sup;
	struct disclose d;
	struct piece *pieces; /* by release and keys */
	size_t n;
	struct known *known; /* one per cell */
};

static int by_keys(const struct piece *x, const struct piece *y)
{
	int c = strcmp(x->tab, y->tab);

	if (!c)
		c = strcmp(x->line, y->line);
	return c ? c : strcmp(x->col, y->col);
}

static int by_figure(const void *a, const void *b)
{
	const struct piece *x = *(struct piece *const *)a, *y = *(struct piece *const *)b;
	int c = by_keys(x, y);

	return c ? c : (x->value > y->value) - (x->value < y->value);
}

static int by_release(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->release != y->release)
		return x->release < y->release ? -1 : 1;
	return by_keys(x, y);
}

static enum err gather(struct ctx *cx, int64_t round, const struct figures *f, struct audited *t)
{
	struct release_cells *past;
	size_t n;

	TRY(release_cells_query(cx->db, cx->arena, round, &past, &n));
	t->pieces = ARENA_ARRAY(t->arena, n + f->list.n, struct piece);
	for (size_t i = 0; i < n; i++)
		t->pieces[t->n++] = (struct piece){ past[i].release, past[i].tab, past[i].line,
			past[i].col, past[i].value, past[i].hidden, SIZE_MAX, 0 };
	for (size_t i = 0; i < f->list.n; i++) {
		const struct figure *x = &f->list.at[i];

		t->pieces[t->n++] = (struct piece){ 0, x->tab, x->line, x->col,
			t->sup->cells.at[x->cell].value, sup_hidden(t->sup, x->cell), x->cell, 0 };
	}
	qsort(t->pieces, t->n, sizeof(*t->pieces), by_release);
	return OK;
}

/* One cell for each figure with each of its values. */
static void add_cells(struct audited *t)
{
	struct piece **order = ARENA_ARRAY(t->arena, t->n, struct piece *);

	for (size_t i = 0; i < t->n; i++)
		order[i] = &t->pieces[i];
	qsort(order, t->n, sizeof(*order), by_figure);
	t->known = ARENA_ARRAY(t->arena, t->n, struct known);
	for (size_t i = 0; i < t->n; i++) {
		struct piece *p = order[i];
		struct known *k;

		if (i && by_figure(&order[i - 1], &order[i]) == 0) {
			p->cell = order[i - 1]->cell;
		} else {
			p->cell = disclose_cell(&t->d, p->value, false);
			t->known[p->cell].own = SIZE_MAX;
		}
		k = &t->known[p->cell];
		if (p->own != SIZE_MAX)
			k->own = p->own;
		else
			k->seen = k->seen || !p->hidden;
	}
}

/* The pieces of a release with this tab and (unless NULL) line, as parts of a total. */
static void add_line(struct audited *t, size_t from, size_t to, const struct piece *total,
	const char *tab, const char *name)
{
	size_t line = SIZE_MAX;

	for (size_t i = from; i < to; i++) {
		const struct piece *p = &t->pieces[i];

		if (strcmp(p->tab, tab) != 0 || (name && strcmp(p->line, name) != 0))
			continue;
		if (line == SIZE_MAX) {
			line = disclose_line(&t->d);
			disclose_part(&t->d, line, total->cell, -1);
		}
		disclose_part(&t->d, line, p->cell, 1);
	}
}

/* A sum over questions, where a release has the totals of all. */
static void add_sum(struct audited *t, size_t from, size_t to, const struct figure_sum *s)
{
	size_t *cells = ARENA_ARRAY(t->arena, s->terms.n, size_t), line;

	for (size_t k = 0; k < s->terms.n; k++) {
		size_t i = from;

		while (i < to && (strcmp(t->pieces[i].tab, "numbers") != 0 ||
					 strcmp(t->pieces[i].line, s->terms.at[k].line) != 0))
			i++;
		if (i == to)
			return;
		cells[k] = t->pieces[i].cell;
	}
	line = disclose_line(&t->d);
	for (size_t k = 0; k < s->terms.n; k++)
		disclose_part(&t->d, line, cells[k], s->terms.at[k].times);
}

static void add_lines(struct audited *t, const struct figures *f)
{
	for (size_t from = 0, to; from < t->n; from = to) {
		for (to = from; to < t->n && t->pieces[to].release == t->pieces[from].release;)
			to++;
		for (size_t i = from; i < to; i++) {
			const struct piece *p = &t->pieces[i];

			if (strcmp(p->tab, "total") == 0)
				add_line(t, from, to, p, "topics", NULL);
			if (strcmp(p->tab, "topics") != 0)
				continue;
			add_line(t, from, to, p, "groups", p->line);
			add_line(t, from, to, p, "places", p->line);
		}
		for (size_t i = 0; i < f->sums.n; i++)
			add_sum(t, from, to, &f->sums.at[i]);
	}
}

/* What is shown: by earlier releases, and (with `own`) by this one as its marks stand. */
static void show(struct audited *t, bool own)
{
	for (size_t i = 0; i < t->d.cells.n; i++) {
		const struct known *k = &t->known[i];

		t->d.cells.at[i].shown =
			k->seen || (own && k->own != SIZE_MAX && !sup_hidden(t->sup, k->own));
	}
}

/* A hidden cell that is not safe and was not before this release; SIZE_MAX: none. */
static size_t found(struct audited *t)
{
	if (!disclose_run(&t->d))
		return SIZE_MAX;
	for (size_t i = 0; i < t->d.cells.n; i++)
		if (t->d.cells.at[i].verdict > DISCLOSE_SAFE && !t->known[i].given)
			return i;
	return SIZE_MAX;
}

/* Whether hiding the cell takes away what a reader knows. */
static bool can_hide(const struct audited *t, size_t cell)
{
	const struct known *k = &t->known[cell];

	return t->d.cells.at[cell].shown && !k->seen && k->own != SIZE_MAX &&
	       t->d.cells.at[cell].value > 0;
}

/* The smallest part that can be hidden in the lines that are near, else a total; SIZE_MAX: none. */
static size_t choose(const struct audited *t, const bool *near)
{
	size_t best = SIZE_MAX, total = SIZE_MAX;

	for (size_t l = 0; l < t->d.lines.n; l++)
		for (size_t i = 0; near[l] && i < t->d.lines.at[l].parts.n; i++) {
			const struct disclose_part *p = &t->d.lines.at[l].parts.at[i];
			size_t *at = p->times < 0 ? &total : &best;

			if (can_hide(t, p->cell) &&
				(*at == SIZE_MAX ||
					t->d.cells.at[p->cell].value < t->d.cells.at[*at].value))
				*at = p->cell;
		}
	return best != SIZE_MAX ? best : total;
}

/* Adds the lines that share a hidden cell with those already near; false: there is no other. */
static bool go_wider(const struct audited *t, bool *tied, bool *near)
{
	bool wider = false;

	for (size_t l = 0; l < t->d.lines.n; l++) {
		const struct disclose_line *line = &t->d.lines.at[l];

		for (size_t i = 0; !near[l] && i < line->parts.n; i++)
			near[l] = tied[line->parts.at[i].cell];
		for (size_t i = 0; near[l] && i < line->parts.n; i++) {
			size_t c = line->parts.at[i].cell;

			if (t->d.cells.at[c].shown || tied[c])
				continue;
			tied[c] = true;
			wider = true;
		}
	}
	return wider;
}

/* Hides one more cell of this release to protect `cell`; false: there is none. */
static bool protect(struct audited *t, size_t cell)
{
	bool *near = ARENA_ARRAY(t->arena, t->d.lines.n, bool);
	bool *tied = ARENA_ARRAY(t->arena, t->d.cells.n, bool), wider = true;
	size_t one = SIZE_MAX;

	for (size_t l = 0; l < t->d.lines.n; l++)
		for (size_t i = 0; i < t->d.lines.at[l].parts.n; i++)
			near[l] = near[l] || t->d.lines.at[l].parts.at[i].cell == cell;
	tied[cell] = true;
	for (one = choose(t, near); one == SIZE_MAX && wider; one = choose(t, near))
		wider = go_wider(t, tied, near);
	if (one == SIZE_MAX)
		return false;
	sup_hide(t->sup, t->known[one].own);
	return true;
}

static size_t hidden_in(const struct suppression *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->cells.n; i++)
		n += sup_hidden(s, i);
	return n;
}

enum err release_audit(struct ctx *cx, int64_t round, struct suppression *s,
	const struct figures *f, size_t *more, bool *safe)
{
	struct audited t = { .arena = cx->arena, .sup = s };
	size_t before = hidden_in(s), at;

	disclose_begin(&t.d, cx->arena);
	TRY(gather(cx, round, f, &t));
	add_cells(&t);
	add_lines(&t, f);
	show(&t, false);
	(void)disclose_run(&t.d);
	for (size_t i = 0; i < t.d.cells.n; i++)
		t.known[i].given = t.d.cells.at[i].verdict > DISCLOSE_SAFE;
	*safe = true;
	do {
		show(&t, true);
		at = found(&t);
		if (at != SIZE_MAX)
			*safe = protect(&t, at);
	} while (at != SIZE_MAX && *safe);
	*more = hidden_in(s) - before;
	return OK;
}

enum err release_audit_keep(
	struct ctx *cx, int64_t release, const struct suppression *s, const struct figures *f)
{
	for (size_t i = 0; i < f->list.n; i++) {
		const struct figure *x = &f->list.at[i];

		TRY(release_cell_insert_query(cx->db, release, x->tab, x->line, x->col,
			s->cells.at[x->cell].value, sup_hidden(s, x->cell), NULL));
	}
	return OK;
}
