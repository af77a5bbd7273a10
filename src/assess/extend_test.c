#include "assess/extend.h"

#include <string.h>

#include "assess/response.h"
#include "test/assess_fixtures.h"

static const char *due(struct t *t, struct ctx *cx, int64_t id)
{
	struct response_by_id r = { .due_on = "" };

	CHECK_ERR(OK, response_get(cx, id, &r));
	return r.due_on;
}

static struct extensions_of newest(struct t *t, struct ctx *cx, int64_t response)
{
	struct extensions_of *rows;
	size_t n;

	if (!CHECK_ERR(OK, extensions_of_query(cx->db, cx->arena, response, &rows, &n)) ||
		!CHECK(n > 0))
		return (struct extensions_of){ .state = "" };
	return rows[0];
}

DBTEST(a_body_asks_for_time_and_the_coordinator_decides)
{
	struct ctx *cx = t_ctx(t);
	struct extensions_of e;
	struct t_needs w;
	int64_t id;

	t_needs(cx, &w);
	id = t_response(cx, t_round(cx, &w, (int64_t[]){ w.moi.body }, 1), w.moi.body);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_INPUT, extension_ask(cx, id, "2026-12-20", ""));
	CHECK_STR("reason", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, extension_ask(cx, id, "2026-12-04", "Holidays"));
	CHECK_STR("due_on", t_field(cx));
	t_clear(cx);
	CHECK_ERR(OK, extension_ask(cx, id, "2026-12-20", "Holidays"));
	e = newest(t, cx, id);
	CHECK_STR("asked", e.state);
	CHECK_STR("2026-12-04", due(t, cx, id));
	CHECK_ERR(ERR_DENIED, extension_act(cx, e.id, e.version, "grant", NULL, NULL));
	t_signed_in(cx, w.coordinator);
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, extension_act(cx, e.id, e.version, "refuse", NULL, NULL));
	t_clear(cx);
	CHECK_ERR(OK, extension_act(cx, e.id, e.version, "grant", "2026-12-15", NULL));
	CHECK_STR("2026-12-15", due(t, cx, id));
	CHECK_ERR(ERR_CONFLICT, extension_act(cx, e.id, e.version, "grant", NULL, NULL));
	t_clear(cx);
	CHECK_ERR(OK, extension_act(cx, e.id, e.version + 1, "take_back", NULL, "By mistake"));
	CHECK_STR("2026-12-04", due(t, cx, id));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, extension_ask(cx, id, "2026-12-20", "Holidays"));
	e = newest(t, cx, id);
	CHECK_ERR(OK, extension_act(cx, e.id, e.version, "withdraw", NULL, NULL));
	CHECK_STR("withdrawn", newest(t, cx, id).state);
	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(ERR_MISSING, extension_ask(cx, id, "2026-12-20", "Not ours"));
}

DBTEST(one_request_at_a_time)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t id;

	t_needs(cx, &w);
	id = t_response(cx, t_round(cx, &w, (int64_t[]){ w.moi.body }, 1), w.moi.body);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, extension_ask(cx, id, "2026-12-20", "Holidays"));
	CHECK_ERR(ERR_CONFLICT, extension_ask(cx, id, "2026-12-21", "Holidays"));
	CHECK_HAS(t_problem(cx), "waits already");
}

DBTEST(a_deadline_moved_since_is_not_taken_back)
{
	struct ctx *cx = t_ctx(t);
	struct extensions_of e;
	struct t_needs w;
	int64_t id;

	t_needs(cx, &w);
	id = t_response(cx, t_round(cx, &w, (int64_t[]){ w.moi.body }, 1), w.moi.body);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, extension_ask(cx, id, "2026-12-12", "Holidays"));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, extension_give(cx, id, "2026-12-20", "Granted with a week more"));
	e = newest(t, cx, id);
	CHECK_STR("granted", e.state);
	CHECK_STR("2026-12-20", e.due_on);
	CHECK_ERR(OK, extension_give(cx, id, "2026-12-30", "And again"));
	CHECK_ERR(ERR_CONFLICT, extension_act(cx, e.id, e.version, "take_back", NULL, "Too much"));
	CHECK_STR("2026-12-30", due(t, cx, id));
}
