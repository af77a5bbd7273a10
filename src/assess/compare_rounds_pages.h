/* The consolidation of a round beside that of an earlier one. For those who coordinate both. */
#ifndef ASSESS_COMPARE_ROUNDS_PAGES_H
#define ASSESS_COMPARE_ROUNDS_PAGES_H

#include "assess/compare_rounds.h"
#include "assess/round.h"
#include "web/parts.h"

page_handler compare_rounds_page; /* /rounds/:id/consolidation/compare, ?with=ROUND, ?of=both */

/* A figure then and now, with what became of it: no id where nothing did. */
struct compared_figure {
	int64_t then, now; /* DB_NULL: none */
	struct msg moved;
};

struct compared_topic_view {
	const char *label;
	struct compared_figure rank, people, bodies, score;
	struct msg what; /* new, not named any more; no id: in both */
};

struct compared_body_view {
	const char *name;
	bool then, now;
	struct compared_figure needs, people;
	const char *added, *gone; /* topics in words, or NULL */
};

struct compare_rounds_view {
	const struct round_by_id *r;
	const char *other; /* the title of the earlier one; NULL: there is none */
	struct choices earlier, whose;
	bool shares; /* both forms have a question for the topic, and a topic of one is one of the
			other */
	bool both;
	int64_t n_both;
	struct cons_totals then, now;
	struct compared_topic_view *topics;
	size_t n_topics;
	struct compared_body_view *bodies;
	size_t n_bodies;
};

#endif
