#include "core/audit.h"
#include "core/may.h"
#include "people/account.h"
#include "people/audit_log_sql.h"
#include "people/audit_reader.h"
#include "people/audit_words.h"
#include "people/body.h"
#include "test/people_fixtures.h"

static int64_t count_for(struct ctx *cx, const char *kind)
{
	int64_t n = -1;

	if (audit_log_count_query(cx->db, cx->arena, may_everywhere(cx, MAY_ADMINISTER),
		    may_everywhere(cx, MAY_COORDINATE), cx->who.account, kind, NULL, DB_NULL,
		    DB_NULL, DB_NULL, NULL, NULL, NULL, &n) != OK)
		return -1;
	return n;
}

DBTEST(the_log_is_read_by_those_it_concerns)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ");
	int64_t focal = t_account(cx, "focal.moi", moi, "focal");
	int64_t other = t_account(cx, "focal.moj", moj, "focal");
	int64_t coordinator = t_account(cx, "coordinator", moj, "coordinator");
	int64_t admin = t_account(cx, "admin", moj, "administrator");
	int64_t none = t_account(cx, "none", moj, NULL);

	CHECK_ERR(OK, audit(cx, "round.open", "round", 5, DB_NULL));
	CHECK_ERR(OK, audit(cx, "response.send", "response", 6, moi));
	t_signed_in(cx, focal);
	CHECK_INT(1, count_for(cx, "response"));
	CHECK_INT(0, count_for(cx, "round"));
	CHECK_INT(1, count_for(cx, "body"));
	t_signed_in(cx, other);
	CHECK_INT(0, count_for(cx, "response"));
	t_signed_in(cx, coordinator);
	CHECK_INT(1, count_for(cx, "response"));
	CHECK_INT(1, count_for(cx, "round"));
	CHECK_INT(1, count_for(cx, "body"));
	t_signed_in(cx, admin);
	CHECK_INT(2, count_for(cx, "body"));
	t_signed_in(cx, none);
	CHECK_INT(0, count_for(cx, NULL));
	CHECK_ERR(OK, account_set_language(cx, "ckb"));
	CHECK_ERR(OK, audit(cx, "letter.add", "letter", 7, DB_NULL));
	CHECK_INT(1, count_for(cx, NULL));
}

DBTEST(what_passes_inside_a_body_is_read_by_its_people_only)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ");
	int64_t head = t_account(cx, "head.moi", moi, "head");
	int64_t focal = t_account(cx, "focal.moi", moi, "focal");
	int64_t coordinator = t_account(cx, "coordinator", moj, "coordinator");
	int64_t admin = t_account(cx, "admin", moj, "administrator");

	t_signed_in(cx, focal);
	CHECK(audit_reads_personal(cx, "response", head, moi));
	CHECK(!audit_reads_personal(cx, "response", coordinator, moj));
	t_signed_in(cx, coordinator);
	CHECK(!audit_reads_personal(cx, "response", head, moi));
	CHECK(audit_reads_personal(cx, "response", coordinator, moi));
	CHECK(audit_reads_personal(cx, "response", admin, moj));
	CHECK(!audit_reads_personal(cx, "person", admin, moi));
	t_signed_in(cx, admin);
	CHECK(!audit_reads_personal(cx, "response", head, moi));
	CHECK(audit_reads_personal(cx, "person", head, moi));
	CHECK(audit_reads_personal(cx, "account", head, DB_NULL));
}

TEST(acts_and_kinds_have_words)
{
	CHECK_STR("Body ended", audit_act_word("body.end"));
	CHECK_STR("Personal text erased from the log", audit_act_word("audit.erase"));
	CHECK_STR("no.such.act", audit_act_word("no.such.act"));
	CHECK_STR("/responses/", audit_kind_href("response"));
	CHECK(audit_kind_href("thing") == NULL);
}
