#include <string.h>

#include "base/list.h"
#include "forms/answer_fit.h"
#include "forms/check.h"
#include "forms/expr_impl.h"
#include "forms/update.h"

/* What a page shows: texts with answers in them, choices, and one place as a whole. */

/* The node whose occurrence is the context of a place's texts. */
static struct ev context_of(struct answers *ans, struct form_ref ref, size_t lang)
{
	struct ev ev = update_context(ans, ref.node, ref.occ, FORM_STEPS_MAX);

	ev.lang = lang;
	return ev;
}

/* The answer ${name} stands for; "" when there is none. */
static const char *answer_named(struct ev *ev, const char *name, size_t len)
{
	const struct form_node *n;
	struct value v;

	while (len && *name == ' ') {
		name++;
		len--;
	}
	while (len && name[len - 1] == ' ')
		len--;
	n = form_find(ev->form, ev->self.node, name, len);
	if (!n)
		return "";
	v = ref_eval(ev, n);
	return val_to_str(ev, &v);
}

const char *form_words(struct answers *ans, struct form_ref ref, const struct form_text *text,
	size_t lang, struct arena *a)
{
	const char *s = form_text_in(ans->form, text, lang), *at = strstr(s, "${");
	struct ev ev;
	struct buf b;

	if (!at)
		return s;
	ev = context_of(ans, ref, lang);
	buf_init(&b, a, strlen(s) + 32);
	for (; at; at = strstr(s, "${")) {
		const char *end = strchr(at, '}');

		if (!end || b.len > FORM_VALUE_MAX)
			break;
		buf_add(&b, s, (size_t)(at - s));
		buf_str(&b, answer_named(&ev, at + 2, (size_t)(end - at) - 2));
		s = end + 1;
	}
	buf_str(&b, s);
	return b.data;
}

const char *form_label(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a)
{
	return form_words(ans, ref, &ref.node->label.text, lang, a);
}

const char *form_hint(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a)
{
	return form_words(ans, ref, &ref.node->hint, lang, a);
}

static bool has_word(const char *words, const char *wanted)
{
	size_t n, m = strlen(wanted);
	const char *word;

	while ((word = word_next(&words, &n)))
		if (n == m && memcmp(word, wanted, n) == 0)
			return true;
	return false;
}

/* The answers of a repeat as choices; the label is the answer itself. */
static size_t repeat_options(
	struct ev *ev, const char *value, struct arena *a, const struct form_option **out)
{
	const struct form_ref *refs;
	size_t n = repeat_choices(ev, ev->self.node, &refs);
	struct form_option *options = ARENA_ARRAY(a, n + 1, struct form_option);

	for (size_t i = 0; i < n; i++) {
		const char *s = answer_text(refs[i]);

		options[i] = (struct form_option){ s, s, NULL, has_word(value, s) };
	}
	*out = options;
	return n;
}

size_t form_options(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a,
	const struct form_option **out)
{
	LIST(struct form_option) options = { 0 };
	const struct form_node *n = ref.node;
	struct ev ev = context_of(ans, ref, lang);
	const char *value = answer_text(ref);

	*out = NULL;
	arena_reset(ans->scratch);
	if (n->from_repeat)
		return repeat_options(&ev, value, a, out);
	for (size_t i = 0; n->list && i < n->list->n_choices && ev.steps >= 0; i++) {
		const struct form_choice *c = &n->list->choices[i];

		if (c->name && choice_offered(&ev, n, (int)i))
			*LIST_PUSH(a, &options) = (struct form_option){ .value = c->name,
				.label = form_words(ans, ref, &c->label.text, lang, a),
				.choice = c,
				.chosen = has_word(value, c->name) };
	}
	*out = options.at;
	return options.n;
}

void form_item(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a,
	const struct form_findings *findings, struct form_item *out)
{
	bool one = ref.node->kind == FORM_REPEAT && ref.occ->node == ref.node;
	bool root = ref.node->kind == FORM_ROOT;
	const struct answer *x = one || root ? NULL : answer_of(ref);

	*out = (struct form_item){ .ref = ref,
		.node = ref.node,
		.relevant = x ? x->relevant : ref.occ->relevant,
		.required = x && x->required,
		.read_only = x && (x->read_only || (ref.node->calculation.code != NULL &&
							   !answer_is_taken(ans->form, ref.node))),
		.value = x ? x->value : "",
		.label = form_label(ans, ref, lang, a),
		.hint = form_hint(ans, ref, lang, a),
		.occurrences = answers_count(ref),
		.finding = form_finding_at(findings, ref) };
	if (ref.node->list || ref.node->from_repeat)
		out->n_options = form_options(ans, ref, lang, a, &out->options);
}

const char *form_item_chosen(const struct form_item *it, struct arena *a)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (size_t i = 0; i < it->n_options; i++) {
		if (!it->options[i].chosen)
			continue;
		if (b.len)
			buf_str(&b, " · ");
		buf_str(&b, it->options[i].label);
	}
	return b.data;
}

const char *form_record_name(struct answers *ans, struct arena *a)
{
	const struct expr *code = ans->form->settings.instance_name.code;
	struct ev ev = context_of(ans, answers_root(ans), ans->lang);
	struct value v;

	if (!code)
		return "";
	arena_reset(ans->scratch);
	v = expr_eval(&ev, code);
	return arena_str(a, val_to_str(&ev, &v));
}
