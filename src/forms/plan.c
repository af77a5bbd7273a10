#include "forms/plan.h"

#include <string.h>

#include "base/list.h"
#include "forms/expr_impl.h"

/* The slots of one scope while they are given out. */
struct slots {
	LIST(int) nodes;
	LIST(int) scopes;
};

static bool opens_scope(const struct form_node *n)
{
	return n->kind == FORM_ROOT || n->kind == FORM_REPEAT;
}

static void give_slots(
	const struct form *f, struct plan_node *nodes, struct slots *slots, int *n_scopes)
{
	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];
		struct plan_node *p = &nodes[i];
		struct slots *held;

		*p = (struct plan_node){ .series = -1, .opens = -1, .choices = -1 };
		if (opens_scope(n))
			p->opens = (*n_scopes)++;
		if (!n->parent)
			continue;
		p->scope = nodes[n->repeat ? n->repeat->index : 0].opens;
		held = &slots[p->scope];
		p->slot = (int)held->nodes.n;
		*LIST_PUSH(f->arena, &held->nodes) = n->index;
		if (n->kind == FORM_REPEAT) {
			p->series = (int)held->scopes.n;
			*LIST_PUSH(f->arena, &held->scopes) = p->opens;
		}
	}
}

/* How many repeats are around a node. */
static int nesting(const struct form_node *n)
{
	int depth = 0;

	for (n = n->repeat; n; n = n->repeat)
		depth++;
	return depth;
}

void plan_scopes(const struct form *f, struct form_plan *plan, struct form_problems *problems)
{
	struct plan_node *nodes = ARENA_ARRAY(f->arena, f->n_nodes, struct plan_node);
	struct slots *slots = ARENA_ARRAY(f->arena, f->n_nodes, struct slots);
	struct plan_scope *scopes;

	plan->n_scopes = 0;
	give_slots(f, nodes, slots, &plan->n_scopes);
	scopes = ARENA_ARRAY(f->arena, (size_t)plan->n_scopes, struct plan_scope);
	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];
		int s = nodes[i].opens;

		if (s < 0)
			continue;
		scopes[s] = (struct plan_scope){ .node = n,
			.parent = n->parent ? nodes[i].scope : -1,
			.n_slots = (int)slots[s].nodes.n,
			.n_series = (int)slots[s].scopes.n,
			.nodes = slots[s].nodes.at,
			.scopes = slots[s].scopes.at };
		if (nesting(n) >= PLAN_NESTING_MAX)
			form_problem_add(problems, n->place, false,
				MSG(_("More than {1} repeats are inside each other."),
					N(PLAN_NESTING_MAX)),
				MSG(_("Take some of the repeats out.")));
	}
	plan->nodes = nodes;
	plan->scopes = scopes;
}

static void compile_one(struct form *f, const struct form_node *at, enum expr_use use,
	struct form_expr *e, struct form_problems *problems)
{
	struct expr_error error;

	if (!e->text || !*e->text)
		return;
	if (expr_compile(f->arena, f, at, use, e->text, &e->code, &error) != OK) {
		e->code = NULL;
		form_problem_add(problems, e->place, false, error.msg, error.remedy);
	}
}

static void compile_node(struct form *f, struct form_node *n, struct form_problems *problems)
{
	compile_one(f, n, USE_RELEVANT, &n->relevant, problems);
	compile_one(f, n, USE_CALCULATION, &n->calculation, problems);
	compile_one(f, n, USE_REPEAT_COUNT, &n->repeat_count, problems);
	compile_one(f, n, USE_CONSTRAINT, &n->constraint, problems);
	compile_one(f, n, USE_REQUIRED, &n->required, problems);
	compile_one(f, n, USE_READ_ONLY, &n->read_only, problems);
	if (!n->from_repeat)
		compile_one(f, n, USE_CHOICE_FILTER, &n->choice_filter, problems);
	if (n->initial_dynamic)
		compile_one(f, n, USE_INITIAL, &n->initial, problems);
}

void form_compile(struct form *f, struct form_node *nodes, struct form_entity *entities,
	struct form_problems *problems)
{
	struct form_plan *plan = ARENA_NEW(f->arena, struct form_plan);

	for (size_t i = 0; i < f->n_nodes; i++)
		compile_node(f, &nodes[i], problems);
	compile_one(f, &nodes[0], USE_CALCULATION, &f->settings.instance_name, problems);
	for (size_t i = 0; i < f->n_entities; i++) {
		struct form_entity *e = &entities[i];

		compile_one(f, e->node, USE_CALCULATION, &e->id, problems);
		compile_one(f, e->node, USE_CALCULATION, &e->create_if, problems);
		compile_one(f, e->node, USE_CALCULATION, &e->update_if, problems);
		compile_one(f, e->node, USE_CALCULATION, &e->label, problems);
	}
	plan_scopes(f, plan, problems);
	plan_depend(f, plan, problems);
	plan_order(f, plan, problems);
	f->plan = plan;
}

size_t form_dependents(
	const struct form *f, const struct form_node *on, const struct form_dependency **out)
{
	const struct plan_node *p = &plan_of(f)->nodes[on->index];

	*out = plan_of(f)->by_on + p->first_on;
	return (size_t)p->n_on;
}

size_t form_dependencies(
	const struct form *f, const struct form_node *node, const struct form_dependency **out)
{
	const struct plan_node *p = &plan_of(f)->nodes[node->index];

	*out = plan_of(f)->by_node + p->first_of;
	return (size_t)p->n_of;
}

size_t form_order(const struct form *f, const int **out)
{
	*out = plan_of(f)->order;
	return f->n_nodes;
}
