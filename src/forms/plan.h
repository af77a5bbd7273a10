/*
 * The plan of a form: where each node's answer is kept, what depends on what, and the order of
 * evaluation. Made once by form_compile, kept in form->plan, never changed.
 *
 * A scope is the form itself or the inside of one repeat. Every node has a slot in the scope that
 * holds it, so that an answer is found by two array accesses.
 */
#ifndef FORMS_PLAN_H
#define FORMS_PLAN_H

#include "forms/answers.h"
#include "forms/expr.h"

#define PLAN_NESTING_MAX 16 /* repeats inside each other */

struct plan_scope {
	const struct form_node *node; /* the root, or the repeat */
	int parent;		      /* scope around it; -1 for the root */
	int n_slots, n_series;
	const int *nodes;  /* by slot */
	const int *scopes; /* by series: the scope it opens */
};

struct plan_node {
	int scope;	    /* that holds it */
	int slot;	    /* there */
	int series;	    /* repeats: slot in series, else -1 */
	int opens;	    /* root and repeats: their own scope, else -1 */
	unsigned uses;	    /* the expressions it has: enum expr_use */
	unsigned traits;    /* of its calculation: enum fn_trait */
	int first_on, n_on; /* in plan->by_on: those that read it */
	int first_of, n_of; /* in plan->by_node: what it reads */
	int choices;	    /* index of the node whose answers are its choices, -1 */
};

struct form_plan {
	struct plan_node *nodes; /* by index; not written after form_compile */
	const struct plan_scope *scopes;
	int n_scopes;
	const int *order; /* n_nodes */
	const struct form_dependency *by_on, *by_node;
	size_t n_dependencies;
};

static inline const struct form_plan *plan_of(const struct form *f)
{
	return f->plan;
}

static inline struct answer *plan_answer(
	const struct form *f, const struct form_node *n, struct occurrence *occ)
{
	return &occ->answers[plan_of(f)->nodes[n->index].slot];
}

static inline struct series *plan_series(
	const struct form *f, const struct form_node *repeat, struct occurrence *occ)
{
	return &occ->series[plan_of(f)->nodes[repeat->index].series];
}

/* Whether a node is inside another, not itself. */
static inline bool plan_inside(const struct form_node *n, const struct form_node *around)
{
	return n->index > around->index && n->index < around->end;
}

/* Whether the value is a number by its type. */
static inline bool plan_is_number(const struct form_node *n)
{
	return n->type == FORM_INTEGER || n->type == FORM_DECIMAL || n->type == FORM_RANGE;
}

/* The scopes and slots; a problem when repeats are nested too deeply. For form_compile. */
struct form_problems;
void plan_scopes(const struct form *f, struct form_plan *plan, struct form_problems *problems);

/* The dependencies of compiled expressions, then the order; problems name the circles. */
void plan_depend(const struct form *f, struct form_plan *plan, struct form_problems *problems);
void plan_order(const struct form *f, struct form_plan *plan, struct form_problems *problems);

#endif
