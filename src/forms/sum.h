/*
 * What a form itself says of the sums of its numbers: a constraint `. = ${women} + ${men}`, alone,
 * joined by `and`, or unless something is left out (`${men} = '' or ...`), or a calculation. Read
 * from the compiled expression: references added and taken away, brackets, numbers beside them
 * (which change nothing here), number(x), coalesce(x, 0) and if(..., x, ''); a calculate among them
 * stands for what it sums up. Anything else is no sum.
 */
#ifndef FORMS_SUM_H
#define FORMS_SUM_H

#include "base/list.h"
#include "forms/model.h"

/* How often a question counts in a sum that is constant; never 0. */
struct sum_term {
	const struct form_node *node;
	int64_t times;
};
struct form_sum {
	LIST(struct sum_term) terms;
};
struct form_sums {
	LIST(struct form_sum) list;
};

/*
 * The equations a question's constraint and calculation state, each of two questions or more,
 * itself among them. A form is to be compiled (form_compile).
 */
void form_sums(struct arena *a, const struct form_node *n, struct form_sums *out);

#endif
