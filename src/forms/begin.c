#include "forms/check.h"
#include "forms/expr_impl.h"
#include "forms/update.h"

/* How a record begins: ODK XForms, "odk-instance-first-load" and "Preload attributes". */

static void begin_question(struct answers *ans, const struct form_node *n, struct occurrence *occ)
{
	struct ev ev = update_context(ans, n, occ, FORM_STEPS_MAX);
	const char *value = NULL;
	struct value v;

	arena_reset(ans->scratch);
	if (n->type == FORM_TODAY) {
		value = ans->clock.today;
	} else if (n->type == FORM_START) {
		value = ans->clock.now;
	} else if (n->initial_dynamic && n->initial.code) {
		v = expr_eval(&ev, n->initial.code);
		value = answer_calculated(&ev, n, &v);
		ans->evaluated++;
	}
	if (value)
		answer_put(ans, n, occ, answer_settle(ans->arena, n, value));
}

enum err form_begin(struct answers *ans, const struct form_clock *clock, size_t lang)
{
	const struct form *f = ans->form;

	answers_defaults(ans);
	TRY(form_update(ans, clock, lang));
	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];
		const struct form_scope_list *l = &ans->scopes[plan_of(f)->nodes[i].scope];

		for (size_t k = 0; k < l->n && n->kind == FORM_QUESTION && n->has_value; k++)
			begin_question(ans, n, l->at[k]);
	}
	return form_update(ans, clock, lang);
}
