#include "people/notice.h"

#include <string.h>

#include "base/id.h"
#include "base/log.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/config.h"
#include "people/notice_sql.h"

#define DAY_MS INT64_C(86400000)

const struct notice_kind *notice_kind(const struct config *config, const char *name)
{
	for (const struct notice_kind *k = config->notices; k && k->name; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

struct msg notice_msg(const struct notice_kind *k, const char *title, const char *date, int64_t n,
	const char *body)
{
	return (struct msg){ .id = k->word,
		.plural = k->plural,
		.n = n,
		.args = { S(title), D(date), N(n), S(body) } };
}

enum err notice_tell(struct ctx *cx, const struct notice *n)
{
	bool one = n->account > 0;

	if (!notice_kind(cx->config, n->kind)) {
		log_error("no such kind of notice: %s", n->kind);
		return ERR_FAULT;
	}
	return notice_insert_query(cx->db, id_new(), n->kind, n->once, one ? n->account : DB_NULL,
		one ? NULL : capability_names[n->capability], n->body > 0 ? n->body : DB_NULL,
		n->about > 0 ? n->about : DB_NULL, n->path, n->title[LANG_AR], n->title[LANG_CKB],
		n->title[LANG_KMR], n->title[LANG_EN], n->date, n->n, n->batch,
		!cx->config->mail_url, cx->now, NULL);
}

/* ---- seen ---- */

static enum err find(struct ctx *cx, int64_t id)
{
	struct notice_one row;
	bool found;

	TRY(notice_one_query(cx->db, cx->arena, id, cx->who.account, 0, &row, &found));
	return found ? OK : ERR_MISSING;
}

enum err notice_see(struct ctx *cx, int64_t id)
{
	if (id == 0)
		return notice_see_all_query(
			cx->db, cx->who.account, notice_recent(cx), cx->now, NULL);
	TRY(find(cx, id));
	return notice_see_query(cx->db, id, cx->who.account, cx->now, NULL);
}

enum err notice_unsee(struct ctx *cx, int64_t id)
{
	TRY(find(cx, id));
	return notice_unsee_query(cx->db, id, cx->who.account, NULL);
}

int64_t notice_recent(const struct ctx *cx)
{
	int64_t ms;

	if (!time_parse(cx->now, &ms))
		return 0;
	/* The same all day: the store remembers what it was asked (db/memo.h). */
	return id_first(ms - ms % DAY_MS - DAY_MS * NOTICE_DAYS);
}

enum err notice_count_unseen(struct ctx *cx, int64_t *n)
{
	return notice_unseen_query(cx->db, cx->arena, cx->who.account, notice_recent(cx), n);
}

/* ---- ways ---- */

const char *const notice_ways[WAY_COUNT + 1] = { "mail", "digest", "product", NULL };

const char *notice_group_kinds(struct ctx *cx, const char *group)
{
	struct buf b;

	buf_init(&b, cx->arena, 256);
	for (const struct notice_kind *k = cx->config->notices; k && k->name; k++)
		if (strcmp(k->group, group) == 0)
			buf_printf(&b, " %s ", k->name);
	return b.len ? b.data : NULL;
}

enum notice_way notice_way_default(const struct config *config, const char *group)
{
	for (const struct notice_kind *k = config->notices; k && k->name; k++)
		if (k->task && strcmp(k->group, group) == 0)
			return WAY_MAIL;
	return WAY_DIGEST;
}

static enum notice_way way_named(const char *name, enum notice_way other)
{
	for (int i = 0; i < WAY_COUNT; i++)
		if (strcmp(notice_ways[i], name) == 0)
			return (enum notice_way)i;
	return other;
}

enum err notice_way_of(struct ctx *cx, int64_t account, const char *group, enum notice_way *way)
{
	struct notice_choices *rows;
	size_t n;

	*way = notice_way_default(cx->config, group);
	TRY(notice_choices_query(cx->db, cx->arena, account, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct notice_kind *k = notice_kind(cx->config, rows[i].kind);

		if (k && strcmp(k->group, group) == 0)
			*way = way_named(rows[i].way, *way);
	}
	return OK;
}

enum err notice_way_choose(struct ctx *cx, const char *group, enum notice_way way)
{
	size_t n = 0;

	for (const struct notice_kind *k = cx->config->notices; k && k->name; k++) {
		if (strcmp(k->group, group) != 0)
			continue;
		TRY(notice_choose_query(cx->db, cx->who.account, k->name, notice_ways[way], NULL));
		n++;
	}
	if (!n)
		return problem(cx, ERR_INPUT, NULL, MSG("There is no such group of notices."));
	return audit(cx, "notice.choose", "account", cx->who.account, DB_NULL, FACT("group", group),
		FACT("way", notice_ways[way]));
}
