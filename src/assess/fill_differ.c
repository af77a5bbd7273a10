#include "assess/fill_differ.h"

#include <string.h>

struct differ {
	struct answers *stored, *typed;
	const char *const *names;
	size_t n_names;
	size_t lang;
	const char *nothing;
	struct arena *a;
	LIST(struct fill_difference) list;
};

/* The answer at a place in words: labels of what is chosen, else the text, else that there is none.
 */
static const char *words(const struct differ *d, struct answers *ans, const char *path)
{
	struct form_ref ref = answers_at(ans, path);
	struct form_item it;
	const char *chosen;

	if (!ref.node)
		return d->nothing;
	form_item(ans, ref, d->lang, d->a, NULL, &it);
	chosen = form_item_chosen(&it, d->a);
	return *chosen ? chosen : *it.value ? it.value : d->nothing;
}

static bool named(const struct differ *d, const char *name)
{
	for (size_t i = 0; i < d->n_names; i++)
		if (strcmp(d->names[i], name) == 0)
			return true;
	return false;
}

static void compare(struct differ *d, const struct fill_item *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct fill_item *x = &items[i];

		compare(d, x->items, x->n_items);
		if (!x->id || !named(d, x->name))
			continue;
		*LIST_PUSH(d->a, &d->list) = (struct fill_difference){ .label = x->label,
			.typed = words(d, d->typed, x->name),
			.stored = words(d, d->stored, x->name) };
	}
}

size_t fill_differ(struct answers *stored, struct answers *typed, const char *const *names,
	size_t n_names, const struct fill_page *page, size_t lang, const char *nothing,
	struct arena *a, struct fill_difference **out)
{
	struct differ d = { .stored = stored,
		.typed = typed,
		.names = names,
		.n_names = n_names,
		.lang = lang,
		.nothing = nothing,
		.a = a };

	compare(&d, page->items, page->n_items);
	*out = d.list.at;
	return d.list.n;
}

struct changed {
	LIST(const char *) names;
};

static void find_changed(struct answers *stored, const struct fill_item *items, size_t n,
	struct arena *a, struct changed *c)
{
	for (size_t i = 0; i < n; i++) {
		const struct fill_item *x = &items[i];
		struct form_ref ref;

		find_changed(stored, x->items, x->n_items, a, c);
		if (!x->id)
			continue;
		ref = answers_at(stored, x->name);
		if (strcmp(ref.node ? answer_text(ref) : "", x->value) != 0)
			*LIST_PUSH(a, &c->names) = x->name;
	}
}

size_t fill_changed(
	struct answers *stored, const struct fill_page *page, struct arena *a, const char ***names)
{
	struct changed c = { 0 };

	find_changed(stored, page->items, page->n_items, a, &c);
	*names = c.names.at;
	return c.names.n;
}
