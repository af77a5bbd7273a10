#include "assess/prefill.h"

#include <string.h>

#include "assess/page_json.h"
#include "forms/form_fixture.h"
#include "test/assess_fixtures.h"

struct two {
	struct t_needs w;
	int64_t first, second; /* responses of the Ministry of Interior */
};

/* A round that is over, and one that runs; the focal point acts. */
static void set_up(struct ctx *cx, struct two *s)
{
	int64_t round;

	t_needs(cx, &s->w);
	round = t_round(cx, &s->w, (int64_t[]){ s->w.moi.body, s->w.moen.body }, 2);
	s->first = t_response(cx, round, s->w.moi.body);
	t_reach(cx, &s->w, s->first, &s->w.moi, "accepted");
	round = t_round(cx, &s->w, (int64_t[]){ s->w.moi.body, s->w.moen.body }, 2);
	s->second = t_response(cx, round, s->w.moi.body);
	t_signed_in(cx, s->w.moi.focal);
}

static struct answers *answers(struct t *t, struct ctx *cx, const struct two *s, int64_t response)
{
	struct answers *ans = NULL;

	CHECK_ERR(OK, response_answers(cx, response, s->w.model, &ans));
	return ans;
}

static const char *at(struct answers *ans, const char *path)
{
	return answer_text(answers_at(ans, path));
}

static int64_t waiting(struct t *t, struct ctx *cx, const struct two *s)
{
	struct prefilled *open;
	size_t n = 0;

	CHECK_ERR(OK, prefill_waiting(cx, s->second, answers(t, cx, s, s->second), &open, &n));
	return (int64_t)n;
}

static int64_t state_of(struct ctx *cx, int64_t response, const char *state)
{
	struct response_by_id r = { 0 };

	return response_get(cx, response, &r) == OK && strcmp(r.state, state) == 0;
}

DBTEST(the_answers_of_the_last_round_come_in_and_wait)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	struct answers *old, *now;
	int64_t before = 0;

	set_up(cx, &s);
	CHECK_ERR(OK, response_before(cx, s.second, &before));
	CHECK_INT(s.first, before);
	CHECK_ERR(OK, response_before(cx, s.first, &before));
	CHECK_INT(0, before);
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, NULL));
	old = answers(t, cx, &s, s.first);
	now = answers(t, cx, &s, s.second);
	CHECK(*at(old, "staff_total"));
	CHECK_STR(at(old, "staff_total"), at(now, "staff_total"));
	CHECK_STR(at(old, "need[2]/n_topic"), at(now, "need[2]/n_topic"));
	CHECK_INT((int64_t)answers_count(answers_at(old, "need")),
		(int64_t)answers_count(answers_at(now, "need")));
	/* Consent is said anew each time. */
	CHECK(*at(old, "consent_share"));
	CHECK_STR("", at(now, "consent_share"));
	CHECK(state_of(cx, s.second, "draft"));
	CHECK(waiting(t, cx, &s) > 20);
	/* Another body's answers never do. */
	t_signed_in(cx, s.w.moen.focal);
	CHECK_ERR(ERR_MISSING, prefill_take(cx, s.second, s.w.model, false, NULL));
}

DBTEST(what_the_head_has_not_approved_is_offered_to_its_body_only)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	int64_t round, before = 0;

	t_needs(cx, &s.w);
	round = t_round(cx, &s.w, (int64_t[]){ s.w.moi.body }, 1);
	s.first = t_response(cx, round, s.w.moi.body);
	t_reach(cx, &s.w, s.first, &s.w.moi, "draft");
	round = t_round(cx, &s.w, (int64_t[]){ s.w.moi.body }, 1);
	s.second = t_response(cx, round, s.w.moi.body);
	t_signed_in(cx, s.w.moi.focal);
	CHECK_ERR(OK, response_before(cx, s.second, &before));
	CHECK_INT(0, before);
	CHECK_ERR(OK, t_act(cx, s.first, "send"));
	CHECK_ERR(OK, response_before(cx, s.second, &before));
	CHECK_INT(s.first, before);
	t_signed_in(cx, s.w.coordinator);
	CHECK_ERR(OK, response_before(cx, s.second, &before));
	CHECK_INT(0, before);
	t_signed_in(cx, s.w.moi.head);
	CHECK_ERR(OK, t_act(cx, s.first, "approve"));
	t_signed_in(cx, s.w.coordinator);
	CHECK_ERR(OK, response_before(cx, s.second, &before));
	CHECK_INT(s.first, before);
}

static enum err save(struct ctx *cx, const struct two *s, const char *page, const char *json)
{
	struct page_text now;

	if (response_page_get(cx, s->second, page, &now) != OK)
		return ERR_FAULT;
	return response_page_save(cx, s->second, s->w.model, page, now.version, json, &now);
}

static int64_t marked(struct ctx *cx, int64_t response, const char *path, const char *state)
{
	struct prefill_list *rows;
	int64_t found = 0;
	size_t n = 0;

	if (prefill_list_query(cx->db, cx->arena, response, &rows, &n) != OK)
		return -1;
	for (size_t i = 0; i < n; i++)
		found += strcmp(rows[i].path, path) == 0 && strcmp(rows[i].state, state) == 0;
	return found;
}

DBTEST(an_answer_is_confirmed_alone_with_its_page_or_by_changing_it)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	int64_t all, left;
	const char *one[] = { "plan_period" };

	set_up(cx, &s);
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, NULL));
	all = waiting(t, cx, &s);
	CHECK_ERR(OK, prefill_confirm(cx, s.second, s.w.model, "B", one, 1, NULL));
	CHECK_INT(all - 1, waiting(t, cx, &s));
	CHECK_ERR(OK, prefill_confirm(cx, s.second, s.w.model, "D", NULL, 0, NULL));
	CHECK_INT(all - 9, waiting(t, cx, &s));
	left = waiting(t, cx, &s);
	CHECK_ERR(OK, save(cx, &s, "A",
			      "{\"org\":\"MOI\",\"fp_exists\":\"no\",\"answered_on\":\"2026-11-"
			      "20\"}"));
	CHECK(waiting(t, cx, &s) < left);
	CHECK_ERR(OK, prefill_confirm(cx, s.second, s.w.model, NULL, NULL, 0, NULL));
	CHECK_INT(0, waiting(t, cx, &s));
	/* The order in which choices were ticked is no change. */
	CHECK_ERR(OK, prefill_put_query(cx->db, s.second, "pillars", "B", "prevention protection",
			      s.first, "open", cx->now, cx->who.account, NULL));
	CHECK_ERR(OK, prefill_saved(cx, s.second, s.w.model, "B",
			      "{\"pillars\":\"protection prevention\"}"));
	CHECK_INT(1, marked(cx, s.second, "pillars", "open"));
	CHECK_ERR(OK, prefill_saved(cx, s.second, s.w.model, "B", "{\"pillars\":\"protection\"}"));
	CHECK_INT(1, marked(cx, s.second, "pillars", "changed"));
	/* Taking again touches nothing that is answered. */
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, NULL));
	CHECK_STR("no", at(answers(t, cx, &s, s.second), "fp_exists"));
}

DBTEST(what_is_not_confirmed_is_not_sent)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	struct fill_posted typed[] = { { "shown", "consent_share" }, { "consent_share", "yes" },
		{ "shown", "nothing" }, { "shown", "need" } };
	struct prefill_typed beside = { .posted = typed, .n = COUNT_OF(typed) };

	set_up(cx, &s);
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, &beside));
	CHECK_STR("yes", at(answers(t, cx, &s, s.second), "consent_share"));
	CHECK_ERR(ERR_INPUT, t_act(cx, s.second, "send"));
	CHECK_INT(6, (int64_t)cx->problems.n);
	t_clear(cx);
	CHECK_ERR(OK, prefill_confirm(cx, s.second, s.w.model, NULL, NULL, 0, NULL));
	CHECK_ERR(OK, t_act(cx, s.second, "send"));
	CHECK(state_of(cx, s.second, "sent"));
	CHECK_ERR(ERR_CONFLICT, prefill_confirm(cx, s.second, s.w.model, NULL, NULL, 0, NULL));
	CHECK_ERR(ERR_CONFLICT, prefill_drop(cx, s.second, s.w.model, NULL));
}

DBTEST(all_is_confirmed_in_one_act_only_as_it_was_shown)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	struct prefill_offer offer;
	struct prefill_typed typed = { 0 };

	set_up(cx, &s);
	CHECK_ERR(OK, prefill_offer(cx, s.second, s.w.model, &offer));
	CHECK(offer.n > 20);
	CHECK(state_of(cx, s.second, "asked"));
	typed.seen = "something else";
	CHECK_ERR(ERR_CONFLICT, prefill_take(cx, s.second, s.w.model, true, &typed));
	t_clear(cx);
	typed.seen = prefill_seal(cx->arena, offer.ans);
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, true, &typed));
	CHECK_INT(0, waiting(t, cx, &s));
	CHECK_STR("MOI", at(answers(t, cx, &s, s.second), "org"));
}

DBTEST(dropping_empties_what_nobody_confirmed)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	struct answers *now;
	const char *one[] = { "staff_total" };

	set_up(cx, &s);
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, NULL));
	CHECK_ERR(OK, prefill_confirm(cx, s.second, s.w.model, NULL, one, 1, NULL));
	CHECK_ERR(OK, prefill_drop(cx, s.second, s.w.model, NULL));
	now = answers(t, cx, &s, s.second);
	CHECK(*at(now, "staff_total"));
	CHECK_STR("", at(now, "staff_women"));
	CHECK_STR("", at(now, "plan_period"));
	CHECK_INT(0, waiting(t, cx, &s));
	/* And it can be taken again. */
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, NULL));
	now = answers(t, cx, &s, s.second);
	CHECK(*at(now, "staff_women") && *at(now, "plan_period"));
}

DBTEST(marks_move_up_when_a_row_goes)
{
	struct ctx *cx = t_ctx(t);
	struct two s;
	struct answers *now;
	struct page_text stored;
	const char *topic;
	int64_t all;

	CHECK_STR("need[1]/x", path_without(t->arena, "need[2]/x", "need[1]"));
	CHECK_STR("need[1]/x", path_without(t->arena, "need[1]/x", "need[2]"));
	CHECK_STR("need[10]", path_without(t->arena, "need[11]", "need[2]"));
	CHECK_STR("needs[2]/x", path_without(t->arena, "needs[2]/x", "need[1]"));
	CHECK_STR("a[2]/b[1]/x", path_without(t->arena, "a[2]/b[2]/x", "a[2]/b[1]"));
	CHECK(!path_without(t->arena, "need[1]/x", "need[1]"));
	set_up(cx, &s);
	CHECK_ERR(OK, prefill_take(cx, s.second, s.w.model, false, NULL));
	now = answers(t, cx, &s, s.second);
	topic = at(now, "need[2]/n_topic");
	all = waiting(t, cx, &s);
	CHECK_ERR(OK, answers_remove(now, answers_occurrence(answers_at(now, "need"), 0)));
	CHECK_ERR(OK, prefill_removed(cx, s.second, "need[1]"));
	CHECK_ERR(OK, response_page_get(cx, s.second, "E", &stored));
	CHECK_ERR(OK, response_page_save(cx, s.second, s.w.model, "E", stored.version,
			      page_json_write(cx->arena, now, "E"), &stored));
	CHECK_STR(topic, at(answers(t, cx, &s, s.second), "need[1]/n_topic"));
	/* Those of the row are gone; none of the others counts as changed. */
	CHECK(all - waiting(t, cx, &s) >= 6 && all - waiting(t, cx, &s) <= 10);
}

/* ---- across versions of a form ---- */

#define OLD_FORM                                                                                   \
	"# survey\n"                                                                               \
	"type|name|label|relevant\n"                                                               \
	"begin group|A|A|\n"                                                                       \
	"integer|staff|Staff|\n"                                                                   \
	"text|words|Words|\n"                                                                      \
	"select_one place|where|Where|\n"                                                          \
	"select_multiple place|places|Places|\n"                                                   \
	"text|moved|Moved|\n"                                                                      \
	"text|hidden|Hidden|${staff} > 100\n"                                                      \
	"end group|||\n"                                                                           \
	"begin repeat|row|Row|\n"                                                                  \
	"text|topic|Topic|\n"                                                                      \
	"integer|n|N|\n"                                                                           \
	"end repeat|||\n"                                                                          \
	"# choices\n"                                                                              \
	"list_name|name|label|part\n"                                                              \
	"place|a|A|x\nplace|b|B|y\nplace|c|C|x\n"

#define NEW_FORM                                                                                   \
	"# survey\n"                                                                               \
	"type|name|label|calculation|choice_filter\n"                                              \
	"begin group|B|B||\n"                                                                      \
	"decimal|staff|Staff||\n"                                                                  \
	"integer|words|Words||\n"                                                                  \
	"select_multiple place|where|Where||\n"                                                    \
	"select_multiple place|places|Places||part = 'x'\n"                                        \
	"text|moved|Moved||\n"                                                                     \
	"text|consent|Consent||\n"                                                                 \
	"calculate|hidden||1 + 1|\n"                                                               \
	"end group||||\n"                                                                          \
	"begin repeat|row|Row||\n"                                                                 \
	"text|topic|Topic||\n"                                                                     \
	"text|n|N||\n"                                                                             \
	"end repeat||||\n"                                                                         \
	"# choices\n"                                                                              \
	"list_name|name|label|part\n"                                                              \
	"place|a|A|x\nplace|b|B|y\n"

static struct answers *walked(struct t *t, const char *from, const char *to,
	const char *const *never, size_t n, struct prefill_offer *out)
{
	const struct form *f = fixture_form(t, from, NULL), *g = fixture_form(t, to, NULL);
	struct ctx *cx = ARENA_NEW(t->arena, struct ctx);
	struct prefill_walk w = { .cx = cx, .out = out, .never = never, .n_never = n };

	*cx = (struct ctx){ .arena = t->arena, .today = fixture_clock.today };
	w.from = fixture_answers(t, f, "staff", "12", "words", "many", "where", "b", "places",
		"a b c", "moved", "there", "row[]", "", "row[]", "", "row[1]/topic", "one",
		"row[2]/topic", "two", "row[2]/n", "7", NULL);
	*out = (struct prefill_offer){ .ans = fixture_answers(t, g, NULL) };
	CHECK_ERR(OK, prefill_walk(&w, 0));
	return out->ans;
}

TEST(answers_come_in_by_name_where_type_and_choices_still_take_them)
{
	struct prefill_offer offer;
	struct answers *now = walked(t, OLD_FORM, NEW_FORM, NULL, 0, &offer);

	CHECK_STR("12", at(now, "staff"));    /* numbers among numbers */
	CHECK_STR("", at(now, "words"));      /* words are no number */
	CHECK_STR("b", at(now, "where"));     /* one choice is one of several */
	CHECK_STR("a", at(now, "places"));    /* c is gone, b is not offered */
	CHECK_STR("there", at(now, "moved")); /* though its group has another name */
	CHECK_STR("one", at(now, "row[1]/topic"));
	CHECK_STR("two", at(now, "row[2]/topic"));
	CHECK_STR("", at(now, "row[2]/n"));
	CHECK_INT(2, (int64_t)answers_count(answers_at(now, "row")));
	CHECK_STR("2", at(now, "hidden")); /* calculated, not taken over */
	CHECK_INT(6, (int64_t)offer.n);
	CHECK_STR("B", offer.at[0].page);
	CHECK_STR("row", offer.at[5].page);
}

TEST(what_is_never_offered_stays_empty)
{
	const char *const never[] = { "moved" };
	struct prefill_offer offer;
	struct answers *now = walked(t, OLD_FORM, NEW_FORM, never, 1, &offer);

	CHECK_STR("", at(now, "moved"));
	CHECK_INT(5, (int64_t)offer.n);
	CHECK(offer.shared > 0);
}

TEST(forms_that_share_no_question_give_nothing)
{
	struct prefill_offer offer;

	walked(t, OLD_FORM, "# survey\ntype|name|label\ninteger|other|Other\ntext|staff|Staff\n",
		NULL, 0, &offer);
	CHECK_INT(0, (int64_t)offer.n);
	CHECK_INT(0, (int64_t)offer.shared);
}
