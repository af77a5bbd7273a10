#include "forms/check.h"

#include <string.h>

#include "base/list.h"
#include "forms/answer_fit.h"
#include "forms/expr_impl.h"
#include "forms/update.h"

void form_finding_add(struct form_findings *out, struct form_finding finding)
{
	if (out->n >= FORM_FINDINGS_MAX)
		return;
	if (!finding.path)
		finding.path = answers_path(out->arena, finding.ref);
	*LIST_PUSH(out->arena, out) = finding;
}

/* Why a value does not fit, in our words. */
static struct msg fit_msg(enum fit fit, const struct form_node *n, const char *value)
{
	const char *start = form_param(n, "start"), *end = form_param(n, "end");

	switch (fit) {
	case FIT_INTEGER:
		return MSG(_("Enter a whole number in digits."));
	case FIT_DECIMAL:
		return MSG(_("Enter a number in digits."));
	case FIT_RANGE:
		return MSG(_("Enter a number of the scale from {1} to {2}."),
			S(start ? start : "1"), S(end ? end : "10"));
	case FIT_DATE:
		return MSG(_("Enter a date that exists, as day, month and year."));
	case FIT_TIME:
		return MSG(_("Enter a time as hours and minutes."));
	case FIT_DATETIME:
		return MSG(_("Enter a date and a time."));
	case FIT_PLACE:
		return MSG(_("Enter a place as latitude and longitude."));
	case FIT_ONE_WORD:
		return MSG(_("Choose one answer only."));
	case FIT_TWICE:
		return MSG(_("The same answer is chosen twice."));
	case FIT_RANKING:
		return MSG(_("Put all answers in order."));
	case FIT_OK_ONLY:
		return MSG(_("Tick the box, or leave it empty."));
	case FIT_FILE_NAME:
		return MSG(_("The name of a file has no slashes and begins with no full stop."));
	default:
		return MSG(_("{1} is not one of the answers to choose from."), S(value));
	}
}

static bool is_choice_fault(enum fit fit)
{
	return fit == FIT_UNKNOWN || fit == FIT_TWICE || fit == FIT_ONE_WORD || fit == FIT_RANKING;
}

static const char *own_words(
	struct answers *ans, struct form_ref ref, const struct form_text *text, struct arena *a)
{
	const char *words = form_words(ans, ref, text, ans->lang, a);

	return *words ? words : NULL;
}

/* What is wrong with the answer to one question, if anything. */
static void judge(
	struct answers *ans, struct form_ref ref, const struct answer *x, struct form_findings *out)
{
	const struct form_node *n = ref.node;
	struct form_finding found = { .ref = ref };
	enum fit fit;

	if (!*x->value && x->required) {
		found.fault = FAULT_MISSING;
		found.msg = MSG(_("This question needs an answer."));
		found.text = own_words(ans, ref, &n->required_message, out->arena);
	} else if (!x->fits) {
		fit = answer_fit(out->arena, ans->form, n, x->value);
		found.fault = is_choice_fault(fit) ? FAULT_CHOICE : FAULT_TYPE;
		found.msg = fit_msg(fit, n, x->value);
	} else if (!x->offers) {
		found.fault = FAULT_FILTERED;
		found.msg =
			MSG(_("An answer chosen here no longer goes with the other answers. Choose "
			      "again."));
	} else if (!x->holds) {
		found.fault = FAULT_CONSTRAINT;
		found.msg = MSG(_("This answer is not within what the form allows."));
		found.text = own_words(ans, ref, &n->constraint_message, out->arena);
	} else {
		return;
	}
	form_finding_add(out, found);
}

static void drop(struct form_findings *out, struct form_ref ref)
{
	out->dropped = list_grow(out->arena, out->dropped, out->n_dropped, &out->room_dropped,
		sizeof(*out->dropped));
	out->dropped[out->n_dropped++] = ref;
}

static void judge_question(struct answers *ans, struct form_ref ref, struct form_findings *out)
{
	const struct answer *x = answer_of(ref);

	if (!ref.node->has_value)
		return;
	if (!x->relevant) {
		if (*x->value)
			drop(out, ref);
		return;
	}
	if (ref.node->has_control && ref.node->type != FORM_NOTE && !ref.node->calculation.code &&
		!form_is_scaffold(ref.node)) {
		out->asked++;
		out->answered += *x->value != 0;
	}
	judge(ans, ref, x, out);
}

/* All of one occurrence, in document order; recursion ends with the nesting of repeats. */
static void judge_occurrence(struct answers *ans, struct occurrence *occ, struct form_findings *out)
{
	const struct form *f = ans->form;
	const struct plan_scope *s = &plan_of(f)->scopes[occ->scope];

	for (int i = 0; i < s->n_slots; i++) {
		struct form_ref ref = { &f->nodes[s->nodes[i]], occ };

		if (ref.node->kind == FORM_QUESTION)
			judge_question(ans, ref, out);
		for (size_t k = 0; k < answers_count(ref); k++) {
			struct form_ref one = answers_occurrence(ref, k);

			if (one.occ->relevant)
				judge_occurrence(ans, one.occ, out);
			else
				drop(out, one);
		}
	}
}

enum err form_check(struct answers *ans, const struct form_clock *clock, size_t lang,
	struct arena *a, struct form_findings *out)
{
	if (!out->arena)
		*out = (struct form_findings){ .arena = a };
	if (form_update(ans, clock, lang) != OK)
		form_finding_add(out,
			(struct form_finding){ .fault = FAULT_WORK,
				.path = "",
				.msg = MSG(_("The form asks for more work than is allowed for one "
					     "record. Enter fewer repeats.")) });
	else
		judge_occurrence(ans, ans->root, out);
	return out->n ? ERR_INPUT : OK;
}

const struct form_finding *form_finding_at(const struct form_findings *f, struct form_ref ref)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (f->at[i].ref.node == ref.node && f->at[i].ref.occ == ref.occ)
			return &f->at[i];
	return NULL;
}

const char *form_finding_text(struct arena *a, const struct form_finding *f, enum lang reader)
{
	return f->text ? f->text : msg_text(a, reader, f->msg);
}

static void prune_occurrence(struct answers *ans, struct occurrence *occ)
{
	const struct form *f = ans->form;
	const struct plan_scope *s = &plan_of(f)->scopes[occ->scope];

	for (int i = 0; i < s->n_slots; i++) {
		struct form_ref ref = { &f->nodes[s->nodes[i]], occ };

		if (!occ->answers[i].relevant)
			answer_put(ans, ref.node, occ, "");
		for (size_t k = answers_count(ref); k-- > 0;) {
			struct form_ref one = answers_occurrence(ref, k);

			if (one.occ->relevant)
				prune_occurrence(ans, one.occ);
			else if (answers_remove(ans, one) != OK)
				continue;
		}
	}
}

void form_prune(struct answers *ans)
{
	prune_occurrence(ans, ans->root);
}
