#include "people/boxes_pages.h"

#include <string.h>

#include "base/text.h"
#include "base/time.h"

struct choices choices_of(const struct page *pg, const char *none, const char *const *words,
	const char *(*word)(const char *))
{
	struct choices c = { 0 };

	if (none)
		*LIST_PUSH(pg->cx->arena, &c) = (struct choice){ .value = "", .word = none };
	for (; words && *words; words++)
		*LIST_PUSH(pg->cx->arena, &c) =
			(struct choice){ .value = *words, .word = word(*words) };
	return c;
}

void choice_add_id(const struct page *pg, struct choices *c, int64_t id, const char *name)
{
	*LIST_PUSH(pg->cx->arena, c) = (struct choice){ .value = id_text(pg, id), .name = name };
}

const char *param_word(const struct page *pg, const char *name, const char *const *words)
{
	const char *s = page_param(pg, name);

	for (; s && *words; words++)
		if (strcmp(s, *words) == 0)
			return *words;
	return NULL;
}

int64_t param_id(const struct page *pg, const char *name)
{
	const char *s = page_param(pg, name);
	int64_t id;

	return s && text_to_int(s, &id) && id > 0 ? id : DB_NULL;
}

const char *param_date(const struct page *pg, const char *name)
{
	const char *s = page_param(pg, name);

	return s && *s ? date_read(pg->cx->arena, s) : NULL;
}

const char *id_text(const struct page *pg, int64_t id)
{
	return id == DB_NULL ? "" : arena_printf(pg->cx->arena, "%lld", (long long)id);
}

struct names posted_names(const struct values *v)
{
	return (struct names){ value_text(v, "name_ar"), value_text(v, "name_ckb"),
		value_text(v, "name_kmr"), value_text(v, "name_en") };
}

const char *at_id(const struct page *pg, const char *before, int64_t id, const char *after)
{
	return arena_printf(pg->cx->arena, "%s%lld%s", before, (long long)id, after);
}
