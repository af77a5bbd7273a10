/* The reader's notices, and how they hear of them. */
#include "people/notice_pages.h"

#include <string.h>

#include "core/config.h"
#include "people/account_sql.h"
#include "people/notice_list_html.h"
#include "people/notice_views.h"
#include "people/notice_ways_html.h"

#define ROWS 25
#define GROUPS_MOST 16

static const char *const seen_words[] = { "no", NULL };

static const char *seen_word(const char *word)
{
	(void)word;
	return _("Not seen");
}

/* The groups of the kinds, each once, in their order. */
static size_t groups_of(const struct config *config, const char *groups[GROUPS_MOST])
{
	size_t n = 0;

	for (const struct notice_kind *k = config->notices; k && k->name; k++) {
		size_t i = 0;

		while (i < n && strcmp(groups[i], k->group) != 0)
			i++;
		if (i == n && n < GROUPS_MOST)
			groups[n++] = k->group;
	}
	return n;
}

/* ---- the list ---- */

/* The group asked for by its number; NULL: any. */
static const char *group_asked(const struct page *pg)
{
	const char *groups[GROUPS_MOST];
	size_t n = groups_of(pg->cx->config, groups);
	int64_t number = param_id(pg, "group");

	return number >= 1 && number <= (int64_t)n ? groups[number - 1] : NULL;
}

static struct choices group_choices(const struct page *pg)
{
	const char *groups[GROUPS_MOST];
	size_t n = groups_of(pg->cx->config, groups);
	struct choices c = choices_of(pg, _("Anything"), NULL, NULL);

	for (size_t i = 0; i < n; i++)
		choice_add_id(pg, &c, (int64_t)i + 1, tr(pg->cx->lang, groups[i]));
	return c;
}

static void put_lines(const struct page *pg, struct notice_list_view *v, struct notice_list *rows)
{
	struct ctx *cx = pg->cx;
	int64_t recent = notice_recent(cx);

	v->rows = ARENA_ARRAY(cx->arena, v->n + 1, struct notice_line);
	for (size_t i = 0; i < v->n; i++) {
		const struct notice_list *r = &rows[i];
		const struct notice_kind *k = notice_kind(cx->config, r->kind);

		v->rows[i] = (struct notice_line){ .id = r->id,
			.words = k ? notice_msg(k, PICK(cx->lang, r, title), r->date,
					     r->n == DB_NULL ? 0 : r->n, PICK(cx->lang, r, name))
				   : MSG("{1}", S(PICK(cx->lang, r, title))),
			.group = k ? k->group : _("Other"),
			.at = r->at,
			.path = r->path,
			.seen = r->seen_at || r->id <= recent,
			.task = k && k->task };
	}
}

enum err notice_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct notice_list_view v = { .pg = pg, .paging = page_paging(pg, ROWS) };
	const char *group = group_asked(pg);
	const char *kinds = group ? notice_group_kinds(cx, group) : NULL;
	bool unseen = param_word(pg, "seen", seen_words) != NULL;
	int64_t account = cx->who.account, recent = notice_recent(cx), total;
	struct notice_list *rows;

	TRY(notice_count_query(cx->db, cx->arena, account, 0, kinds, unseen, recent, &total));
	paging_total(&v.paging, total);
	TRY(notice_list_query(cx->db, cx->arena, account, 0, kinds, unseen, recent, v.paging.limit,
		v.paging.offset, &rows, &v.n));
	put_lines(pg, &v, rows);
	TRY(notice_count_unseen(cx, &total));
	v.unseen = total > 0;
	v.filtered = group || unseen;
	v.groups = group_choices(pg);
	v.seen = choices_of(pg, _("All"), seen_words, seen_word);
	pg->title = tr(cx->lang, _("Notices"));
	page_crumb(pg, pg->title, NULL);
	notice_list_html(pg->o, &v);
	return OK;
}

/* Opening a notice is an act: it is seen from then on. */
enum err notice_open_post(struct page *pg)
{
	struct notice_one row;
	bool found;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(notice_see(pg->cx, id));
	TRY(notice_one_query(pg->cx->db, pg->cx->arena, id, pg->cx->who.account, 0, &row, &found));
	return page_go(pg, found && page_local(row.path) ? row.path : "/notices", NULL);
}

enum err notice_unsee_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(notice_unsee(pg->cx, id));
	return page_go(pg, "/notices", _("The notice counts as not seen."));
}

enum err notice_see_all_post(struct page *pg)
{
	TRY(notice_see(pg->cx, 0));
	return page_go(pg, "/notices", _("All notices count as seen."));
}

/* ---- how one hears of them ---- */

static const char *way_word(const char *way)
{
	return strcmp(way, "mail") == 0	    ? _("By mail at once")
	       : strcmp(way, "digest") == 0 ? _("In the weekly mail, on Sundays")
					    : _("Only here");
}

static const char *way_field(const struct page *pg, size_t i)
{
	return arena_printf(pg->cx->arena, "way%zu", i + 1);
}

enum err notice_ways_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct notice_ways_view v = { .pg = pg, .mail = cx->config->mail_url != NULL };
	const char *groups[GROUPS_MOST];
	struct account_by_id a;
	struct account_bounced b;
	bool bounced;

	TRY(account_by_id_query(cx->db, cx->arena, cx->who.account, &a));
	TRY(account_bounced_query(cx->db, cx->arena, cx->who.account, &b, &bounced));
	v.email = a.email;
	v.bounced = bounced ? b.answer : NULL;
	v.n = groups_of(cx->config, groups);
	v.groups = ARENA_ARRAY(cx->arena, v.n + 1, struct notice_group);
	for (size_t i = 0; i < v.n; i++) {
		enum notice_way way;

		TRY(notice_way_of(cx, cx->who.account, groups[i], &way));
		v.groups[i] = (struct notice_group){
			.group = groups[i], .field = way_field(pg, i), .way = notice_ways[way]
		};
	}
	v.ways = choices_of(pg, NULL, notice_ways, way_word);
	pg->title = tr(cx->lang, _("How you hear of notices"));
	page_crumb(pg, tr(cx->lang, _("My account")), "/account");
	page_crumb(pg, pg->title, NULL);
	notice_ways_html(pg->o, &v);
	return OK;
}

enum err notice_ways_post(struct page *pg)
{
	const char *groups[GROUPS_MOST];
	size_t n = groups_of(pg->cx->config, groups);
	struct field fields[GROUPS_MOST] = { 0 };
	struct values *values;

	for (size_t i = 0; i < n; i++)
		fields[i] = (struct field)WORD(way_field(pg, i), notice_ways);
	TRY(form_read(pg, fields, n, &values));
	for (size_t i = 0; i < n; i++) {
		const char *way = value_text(values, fields[i].name);

		for (int w = 0; w < WAY_COUNT; w++)
			if (strcmp(way, notice_ways[w]) == 0)
				TRY(notice_way_choose(pg->cx, groups[i], (enum notice_way)w));
	}
	return page_go(pg, "/account/notices", _("Your choice is kept."));
}
