/* The answers of a record in words. */
#include <string.h>

#include "assess/response_view_pages.h"
#include "base/text.h"
#include "base/time.h"
#include "forms/check.h"

struct writing {
	struct ctx *cx;
	struct answers *ans;
	const struct form_findings *findings;
	size_t lang;
	LIST(struct answer_line) lines;
};

/* ---- one value ---- */

static const char *choice_label(struct writing *w, struct form_ref at, const char *name, size_t n)
{
	const struct form_choice *c = at.node->list ? form_choice(at.node->list, name, n) : NULL;
	const char *label;

	if (!c)
		return arena_strn(w->cx->arena, name, n);
	label = form_words(w->ans, at, &c->label.text, w->lang, w->cx->arena);
	return *label ? label : c->name;
}

static const char *plain_words(struct writing *w, const struct form_node *n, const char *value)
{
	struct arena *a = w->cx->arena;

	switch (n->type) {
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
	case FORM_TIME:
		return digits_text(a, w->cx->lang, value);
	case FORM_DATE:
		return date_words(a, w->cx->lang, value);
	default:
		return value;
	}
}

static void put_values(struct writing *w, struct form_ref at, struct answer_line *line)
{
	const char *value = answer_text(at), *word = value;
	bool several = at.node->type == FORM_SELECT_MULTIPLE || at.node->type == FORM_RANK;
	bool chooses = several || at.node->type == FORM_SELECT_ONE;
	LIST(const char *) values = { 0 };

	while (several && *(word += strspn(word, " "))) {
		size_t n = strcspn(word, " ");

		*LIST_PUSH(w->cx->arena, &values) = choice_label(w, at, word, n);
		word += n;
	}
	if (!several && *value)
		*LIST_PUSH(w->cx->arena, &values) =
			chooses ? choice_label(w, at, value, strlen(value))
				: plain_words(w, at.node, value);
	line->values = values.at;
	line->n_values = values.n;
}

/* ---- the walk ---- */

static void walk(struct writing *w, struct form_ref in);

static const char *label_of(struct writing *w, struct form_ref at)
{
	const struct form_node *heading = form_heading(at.node);
	const char *label = form_label(w->ans,
		heading == at.node ? at : answers_at(w->ans, heading->name), w->lang, w->cx->arena);

	return *label ? label : at.node->name;
}

static void put_answer(struct writing *w, struct form_ref at)
{
	const struct form_finding *f = w->findings ? form_finding_at(w->findings, at) : NULL;
	struct answer_line line = { .kind = LINE_ANSWER, .label = label_of(w, at), .ref = at };

	if (!at.node->has_control || !at.node->has_value || at.node->type == FORM_NOTE ||
		form_is_scaffold(at.node))
		return;
	line.path = answers_path(w->cx->arena, at);
	put_values(w, at, &line);
	if (f)
		line.finding = form_finding_text(w->cx->arena, f, w->cx->lang);
	*LIST_PUSH(w->cx->arena, &w->lines) = line;
}

static void put_repeat(struct writing *w, struct form_ref at)
{
	size_t n = answers_count(at);

	for (size_t i = 0; i < n; i++) {
		struct form_ref one = answers_occurrence(at, i);

		*LIST_PUSH(w->cx->arena, &w->lines) = (struct answer_line){ .kind = LINE_OCCURRENCE,
			.label = label_of(w, at),
			.ref = one,
			.number = (int64_t)i + 1,
			.of = (int64_t)n };
		walk(w, one);
	}
}

static void walk(struct writing *w, struct form_ref in)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		if (!answer_of(at)->relevant)
			continue;
		if (at.node->kind == FORM_GROUP) {
			*LIST_PUSH(w->cx->arena, &w->lines) =
				(struct answer_line){ .kind = LINE_SECTION,
					.label = label_of(w, at) };
			walk(w, at);
		} else if (at.node->kind == FORM_REPEAT) {
			put_repeat(w, at);
		} else if (at.node->kind == FORM_QUESTION) {
			put_answer(w, at);
		}
	}
}

struct answer_lines answer_lines(
	struct ctx *cx, struct answers *ans, const struct form_findings *findings, size_t lang)
{
	struct writing w = { .cx = cx, .ans = ans, .findings = findings, .lang = lang };

	walk(&w, answers_root(ans));
	return (struct answer_lines){ .at = w.lines.at, .n = w.lines.n };
}

size_t answer_values(struct ctx *cx, struct form_ref at, size_t lang, const char *const **values)
{
	struct writing w = { .cx = cx, .ans = at.occ->ans, .lang = lang };
	struct answer_line line = { 0 };

	put_values(&w, at, &line);
	*values = line.values;
	return line.n_values;
}
