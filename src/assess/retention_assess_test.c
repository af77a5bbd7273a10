#include "assess/retention_assess.h"

#include <string.h>

#include "assess/evidence.h"
#include "assess/response_sql.h"
#include "core/file.h"
#include "test/assess_fixtures.h"

static const struct retention_input five_years = { .amount = 60,
	.unit = "month",
	.what = "act",
	.basis_en = "Order 7 of 2026",
	.confirmed = true };

static int64_t pages(struct ctx *cx, int64_t response)
{
	struct response_pages *rows;
	size_t n;

	return response_pages_query(cx->db, cx->arena, response, &rows, &n) == OK ? (int64_t)n : -1;
}

static int64_t sweep(struct t *t, struct ctx *cx, const char *day)
{
	int64_t n, all = 0;
	bool more = true;

	cx->today = day;
	while (more && CHECK_ERR(OK, retention_step(cx, &more, &n)))
		all += n;
	return all;
}

static void add_evidence(struct t *t, struct ctx *cx, const struct t_needs *w, int64_t response,
	const struct t_ministry *m, const char **sha)
{
	static const unsigned char pdf[] = "%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n";
	const struct bytes data = { pdf, sizeof(pdf) - 1 };
	const struct evidence_input in = { .path = "", .data = data, .name = "plan.pdf" };
	struct evidence_by_id e;
	int64_t id;

	t_signed_in(cx, m->focal);
	CHECK_ERR(OK, evidence_add(cx, response, w->model, &in, &id));
	CHECK_ERR(OK, evidence_get(cx, response, id, &e));
	*sha = e.file;
}

DBTEST(drafts_and_evidence_go_by_confirmed_rules_and_sent_answers_stay)
{
	struct ctx *cx = t_ctx(t);
	int64_t round, draft, sent, sent_pages, hold;
	const char *file = NULL;
	struct bytes data;
	struct t_needs w;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	sent = t_response(cx, round, w.moi.body);
	draft = t_response(cx, round, w.moen.body);
	t_reach(cx, &w, draft, &w.moen, "draft");
	t_reach(cx, &w, sent, &w.moi, "draft");
	add_evidence(t, cx, &w, sent, &w.moi, &file);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, t_act(cx, sent, "send"));
	sent_pages = pages(cx, sent);
	CHECK(sent_pages > 0 && pages(cx, draft) > 0);
	t_signed_in(cx, w.coordinator);
	cx->now = "2020-01-01T00:00:00.000Z";
	CHECK_ERR(OK, round_close(cx, round));
	cx->now = T_NOW;
	t_system(cx);

	/* Nobody has confirmed the rules: what people entered stays, but for the two notices of
	 * that closing. */
	CHECK_INT(2, sweep(t, cx, "2026-11-24"));
	CHECK(pages(cx, draft) > 0);
	CHECK_ERR(OK, retention_rule_set(cx, "draft", 0, &five_years));
	CHECK_ERR(OK, retention_rule_set(cx, "evidence", 0, &five_years));
	CHECK_ERR(OK, retention_hold(cx, "response", draft, "A case in court", &hold));
	CHECK_INT(1, sweep(t, cx, "2026-11-25"));
	CHECK(pages(cx, draft) > 0);
	CHECK_ERR(ERR_MISSING, file_read(cx, file, &data, NULL));
	CHECK_ERR(OK, retention_unhold(cx, hold));
	CHECK_INT(1, sweep(t, cx, "2026-11-26"));
	CHECK_INT(0, pages(cx, draft));
	CHECK_INT(sent_pages, pages(cx, sent));
	CHECK_INT(0, sweep(t, cx, "2026-11-27"));
}
