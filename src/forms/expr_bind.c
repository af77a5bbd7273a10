#include <assert.h>
#include <string.h>

#include "forms/expr_impl.h"
#include "forms/expr_parse.h"
#include "forms/plan.h"

static const struct form_node *child_named(const struct form_node *n, const char *name)
{
	for (n = n->first; n; n = n->next)
		if (strcmp(n->name, name) == 0)
			return n;
	return NULL;
}

/* One step from a node (NULL: the document). */
static const struct form_node *static_step(
	const struct parser *p, const struct form_node *n, const struct step *step, bool absolute)
{
	const struct form_node *root = p->form->nodes;

	assert(root);
	if (step->n_tests)
		return NULL;
	if (step->axis == AXIS_SELF)
		return n;
	if (step->axis == AXIS_PARENT)
		return n ? n->parent : NULL;
	if (step->axis != AXIS_CHILD || !step->name)
		return NULL;
	if (!n)
		return strcmp(step->name, root->name) == 0 ? root : NULL;
	n = child_named(n, step->name);
	/* A path that went out of a repeat and into it again means all its occurrences. */
	if (n && !absolute && n->kind == FORM_REPEAT && p->at && plan_inside(p->at, n))
		return NULL;
	return n;
}

const struct form_node *static_node(const struct parser *p, const struct op *path)
{
	const struct form_node *n = path->start == START_ROOT ? NULL : p->at;

	if (path->kind != OP_PATH || path->start == START_EXPR)
		return NULL;
	if (path->start == START_CONTEXT && !n)
		n = &p->form->nodes[0];
	for (int i = 0; i < path->n_steps; i++) {
		n = static_step(p, n, &path->steps[i], path->start == START_ROOT);
		if (!n)
			return NULL;
	}
	return path->n_steps ? n : NULL;
}

static void prepare_regex(struct parser *p, struct op *call)
{
	struct msg why = { .id = NULL };

	if (call->args[1]->kind != OP_STR)
		return;
	call->regex = regex_new(p->arena, call->args[1]->str, &why);
	if (!call->regex)
		lexer_fail(&p->lexer, call->args[1]->at, why,
			MSG(_("Write the pattern with letters, classes, groups and counts only.")));
}

/* The question is written as text: '${org}', or its path. */
static void prepare_choice_name(struct parser *p, struct op *call)
{
	const struct op *arg = call->args[1];
	const char *s = arg->str, *end;

	call->node = arg->kind == OP_REF ? arg->node : NULL;
	if (arg->kind != OP_STR)
		return;
	while (*s == ' ')
		s++;
	end = strchr(s, '}');
	if (strncmp(s, "${", 2) == 0 && end)
		call->node = form_find(p->form, p->at, s + 2, (size_t)(end - s) - 2);
	else
		call->node = form_at(p->form, s);
}

/* Paths among the arguments become references. */
static void prepare_indexed_repeat(struct parser *p, struct op *call)
{
	const struct op **args = ARENA_ARRAY(p->arena, (size_t)call->n, const struct op *);

	for (int i = 0; i < call->n; i++) {
		const struct form_node *n =
			i == 0 || i % 2 == 1 ? static_node(p, call->args[i]) : NULL;

		args[i] = call->args[i];
		if (n) {
			struct op *ref = ARENA_NEW(p->arena, struct op);

			*ref = (struct op){ .kind = OP_REF, .at = args[i]->at, .node = n };
			args[i] = ref;
		}
	}
	call->args = args;
}

void prepare_call(struct parser *p, struct op *call)
{
	if (strcmp(call->fn->name, "regex") == 0)
		prepare_regex(p, call);
	else if (strcmp(call->fn->name, "jr:choice-name") == 0)
		prepare_choice_name(p, call);
	else if (strcmp(call->fn->name, "indexed-repeat") == 0)
		prepare_indexed_repeat(p, call);
}

enum err expr_compile(struct arena *a, const struct form *f, const struct form_node *at,
	enum expr_use use, const char *text, const struct expr **out, struct expr_error *error)
{
	struct parser p = { .arena = a, .form = f, .at = at, .filter = use == USE_CHOICE_FILTER };
	struct expr *e = ARENA_NEW(a, struct expr);

	TRY(parse_expression(&p, text, error, &e->top));
	e->traits = p.traits;
	*out = e;
	return OK;
}
