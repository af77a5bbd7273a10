#include "assess/paper_fixture.h"

#include <string.h>

DBTEST(a_paper_typed_alike_twice_becomes_the_answers_at_once)
{
	struct world x;
	int64_t id, again = 0;

	world_begin(t, &x);
	CHECK_STR(NULL, flow_wrong(&paper_flow));
	id = world_typed(&x, x.w.moi.focal, x.other, SAME, SAME);
	CHECK_INT(0, world_paper(&x, id).e.differs);
	CHECK_STR("{}", world_stored(&x, "C"));
	CHECK_STR("asked", world_response(&x));
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK_STR(SAME, world_stored(&x, "C"));
	CHECK_STR("draft", world_response(&x));
	CHECK_STR("taken", world_state(&x, id));
	CHECK(!world_paper(&x, id).e.same_person);
	/* Sent twice is one act; a further paper is another. */
	t_clear(x.cx);
	CHECK_ERR(OK, paper_take(x.cx, id, world_paper(&x, id).e.version - 1, "", false));
	CHECK_ERR(OK, paper_open(x.cx, x.response, &again));
	CHECK(again != id);
}

DBTEST(each_difference_is_decided_on_and_nothing_before)
{
	struct paper_compare c;
	struct world x;
	struct paper p;
	int64_t id;

	world_begin(t, &x);
	id = world_typed(&x, x.w.moi.focal, x.other, SAME, OTHER);
	p = world_paper(&x, id);
	CHECK_INT(1, p.e.differs);
	CHECK_ERR(OK, paper_compare(x.cx, &p, &c));
	if (!CHECK_INT(1, (int64_t)c.list.n))
		return;
	CHECK_STR("staff_total", c.list.at[0].path);
	CHECK_STR("C", c.list.at[0].page);
	CHECK_STR("48200", c.list.at[0].first);
	CHECK_STR("42800", c.list.at[0].second);
	CHECK_ERR(ERR_INPUT, world_take(&x, id, false));
	CHECK_HAS(t_problem(x.cx), "not decided on");
	CHECK_ERR(ERR_MISSING, world_choose(&x, id, "staff_women", 1, NULL, 0));
	CHECK_ERR(OK, world_choose(&x, id, "staff_total", 2, NULL, 0));
	CHECK_INT(1, world_paper(&x, id).e.chosen);
	/* The same again is one; another by who saw nothing of it is refused. */
	CHECK_ERR(OK, world_choose(&x, id, "staff_total", 2, NULL, 0));
	CHECK_ERR(ERR_CONFLICT, world_choose(&x, id, "staff_total", 1, NULL, 0));
	CHECK_ERR(OK, world_choose(&x, id, "staff_total", 3, "٤٨٢٠٠", 1));
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK_STR(SAME, world_stored(&x, "C"));
	CHECK_ERR(ERR_CONFLICT, world_choose(&x, id, "staff_total", 1, NULL, 2));
}

DBTEST(a_decision_counts_only_for_what_it_was_made_from)
{
	struct world x;
	int64_t id;

	world_begin(t, &x);
	id = world_typed(&x, x.w.moi.focal, x.other, SAME, OTHER);
	CHECK_ERR(OK, world_choose(&x, id, "staff_total", 2, NULL, 0));
	CHECK_ERR(OK, world_choose(&x, id, "staff_total", 0, NULL, 1));
	CHECK_INT(0, world_paper(&x, id).e.chosen);
	CHECK_ERR(OK, world_choose(&x, id, "staff_total", 2, NULL, 2));
	CHECK_ERR(OK, world_act(&x, id, "reopen"));
	CHECK_STR("second", world_state(&x, id));
	CHECK_ERR(OK,
		world_save(&x, id, 2, "C", 1, "{\"staff_total\":\"1\",\"staff_women\":\"3910\"}"));
	CHECK_ERR(OK, world_act(&x, id, "compare"));
	CHECK_INT(1, world_paper(&x, id).e.differs);
	CHECK_INT(0, world_paper(&x, id).e.chosen);
}

DBTEST(rows_that_one_entry_has_are_kept_or_left)
{
	static const char *const need = "{\"need\":[{\"n_topic\":\"gbv\",\"n_people\":\"12\"}";
	struct world x;
	int64_t id = 0;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, paper_open(x.cx, x.response, &id));
	CHECK_ERR(OK, world_save(&x, id, 1, "E", 0, arena_printf(t->arena, "%s]}", need)));
	CHECK_ERR(OK, world_act(&x, id, "done"));
	t_signed_in(x.cx, x.other);
	CHECK_ERR(OK, world_act(&x, id, "begin"));
	CHECK_ERR(OK, world_save(&x, id, 2, "E", 0,
			      arena_printf(t->arena, "%s,{\"n_topic\":\"me\"}]}", need)));
	CHECK_ERR(OK, world_act(&x, id, "compare"));
	CHECK_INT(1, world_paper(&x, id).e.differs);
	CHECK_ERR(OK, world_choose(&x, id, "need[2]/n_topic", 1, NULL, 0));
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK(!strstr(world_stored(&x, "E"), "},{"));
	CHECK_HAS(world_stored(&x, "E"), "gbv");
	t_clear(x.cx);
	CHECK_ERR(OK, paper_undo(x.cx, id, world_paper(&x, id).e.version, "The wrong row"));
	CHECK_ERR(OK, world_choose(&x, id, "need[2]/n_topic", 2, NULL, 1));
	/* What the first taking left on the page is not somebody's typing: nothing to replace. */
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK_HAS(world_stored(&x, "E"), "\"me\"");
}

DBTEST(the_second_entry_is_by_another_or_after_a_break_and_marked)
{
	struct world x;
	int64_t id = 0;
	bool seen;
	struct paper p;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, paper_open(x.cx, x.response, &id));
	if (!CHECK_ERR(OK, db_savepoint(x.cx->db)))
		return;
	CHECK_ERR(ERR_CONFLICT, world_act(&x, id, "done"));
	CHECK_HAS(t_problem(x.cx), "Nothing is typed");
	db_undo(x.cx->db);
	CHECK_ERR(OK, world_save(&x, id, 1, "C", 0, SAME));
	CHECK_ERR(ERR_CONFLICT, world_save(&x, id, 2, "C", 0, SAME));
	CHECK_ERR(OK, world_act(&x, id, "done"));
	CHECK_ERR(OK, world_act(&x, id, "done"));
	CHECK_ERR(ERR_CONFLICT, world_save(&x, id, 1, "C", 1, OTHER));
	world_later(&x, PAPER_BREAK - 1);
	if (!CHECK_ERR(OK, db_savepoint(x.cx->db)))
		return;
	CHECK_ERR(ERR_CONFLICT, world_act(&x, id, "begin"));
	CHECK_HAS(t_problem(x.cx), "1 minute");
	db_undo(x.cx->db);
	/* Whoever types the second does not see the first. */
	t_signed_in(x.cx, x.other);
	CHECK_ERR(OK, world_act(&x, id, "begin"));
	p = world_paper(&x, id);
	CHECK_ERR(OK, paper_pass_seen(x.cx, &p, 1, &seen));
	CHECK(!seen);
	CHECK_ERR(OK, paper_pass_seen(x.cx, &p, 2, &seen));
	CHECK(seen);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(ERR_CONFLICT, world_save(&x, id, 2, "C", 0, SAME));
	p = world_paper(&x, id);
	CHECK_ERR(OK, paper_pass_seen(x.cx, &p, 1, &seen));
	CHECK(seen);
	world_later(&x, 1);
	CHECK(!world_paper(&x, id).e.same_person);
	CHECK_ERR(OK, world_save(&x, id, 2, "C", 0, SAME));
	CHECK(world_paper(&x, id).e.same_person);
}

DBTEST(two_at_once_have_one_paper_and_lose_no_page)
{
	struct page_text out;
	struct world x;
	struct paper p;
	int64_t id = 0, again = 0;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, paper_open(x.cx, x.response, &id));
	t_signed_in(x.cx, x.other);
	CHECK_ERR(OK, paper_open(x.cx, x.response, &again));
	CHECK_INT(id, again);
	CHECK_ERR(OK, world_save(&x, id, 1, "C", 0, SAME));
	t_signed_in(x.cx, x.w.moi.focal);
	p = world_paper(&x, id);
	CHECK_ERR(ERR_CONFLICT, paper_page_save(x.cx, &p, 1, "C", 0, OTHER, &out));
	CHECK_STR(SAME, out.answers);
	CHECK_ERR(OK, paper_page_save(x.cx, &p, 1, "C", 0, SAME, &out));
	/* A decision that saw an older paper is refused. */
	CHECK_ERR(OK, world_act(&x, id, "done"));
	t_signed_in(x.cx, x.other);
	t_clear(x.cx);
	CHECK_ERR(ERR_CONFLICT, paper_act(x.cx, id, p.e.version, "begin", NULL));
	CHECK_HAS(t_problem(x.cx), "meanwhile");
	CHECK_STR("waiting", world_state(&x, id));
}

DBTEST(a_paper_is_dropped_with_a_reason_and_taken_up_where_it_was)
{
	static const char *const at[] = { "first", "waiting", "second", "compare" };
	static const char *const on[] = { "done", "begin", "compare" };
	struct world x;
	int64_t id = 0, other = 0;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, paper_open(x.cx, x.response, &id));
	CHECK_ERR(OK, world_save(&x, id, 1, "C", 0, SAME));
	t_signed_in(x.cx, x.other);
	for (size_t i = 0; i < COUNT_OF(at); i++) {
		CHECK_STR(at[i], world_state(&x, id));
		CHECK_ERR(OK, world_act(&x, id, "drop"));
		CHECK_STR("dropped", world_state(&x, id));
		CHECK_ERR(OK, world_act(&x, id, "resume"));
		CHECK_STR(at[i], world_state(&x, id));
		if (i < COUNT_OF(on)) {
			t_signed_in(x.cx, i == 0 ? x.w.moi.focal : x.other);
			CHECK_ERR(OK, world_act(&x, id, on[i]));
			t_signed_in(x.cx, x.other);
			if (i == 1)
				CHECK_ERR(OK, world_save(&x, id, 2, "C", 0, SAME));
		}
	}
	CHECK_ERR(OK, world_act(&x, id, "drop"));
	CHECK_ERR(OK, paper_open(x.cx, x.response, &other));
	CHECK_ERR(ERR_CONFLICT, world_act(&x, id, "resume"));
	CHECK_HAS(t_problem(x.cx), "under way");
}

DBTEST(a_printed_code_leads_to_its_response_and_to_no_other)
{
	struct world x;
	int64_t found = 0;
	const char *code;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	code = arena_printf(t->arena, " tansiq:round=%lld;body=MOI;response=%lld ",
		(long long)x.round, (long long)x.response);
	CHECK_ERR(OK, paper_find(x.cx, code, &found));
	CHECK_INT(x.response, found);
	CHECK_ERR(OK, paper_find(x.cx, arena_printf(t->arena, "%lld", (long long)found), &found));
	code = arena_printf(t->arena, "tansiq:round=%lld;body=MOEN;response=%lld",
		(long long)x.round, (long long)x.response);
	CHECK_ERR(ERR_INPUT, paper_find(x.cx, code, &found));
	CHECK_STR("code", t_field(x.cx));
	CHECK_ERR(ERR_INPUT, paper_find(x.cx, "tansiq:response=x", &found));
	CHECK_ERR(ERR_INPUT, paper_find(x.cx, "", &found));
	t_signed_in(x.cx, x.w.moen.focal);
	CHECK_ERR(ERR_INPUT, paper_find(x.cx, code, &found));
	t_signed_in(x.cx, x.w.moi.head);
	CHECK_ERR(ERR_INPUT, paper_find(x.cx, code, &found));
}
