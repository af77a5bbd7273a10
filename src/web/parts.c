#include "web/parts.h"

#include <string.h>

#include "web/match.h"

const struct sensitivity *sensitivity_at(const struct page *pg, const char *href)
{
	struct arena *a = pg->cx->arena;
	struct sensitivity *s = ARENA_NEW(a, struct sensitivity);
	const struct data_set *set;
	const struct route *r;
	bool other;

	r = route_find(pg->table, ROUTE_GET, arena_strn(a, href, strcspn(href, "?#")), &other);
	set = data_set_of(pg->cx->config, r ? r->data : NULL);
	if (!set)
		return NULL;
	/* Where the store does not tell, its first class is no promise of anything. */
	if (!pg->cx->db || sensitivity_of(pg->cx, set->key, s) != OK)
		*s = (struct sensitivity){ .set = set, .level = set->level };
	return s;
}

size_t page_sort(const struct page *pg, const char *const *names, size_t n, size_t other)
{
	const char *asked = page_param(pg, "sort");

	for (size_t i = 0; asked && i < n; i++)
		if (strcmp(names[i], asked) == 0)
			return i;
	return other;
}

static const char *page_href(const struct page *pg, int64_t number)
{
	struct buf b;

	buf_init(&b, pg->cx->arena, 20);
	buf_int(&b, number);
	return page_with(pg, "page", b.data);
}

struct pager pager_of(const struct page *pg, struct paging p)
{
	struct pager r = { .paging = p };
	int64_t from = p.page - 4 > 1 ? p.page - 4 : 1;

	if (p.pages < 2)
		return r;
	for (int64_t i = from; i <= p.pages && r.n < COUNT_OF(r.at); i++) {
		r.at[r.n].number = i;
		r.at[r.n++].href = page_href(pg, i);
	}
	if (p.page > 1)
		r.before = page_href(pg, p.page - 1);
	if (p.page < p.pages)
		r.after = page_href(pg, p.page + 1);
	return r;
}

struct sort_link sort_link_of(const struct page *pg, const char *name, bool first)
{
	const char *now = page_param(pg, "sort");
	const char *down = arena_join(pg->cx->arena, name, "_down");
	bool up_now = now ? strcmp(now, name) == 0 : first;

	if (up_now)
		return (struct sort_link){ page_with(pg, "sort", down), "ascending" };
	return (struct sort_link){ page_with(pg, "sort", name),
		now && strcmp(now, down) == 0 ? "descending" : NULL };
}

const char *described_by(struct out *o, const struct page *pg, const char *name, const char *hint)
{
	bool wrong = problem_of(pg, name) != NULL;

	if (hint && wrong)
		return arena_printf(o->arena, "f-%s-hint f-%s-error", name, name);
	if (hint)
		return arena_printf(o->arena, "f-%s-hint", name);
	return wrong ? arena_printf(o->arena, "f-%s-error", name) : NULL;
}

const char *field_label(struct out *o, const char *name, const char *label)
{
	const char *text = tr(o->lang, label);

	*LIST_PUSH(o->arena, &o->labels) = (struct out_label){ name, text };
	return text;
}

const char *label_kept(const struct page *pg, const char *name)
{
	for (size_t i = 0; name && i < pg->o->labels.n; i++)
		if (strcmp(pg->o->labels.at[i].name, name) == 0)
			return pg->o->labels.at[i].text;
	return NULL;
}

const char *page_as(const struct page *pg, const char *part, const char *ending)
{
	const char *href = page_with(pg, "print", NULL);
	const char *query = strchr(href, '?');
	int path = query ? (int)(query - href) : (int)strlen(href);

	return arena_printf(
		pg->cx->arena, "%.*s%s.%s%s", path, href, part, ending, query ? query : "");
}

const char *choice_text(struct out *o, const struct choice *c)
{
	return c->word ? tr(o->lang, c->word) : c->name;
}

bool param_is(const struct page *pg, const char *name, const char *value)
{
	const char *now = page_param(pg, name);

	return now && strcmp(now, value) == 0;
}
