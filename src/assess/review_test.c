#include "assess/review.h"

#include "assess/response_view_pages.h"
#include "test/assess_fixtures.h"

struct review_case {
	struct t_needs w;
	int64_t first, second; /* MOI's responses of two rounds; the first is accepted */
	int64_t round;
};

static void set_up(struct ctx *cx, struct review_case *c)
{
	int64_t round;

	t_needs(cx, &c->w);
	round = t_round(cx, &c->w, &c->w.moi.body, 1);
	c->first = t_response(cx, round, c->w.moi.body);
	t_reach(cx, &c->w, c->first, &c->w.moi, "accepted");
	c->round = t_round(cx, &c->w, (int64_t[]){ c->w.moi.body, c->w.moen.body }, 2);
	c->second = t_response(cx, c->round, c->w.moi.body);
}

static void retype(struct t *t, struct ctx *cx, const struct review_case *c, const char *page,
	const char *from, const char *to)
{
	struct page_text now;
	const char *at;

	CHECK_ERR(OK, response_page_get(cx, c->second, page, &now));
	at = strstr(now.answers, from);
	if (!CHECK(at != NULL))
		return;
	CHECK_ERR(OK, response_page_save(cx, c->second, c->w.model, page, now.version,
			      arena_printf(cx->arena, "%.*s%s%s", (int)(at - now.answers),
				      now.answers, to, at + strlen(from)),
			      &now));
}

static enum err lines_of(struct ctx *cx, int64_t response, struct answer_lines *lines)
{
	struct response_by_id r;
	size_t findings;

	TRY(response_get(cx, response, &r));
	return response_lines(cx, &r, lines, &findings);
}

static const struct answer_line *line_of(const struct answer_lines *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].kind == LINE_ANSWER && strcmp(l->at[i].ref.node->name, name) == 0)
			return &l->at[i];
	return NULL;
}

static int64_t version_of(struct t *t, struct ctx *cx, int64_t response)
{
	struct response_by_id r = { 0 };

	CHECK_ERR(OK, response_get(cx, response, &r));
	return r.version;
}

DBTEST(answers_stand_beside_those_of_last_round)
{
	struct ctx *cx = t_ctx(t);
	struct review_case c;
	struct answer_lines lines = { 0 };
	const struct answer_line *total;

	set_up(cx, &c);
	CHECK_ERR(OK, lines_of(cx, c.first, &lines));
	CHECK(!lines.compared && !lines.changed);
	t_reach(cx, &c.w, c.second, &c.w.moi, "draft");
	t_signed_in(cx, c.w.moi.focal);
	CHECK_ERR(OK, lines_of(cx, c.second, &lines));
	CHECK(lines.compared);
	CHECK_INT(0, (int64_t)lines.changed);
	total = line_of(&lines, "staff_total");
	if (!CHECK(total && total->compared && total->n_prior == 1))
		return;
	CHECK_STR(total->values[0], total->prior[0]);

	retype(t, cx, &c, "C", "\"staff_total\":\"", "\"staff_total\":\"9");
	CHECK_ERR(OK, lines_of(cx, c.second, &lines));
	CHECK_INT(1, (int64_t)lines.changed);
	CHECK_INT(1, (int64_t)lines.odd);
	total = line_of(&lines, "staff_total");
	CHECK(total && total->change == CHANGE_UP && total->odd && total->difference);
}

/* A need that is put first moves no other one: needs are known by their topics. */
DBTEST(needs_are_compared_by_topic_not_by_place)
{
	struct ctx *cx = t_ctx(t);
	struct review_case c;
	struct answer_lines lines = { 0 };
	size_t added = 0, needs = 0;

	set_up(cx, &c);
	t_reach(cx, &c.w, c.second, &c.w.moi, "draft");
	t_signed_in(cx, c.w.moi.focal);
	retype(t, cx, &c, "E", "\"need\":[", "\"need\":[{\"n_topic\":\"soc\",\"n_people\":\"7\"},");
	CHECK_ERR(OK, lines_of(cx, c.second, &lines));
	for (size_t i = 0; i < lines.n; i++) {
		const struct answer_line *l = &lines.at[i];

		needs += l->kind == LINE_OCCURRENCE;
		if (l->kind == LINE_ANSWER && l->change != CHANGE_NONE) {
			CHECK_INT(CHANGE_NEW, l->change);
			added++;
		}
	}
	CHECK(needs > 1);
	CHECK_INT(2, (int64_t)added);
	CHECK_INT(0, (int64_t)lines.n_gone);
}

DBTEST(several_responses_are_accepted_each_by_itself)
{
	struct ctx *cx = t_ctx(t);
	struct review_case c;
	struct review_one list[3];
	struct response_by_id r;
	int64_t other;

	set_up(cx, &c);
	other = t_response(cx, c.round, c.w.moen.body);
	t_reach(cx, &c.w, c.second, &c.w.moi, "approved");
	t_reach(cx, &c.w, other, &c.w.moen, "sent");
	t_signed_in(cx, c.w.coordinator);
	list[0] = (struct review_one){ other, version_of(t, cx, other) };
	list[1] = (struct review_one){ c.second, version_of(t, cx, c.second) };
	list[2] = (struct review_one){ c.first, version_of(t, cx, c.first) };
	CHECK_ERR(OK, review_accept(cx, c.round, list, 3));
	CHECK_INT(0, (int64_t)cx->problems.n);
	CHECK_ERR(OK, response_get(cx, c.second, &r));
	CHECK_STR("accepted", r.state);
	CHECK_ERR(OK, response_get(cx, other, &r));
	CHECK_STR("sent", r.state);
	CHECK_ERR(OK, review_accept(cx, c.round, list, 3));
	CHECK_INT(list[1].version + 1, version_of(t, cx, c.second));
	CHECK_ERR(ERR_INPUT, review_accept(cx, c.round, list, 0));
	t_signed_in(cx, c.w.moi.focal);
	CHECK_ERR(ERR_DENIED, review_accept(cx, c.round, list, 3));
	t_signed_in(cx, c.w.donor);
	CHECK_ERR(ERR_MISSING, review_accept(cx, c.round, list, 3));
}

DBTEST(a_response_changed_meanwhile_is_not_accepted_with_others)
{
	struct ctx *cx = t_ctx(t);
	struct review_case c;
	struct review_one one;
	struct response_by_id r;

	set_up(cx, &c);
	t_reach(cx, &c.w, c.second, &c.w.moi, "approved");
	t_signed_in(cx, c.w.coordinator);
	one = (struct review_one){ c.second, version_of(t, cx, c.second) - 1 };
	CHECK_ERR(OK, review_accept(cx, c.round, &one, 1));
	CHECK_ERR(OK, response_get(cx, c.second, &r));
	CHECK_STR("approved", r.state);
}

DBTEST(ready_reasons_and_the_limit_are_the_coordinators)
{
	struct ctx *cx = t_ctx(t);
	struct review_case c;
	struct reason_list *rows;
	int64_t id, factor;
	size_t n;

	set_up(cx, &c);
	t_signed_in(cx, c.w.moi.head);
	CHECK_ERR(ERR_DENIED, reason_add(cx, c.w.mofa, &(struct names){ .en = "No" }, &id));
	CHECK_ERR(ERR_DENIED, review_factor_set(cx, c.w.mofa, 5));
	t_clear(cx);
	t_signed_in(cx, c.w.coordinator);
	CHECK_ERR(ERR_INPUT, reason_add(cx, c.w.mofa, &(struct names){ 0 }, &id));
	CHECK_ERR(OK, reason_add(cx, c.w.mofa, &(struct names){ .en = "Totals differ" }, &id));
	CHECK_ERR(OK, reason_edit(cx, c.w.mofa, id, 1, &(struct names){ .en = "Totals" }));
	CHECK_ERR(OK, reason_edit(cx, c.w.mofa, id, 1, &(struct names){ .en = "Totals" }));
	CHECK_ERR(ERR_CONFLICT, reason_edit(cx, c.w.mofa, id, 1, &(struct names){ .en = "X" }));
	CHECK_ERR(ERR_MISSING, reason_end(cx, c.w.moi.body, id, true));
	CHECK_ERR(OK, reason_end(cx, c.w.mofa, id, true));
	CHECK_ERR(OK, reason_list_query(cx->db, cx->arena, c.w.mofa, false, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, reason_end(cx, c.w.mofa, id, false));
	CHECK_ERR(OK, reason_list_query(cx->db, cx->arena, c.w.mofa, false, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_ERR(OK, review_factor(cx, c.w.mofa, &factor));
	CHECK_INT(REVIEW_FACTOR, factor);
	CHECK_ERR(ERR_INPUT, review_factor_set(cx, c.w.mofa, 1));
	CHECK_ERR(OK, review_factor_set(cx, c.w.mofa, 5));
	CHECK_ERR(OK, review_factor(cx, c.w.mofa, &factor));
	CHECK_INT(5, factor);
}
