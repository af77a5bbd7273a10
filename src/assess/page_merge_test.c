/* Two people of one body on one page: on both stores. */
#include "assess/page_merge.h"

#include <string.h>

#include "assess/fill_save.h"
#include "assess/meaning.h"
#include "assess/page_json.h"
#include "test/assess_fixtures.h"
#include "test/harness.h"

struct meeting {
	struct ctx *cx;
	struct t_needs w;
	int64_t response;
	struct fill_meeting m;
};

static void set_up(struct t *t, struct meeting *x)
{
	int64_t body;

	x->cx = t_ctx(t);
	t_needs(x->cx, &x->w);
	body = x->w.moi.body;
	x->response = t_response(x->cx, t_round(x->cx, &x->w, &body, 1), body);
	t_signed_in(x->cx, x->w.moi.focal);
}

/* What others have stored: version 1, then 2. */
static void stored(struct t *t, struct meeting *x, const char *page, int64_t base, const char *json)
{
	struct page_text now;

	CHECK_ERR(OK, response_page_save(x->cx, x->response, x->w.model, page, base, json, &now));
}

static enum err send(struct meeting *x, const char *page, const char *base,
	const struct fill_posted *p, size_t n, const char *remove)
{
	struct fill_sent s = {
		.page = page, .posted = p, .n = n, .version = 1, .base = base, .remove = remove
	};

	t_clear(x->cx);
	return fill_save(x->cx, x->response, x->w.model, &s, &x->m);
}

static const char *now(struct t *t, struct meeting *x, const char *page)
{
	struct page_text text = { .answers = "" };

	CHECK_ERR(OK, response_page_get(x->cx, x->response, page, &text));
	return text.answers;
}

#define C1 "{\"staff_total\":\"10\",\"staff_women\":\"4\"}"

DBTEST(what_only_one_of_two_changed_is_joined_silently)
{
	const struct fill_posted p[] = { { "shown", "staff_total" }, { "staff_total", "10" },
		{ "shown", "staff_women" }, { "staff_women", "5" } };
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "C", 0, C1);
	stored(t, &x, "C", 1, "{\"staff_total\":\"11\",\"staff_women\":\"4\"}");
	CHECK_ERR(OK, send(&x, "C", C1, p, COUNT_OF(p), NULL));
	CHECK_STR("{\"staff_total\":\"11\",\"staff_women\":\"5\"}", now(t, &x, "C"));
	CHECK_INT(3, x.m.now.version);
	CHECK_STR("{\"staff_total\":\"10\",\"staff_women\":\"5\"}", x.m.sent);
}

DBTEST(what_both_changed_is_decided_by_the_reader)
{
	const struct fill_posted p[] = { { "shown", "staff_total" }, { "staff_total", "12" },
		{ "shown", "staff_women" }, { "staff_women", "4" } };
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "C", 0, C1);
	stored(t, &x, "C", 1, "{\"staff_total\":\"11\",\"staff_women\":\"6\"}");
	CHECK_ERR(ERR_CONFLICT, send(&x, "C", C1, p, COUNT_OF(p), NULL));
	CHECK_STR("{\"staff_total\":\"11\",\"staff_women\":\"6\"}", now(t, &x, "C"));
	CHECK_INT(1, (int64_t)x.m.merged.both.n);
	CHECK_STR("staff_total", x.m.merged.both.at[0]);
	CHECK_STR("12", answer_text(answers_at(x.m.ans, "staff_total")));
	CHECK_STR("6", answer_text(answers_at(x.m.ans, "staff_women")));
	/* Without a base all that differs is the reader's; a bad one counts as none. */
	CHECK_ERR(ERR_CONFLICT, send(&x, "C", NULL, p, COUNT_OF(p), NULL));
	CHECK_INT(2, (int64_t)x.m.merged.both.n);
	CHECK_ERR(ERR_CONFLICT, send(&x, "C", "[{", p, COUNT_OF(p), NULL));
	CHECK_INT(2, (int64_t)x.m.merged.both.n);
}

DBTEST(an_answer_taken_away_by_another_stays_away)
{
	const struct fill_posted p[] = { { "shown", "staff_total" }, { "staff_total", "10" },
		{ "shown", "staff_women" }, { "staff_women", "4" } };
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "C", 0, C1);
	stored(t, &x, "C", 1, "{\"staff_total\":\"10\"}");
	CHECK_ERR(OK, send(&x, "C", C1, p, COUNT_OF(p), NULL));
	CHECK_STR("{\"staff_total\":\"10\"}", now(t, &x, "C"));
	CHECK_INT(2, x.m.now.version);
}

#define ONE "{\"n_people\":\"1\"}"
#define TWO "{\"n_people\":\"2\"}"
#define TEN "{\"n_people\":\"10\"}"
#define E(...) "{\"need\":[" __VA_ARGS__ "]}"

static const struct fill_posted first_is_ten[] = { { "count:need", "2" },
	{ "shown", "need[1]/n_people" }, { "need[1]/n_people", "10" },
	{ "shown", "need[2]/n_people" }, { "need[2]/n_people", "2" } };
static const struct fill_posted second_is_ten[] = { { "count:need", "2" },
	{ "shown", "need[1]/n_people" }, { "need[1]/n_people", "1" },
	{ "shown", "need[2]/n_people" }, { "need[2]/n_people", "10" } };
static const struct fill_posted untouched[] = { { "count:need", "2" },
	{ "shown", "need[1]/n_people" }, { "need[1]/n_people", "1" },
	{ "shown", "need[2]/n_people" }, { "need[2]/n_people", "2" } };

DBTEST(an_entry_another_added_joins_those_changed_here)
{
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "E", 0, E(ONE "," TWO));
	stored(t, &x, "E", 1, E(ONE "," TWO ",{\"n_people\":\"3\"}"));
	CHECK_ERR(OK, send(&x, "E", E(ONE "," TWO), first_is_ten, COUNT_OF(first_is_ten), NULL));
	CHECK_STR(E(TEN "," TWO ",{\"n_people\":\"3\"}"), now(t, &x, "E"));
}

DBTEST(entries_that_have_moved_are_never_joined_silently)
{
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "E", 0, E(ONE "," TWO));
	stored(t, &x, "E", 1, E(TWO));
	CHECK_ERR(ERR_CONFLICT,
		send(&x, "E", E(ONE "," TWO), first_is_ten, COUNT_OF(first_is_ten), NULL));
	CHECK_INT(1, (int64_t)x.m.merged.both.n);
	CHECK_STR("need[1]/n_people", x.m.merged.both.at[0]);
	CHECK_ERR(ERR_CONFLICT,
		send(&x, "E", E(ONE "," TWO), second_is_ten, COUNT_OF(second_is_ten), NULL));
	CHECK_INT(2, (int64_t)answers_count(answers_at(x.m.ans, "need")));
	/* Who touched nothing takes what is there. */
	CHECK_ERR(OK, send(&x, "E", E(ONE "," TWO), untouched, COUNT_OF(untouched), NULL));
	CHECK_STR(E(TWO), now(t, &x, "E"));
}

DBTEST(only_the_entry_that_was_seen_is_removed)
{
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "E", 0, E(ONE "," TWO));
	stored(t, &x, "E", 1, E(TEN "," TWO));
	CHECK_ERR(ERR_CONFLICT,
		send(&x, "E", E(ONE "," TWO), untouched, COUNT_OF(untouched), "need[1]"));
	CHECK_ERR(OK, send(&x, "E", E(ONE "," TWO), untouched, COUNT_OF(untouched), "need[2]"));
	CHECK_STR(E(TEN), now(t, &x, "E"));
}

/* ---- what is there before anybody types ---- */

DBTEST(the_body_that_answers_is_filled_in_until_somebody_answers)
{
	const struct form_node *q;
	struct response_by_id r;
	struct meeting x;
	struct answers *ans;

	set_up(t, &x);
	CHECK_ERR(OK, response_get(x.cx, x.response, &r));
	CHECK_ERR(OK, response_body_question(x.cx, &r, x.w.model, &q));
	if (!CHECK(q != NULL))
		return;
	CHECK_ERR(OK, response_answers(x.cx, x.response, x.w.model, &ans));
	CHECK_STR("MOI", answer_text(answers_at(ans, q->name)));
	stored(t, &x, "A", 0, "{\"org\":\"MOD\"}");
	CHECK_ERR(OK, response_answers(x.cx, x.response, x.w.model, &ans));
	CHECK_STR("MOD", answer_text(answers_at(ans, q->name)));
	/* A body the list does not have, and a form whose mapping names none. */
	r.code = "NOBODY";
	CHECK_ERR(OK, response_body_question(x.cx, &r, x.w.model, &q));
	CHECK(q == NULL);
	r.code = "MOI";
	t_signed_in(x.cx, x.w.coordinator);
	CHECK_ERR(OK, meaning_set(x.cx, x.w.form, x.w.model, NULL, 0));
	CHECK_ERR(OK, response_body_question(x.cx, &r, x.w.model, &q));
	CHECK(q == NULL);
}

#define KIND(people, kind) "{\"n_people\":\"" people "\",\"n_type\":\"" kind "\"}"

DBTEST(a_change_does_not_slip_to_the_entry_that_moved_up)
{
	const struct fill_posted p[] = { { "count:need", "2" }, { "shown", "need[1]/n_people" },
		{ "need[1]/n_people", "1" }, { "shown", "need[1]/n_type" },
		{ "need[1]/n_type", "basic" }, { "shown", "need[2]/n_people" },
		{ "need[2]/n_people", "2" }, { "shown", "need[2]/n_type" },
		{ "need[2]/n_type", "tech" } };
	struct meeting x;

	set_up(t, &x);
	stored(t, &x, "E", 0, E(KIND("1", "tech") "," KIND("2", "tech")));
	stored(t, &x, "E", 1, E(KIND("2", "tech")));
	CHECK_ERR(ERR_CONFLICT,
		send(&x, "E", E(KIND("1", "tech") "," KIND("2", "tech")), p, COUNT_OF(p), NULL));
	CHECK_INT(1, (int64_t)x.m.merged.both.n);
	CHECK_STR("need[1]/n_type", x.m.merged.both.n ? x.m.merged.both.at[0] : "");
}
