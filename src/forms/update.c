#include "forms/update.h"

#include <math.h>
#include <string.h>

#include "forms/answer_fit.h"
#include "forms/check.h"
#include "forms/expr_impl.h"

bool answer_is_taken(const struct form *f, const struct form_node *n)
{
	const struct plan_node *p = &plan_of(f)->nodes[n->index];

	return n->n_triggers || (p->traits & (FN_AWAY | FN_CHANCE));
}

void update_mark(
	struct answers *ans, const struct form_node *n, struct occurrence *occ, unsigned stale)
{
	unsigned has = plan_of(ans->form)->nodes[n->index].uses | STALE_VALUE | STALE_PARENT;
	unsigned real = stale & has & (STALE_ORDERED | STALE_CHECKS);

	plan_answer(ans->form, n, occ)->stale |= (unsigned short)real;
	if (real & STALE_ORDERED)
		ans->waiting[n->index] |= WAITING_ORDERED;
	if (real & STALE_CHECKS)
		ans->waiting[n->index] |= WAITING_CHECKS;
}

/* Whether an occurrence is `base` or in it. */
static bool is_below(const struct occurrence *occ, const struct occurrence *base)
{
	while (occ && occ != base)
		occ = occ->parent;
	return occ != NULL;
}

/* Marks every place of a dependent below `base`. A question that reads other occurrences of itself
 * reads those before it: only what comes after `from` is marked. */
static void mark_below(struct answers *ans, const struct form_dependency *d,
	const struct occurrence *base, const struct occurrence *from)
{
	const struct form_scope_list *l =
		&ans->scopes[plan_of(ans->form)->nodes[d->node->index].scope];
	bool after = !from;

	for (size_t i = 0; i < l->n; i++) {
		if (after && is_below(l->at[i], base))
			update_mark(ans, d->node, l->at[i], d->uses);
		after = after || l->at[i] == from;
	}
}

/* Marks one dependent of a node that changed within `occ`. */
static void mark_dependent(struct answers *ans, const struct form_dependency *d,
	const struct form_node *n, struct occurrence *occ)
{
	struct occurrence *base = d->wide ? ans->root : occ;
	bool self = d->node == n && d->wide && (d->uses & USE_ORDERED);

	while (base->parent && !plan_inside(d->node, base->node))
		base = base->parent;
	if (plan_of(ans->form)->nodes[d->node->index].scope == base->scope)
		update_mark(ans, d->node, base, d->uses);
	else
		mark_below(ans, d, base, self ? occ : NULL);
}

void update_changed(struct answers *ans, const struct form_node *n, struct occurrence *occ)
{
	const struct plan_node *p = &plan_of(ans->form)->nodes[n->index];

	if (ans->fresh)
		return;
	answers_list(ans);
	for (int i = 0; i < p->n_on; i++)
		mark_dependent(ans, &plan_of(ans->form)->by_on[p->first_on + i], n, occ);
}

void update_shape(struct answers *ans, const struct form_node *repeat, struct occurrence *occ)
{
	if (ans->fresh)
		return;
	update_changed(ans, repeat, occ);
	for (int i = repeat->index + 1; i < repeat->end; i++) {
		const struct plan_node *p = &plan_of(ans->form)->nodes[i];

		for (int k = 0; k < p->n_on; k++) {
			const struct form_dependency *d =
				&plan_of(ans->form)->by_on[p->first_on + k];

			/* Within one occurrence nothing changed. */
			if (d->wide || !plan_inside(d->node, repeat))
				mark_dependent(ans, d, NULL, occ);
		}
	}
}

unsigned update_everything(const struct form_node *n)
{
	unsigned all = STALE_USES | STALE_VALUE | STALE_PARENT;

	/* A calculation with triggers waits for one of them. */
	return n->n_triggers ? all & ~(unsigned)USE_CALCULATION : all;
}

void answer_put(
	struct answers *ans, const struct form_node *n, struct occurrence *occ, const char *value)
{
	struct answer *a = plan_answer(ans->form, n, occ);

	if (strcmp(a->value, value) == 0)
		return;
	a->value = value;
	update_mark(ans, n, occ, STALE_VALUE | USE_CONSTRAINT | USE_CHOICE_FILTER);
	if (a->relevant)
		update_changed(ans, n, occ);
}

struct ev update_context(
	struct answers *ans, const struct form_node *n, struct occurrence *occ, int64_t steps)
{
	return (struct ev){ .form = ans->form,
		.ans = ans,
		.arena = ans->scratch,
		.clock = &ans->clock,
		.lang = ans->lang,
		.steps = steps,
		.self = { .node = n, .occ = occ },
		.chance = ans->clock.chance };
}

struct update {
	struct answers *ans;
	int64_t steps;
};

/* Evaluates one expression of a place. What comes out is valid until the next. */
static struct value run(struct update *u, struct ev *ev, const struct form_node *n,
	struct occurrence *occ, const struct form_expr *e)
{
	struct value v;

	arena_reset(u->ans->scratch);
	*ev = update_context(u->ans, n, occ, u->steps);
	v = expr_eval(ev, e->code);
	u->steps = ev->steps;
	if (u->ans->clock.chance)
		u->ans->clock.chance = ev->chance;
	u->ans->evaluated++;
	return v;
}

/* A condition; `away` when what it needs is not here. */
static bool run_bool(struct update *u, const struct form_node *n, struct occurrence *occ,
	const struct form_expr *e, bool away)
{
	struct ev ev;
	struct value v;

	if (e->code->traits & FN_AWAY)
		return away;
	v = run(u, &ev, n, occ, e);
	return val_to_bool(&ev, &v);
}

/* What a calculation gives as the value of its question. */
const char *answer_calculated(struct ev *ev, const struct form_node *n, const struct value *v)
{
	struct value plain = val_plain(ev, v);
	const char *s;

	if (plain.kind == VAL_NUM && isnan(plain.num))
		return "";
	if (plain.kind == VAL_NUM && n->type == FORM_INTEGER)
		return num_to_str(ev->arena, trunc(plain.num));
	if (plain.kind == VAL_NUM && n->type == FORM_DATE)
		s = days_date(ev->arena, plain.num);
	else
		s = val_to_str(ev, &plain);
	return s && strlen(s) <= FORM_VALUE_MAX ? s : "";
}

static void calculate(
	struct update *u, const struct form_node *n, struct occurrence *occ, struct answer *a)
{
	struct ev ev;
	struct value v;
	const char *s;

	if (answer_is_taken(u->ans->form, n) && *a->value && !n->n_triggers)
		return;
	v = run(u, &ev, n, occ, &n->calculation);
	s = answer_calculated(&ev, n, &v);
	if (ev.steps < 0 || strcmp(s, a->value) == 0)
		return;
	a->value = arena_str(u->ans->arena, s);
	update_mark(u->ans, n, occ, STALE_VALUE | USE_CONSTRAINT | USE_CHOICE_FILTER);
}

static bool parent_relevant(
	const struct answers *ans, const struct form_node *n, struct occurrence *occ)
{
	if (occ->node == n->parent)
		return occ->relevant;
	return plan_answer(ans->form, n->parent, occ)->relevant;
}

/* Tells the children of a group or occurrence that it came or went. */
static void pass_down(struct answers *ans, const struct form_node *n, struct occurrence *occ)
{
	for (const struct form_node *c = n->first; c; c = c->next)
		update_mark(ans, c, occ, STALE_PARENT);
}

/* How many occurrences repeat_count asks for; those that are missing are added. */
static void count_occurrences(struct update *u, const struct form_node *n, struct occurrence *occ)
{
	struct series *s = plan_series(u->ans->form, n, occ);
	struct ev ev;
	struct value v;
	double wanted;

	if (n->repeat_count.code->traits & FN_AWAY)
		return;
	v = run(u, &ev, n, occ, &n->repeat_count);
	wanted = val_to_num(&ev, &v);
	s->wanted = !(wanted > 0) ? 0 : wanted > FORM_REPEAT_MAX ? FORM_REPEAT_MAX : (size_t)wanted;
	if (s->n < s->wanted)
		answers_fill(u->ans, (struct form_ref){ n, occ }, s->wanted);
	answers_list(u->ans);
}

/* Which occurrences of a repeat are relevant; whether that changed anything. */
static bool settle_occurrences(
	struct update *u, const struct form_node *n, struct occurrence *occ, const struct answer *a)
{
	struct series *s = plan_series(u->ans->form, n, occ);
	bool changed = false;

	for (size_t i = 0; i < s->n; i++) {
		bool relevant = a->relevant && i < s->wanted;

		if (relevant == s->at[i]->relevant)
			continue;
		s->at[i]->relevant = relevant;
		pass_down(u->ans, n, s->at[i]);
		changed = true;
	}
	return changed;
}

/* Relevance and value of one place; those that read it are marked if what they read changed. */
static void update_place(
	struct update *u, const struct form_node *n, struct occurrence *occ, struct answer *a)
{
	bool was = a->relevant, up = !n->parent || parent_relevant(u->ans, n, occ), changed;
	const char *value = a->value;

	a->stale &= (unsigned short)~STALE_PARENT;
	if (up && (a->stale & USE_RELEVANT)) {
		a->stale &= (unsigned short)~USE_RELEVANT;
		a->here = run_bool(u, n, occ, &n->relevant, true);
	}
	a->relevant = up && a->here;
	if (a->relevant && (a->stale & USE_CALCULATION)) {
		a->stale &= (unsigned short)~USE_CALCULATION;
		calculate(u, n, occ, a);
	}
	if (a->relevant && (a->stale & USE_REPEAT_COUNT)) {
		a->stale &= (unsigned short)~USE_REPEAT_COUNT;
		count_occurrences(u, n, occ);
	}
	changed = was != a->relevant || a->value != value;
	if (n->kind == FORM_REPEAT)
		changed = settle_occurrences(u, n, occ, a) || changed;
	else if (was != a->relevant)
		pass_down(u->ans, n, occ);
	if (a->relevant && (a->stale & STALE_CHECKS))
		u->ans->waiting[n->index] |= WAITING_CHECKS;
	if (changed)
		update_changed(u->ans, n, occ);
}

/* What the rules say of a value that do not decide any other. */
static void check_place(
	struct update *u, const struct form_node *n, struct occurrence *occ, struct answer *a)
{
	unsigned stale = a->stale;
	bool empty = !*a->value;

	a->stale &= (unsigned short)~STALE_CHECKS;
	if (stale & USE_REQUIRED)
		a->required = run_bool(u, n, occ, &n->required, false);
	if (stale & USE_READ_ONLY)
		a->read_only = run_bool(u, n, occ, &n->read_only, false);
	if (stale & STALE_VALUE)
		a->fits = empty || answer_fits(u->ans->scratch, u->ans->form, n, a->value);
	if (stale & (USE_CONSTRAINT | STALE_VALUE))
		a->holds = empty || !n->constraint.code || !a->fits ||
			   run_bool(u, n, occ, &n->constraint, true);
	if (stale & (USE_CHOICE_FILTER | STALE_VALUE)) {
		struct ev ev = update_context(u->ans, n, occ, u->steps);

		arena_reset(u->ans->scratch);
		a->offers = empty || !a->fits || answer_offered(&ev, n, occ, a->value);
		u->ans->evaluated += ev.steps != u->steps;
		u->steps = ev.steps;
	}
}

/* All waiting places of one node. */
static void update_node(struct update *u, int i, unsigned which, bool ordered)
{
	struct answers *ans = u->ans;
	const struct form_node *n = &ans->form->nodes[i];
	const struct form_scope_list *l = &ans->scopes[plan_of(ans->form)->nodes[i].scope];

	if (!(ans->waiting[i] & which))
		return;
	ans->waiting[i] &= (unsigned char)~which;
	/* Counting a repeat may add occurrences, of scopes further in: never to this list. */
	for (size_t k = 0; k < l->n && u->steps >= 0; k++) {
		struct answer *a = plan_answer(ans->form, n, l->at[k]);

		if (ordered && (a->stale & STALE_ORDERED))
			update_place(u, n, l->at[k], a);
		else if (!ordered && a->relevant && (a->stale & STALE_CHECKS))
			check_place(u, n, l->at[k], a);
	}
	if (ordered)
		ans->waiting[i] &= (unsigned char)~which;
}

/* Everything is looked at again. */
static void mark_all(struct answers *ans)
{
	for (size_t i = 1; i < ans->form->n_nodes; i++) {
		const struct form_node *n = &ans->form->nodes[i];
		const struct form_scope_list *l = &ans->scopes[plan_of(ans->form)->nodes[i].scope];

		for (size_t k = 0; k < l->n; k++)
			update_mark(ans, n, l->at[k], update_everything(n));
	}
}

static bool same_clock(const struct form_clock *a, const struct form_clock *b)
{
	return strcmp(a->today, b->today) == 0 && a->zone == b->zone &&
	       (a->now == b->now || (a->now && b->now && strcmp(a->now, b->now) == 0));
}

enum err form_update(struct answers *ans, const struct form_clock *clock, size_t lang)
{
	struct update u = { .ans = ans, .steps = FORM_STEPS_MAX };

	ans->fresh = ans->fresh && !ans->spent;
	answers_list(ans);
	if (ans->spent || lang != ans->lang || !same_clock(clock, &ans->clock)) {
		ans->lang = lang;
		ans->clock = (struct form_clock){ .today = arena_str(ans->arena, clock->today),
			.now = arena_str(ans->arena, clock->now),
			.zone = clock->zone,
			.chance = clock->chance };
		mark_all(ans);
	}
	for (size_t k = 0; k < ans->form->n_nodes; k++)
		if (plan_of(ans->form)->order[k] > 0)
			update_node(&u, plan_of(ans->form)->order[k], WAITING_ORDERED, true);
	for (size_t i = 1; i < ans->form->n_nodes; i++)
		update_node(&u, (int)i, WAITING_CHECKS, false);
	ans->fresh = false;
	ans->spent = u.steps < 0;
	return ans->spent ? ERR_INPUT : OK;
}
