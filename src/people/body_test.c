#include "people/body.h"

#include "core/may.h"
#include "people/body_sql.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static struct body_input input(const char *code, int64_t parent)
{
	return (struct body_input){
		.code = code,
		.kind = "directorate",
		.parent = parent,
		.name = { .en = "Women's Affairs Section" },
		.share = SHARE_PARTNERS,
	};
}

DBTEST(a_body_needs_a_code_a_kind_and_a_name)
{
	struct ctx *cx = t_ctx(t);
	struct body_input in = input("x", DB_NULL);
	int64_t id;

	in.kind = "planet";
	in.name = (struct names){ 0 };
	in.iati_type = "99";
	CHECK_ERR(ERR_INPUT, body_add(cx, &in, &id));
	CHECK_INT(4, (int64_t)cx->problems.n);
	CHECK_STR("name_en", cx->problems.at[0].field);
	CHECK_STR("code", cx->problems.at[1].field);
	CHECK_STR("kind", cx->problems.at[2].field);
	CHECK_STR("iati_type", cx->problems.at[3].field);
	in = input("OK_1", DB_NULL);
	CHECK_ERR(OK, body_add(cx, &in, &id));
}

DBTEST(only_administrators_of_the_parent_add_bodies)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ"), id;
	int64_t focal = t_account(cx, "focal.moi", moi, "focal");
	int64_t local = t_account(cx, "local.moi", moi, NULL);
	int64_t admin = t_account(cx, "admin", moi, "administrator");
	struct body_input in = input("MOI_WAS", moi);

	CHECK_ERR(OK, grant_add(cx, local, MAY_ADMINISTER, moi, DB_NULL));
	t_signed_in(cx, focal);
	CHECK_ERR(ERR_DENIED, body_add(cx, &in, &id));
	t_signed_in(cx, local);
	CHECK_ERR(OK, body_add(cx, &in, &id));
	in = input("TOP", DB_NULL);
	CHECK_ERR(ERR_DENIED, body_add(cx, &in, &id));
	in = input("MOJ_X", moj);
	CHECK_ERR(ERR_DENIED, body_add(cx, &in, &id));
	t_signed_in(cx, admin);
	in = input("TOP", DB_NULL);
	CHECK_ERR(OK, body_add(cx, &in, &id));
}

DBTEST(a_code_is_taken_once)
{
	struct ctx *cx = t_ctx(t);
	struct body_input in = input("MOI", DB_NULL);
	int64_t id;

	t_body(cx, "MOI");
	CHECK_ERR(ERR_CONFLICT, body_add(cx, &in, &id));
	CHECK_STR("Another body has this code. Choose another one.", t_problem(cx));
	CHECK_STR("code", cx->problems.at[0].field);
}

DBTEST(the_tree_has_no_circle)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_body(cx, "AA"), b = t_body_under(cx, "BB", "directorate", a);
	int64_t c = t_body_under(cx, "CC", "directorate", b);
	struct body_input in = input("AA", c);

	CHECK_ERR(ERR_CONFLICT, body_edit(cx, a, 1, &in));
	CHECK_STR("parent", cx->problems.at[0].field);
}

DBTEST(a_stale_edit_is_refused)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_body(cx, "AA");
	struct body_input in = input("AA", DB_NULL);
	struct body_by_id b;

	in.name.en = "First";
	CHECK_ERR(OK, body_edit(cx, a, 1, &in));
	in.name.en = "Second";
	CHECK_ERR(ERR_CONFLICT, body_edit(cx, a, 1, &in));
	CHECK_HAS(t_problem(cx), "Somebody else changed this body");
	CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, a, 0, 0, &b));
	CHECK_STR("First", b.name_en);
	CHECK_INT(2, b.version);
}

DBTEST(a_body_ends_with_a_successor_and_comes_back)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_body(cx, "OLD"), b = t_body(cx, "FRESH");
	struct body_by_id row;

	CHECK_ERR(ERR_INPUT, body_end(cx, a, "2026-02-30", b));
	CHECK_STR("ends", cx->problems.at[0].field);
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, body_end(cx, a, "2025-12-31", a));
	CHECK_ERR(OK, body_end(cx, a, "2025-12-31", b));
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, body_end(cx, b, "2026-12-31", a));
	CHECK_STR("successor", cx->problems.at[0].field);
	CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, a, 0, 0, &row));
	CHECK_STR("2025-12-31", row.ends);
	CHECK_INT(b, row.successor);
	CHECK_ERR(OK, body_unend(cx, a));
	CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, a, 0, 0, &row));
	CHECK(row.ends == NULL);
	CHECK_INT(DB_NULL, row.successor);
	CHECK_ERR(ERR_CONFLICT, body_unend(cx, a));
}

static int64_t count_seen(struct ctx *cx, const char *q, const char *state)
{
	int64_t n = -1;

	if (body_count_query(cx->db, cx->arena, q, NULL, DB_NULL, state, cx->today,
		    (int64_t)cx->who.reach, cx->who.account, &n) != OK)
		return -1;
	return n;
}

DBTEST(a_body_is_seen_by_its_step_of_the_ladder)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), giz = t_body_under(cx, "GIZ", "donor", DB_NULL), id;
	int64_t focal = t_account(cx, "focal.moi", moi, "focal");
	int64_t donor = t_account(cx, "donor", giz, "donor");
	struct body_input in = input("GOV_ONLY", DB_NULL);
	struct body_by_id row;

	in.share = SHARE_GOVERNMENT;
	CHECK_ERR(OK, body_add(cx, &in, &id));
	in = input("MOI_SECRET", moi);
	in.share = SHARE_BODY;
	CHECK_ERR(OK, body_add(cx, &in, &id));
	CHECK_INT(4, count_seen(cx, "%", NULL));
	t_signed_in(cx, focal);
	CHECK_INT(SHARE_GOVERNMENT, cx->who.reach);
	CHECK_INT(4, count_seen(cx, "%", NULL));
	t_signed_in(cx, donor);
	CHECK_INT(SHARE_PARTNERS, cx->who.reach);
	CHECK_INT(2, count_seen(cx, "%", NULL));
	CHECK_ERR(ERR_MISSING,
		body_by_id_query(cx->db, cx->arena, id, (int64_t)cx->who.reach, donor, &row));
	ctx_nobody(cx);
	CHECK_INT(0, count_seen(cx, "%", NULL));
}

DBTEST(bodies_are_found_by_folded_words_and_state)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), id;
	struct body_input in = input("NDIW", DB_NULL);

	in.name.ar = "الدائرة الوطنية للمرأة العراقية";
	CHECK_ERR(OK, body_add(cx, &in, &id));
	CHECK_ERR(OK, body_end(cx, moi, "2026-11-23", DB_NULL));
	/* Kurdish letters in the search, Arabic ones in the name. */
	CHECK_INT(1, count_seen(cx, "%الوطنیە%", NULL));
	CHECK_INT(1, count_seen(cx, "%", "ended"));
	CHECK_INT(1, count_seen(cx, "%", "current"));
	CHECK_ERR(OK, body_end(cx, moi, cx->today, DB_NULL));
	CHECK_INT(2, count_seen(cx, "%", "current"));
}
