/*
 * Two rounds side by side: what became of each topic (needs, bodies, people, its place in the
 * ranking) and of each body. Topics are matched by their code in the question that means the topic
 * in either form (meaning.h), bodies by themselves. Pure: the same rows give the same answer.
 */
#ifndef ASSESS_COMPARE_ROUNDS_H
#define ASSESS_COMPARE_ROUNDS_H

#include "assess/consolidation.h"
#include "base/list.h"

/* A topic in one round. rank 0: nobody named it. */
struct compared_side {
	int64_t rank, needs, bodies, people, priority, gap, score; /* as struct ranked */
};
struct compared_topic {
	const char *topic;
	struct compared_side then, now;
};

/* A body that answered one of them. */
struct compared_body {
	int64_t body;
	bool then, now; /* whether it answered */
	int64_t needs_then, needs_now, people_then, people_now;
	LIST(const char *) added, gone; /* topics; only where it answered both */
};

struct comparison {
	LIST(struct compared_topic) topics; /* by their place now, then those nobody names now */
	LIST(struct compared_body) bodies;  /* in the order of `now`, then those of then alone */
	int64_t both;			    /* bodies that answered both */
};

/* One round: its needs by topic and body, ordered so (cons_parts), and who answered. */
struct compared_round {
	const struct cons_parts *parts;
	size_t n;
	const int64_t *bodies;
	size_t n_bodies;
};

/* `both`: of the needs of bodies alone that answered both rounds. */
void compare_rounds(struct arena *a, const struct compared_round *then,
	const struct compared_round *now, bool both, struct comparison *out);

#endif
