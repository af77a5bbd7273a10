#include "people/notice.h"

#include <string.h>

#include "base/id.h"
#include "base/log.h"
#include "core/config.h"
#include "people/notice_sql.h"

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
		n->path, n->title[LANG_AR], n->title[LANG_CKB], n->title[LANG_KMR],
		n->title[LANG_EN], n->date, n->n, cx->now, NULL);
}

enum err notice_see(struct ctx *cx, int64_t id)
{
	struct notice_one row;
	bool found;

	if (id == 0)
		return notice_see_all_query(cx->db, cx->who.account, cx->now, NULL);
	TRY(notice_one_query(cx->db, cx->arena, id, cx->who.account, &row, &found));
	if (!found)
		return ERR_MISSING;
	return notice_see_query(cx->db, id, cx->who.account, cx->now, NULL);
}
