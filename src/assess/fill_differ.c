#include "assess/fill_differ.h"

#include <string.h>

struct differ {
	struct answers *stored, *typed;
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
	struct buf b;

	if (!ref.node)
		return d->nothing;
	form_item(ans, ref, d->lang, d->a, NULL, &it);
	buf_init(&b, d->a, 64);
	for (size_t i = 0; i < it.n_options; i++) {
		if (!it.options[i].chosen)
			continue;
		if (b.len)
			buf_str(&b, " · ");
		buf_str(&b, it.options[i].label);
	}
	return b.len ? b.data : *it.value ? it.value : d->nothing;
}

static void compare(struct differ *d, const struct fill_item *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct fill_item *x = &items[i];
		struct form_ref ref;

		compare(d, x->items, x->n_items);
		if (!x->id)
			continue;
		ref = answers_at(d->stored, x->name);
		if (ref.node && strcmp(answer_text(ref), x->value) == 0)
			continue;
		if (!ref.node && !*x->value)
			continue;
		*LIST_PUSH(d->a, &d->list) = (struct fill_difference){ .label = x->label,
			.typed = words(d, d->typed, x->name),
			.stored = words(d, d->stored, x->name) };
	}
}

size_t fill_differ(struct answers *stored, struct answers *typed, const struct fill_page *page,
	size_t lang, const char *nothing, struct arena *a, struct fill_difference **out)
{
	struct differ d = {
		.stored = stored, .typed = typed, .lang = lang, .nothing = nothing, .a = a
	};

	compare(&d, page->items, page->n_items);
	*out = d.list.at;
	return d.list.n;
}
