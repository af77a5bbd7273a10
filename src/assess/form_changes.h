/* What changed of one question between two versions: form_compare.c's own. */
#ifndef ASSESS_FORM_CHANGES_H
#define ASSESS_FORM_CHANGES_H

#include "assess/form_compare.h"

/* The changes of a choice list against another one: found once for all questions that share it. */
struct change_list {
	const struct form_list *was;
	const struct compare_change *at;
	size_t n;
};
struct change_lists {
	struct change_list *of; /* by the index of the newer list */
};

/* Fills row->changes and row->n. a or b NULL: everything the other one has. */
void changes_between(struct arena *arena, const struct form *was, const struct form_node *a,
	const struct form *now, const struct form_node *b, struct change_lists *lists,
	struct compare_row *row);

#endif
