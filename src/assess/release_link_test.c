#include "assess/release_link.h"

#include <string.h>

#include "assess/edition.h"
#include "test/assess_fixtures.h"

struct published {
	struct t_needs w;
	int64_t release, edition;
	struct link_newest link;
};

static bool publish(struct t *t, struct ctx *cx, struct published *p)
{
	struct names title = { .en = "Needs" };
	struct release_by_id r;
	struct edition_row e;
	int64_t round;
	bool found;

	t_needs(cx, &p->w);
	round = t_round(cx, &p->w, (int64_t[]){ p->w.moi.body, p->w.moen.body }, 2);
	t_reach(cx, &p->w, t_response(cx, round, p->w.moi.body), &p->w.moi, "accepted");
	t_signed_in(cx, p->w.coordinator);
	CHECK_ERR(OK, round_close(cx, round));
	CHECK_ERR(OK, release_add(cx, round, &title, 1u << REL_TOPICS, &p->release));
	CHECK_ERR(OK, release_publish(cx, p->release, 1));
	CHECK_ERR(OK, release_get(cx, p->release, &r));
	CHECK_ERR(OK, edition_get(cx, &r, 0, &e));
	p->edition = e.id;
	CHECK_ERR(OK, link_newest_query(cx->db, cx->arena, e.id, &p->link, &found));
	return CHECK(found);
}

static enum link_stands stands(struct t *t, struct ctx *cx, const char *token)
{
	struct link_by_token l;

	if (!CHECK_ERR(OK, link_find(cx, token, &l)))
		return LINK_OPENS;
	return link_stands(cx, l.state, l.ends_on);
}

DBTEST(a_link_opens_on_its_last_day_and_not_after)
{
	struct ctx *cx = t_ctx(t);
	struct published p;
	bool opens;

	if (!publish(t, cx, &p))
		return;
	CHECK_ERR(ERR_INPUT, link_end(cx, p.link.id, 1, "2026-11-23"));
	CHECK_ERR(OK, link_end(cx, p.link.id, 1, cx->today));
	CHECK_INT(LINK_OPENS, stands(t, cx, p.link.token));
	CHECK_ERR(ERR_CONFLICT, link_end(cx, p.link.id, 1, NULL));
	cx->today = "2026-11-25";
	CHECK_INT(LINK_PAST, stands(t, cx, p.link.token));
	CHECK_ERR(OK, link_opens(cx, p.edition, &opens));
	CHECK(!opens);
	CHECK_ERR(OK, link_end(cx, p.link.id, 2, NULL));
	CHECK_INT(LINK_OPENS, stands(t, cx, p.link.token));
}

DBTEST(a_new_link_revokes_the_one_before_and_needs_a_reason)
{
	struct ctx *cx = t_ctx(t);
	struct link_newest next;
	struct published p;
	bool found;

	if (!publish(t, cx, &p))
		return;
	CHECK_ERR(ERR_INPUT, link_renew(cx, p.link.id, 1, NULL));
	CHECK_ERR(ERR_CONFLICT, link_renew(cx, p.link.id, 2, "It went to the wrong people."));
	CHECK_ERR(OK, link_renew(cx, p.link.id, 1, "It went to the wrong people."));
	CHECK_INT(LINK_REVOKED, stands(t, cx, p.link.token));
	CHECK_ERR(OK, link_newest_query(cx->db, cx->arena, p.edition, &next, &found));
	CHECK(strcmp(next.token, p.link.token) != 0);
	CHECK_INT(LINK_OPENS, stands(t, cx, next.token));
	CHECK_ERR(ERR_CONFLICT, link_renew(cx, p.link.id, 2, NULL));
	CHECK_ERR(ERR_INPUT, link_revoke(cx, next.id, 1, ""));
	CHECK_ERR(OK, link_revoke(cx, next.id, 1, "The project is over."));
	CHECK_ERR(ERR_CONFLICT, link_revoke(cx, next.id, 2, "Twice."));
	CHECK_ERR(ERR_CONFLICT, link_end(cx, next.id, 2, "2026-12-24"));
	CHECK_ERR(OK, link_renew(cx, next.id, 2, NULL));
	t_signed_in(cx, p.w.donor);
	CHECK_ERR(ERR_MISSING, link_revoke(cx, next.id, 2, "No."));
	CHECK_ERR(ERR_MISSING, link_renew(cx, next.id, 2, "No."));
}

DBTEST(openings_are_counted_by_day_and_language_and_nothing_more)
{
	struct ctx *cx = t_ctx(t);
	struct link_openings *rows;
	struct published p;
	size_t n;

	if (!publish(t, cx, &p))
		return;
	cx->lang = LANG_AR;
	CHECK_ERR(OK, link_opened(cx, p.link.id, false));
	CHECK_ERR(OK, link_opened(cx, p.link.id, false));
	CHECK_ERR(OK, link_opened(cx, p.link.id, true));
	cx->lang = LANG_EN;
	CHECK_ERR(OK, link_opened(cx, p.link.id, false));
	CHECK_ERR(OK, link_openings_query(cx->db, cx->arena, p.release, &rows, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("ar", rows[0].lang);
	CHECK_INT(2, rows[0].pages);
	CHECK_INT(1, rows[0].files);
	CHECK_STR("en", rows[1].lang);
	CHECK_INT(1, rows[1].pages);
	CHECK_STR(cx->today, rows[1].day);
}
