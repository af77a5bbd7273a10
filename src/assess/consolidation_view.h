/* What the consolidation's page and files show: figures with their words in the reader's language.
 */
#ifndef ASSESS_CONSOLIDATION_VIEW_H
#define ASSESS_CONSOLIDATION_VIEW_H

#include "assess/chart.h"
#include "assess/consolidation.h"
#include "assess/meaning.h"
#include "assess/round.h"
#include "assess/saved_sql.h"
#include "forms/model.h"

struct rank_view {
	const char *topic, *label, *href;
	int64_t bodies, needs, people, priority, gap, score; /* means × 100, DB_NULL: none */
};

/* A heat table: rows of topics; cells are words with a shade. */
struct heat_cell {
	const char *text;  /* NULL: nothing asked */
	const char *shade; /* "", h1 … h4 */
	const char *href;
};
struct heat_view {
	const char *id, *title, *note;
	const char **heads;
	size_t n_heads;
	const char **rows;
	size_t n_rows;
	struct heat_cell *cells;
};

struct choice_view {
	const char *label;
	int64_t bodies;
	int64_t share; /* tenths of a per cent of the bodies that answered */
};
struct question_view {
	const char *name, *label, *href;
	int64_t bodies; /* that answered */
	bool number;
	int64_t total; /* × 10000 */
	const char *total_text, *low, *high;
	struct choice_view *choices;
	size_t n_choices;
	bool times; /* in a repeat: how often, not by how many bodies */
};

struct option_view {
	const char *value, *label;
	bool chosen;
};

struct consolidation_view {
	const struct round_by_id *round;
	const char *title;
	struct cons_totals totals;
	int64_t shared; /* topics that three bodies or more ask for */
	bool any;	/* somebody's answers are accepted */
	bool print;
	const char *files_xlsx, *files_csv, *files_pdf; /* with the filter */
	struct option_view *topics, *groups, *places, *kinds, *priorities, *body_kinds, *consents;
	size_t n_topics, n_groups, n_places, n_kinds, n_priorities, n_body_kinds, n_consents;
	bool filtered;
	const char *query;  /* "?topic=…" of the filter, "" without one */
	const char *narrow; /* the filter in words */
	const char *lost; /* a value of the filter that the form does not have any more, or NULL */
	const struct saved_view_row *saved; /* kept views this reader may open */
	size_t n_saved;
	struct rank_view *ranks;
	size_t n_ranks;
	struct chart *people, *bodies;
	struct heat_view heats[3]; /* gap by body, people by target group, people by governorate */
	size_t n_heats;
	struct question_view *questions;
	size_t n_questions;
};

/* The filter as the end of an address, from '?'; "" without one. `left_out` (a parameter) is not in
 * it. */
const char *consolidation_query(struct arena *a, const struct cons_filter *f, const char *left_out);

/* The filter without its topic, in words; NULL without one. */
const char *consolidation_narrowed(struct ctx *cx, const struct form *f, const struct meanings *m,
	const struct cons_filter *c);

/* The needs behind a figure. */
struct need_view {
	int64_t response, gap, people;
	const char *body, *topic, *words, *kind, *priority, *by_date;
	bool consent;
};
struct needs_view {
	const char *heading, *narrowed;
	struct need_view *needs;
	size_t n;
	int64_t total;
};
struct need_choice {
	int64_t body; /* 0: all */
	struct cons_filter filter;
};
enum err consolidation_needs(struct ctx *cx, const struct round_by_id *r,
	const struct need_choice *c, int64_t limit, int64_t offset, struct needs_view *v) MUST_USE;

/* Every body's answer to one question. ERR_MISSING when the form has no such question. */
struct answer_view {
	int64_t response;
	const char *body, *text;
};
struct answers_view {
	const char *heading;
	struct answer_view *answers;
	size_t n;
};
enum err consolidation_answers(struct ctx *cx, const struct round_by_id *r, const char *question,
	struct answers_view *v) MUST_USE;

/* Everything the page shows, in a dozen queries. */
enum err consolidation_view(struct ctx *cx, const struct round_by_id *r,
	const struct cons_filter *filter, struct consolidation_view *v) MUST_USE;

/* The questions alone, for the page and the files. */
enum err consolidation_questions(struct ctx *cx, const struct round_by_id *r,
	const struct form *model, const struct cons_filter *f, struct question_view **q,
	size_t *n) MUST_USE;

#endif
