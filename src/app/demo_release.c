/* The demonstration's releases of its finished round: the first results, then the whole, for two
 * audiences. */
#include "app/demo.h"
#include "assess/edition.h"
#include "assess/release.h"
#include "assess/release_link.h"

struct work {
	int64_t round;
	int64_t id;
	const char *token;
	struct arena *keep;
};

/* A week after the round: two tables only, so that the whole one has something to be compared with.
 */
static enum err publish_first(struct ctx *cx, void *what)
{
	static const struct names title = { .ar = "النتائج الأولى لاحتياجات الوزارات العراقية",
		.ckb = "یەکەم ئەنجامەکانی پێداویستییەکانی وەزارەتەکانی عێراق",
		.en = "First results on the needs of Iraqi ministries" };
	struct work *w = what;
	int64_t id;

	TRY(release_add(cx, w->round, &title, 1u << REL_TOPICS | 1u << REL_GROUPS, &id));
	return release_publish(cx, id, 1);
}

static enum err publish(struct ctx *cx, void *what)
{
	static const struct names title = {
		.ar = "احتياجات الوزارات العراقية في مجال المرأة والسلام والأمن",
		.ckb = "پێداویستییەکانی وەزارەتەکانی عێراق لە بواری ژنان و ئاشتی و ئاسایش",
		.en = "Needs of Iraqi ministries for Women, Peace and Security"
	};
	static const struct edition_in everybody = { .share = SHARE_PUBLIC,
		.tables = 1u << REL_TOPICS | 1u << REL_CHOICES };
	struct work *w = what;
	struct release_by_id r;
	int64_t id;
	struct edition_row e;
	struct link_newest l;
	bool found;

	TRY(release_add(cx, w->round, &title, (1u << REL_TABLES) - 1, &w->id));
	TRY(edition_add(cx, w->id, 1, &everybody, &id));
	TRY(release_publish(cx, w->id, 2));
	TRY(release_by_id_query(cx->db, cx->arena, w->id, &r));
	TRY(edition_get(cx, &r, 0, &e));
	TRY(link_newest_query(cx->db, cx->arena, e.id, &l, &found));
	w->token = arena_str(w->keep, l.token);
	return OK;
}

enum err demo_release(struct demo *d)
{
	struct work w = { .round = d->round_closed, .keep = d->arena };

	TRY(demo_act(d, "coordinator", "2026-09-24T08:00:00.000Z", publish_first, &w));
	TRY(demo_act(d, "coordinator", "2026-09-28T08:00:00.000Z", publish, &w));
	d->release_token = w.token;
	return OK;
}
