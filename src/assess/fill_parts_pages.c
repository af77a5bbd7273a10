#include "assess/fill_parts_pages.h"

#include <string.h>

#include "base/text.h"

const char *fill_posted_word(const struct page *pg, const char *name)
{
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0)
			return pg->rq->form[i].value;
	return NULL;
}

struct fill_sent fill_sent_of(const struct page *pg)
{
	struct fill_posted *p = ARENA_ARRAY(pg->cx->arena, pg->rq->n_form, struct fill_posted);
	const char *page = page_segment(pg, "page"), *version = fill_posted_word(pg, "version");
	struct fill_sent s = { .page = strcmp(page, "-") == 0 ? "" : page,
		.posted = p,
		.n = pg->rq->n_form,
		.base = fill_posted_word(pg, "base"),
		.add = fill_posted_word(pg, "add"),
		.remove = fill_posted_word(pg, "remove") };

	if (!version || !text_to_int(version, &s.version))
		s.version = 0;
	for (size_t i = 0; i < s.n; i++)
		p[i] = (struct fill_posted){ pg->rq->form[i].name, pg->rq->form[i].value };
	return s;
}

static void tell(struct page *pg, const struct fill_item *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (items[i].error && !problem_of(pg, items[i].name))
			(void)problem(pg->cx, OK, items[i].name,
				MSG("{1}: {2}", S(items[i].label), S(items[i].error)));
		tell(pg, items[i].items, items[i].n_items);
	}
}

void fill_tell(struct page *pg, const struct fill_page *page)
{
	tell(pg, page->items, page->n_items);
}

void fill_put_back_all(struct page *pg, struct fill_page *page)
{
	struct ctx *cx = pg->cx;
	struct fill_sent s = fill_sent_of(pg);
	const struct fill_long *longs;
	size_t n = fill_too_long(cx->arena, s.posted, s.n, &longs);

	for (size_t i = 0; i < n; i++)
		fill_put_back(cx->arena, page, &longs[i],
			msg_text(cx->arena, cx->lang, fill_long_text(&longs[i])));
}

static const struct fill_item *named(const struct fill_item *items, size_t n, const char *name)
{
	const struct fill_item *found = NULL;

	for (size_t i = 0; i < n && !found; i++)
		found = items[i].id && strcmp(items[i].name, name) == 0
				? &items[i]
				: named(items[i].items, items[i].n_items, name);
	return found;
}

const struct fill_item *fill_item_named(const struct fill_page *page, const char *name)
{
	return named(page->items, page->n_items, name);
}
