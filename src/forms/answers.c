#include "forms/answers.h"

#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "base/time.h"
#include "forms/expr_impl.h"
#include "forms/update.h"

/* A new occurrence: every answer empty, everything still to be evaluated. */
static struct occurrence *occurrence_new(
	struct answers *ans, int scope, struct occurrence *parent, size_t position)
{
	const struct form *f = ans->form;
	const struct plan_scope *s = &plan_of(f)->scopes[scope];
	struct occurrence *occ = ARENA_NEW(ans->arena, struct occurrence);

	*occ = (struct occurrence){ .ans = ans,
		.node = s->node,
		.parent = parent,
		.position = position,
		.answers = ARENA_ARRAY(ans->arena, (size_t)s->n_slots + 1, struct answer),
		.series = ARENA_ARRAY(ans->arena, (size_t)s->n_series + 1, struct series),
		.scope = scope,
		.relevant = true };
	for (int i = 0; i < s->n_slots; i++) {
		const struct form_node *n = &f->nodes[s->nodes[i]];

		occ->answers[i] = (struct answer){ .value = "",
			.here = true,
			.relevant = true,
			.fits = true,
			.holds = true,
			.offers = true };
		update_mark(ans, n, occ, update_everything(n));
	}
	for (int i = 0; i < s->n_series; i++)
		occ->series[i].wanted = SIZE_MAX;
	ans->shape_changed = true;
	return occ;
}

static void end_arena(void *scratch)
{
	arena_free(scratch);
}

struct answers *answers_new(struct arena *a, const struct form *f)
{
	struct answers *ans = ARENA_NEW(a, struct answers);

	*ans = (struct answers){ .form = f,
		.arena = a,
		.scratch = arena_new(16384),
		.scopes = ARENA_ARRAY(a, (size_t)plan_of(f)->n_scopes, struct form_scope_list),
		.waiting = ARENA_ARRAY(a, f->n_nodes, unsigned char),
		.fresh = true,
		.clock = { .today = "1970-01-01" } };
	arena_on_end(a, end_arena, ans->scratch);
	ans->root = occurrence_new(ans, 0, NULL, 0);
	return ans;
}

/* Lists an occurrence and those in it; recursion ends with the nesting of repeats. */
static void list_occurrence(struct answers *ans, struct occurrence *occ)
{
	const struct plan_scope *s = &plan_of(ans->form)->scopes[occ->scope];

	*LIST_PUSH(ans->arena, &ans->scopes[occ->scope]) = occ;
	for (int i = 0; i < s->n_series; i++)
		for (size_t k = 0; k < occ->series[i].n; k++)
			list_occurrence(ans, occ->series[i].at[k]);
}

void answers_list(struct answers *ans)
{
	if (!ans->shape_changed)
		return;
	for (int i = 0; i < plan_of(ans->form)->n_scopes; i++)
		ans->scopes[i].n = 0;
	list_occurrence(ans, ans->root);
	ans->shape_changed = false;
}

struct form_ref answers_root(struct answers *ans)
{
	return (struct form_ref){ &ans->form->nodes[0], ans->root };
}

const struct answer *answer_of(struct form_ref ref)
{
	return plan_answer(ref.occ->ans->form, ref.node, ref.occ);
}

const char *answer_text(struct form_ref ref)
{
	return ref.occ->node == ref.node ? "" : answer_of(ref)->value;
}

static bool is_series(struct form_ref ref)
{
	return ref.node && ref.node->kind == FORM_REPEAT && ref.occ->node != ref.node;
}

static struct series *series_of(struct form_ref ref)
{
	return plan_series(ref.occ->ans->form, ref.node, ref.occ);
}

size_t answers_count(struct form_ref repeat)
{
	return is_series(repeat) ? series_of(repeat)->n : 0;
}

struct form_ref answers_occurrence(struct form_ref repeat, size_t i)
{
	if (i >= answers_count(repeat))
		return (struct form_ref){ NULL, NULL };
	return (struct form_ref){ repeat.node, series_of(repeat)->at[i] };
}

/* A plain default, for the questions of one occurrence. */
static void put_defaults(struct answers *ans, struct occurrence *occ)
{
	const struct form *f = ans->form;
	const struct plan_scope *s = &plan_of(f)->scopes[occ->scope];

	for (int i = 0; i < s->n_slots; i++) {
		const struct form_node *n = &f->nodes[s->nodes[i]];

		if (n->kind == FORM_QUESTION && n->has_value && n->initial.text &&
			!n->initial_dynamic)
			answer_put(ans, n, occ, answer_settle(ans->arena, n, n->initial.text));
	}
}

void answers_defaults(struct answers *ans)
{
	answers_list(ans);
	for (int i = 0; i < plan_of(ans->form)->n_scopes; i++)
		for (size_t k = 0; k < ans->scopes[i].n; k++)
			put_defaults(ans, ans->scopes[i].at[k]);
}

/* What reads a repeat, or anything in it, reads something else once an occurrence comes or goes. */
static void shape_changed(struct answers *ans, struct form_ref repeat)
{
	ans->shape_changed = true;
	update_mark(ans, repeat.node, repeat.occ, STALE_PARENT);
	update_shape(ans, repeat.node, repeat.occ);
}

/* An occurrence at the end; NULL when there would be too many. */
static struct occurrence *append(struct answers *ans, struct form_ref repeat)
{
	struct series *s = series_of(repeat);
	struct occurrence *occ;

	if (s->n >= FORM_REPEAT_MAX || ans->n_occurrences >= FORM_OCCURRENCES_MAX)
		return NULL;
	occ = occurrence_new(
		ans, plan_of(ans->form)->nodes[repeat.node->index].opens, repeat.occ, s->n);
	*LIST_PUSH(ans->arena, s) = occ;
	ans->n_occurrences++;
	put_defaults(ans, occ);
	return occ;
}

enum err answers_add(struct answers *ans, struct form_ref repeat, struct form_ref *out)
{
	struct occurrence *occ;

	if (!is_series(repeat))
		return ERR_MISSING;
	occ = append(ans, repeat);
	if (!occ)
		return ERR_CONFLICT;
	shape_changed(ans, repeat);
	if (out)
		*out = (struct form_ref){ repeat.node, occ };
	return OK;
}

void answers_fill(struct answers *ans, struct form_ref repeat, size_t wanted)
{
	size_t had = series_of(repeat)->n;

	while (series_of(repeat)->n < wanted && append(ans, repeat))
		continue;
	if (series_of(repeat)->n > had)
		shape_changed(ans, repeat);
}

static size_t occurrences_in(const struct answers *ans, const struct occurrence *occ)
{
	const struct plan_scope *s = &plan_of(ans->form)->scopes[occ->scope];
	size_t n = 1;

	for (int i = 0; i < s->n_series; i++)
		for (size_t k = 0; k < occ->series[i].n; k++)
			n += occurrences_in(ans, occ->series[i].at[k]);
	return n;
}

enum err answers_remove(struct answers *ans, struct form_ref ref)
{
	struct series *s;
	struct form_ref around;

	if (!ref.node || ref.node->kind != FORM_REPEAT || ref.occ->node != ref.node)
		return ERR_MISSING;
	around = (struct form_ref){ ref.node, ref.occ->parent };
	s = series_of(around);
	ans->n_occurrences -= occurrences_in(ans, ref.occ);
	for (size_t i = ref.occ->position; i + 1 < s->n; i++) {
		s->at[i] = s->at[i + 1];
		s->at[i]->position = i;
	}
	s->n--;
	shape_changed(ans, around);
	return OK;
}

struct form_ref answers_child(struct form_ref in, struct form_ref after)
{
	const struct form_node *next = after.node ? after.node->next : in.node->first;

	if (!next)
		return (struct form_ref){ NULL, NULL };
	return (struct form_ref){ next, in.occ };
}

enum err answers_set(struct answers *ans, struct form_ref ref, const char *text)
{
	const struct form_node *n = ref.node;

	if (!n || n->kind != FORM_QUESTION || !n->has_value || n->type == FORM_NOTE)
		return ERR_MISSING;
	if (n->calculation.text && !answer_is_taken(ans->form, n))
		return ERR_MISSING;
	if (strlen(text) > FORM_VALUE_MAX || !text_utf8_valid(text, strlen(text)))
		return ERR_INPUT;
	answer_put(ans, n, ref.occ, answer_settle(ans->arena, n, text));
	return OK;
}
