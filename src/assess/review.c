#include "assess/review.h"

#include <string.h>

#include "assess/inquiry.h"
#include "assess/response.h"
#include "assess/round.h"
#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"
#include "core/setting.h"

static const char *factor_key(struct ctx *cx, int64_t body)
{
	return arena_printf(cx->arena, "review.factor.%lld", (long long)body);
}

enum err review_factor(struct ctx *cx, int64_t body, int64_t *factor)
{
	const char *value;

	TRY(setting_get(cx, factor_key(cx, body), "", &value));
	if (!text_to_int(value, factor) || *factor < 2)
		*factor = REVIEW_FACTOR;
	return OK;
}

enum err review_factor_set(struct ctx *cx, int64_t body, int64_t factor)
{
	int64_t now;

	TRY(may(cx, MAY_COORDINATE, body));
	if (factor < 2 || factor > 100)
		return problem(cx, ERR_INPUT, "factor",
			MSG("Enter a whole number from {1} to {2}.", N(2), N(100)));
	TRY(review_factor(cx, body, &now));
	if (now == factor)
		return OK;
	TRY(setting_put(
		cx, factor_key(cx, body), arena_printf(cx->arena, "%lld", (long long)factor)));
	return audit(
		cx, "review.factor", "body", body, body, FACT_N("from", now), FACT_N("to", factor));
}

/* ---- ready reasons ---- */

enum err reason_add(struct ctx *cx, int64_t body, const struct names *t, int64_t *id)
{
	TRY(may(cx, MAY_COORDINATE, body));
	TRY(names_check(cx, t));
	*id = id_new();
	TRY(reason_insert_query(cx->db, *id, body, t->ar, t->ckb, t->kmr, t->en, cx->now, NULL));
	return audit(cx, "reason.add", "body", body, body, FACT_N("reason", *id));
}

enum err reason_edit(
	struct ctx *cx, int64_t body, int64_t id, int64_t version, const struct names *t)
{
	struct reason_by_id r;
	int64_t changed;

	TRY(may(cx, MAY_COORDINATE, body));
	TRY(reason_by_id_query(cx->db, cx->arena, id, body, &r));
	TRY(names_check(cx, t));
	if (same_text(r.text_ar, t->ar) && same_text(r.text_ckb, t->ckb) &&
		same_text(r.text_kmr, t->kmr) && same_text(r.text_en, t->en))
		return OK;
	TRY(reason_update_query(cx->db, id, version, t->ar, t->ckb, t->kmr, t->en, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed this reason meanwhile. Look at what is there, then "
			    "change it again."));
	return audit(cx, "reason.edit", "body", body, body, FACT_N("reason", id));
}

enum err reason_end(struct ctx *cx, int64_t body, int64_t id, bool end)
{
	struct reason_by_id r;

	TRY(may(cx, MAY_COORDINATE, body));
	TRY(reason_by_id_query(cx->db, cx->arena, id, body, &r));
	if (end == (r.ended_at != NULL))
		return OK;
	TRY(reason_set_ended_query(cx->db, id, end ? cx->now : NULL, NULL));
	return audit(cx, end ? "reason.end" : "reason.restore", "body", body, body,
		FACT_N("reason", id));
}

/* ---- several together ---- */

static enum err accept_one(struct ctx *cx, int64_t round, const struct review_one *one)
{
	struct response_by_id r;
	struct inquiry_count asked;
	size_t said = cx->problems.n;
	enum err e;

	TRY(inquiry_count_query(cx->db, cx->arena, one->response, &asked));
	if (asked.open + asked.answered)
		return OK;
	TRY(db_savepoint(cx->db));
	e = response_get(cx, one->response, &r);
	if (e == OK)
		e = r.round == round ? response_act(cx, one->response, one->version, "accept", NULL)
				     : ERR_MISSING;
	if (e == OK)
		return db_release(cx->db);
	db_undo(cx->db);
	cx->problems.n = said;
	return e == ERR_CONFLICT || e == ERR_MISSING || e == ERR_INPUT ? OK : e;
}

enum err review_accept(struct ctx *cx, int64_t round, const struct review_one *list, size_t n)
{
	struct round_by_id r;

	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	if (strcmp(r.state, "open") != 0)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This round is not open."));
	if (!n || n > REVIEW_TOGETHER)
		return problem(cx, ERR_INPUT, "accept",
			MSG("Choose from {1} to {2} responses.", N(1), N(REVIEW_TOGETHER)));
	for (size_t i = 0; i < n; i++)
		TRY(accept_one(cx, round, &list[i]));
	return OK;
}
