/* From the answers of one version of a form to those of another, by the names of the questions. */
#include <string.h>

#include "assess/prefill.h"
#include "assess/response_in.h"
#include "base/log.h"
#include "base/text.h"
#include "forms/check.h"

#define PASSES 5

struct walk {
	struct prefill_walk *w;
	struct answers *to;
	LIST(struct form_ref) put;  /* questions this walk has answered */
	LIST(struct form_ref) skip; /* repeats that have rows of their own */
	bool first, changed;
};

static const char *page_of(const struct form_node *n)
{
	while (n->depth > 1)
		n = n->parent;
	return n->kind == FORM_GROUP || n->kind == FORM_REPEAT ? n->name : "";
}

/* ---- which question is which ---- */

static bool number(enum form_type t)
{
	return t == FORM_INTEGER || t == FORM_DECIMAL || t == FORM_RANGE;
}

static bool chooses(enum form_type t)
{
	return t == FORM_SELECT_ONE || t == FORM_SELECT_MULTIPLE;
}

static bool compatible(enum form_type to, enum form_type from)
{
	return to == from || (number(to) && number(from)) || (chooses(to) && chooses(from));
}

static bool offered(const struct prefill_walk *w, const struct form_node *n)
{
	switch (n->type) {
	case FORM_NOTE:
	case FORM_ACKNOWLEDGE:
	case FORM_IMAGE:
	case FORM_AUDIO:
	case FORM_VIDEO:
	case FORM_FILE:
	case FORM_OSM:
		return false;
	default:
		break;
	}
	return n->has_control && n->has_value && !form_is_scaffold(n) && !n->calculation.text &&
	       !n->initial_dynamic && !n->read_only.text &&
	       !text_among(n->name, w->never, w->n_never);
}

/* The same question or repeat in the other version, in that occurrence of it. */
static const struct form_node *source_of(
	const struct walk *k, const struct form_node *n, const struct occurrence *from)
{
	const struct form *f = k->w->from->form;
	const struct form_node *m = form_at(f, n->path);
	size_t len = strlen(n->name);

	if (!m && form_count(f, n->name, len) == 1)
		m = form_find(f, NULL, n->name, len);
	if (!m || m->kind != n->kind || m->repeat != (from->parent ? from->node : NULL))
		return NULL;
	return n->kind != FORM_QUESTION || compatible(n->type, m->type) ? m : NULL;
}

/* ---- one answer ---- */

/* Of choices, those the list still has; "" when nothing is left. */
static const char *fitting(struct walk *k, const struct form_node *n, const char *value)
{
	struct buf b;

	if (!chooses(n->type) || !n->list)
		return value;
	buf_init(&b, k->to->arena, strlen(value) + 1);
	while (*(value += strspn(value, " "))) {
		size_t len = strcspn(value, " ");

		if (form_choice(n->list, value, len)) {
			if (b.len)
				buf_char(&b, ' ');
			buf_add(&b, value, len);
		}
		value += len;
	}
	return n->type == FORM_SELECT_ONE && strchr(b.data, ' ') ? "" : b.data;
}

static bool listed(const struct form_ref *at, size_t n, struct form_ref ref)
{
	for (size_t i = 0; i < n; i++)
		if (at[i].node == ref.node && at[i].occ == ref.occ)
			return true;
	return false;
}

static void put_answer(struct walk *k, struct form_ref at, struct occurrence *from)
{
	const struct form_node *m = source_of(k, at.node, from);
	const struct answer *old;
	const char *value;

	if (!m || !offered(k->w, at.node))
		return;
	k->w->out->shared += k->first;
	old = answer_of((struct form_ref){ .node = m, .occ = from });
	if (!old->relevant || !*old->value || listed(k->put.at, k->put.n, at))
		return;
	if (*answer_text(at) && text_among(page_of(at.node), k->w->saved, k->w->n_saved))
		return;
	value = fitting(k, at.node, old->value);
	if (!*value || answers_set(k->to, at, value) != OK) {
		k->w->out->left_out += k->first;
		return;
	}
	*LIST_PUSH(k->to->arena, &k->put) = at;
	k->changed = true;
}

/* ---- the walk ---- */

static void inside(struct walk *k, struct form_ref in, struct occurrence *from);

static void put_rows(struct walk *k, struct form_ref at, struct occurrence *from)
{
	const struct form_node *m = source_of(k, at.node, from);
	struct form_ref old = { .node = m, .occ = from };
	size_t n = m ? answers_count(old) : 0, there = answers_count(at), to = 0;

	if (k->first && there && !at.node->repeat_count.text &&
		text_among(page_of(at.node), k->w->saved, k->w->n_saved))
		*LIST_PUSH(k->to->arena, &k->skip) = at;
	if (!m || listed(k->skip.at, k->skip.n, at))
		return;
	for (size_t i = 0; i < n; i++) {
		struct form_ref one = answers_occurrence(old, i), row = { 0 };

		if (!one.occ->relevant)
			continue;
		if (to < answers_count(at))
			row = answers_occurrence(at, to);
		else if (at.node->repeat_count.text || answers_add(k->to, at, &row) != OK)
			break;
		to++;
		inside(k, row, one.occ);
	}
}

static void inside(struct walk *k, struct form_ref in, struct occurrence *from)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		if (at.node->kind == FORM_GROUP)
			inside(k, at, from);
		else if (at.node->kind == FORM_REPEAT)
			put_rows(k, at, from);
		else if (at.node->kind == FORM_QUESTION)
			put_answer(k, at, from);
	}
}

/* ---- what the rules of the form leave of it ---- */

/* Of the choices taken, those that may be taken with the other answers as they are. */
static const char *taken(struct walk *k, struct form_ref at, size_t lang)
{
	const struct form_option *options;
	size_t n = form_options(k->to, at, lang, k->to->arena, &options);
	struct buf b;

	buf_init(&b, k->to->arena, 32);
	for (size_t i = 0; i < n; i++) {
		if (!options[i].chosen)
			continue;
		if (b.len)
			buf_char(&b, ' ');
		buf_str(&b, options[i].value);
	}
	return b.data;
}

static bool prune(struct walk *k, size_t lang)
{
	bool changed = false;

	for (size_t i = 0; i < k->put.n; i++) {
		struct form_ref at = k->put.at[i];
		const struct answer *a = answer_of(at);
		const char *left = "";

		if (!*a->value || (a->relevant && a->fits && a->offers))
			continue;
		if (a->relevant && a->fits)
			left = taken(k, at, lang);
		if (a->relevant && !*left)
			k->w->out->left_out++;
		if (strcmp(left, a->value) == 0 || answers_set(k->to, at, left) != OK)
			continue;
		changed = true;
	}
	return changed;
}

static enum err evaluate(struct walk *k, size_t lang)
{
	struct form_clock clock = response_clock(k->w->cx);

	return form_update(k->to, &clock, lang) == OK
		       ? OK
		       : fault("a form asks for too much work while answers come in");
}

static void tell(struct walk *k)
{
	struct prefill_offer *out = k->w->out;
	struct arena *a = k->to->arena;

	out->at = ARENA_ARRAY(a, k->put.n, struct prefilled);
	for (size_t i = 0; i < k->put.n; i++) {
		struct form_ref at = k->put.at[i];

		if (*answer_text(at))
			out->at[out->n++] = (struct prefilled){ page_of(at.node),
				answers_path(a, at), answer_text(at), at };
	}
}

enum err prefill_walk(struct prefill_walk *w, size_t lang)
{
	struct walk k = { .w = w, .to = w->out->ans, .first = true };

	for (int pass = 0; pass < PASSES; pass++) {
		k.changed = false;
		inside(&k, answers_root(k.to), answers_root(w->from).occ);
		k.first = false;
		if (!k.changed)
			break;
		TRY(evaluate(&k, lang));
	}
	for (int pass = 0; pass < PASSES && prune(&k, lang); pass++)
		TRY(evaluate(&k, lang));
	tell(&k);
	return OK;
}
