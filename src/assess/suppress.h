/*
 * Suppression: which figures about people must be hidden before a table is published, so that small
 * groups of people can neither be read nor computed. Pure: cells and lines in, marks out; the same
 * marks serve page, CSV and XLSX.
 *
 * A cell is one published number of people with the least number that may be shown (5, or 10 for
 * sensitive topics). The same number in several tables is one cell. A line is an equation readers
 * know: parts that sum to a total, or may be taken to.
 *
 * Rules, in the sense of the handbook on statistical disclosure control (Hundepool et al. 2012, ch.
 * 4):
 *  1. primary: a value from 1 to least-1 is hidden; nought is no person and stays;
 *  2. secondary: in no line is exactly one member hidden, for it could be computed from the others;
 *  3. where the total of a line is shown, its hidden parts together are at least `least` people;
 *  4. where total and part are shown, what the part leaves of the total is nobody or at least the
 *     total's `least`: a person may count in several parts, so the others need not say it;
 * repeated until nothing changes. The next to hide is the smallest shown part that is not nought;
 * the total where there is none.
 */
#ifndef ASSESS_SUPPRESS_H
#define ASSESS_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"

enum suppressed { SHOWN, HIDDEN_SMALL, HIDDEN_WITH };

struct sup_cell {
	int64_t value;
	int64_t least;
	enum suppressed mark;
};

struct sup_line {
	LIST(size_t) parts; /* indexes of cells */
	size_t total;	    /* index of the cell they sum to; SIZE_MAX: no total is published */
};

struct suppression {
	struct arena *arena;
	LIST(struct sup_cell) cells;
	LIST(struct sup_line) lines;
};

void sup_begin(struct suppression *s, struct arena *a);

/* A new cell; gives its index. */
size_t sup_cell(struct suppression *s, int64_t value, int64_t least);

/* A new line with its total (SIZE_MAX: none), then its parts. */
size_t sup_line(struct suppression *s, size_t total);
void sup_part(struct suppression *s, size_t line, size_t cell);

/* Sets the marks. Ends always: each turn hides at least one more cell. */
void sup_run(struct suppression *s);

/* Hides one more cell and what then must be hidden with it. */
void sup_hide(struct suppression *s, size_t cell);

bool sup_hidden(const struct suppression *s, size_t cell);

#endif
