#include "people/data_class_pages.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/may.h"
#include "people/boxes_pages.h"
#include "people/data_class_list_html.h"
#include "people/data_class_show_html.h"
#include "web/download.h"

static const char *const states[] = { "yes", "no", NULL };

static const char *state_word(const char *state)
{
	return strcmp(state, "yes") == 0 ? _("Confirmed") : _("Not confirmed");
}

/* ---- the list ---- */

static size_t level_at(const char *level)
{
	size_t i = 0;

	while (sensitivity_levels[i] && strcmp(sensitivity_levels[i], level) != 0)
		i++;
	return i;
}

static bool wanted(const struct page *pg, const struct class_line *l)
{
	const char *q = page_param(pg, "q"), *level = param_word(pg, "level", sensitivity_levels);
	const char *state = param_word(pg, "state", states);
	struct arena *a = pg->cx->arena;

	if (q && !strstr(text_fold(a, arena_printf(a, "%s %s", l->name, l->s.set->key)),
			 text_fold(a, q)))
		return false;
	return (!level || strcmp(level, l->s.level) == 0) &&
	       (!state || l->s.confirmed == (strcmp(state, "yes") == 0));
}

struct order {
	enum lang lang;
	bool by_level, down;
};

static int compare(const void *x, const void *y, void *data)
{
	const struct class_line *a = x, *b = y;
	const struct order *order = data;
	int d = strcmp(a->name, b->name);

	if (order->by_level && level_at(a->s.level) != level_at(b->s.level))
		d = level_at(a->s.level) < level_at(b->s.level) ? -1 : 1;
	return order->down ? -d : d;
}

/* The rows the address asks for, all of them, in its order. */
static enum err load(struct page *pg, struct class_list_view *v)
{
	static const char *const sorts[] = { "name", "name_down", "level", "level_down" };
	size_t sort = page_sort(pg, sorts, COUNT_OF(sorts), 0);
	struct order order = { .by_level = sort > 1, .down = sort % 2 };
	struct ctx *cx = pg->cx;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	for (const struct data_set *set = cx->config->data_sets; set && set->key; set++) {
		struct class_line l = { .name = tr(cx->lang, set->word) };

		TRY(sensitivity_of(cx, set->key, &l.s));
		if (wanted(pg, &l))
			*LIST_PUSH(cx->arena, &v->lines) = l;
	}
	if (v->lines.n)
		qsort_r(v->lines.at, v->lines.n, sizeof(*v->lines.at), compare, &order);
	return OK;
}

static enum err send(struct page *pg, const struct class_list_view *v)
{
	static const char *const heads[] = { _("Set of data"), _("Code"), _("Class"),
		_("Confirmed"), _("Basis"), _("Version"), _("Since (UTC)") };
	enum lang lang = pg->cx->lang;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(lang, heads[i]));
	for (size_t i = 0; i < v->lines.n; i++) {
		const struct class_line *l = &v->lines.at[i];

		sheet_text(&w, s, l->name);
		sheet_text(&w, s, l->s.set->key);
		sheet_text(&w, s, tr(lang, sensitivity_word(l->s.level)));
		sheet_text(&w, s, tr(lang, l->s.confirmed ? _("yes") : _("no")));
		sheet_text(&w, s, l->s.basis);
		sheet_int(&w, s, l->s.version);
		sheet_text(&w, s, l->s.at);
	}
	return download_workbook(pg, &w, "classes");
}

enum err class_list_page(struct page *pg)
{
	struct class_list_view v = { .pg = pg, .paging = page_paging(pg, 50) };
	size_t from, n;

	TRY(load(pg, &v));
	pg->title = tr(pg->cx->lang, _("Classes of data"));
	if (download_kind(pg))
		return send(pg, &v);
	paging_total(&v.paging, (int64_t)v.lines.n);
	from = (size_t)v.paging.offset < v.lines.n ? (size_t)v.paging.offset : v.lines.n;
	n = v.lines.n - from < (size_t)v.paging.limit ? v.lines.n - from : (size_t)v.paging.limit;
	v.lines.at = n ? v.lines.at + from : NULL;
	v.lines.n = n;
	v.levels = choices_of(pg, _("Any class"), sensitivity_levels, sensitivity_word);
	v.states = choices_of(pg, _("Confirmed or not"), states, state_word);
	page_crumb(pg, pg->title, NULL);
	data_class_list_html(pg->o, &v);
	return OK;
}

/* ---- one set ---- */

static enum err history(struct page *pg, struct class_show_view *v)
{
	struct ctx *cx = pg->cx;
	struct data_class_history *rows;

	TRY(data_class_history_query(cx->db, cx->arena, v->s.set->key, &rows, &v->n_history));
	v->history = ARENA_ARRAY(cx->arena, v->n_history, struct log_entry);
	for (size_t i = 0; i < v->n_history; i++) {
		const char *word = tr(cx->lang, sensitivity_word(rows[i].level));
		const char *by = PICK(cx->lang, &rows[i], name);

		if (!by)
			by = tr(cx->lang, _("the system"));
		v->history[i] = (struct log_entry){ .at = rows[i].at,
			.what = rows[i].confirmed
					? MSG(_("{1}, confirmed, by {2}"), S(word), S(by))
					: MSG(_("{1}, not confirmed, by {2}"), S(word), S(by)),
			.reason = rows[i].basis };
	}
	return OK;
}

enum err class_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct class_show_view v = { .pg = pg };

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(sensitivity_of(cx, page_segment(pg, "set"), &v.s));
	TRY(history(pg, &v));
	for (size_t i = 0; sensitivity_levels[i]; i++)
		*LIST_PUSH(cx->arena, &v.levels) = (struct choice){ .value = sensitivity_levels[i],
			.name = msg_text(cx->arena, cx->lang,
				MSG(_("{1}: {2}"),
					S(tr(cx->lang, sensitivity_word(sensitivity_levels[i]))),
					S(tr(cx->lang,
						sensitivity_meaning(sensitivity_levels[i]))))) };
	pg->title = tr(cx->lang, v.s.set->word);
	page_crumb(pg, tr(cx->lang, _("Classes of data")), "/settings/classes");
	page_crumb(pg, pg->title, NULL);
	data_class_show_html(pg->o, &v);
	return OK;
}

enum err class_set_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 0, INT32_MAX),
		WORD("level", sensitivity_levels), FLAG("confirmed"), TEXT("basis", 0, 300) };
	const char *set = page_segment(pg, "set");
	struct values *v;

	TRY(FORM_READ(pg, fields, &v));
	TRY(sensitivity_set(pg->cx, set, value_int(v, "version"), value_text(v, "level"),
		value_flag(v, "confirmed"), value_text(v, "basis")));
	return page_go(pg, "/settings/classes",
		_("The class is kept. It stands on every file of this set from now on."));
}
