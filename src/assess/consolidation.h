/*
 * Consolidation: the table across the bodies of one round. Everything is read from the typed rows
 * that were written when a response was accepted (answer, need, need_group, need_place), in a
 * handful of grouped queries; documents are never read again. Means are × 100. A need for several
 * target groups or governorates counts in each of their cells, and once in its topic.
 */
#ifndef ASSESS_CONSOLIDATION_H
#define ASSESS_CONSOLIDATION_H

#include "assess/consolidation_sql.h"
#include "core/ctx.h"

/* One line of the ranking, with its parts. */
struct ranked {
	const char *topic;
	int64_t needs, bodies, people;
	int64_t priority; /* mean × 100, of 1 low to 3 high; DB_NULL: nobody gave one */
	int64_t gap;	  /* mean × 100, of 0 to 3; DB_NULL: the form asks none for this topic */
	int64_t score; /* people × priority × gap, rounded; a missing part counts as the middle of
			  its scale */
};

/* A table of topics against something else. `cells` is rows × columns, NULL where nothing was
 * asked. */
struct cons_cell {
	int64_t needs, bodies, people, gap;
};
struct cons_matrix {
	const char **topics;
	size_t n_topics;
	const char **others;
	size_t n_others;
	struct cons_cell **cells;
};

enum cons_by { CONS_BY_GROUP, CONS_BY_PLACE };

/* NULL members, and priority 0, do not filter. Each narrows which needs count; `body_kind` and
 * `consent` ("yes", "no") which bodies' answers do, as well. */
struct cons_filter {
	const char *topic, *group, *place, *kind;
	int64_t priority; /* 1 to 3 */
	const char *body_kind, *consent;
};
bool cons_filtered(const struct cons_filter *f);

/* The arguments of the narrow_… queries, after the round. */
#define CONS_NARROW(f)                                                                             \
	(f)->topic, (f)->group, (f)->place, (f)->kind, (f)->priority, (f)->body_kind, (f)->consent

enum err cons_totals(struct ctx *cx, int64_t round, const struct cons_filter *filter,
	struct cons_totals *t) MUST_USE;

/* Mean × 100 of a sum over n, rounded half up; DB_NULL for none. */
int64_t cons_mean(int64_t sum, int64_t n);

/* people × priority × gap (means × 100), rounded; DB_NULL parts as 2.00 and 1.50. */
int64_t cons_score(int64_t people, int64_t priority, int64_t gap);

/* The ranking of a round, highest score first, then by people, then by topic. */
enum err cons_ranking(struct ctx *cx, int64_t round, bool consented,
	const struct cons_filter *filter, struct ranked **rows, size_t *n) MUST_USE;

/* Topics against target groups or governorates. `within` narrows by the other of the two (NULL:
 * all). */
enum err cons_matrix(struct ctx *cx, int64_t round, bool consented, enum cons_by by,
	const char *within, struct cons_matrix *m) MUST_USE;

/* The same of what fits a filter. */
enum err cons_matrix_of(struct ctx *cx, int64_t round, enum cons_by by,
	const struct cons_filter *filter, struct cons_matrix *m) MUST_USE;

/* One topic by target group (rows) and governorate (columns): the three-way table, a leaf at a
 * time. */
enum err cons_topic(struct ctx *cx, int64_t round, bool consented, const char *topic,
	struct cons_cells **rows, size_t *n) MUST_USE;

#endif
