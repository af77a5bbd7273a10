/*
 * Bar charts as SVG, after the design language: label above the bar, value at its end, everything
 * computed from the reading start, sizes in per cent so that text keeps its size; the table twin
 * stands beside in the same figure. Zero is the start of the axis, always.
 */
#ifndef ASSESS_CHART_H
#define ASSESS_CHART_H

#include "base/arena.h"
#include "base/i18n.h"

struct bar {
	const char *label;
	const char *value;     /* in the reader's digits; or the word for hidden */
	const char *href;      /* NULL: no link in the table twin */
	const char *x, *width; /* "33.7%"; width NULL: no bar (hidden) */
	int64_t text_y, bar_y;
};

struct chart {
	const char *id;		       /* unique on the page */
	const char *title, *note;      /* figcaption and its small line; note may be NULL */
	const char *finding;	       /* what it shows, for <desc> */
	const char *first, *second;    /* heads of the table twin */
	const char *fill;	       /* class: f1 f2 f3 … */
	const char *label_x, *value_x; /* "0" and "100%" by direction */
	bool print;		       /* the twin is open */
	struct bar *bars;
	size_t n;
	int64_t height;
};

/* An empty chart with room for n bars. */
struct chart *chart_new(
	struct arena *a, enum lang lang, const char *id, const char *title, size_t n);

/* Adds a bar. `most`: the largest value of the chart. hidden: no bar, and `value` is the word. */
void chart_bar(struct arena *a, struct chart *c, enum lang lang, const char *label,
	const char *value, int64_t n, int64_t most, bool hidden, const char *href);

#endif
