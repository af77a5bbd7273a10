#include "assess/paper_fixture.h"

#include <string.h>

#include "assess/evidence_sql.h"
#include "assess/prefill.h"
#include "core/audit_sql.h"

DBTEST(a_response_that_moved_on_keeps_the_paper_apart)
{
	struct world x;
	int64_t id;

	world_begin(t, &x);
	id = world_typed(&x, x.w.moi.focal, x.other, SAME, SAME);
	t_reach(x.cx, &x.w, x.response, &x.w.moi, "sent");
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(ERR_CONFLICT, world_take(&x, id, true));
	CHECK_HAS(t_problem(x.cx), "has been sent");
	CHECK_STR("compare", world_state(&x, id));
	t_signed_in(x.cx, x.w.moi.head);
	CHECK_ERR(OK, t_act(x.cx, x.response, "return"));
	/* The head reads the paper, and does not type. */
	t_clear(x.cx);
	CHECK_ERR(ERR_DENIED, paper_take(x.cx, id, world_paper(&x, id).e.version, "", true));
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(ERR_INPUT, world_take(&x, id, false));
	CHECK_STR("replace", t_field(x.cx));
	CHECK_ERR(OK, world_take(&x, id, true));
	CHECK_STR(SAME, world_stored(&x, "C"));
	CHECK_STR("returned", world_response(&x));
	CHECK_HAS(world_stored(&x, "A"), "MOI");
	t_signed_in(x.cx, x.w.coordinator);
	CHECK_ERR(OK, round_close(x.cx, x.round));
	t_signed_in(x.cx, x.w.moi.focal);
	t_clear(x.cx);
	CHECK_ERR(ERR_CONFLICT, paper_undo(x.cx, id, world_paper(&x, id).e.version, "Too late"));
	CHECK_STR("taken", world_state(&x, id));
}

DBTEST(taking_over_is_taken_back_while_nobody_went_on)
{
	struct page_text now;
	struct world x;
	const char *before;
	int64_t id;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	t_reach(x.cx, &x.w, x.response, &x.w.moi, "draft");
	before = world_stored(&x, "C");
	id = world_typed(&x, x.w.moi.focal, x.other, OTHER, OTHER);
	CHECK_ERR(OK, world_take(&x, id, true));
	CHECK_STR(OTHER, world_stored(&x, "C"));
	t_clear(x.cx);
	CHECK_ERR(ERR_INPUT, paper_undo(x.cx, id, world_paper(&x, id).e.version, " "));
	CHECK_STR("reason", t_field(x.cx));
	t_clear(x.cx);
	CHECK_ERR(OK, paper_undo(x.cx, id, world_paper(&x, id).e.version, "Another sheet"));
	CHECK_STR(before, world_stored(&x, "C"));
	CHECK_STR("compare", world_state(&x, id));
	CHECK_ERR(OK, world_take(&x, id, true));
	CHECK_ERR(OK, response_page_get(x.cx, x.response, "C", &now));
	CHECK_ERR(
		OK, response_page_save(x.cx, x.response, x.w.model, "C", now.version, SAME, &now));
	t_clear(x.cx);
	CHECK_ERR(
		ERR_CONFLICT, paper_undo(x.cx, id, world_paper(&x, id).e.version, "Another sheet"));
	CHECK_HAS(t_problem(x.cx), "since");
}

DBTEST(on_behalf_only_what_the_body_left_alone_and_always_marked)
{
	struct response_by_id r;
	struct audit_row *said;
	struct act_row *acts;
	struct page_text now;
	struct world x;
	int64_t id;
	size_t n;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.coordinator);
	id = world_typed(&x, x.w.coordinator, x.w.coordinator, SAME, SAME);
	CHECK(world_paper(&x, id).e.behalf && world_paper(&x, id).e.same_person);
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK_STR(SAME, world_stored(&x, "C"));
	CHECK_STR("draft", world_response(&x));
	CHECK_ERR(OK, response_history_query(x.cx->db, x.cx->arena, x.response, &acts, &n));
	CHECK_STR("paper_behalf", acts[0].act);
	CHECK_ERR(OK, audit_of_record_query(
			      x.cx->db, x.cx->arena, "response", x.response, 20, &said, &n));
	CHECK(n > 0 && strstr(said[0].leaf_text, "response.paper_behalf"));
	CHECK_ERR(OK, response_get(x.cx, x.response, &r));
	CHECK_INT(3, r.answered);
	CHECK_ERR(ERR_MISSING, response_page_get(x.cx, x.response, "C", &now));
	/* Taken back and over again, and a second paper replaces what a paper brought, and nothing
	 * the body typed since. */
	t_clear(x.cx);
	CHECK_ERR(OK, paper_undo(x.cx, id, world_paper(&x, id).e.version, "Too early"));
	CHECK_ERR(OK, world_take(&x, id, false));
	id = world_typed(&x, x.w.coordinator, x.w.coordinator, OTHER, OTHER);
	CHECK_ERR(OK, world_take(&x, id, false));
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, response_page_get(x.cx, x.response, "C", &now));
	CHECK_ERR(
		OK, response_page_save(x.cx, x.response, x.w.model, "C", now.version, SAME, &now));
	id = world_typed(&x, x.w.coordinator, x.w.coordinator, OTHER, OTHER);
	CHECK_ERR(ERR_CONFLICT, world_take(&x, id, true));
	CHECK_HAS(t_problem(x.cx), "typed answers on these pages itself");
	/* The body's people take it over instead; what it typed is its own again once taken back.
	 */
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, world_take(&x, id, true));
	CHECK_STR(OTHER, world_stored(&x, "C"));
	t_clear(x.cx);
	CHECK_ERR(OK, paper_undo(x.cx, id, world_paper(&x, id).e.version, "Not now"));
	CHECK_STR(SAME, world_stored(&x, "C"));
	t_signed_in(x.cx, x.w.coordinator);
	CHECK_ERR(ERR_CONFLICT, world_take(&x, id, true));
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, world_take(&x, id, true));
}

DBTEST(a_paper_of_the_body_itself_is_its_own)
{
	struct world x;
	int64_t id = 0, n_id = 0;

	world_begin(t, &x);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, paper_open(x.cx, x.response, &id));
	t_signed_in(x.cx, x.w.coordinator);
	CHECK(!world_paper(&x, id).reads && !world_paper(&x, id).types);
	CHECK_ERR(ERR_CONFLICT, paper_open(x.cx, x.response, &n_id));
	CHECK_ERR(ERR_MISSING, world_act(&x, id, "done"));
	for (size_t i = 0; i < 2; i++) {
		struct paper p;

		t_signed_in(x.cx, i ? x.w.donor : x.w.moen.focal);
		CHECK_ERR(ERR_MISSING, paper_get(x.cx, id, &p));
		CHECK_ERR(ERR_MISSING, paper_open(x.cx, x.response, &n_id));
	}
}

DBTEST(scans_become_evidence_and_come_back)
{
	static const unsigned char pdf[] = "%PDF-1.4\n%%EOF";
	const struct bytes file = { pdf, sizeof(pdf) - 1 };
	struct entry_scans *scans;
	struct evidence_list *rows;
	struct world x;
	int64_t id;
	size_t n;

	world_begin(t, &x);
	id = world_typed(&x, x.w.coordinator, x.w.coordinator, SAME, SAME);
	CHECK_ERR(OK, paper_scan_add(x.cx, id, file, "../paper.pdf"));
	CHECK_ERR(OK, paper_scan_add(x.cx, id, file, "again.pdf"));
	t_clear(x.cx);
	CHECK_ERR(ERR_INPUT, paper_scan_add(x.cx, id, (struct bytes){ pdf + 1, 4 }, "x.pdf"));
	CHECK_STR("file", t_field(x.cx));
	CHECK_ERR(OK, entry_scans_query(x.cx->db, x.cx->arena, id, &scans, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_STR("paper.pdf", scans[0].name);
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK_ERR(OK, evidence_list_query(x.cx->db, x.cx->arena, x.response, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	t_clear(x.cx);
	CHECK_ERR(ERR_CONFLICT, paper_scan_remove(x.cx, id, scans[0].id));
	CHECK_ERR(OK, paper_undo(x.cx, id, world_paper(&x, id).e.version, "The wrong body"));
	CHECK_ERR(OK, evidence_list_query(x.cx->db, x.cx->arena, x.response, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, paper_scan_remove(x.cx, id, scans[0].id));
	CHECK_ERR(ERR_MISSING, paper_scan_remove(x.cx, id, scans[0].id));
}

DBTEST(a_paper_confirms_answers_of_the_last_round)
{
	struct prefilled *open;
	struct answers *ans;
	struct world x;
	int64_t before, id;
	size_t n;

	world_begin(t, &x);
	before = x.response;
	t_reach(x.cx, &x.w, before, &x.w.moi, "accepted");
	x.round = t_round(x.cx, &x.w, (int64_t[]){ x.w.moi.body }, 1);
	x.response = t_response(x.cx, x.round, x.w.moi.body);
	t_signed_in(x.cx, x.w.moi.focal);
	CHECK_ERR(OK, prefill_take(x.cx, x.response, x.w.model, false, NULL));
	id = world_typed(&x, x.w.moi.focal, x.other, world_stored(&x, "C"), world_stored(&x, "C"));
	CHECK_ERR(OK, world_take(&x, id, false));
	CHECK_ERR(OK, response_answers(x.cx, x.response, x.w.model, &ans));
	CHECK_ERR(OK, prefill_waiting(x.cx, x.response, ans, &open, &n));
	for (size_t i = 0; i < n; i++)
		CHECK(strcmp(open[i].page, "C") != 0);
	CHECK(n > 0);
	t_clear(x.cx);
	CHECK_ERR(OK, paper_undo(x.cx, id, world_paper(&x, id).e.version, "The wrong sheet"));
	CHECK_ERR(OK, prefill_waiting(x.cx, x.response, ans, &open, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(open[i].page, "C") == 0)
			return;
	CHECK(!"the answers of page C wait again");
}
