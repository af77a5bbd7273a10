#include "assess/page_merge.h"

#include <string.h>

#include "assess/page_json.h"

/* The same place in the three sets of answers; an occurrence that one lacks is all zero there. */
struct places {
	struct form_ref from, stored, typed;
};

struct merging {
	struct answers *ans; /* typed */
	const struct form_node *page;
	struct page_merged *out;
	bool moved; /* in a repeat whose occurrences have moved: nothing is joined silently */
};

static const char *text(struct form_ref at)
{
	return at.occ ? answer_text(at) : "";
}

static size_t count(struct form_ref repeat)
{
	return repeat.occ ? answers_count(repeat) : 0;
}

static struct form_ref nth(struct form_ref repeat, size_t i)
{
	return i < count(repeat) ? answers_occurrence(repeat, i) : (struct form_ref){ NULL, NULL };
}

static bool typed_in(const struct form_node *n)
{
	return n->kind == FORM_QUESTION && n->has_value && n->type != FORM_CALCULATE &&
	       n->type != FORM_NOTE;
}

/* Goes through what is inside a node, whoever has it. */
static const struct form_node *next_in(const struct form_node *in, const struct form_node *after)
{
	return after ? after->next : in->first;
}

static struct form_ref at(const struct form_node *n, struct form_ref in)
{
	return (struct form_ref){ in.occ ? n : NULL, in.occ };
}

static bool same(const struct form_node *in, struct form_ref a, struct form_ref b);

static bool same_repeat(struct form_ref a, struct form_ref b)
{
	if (count(a) != count(b))
		return false;
	for (size_t i = 0; i < count(a); i++)
		if (!same(a.node, nth(a, i), nth(b, i)))
			return false;
	return true;
}

static bool same_at(const struct form_node *n, struct form_ref a, struct form_ref b)
{
	if (n->kind == FORM_REPEAT)
		return same_repeat(a, b);
	if (n->kind == FORM_QUESTION)
		return !typed_in(n) || strcmp(text(a), text(b)) == 0;
	return same(n, a, b);
}

/* Whether two places of one node hold the same answers. */
static bool same(const struct form_node *in, struct form_ref a, struct form_ref b)
{
	const struct form_node *n = NULL;

	while ((n = next_in(in, n)))
		if (!same_at(n, at(n, a), at(n, b)))
			return false;
	return true;
}

bool page_same(struct answers *one, struct answers *other, const char *path)
{
	struct form_ref a = answers_at(one, path), b = answers_at(other, path);

	if (!a.node || !b.node)
		return !a.node && !b.node;
	return same(a.node, a, b);
}

static enum err inside(struct merging *m, const struct form_node *in, struct places p);

static enum err question(struct merging *m, struct places p)
{
	const char *from = text(p.from), *stored = text(p.stored), *typed = text(p.typed);
	enum err e;

	if (strcmp(typed, stored) == 0)
		return OK;
	if (strcmp(typed, from) == 0) {
		e = answers_set(m->ans, p.typed, stored);
		return e == ERR_MISSING ? OK : e; /* the form fills it by itself */
	}
	*LIST_PUSH(m->ans->arena, &m->out->mine) = answers_path(m->ans->arena, p.typed);
	if (m->moved || strcmp(stored, from) != 0)
		*LIST_PUSH(m->ans->arena, &m->out->both) = answers_path(m->ans->arena, p.typed);
	return OK;
}

/* Whether an occurrence stands where another stood when the page was shown. */
static bool has_moved(const struct places *p)
{
	const struct form_node *n = p->typed.node;

	if (count(p->stored) < count(p->from))
		return true;
	for (size_t i = 0; i + 1 < count(p->from); i++)
		if (same(n, nth(p->stored, i), nth(p->from, i + 1)) &&
			!same(n, nth(p->stored, i), nth(p->from, i)))
			return true;
	return false;
}

/* Takes away, from the end, what this reader left alone and another removed. */
static enum err shorten(struct merging *m, const struct places *p)
{
	for (size_t i = count(p->typed); i > count(p->stored) && i <= count(p->from); i--) {
		if (!same(p->typed.node, nth(p->from, i - 1), nth(p->typed, i - 1)))
			break;
		TRY(answers_remove(m->ans, nth(p->typed, i - 1)));
	}
	return OK;
}

static enum err repeat(struct merging *m, struct places p)
{
	bool outer = m->moved;
	size_t shown;

	if (same_repeat(p.from, p.stored))
		return OK;
	/* Where this reader touched nothing, all of it is taken as it stands. */
	m->moved = outer || (!same_repeat(p.from, p.typed) && has_moved(&p));
	TRY(shorten(m, &p));
	shown = count(p.typed);
	while (count(p.typed) < count(p.stored))
		TRY(answers_add(m->ans, p.typed, NULL));
	for (size_t i = 0; i < count(p.typed); i++)
		TRY(inside(m, p.typed.node,
			(struct places){ nth(i < shown ? p.from : p.typed, i), nth(p.stored, i),
				nth(p.typed, i) }));
	m->moved = outer;
	return OK;
}

static bool on_page(const struct merging *m, const struct form_node *n)
{
	return m->page->kind != FORM_ROOT || n->depth > 1 || n->kind == FORM_QUESTION;
}

static enum err inside(struct merging *m, const struct form_node *in, struct places p)
{
	const struct form_node *n = NULL;

	while ((n = next_in(in, n))) {
		struct places one = { at(n, p.from), at(n, p.stored), at(n, p.typed) };

		if (!on_page(m, n))
			continue;
		if (n->kind == FORM_REPEAT)
			TRY(repeat(m, one));
		else if (n->kind != FORM_QUESTION)
			TRY(inside(m, n, one));
		else if (typed_in(n))
			TRY(question(m, one));
	}
	return OK;
}

enum err page_merge(struct answers *from, struct answers *stored, struct answers *typed,
	const char *page, struct page_merged *out)
{
	struct merging m = { .ans = typed, .page = form_page_node(typed->form, page), .out = out };
	struct places p = { answers_root(from), answers_root(stored), answers_root(typed) };

	*out = (struct page_merged){ 0 };
	if (!m.page)
		return ERR_INPUT;
	if (m.page->kind == FORM_REPEAT)
		return repeat(&m, (struct places){ at(m.page, p.from), at(m.page, p.stored),
					  at(m.page, p.typed) });
	return inside(&m, m.page, p);
}
