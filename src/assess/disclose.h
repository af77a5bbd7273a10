/*
 * The audit of everything published together: whether a number that was hidden can be computed
 * from the numbers that were shown. Pure and exact: no floating point, no chance.
 *
 * Cells are whole numbers, none negative. A line is an equation any reader may know: the sum of
 * some cells, each taken once or several times, added or taken away, is a constant. What is shown
 * is known; what is hidden are the unknowns of these equations.
 *
 * A hidden cell is safe when there is proof that it could have another value: a second solution,
 * in whole numbers, none negative, of every equation, in which it differs. Such solutions are
 * the true one plus a vector that all equations send to nought. The vectors are found by Gaussian
 * elimination modulo the prime 2^61 - 1, made rational again (Wang, Guy, Davenport 1982), and then
 * put into the very equations with 128-bit integers: a vector that fails there, or overflows, or
 * makes a cell negative, proves nothing and is not used. So "safe" is proven; and what is not
 * proven is told as found, be it that the equations give its value (DISCLOSE_COMPUTED) or that only
 * the bound at nought does, or might (DISCLOSE_FORCED).
 */
#ifndef ASSESS_DISCLOSE_H
#define ASSESS_DISCLOSE_H

#include "base/list.h"

#include <stdbool.h>
#include <stdint.h>

enum disclosed { DISCLOSE_SHOWN, DISCLOSE_SAFE, DISCLOSE_FORCED, DISCLOSE_COMPUTED };

struct disclose_cell {
	int64_t value; /* the true one */
	bool shown;
	enum disclosed verdict;
	int64_t apart; /* of a safe one: how far the value it might have instead is from its own */
};

struct disclose_part {
	size_t cell;
	int64_t times; /* how often it counts in the sum; not 0 */
};

struct disclose_line {
	LIST(struct disclose_part) parts;
};

struct disclose {
	struct arena *arena;
	LIST(struct disclose_cell) cells;
	LIST(struct disclose_line) lines;
};

void disclose_begin(struct disclose *d, struct arena *a);

/* A new cell; gives its index. */
size_t disclose_cell(struct disclose *d, int64_t value, bool shown);

/* A new line, and its parts; its constant follows from the true values. */
size_t disclose_line(struct disclose *d);
void disclose_part(struct disclose *d, size_t line, size_t cell, int64_t times);

/*
 * Sets the verdicts and gives how many hidden cells are not safe. Takes, for each group of lines
 * tied together by hidden cells, about lines² × cells steps and 8 bytes × lines × cells; a group
 * of more than 64 million numbers is not looked into, and its cells are told as forced.
 */
size_t disclose_run(struct disclose *d);

#endif
