/* The demonstration's release of its finished round. */
#include "app/demo.h"
#include "assess/release.h"

struct work {
	int64_t round;
	int64_t id;
	const char *token;
	struct arena *keep;
};

static enum err publish(struct ctx *cx, void *what)
{
	static const struct names title = {
		.ar = "احتياجات الوزارات العراقية في مجال المرأة والسلام والأمن",
		.ckb = "پێداویستییەکانی وەزارەتەکانی عێراق لە بواری ژنان و ئاشتی و ئاسایش",
		.en = "Needs of Iraqi ministries for Women, Peace and Security"
	};
	struct work *w = what;
	struct release_by_id r;

	TRY(release_add(cx, w->round, &title, (1u << REL_TABLES) - 1, &w->id));
	TRY(release_publish(cx, w->id, 1));
	TRY(release_by_id_query(cx->db, cx->arena, w->id, &r));
	w->token = arena_str(w->keep, r.token);
	return OK;
}

enum err demo_release(struct demo *d)
{
	struct work w = { .round = d->round_closed, .keep = d->arena };

	TRY(demo_act(d, "coordinator", "2026-09-28T08:00:00.000Z", publish, &w));
	d->release_token = w.token;
	return OK;
}
