#include "people/boxes.h"

#include <string.h>

#include "base/text.h"
#include "base/time.h"

void choice_add(const struct page *pg, struct choices *c, const char *value, const char *label)
{
	*LIST_PUSH(pg->cx->arena, &c->list) = (struct choice){ value, label };
}

void choice_add_id(const struct page *pg, struct choices *c, int64_t id, const char *label)
{
	choice_add(pg, c, id_text(pg, id), label);
}

struct choices choices_of(
	const struct page *pg, const char *const *words, const char *(*word)(const char *))
{
	struct choices c = { 0 };

	for (; *words; words++)
		choice_add(pg, &c, *words, tr(pg->cx->lang, word(*words)));
	return c;
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

size_t param_sort(const struct page *pg, const char *const *sorts)
{
	const char *s = page_param(pg, "sort");

	for (size_t i = 0; s && sorts[i]; i++)
		if (strcmp(s, sorts[i]) == 0)
			return i;
	return 0;
}

/* 1: sorted by this key upwards, -1: downwards, 0: not. */
static int sorted_by(const struct page *pg, const char *key, bool first)
{
	const char *s = page_param(pg, "sort");
	size_t n = strlen(key);

	if (!s || !*s)
		return first ? 1 : 0;
	if (strncmp(s, key, n) != 0)
		return 0;
	return !s[n] ? 1 : strcmp(s + n, "_down") == 0 ? -1 : 0;
}

const char *sort_href(const struct page *pg, const char *key)
{
	const char *down = arena_printf(pg->cx->arena, "%s_down", key);
	const char *s = page_param(pg, "sort");

	return page_with(pg, "sort", s && strcmp(s, key) == 0 ? down : key);
}

const char *sort_aria(const struct page *pg, const char *key, bool first)
{
	int by = sorted_by(pg, key, first);

	return by > 0 ? "ascending" : by < 0 ? "descending" : NULL;
}

const char *file_href(const struct page *pg, const char *path, const char *ending)
{
	const char *q = pg->rq->query;

	return arena_printf(pg->cx->arena, "%s.%s%s%s", path, ending, *q ? "?" : "", q);
}

static bool ends_in(const char *s, const char *ending)
{
	size_t n = strlen(s), e = strlen(ending);

	return n >= e && strcmp(s + n - e, ending) == 0;
}

bool wants_file(const struct page *pg)
{
	return ends_in(pg->rq->path, ".csv") || ends_in(pg->rq->path, ".xlsx");
}

enum err sheet_send(struct page *pg, struct workbook *w, const char *name)
{
	struct arena *a = pg->cx->arena;
	const char *path;

	if (ends_in(pg->rq->path, ".csv")) {
		workbook_csv(w, pg->o->b, true);
		pg->type = "text/csv; charset=utf-8";
		pg->file_name = arena_printf(a, "%s-%s.csv", name, pg->cx->today);
		return OK;
	}
	TRY(workbook_xlsx(w, pg->cx->config->data, &path));
	pg->spool = path;
	pg->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	pg->file_name = arena_printf(a, "%s-%s.xlsx", name, pg->cx->today);
	return OK;
}

const char *box_described(const struct page *pg, const char *name, const char *hint)
{
	bool bad = problem_of(pg, name) != NULL;

	if (!hint && !bad)
		return NULL;
	return arena_printf(pg->cx->arena, "%s%s%s%s%s", hint ? "h-" : "", hint ? name : "",
		hint && bad ? " " : "", bad ? "e-" : "", bad ? name : "");
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
