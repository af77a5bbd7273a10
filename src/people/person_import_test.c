/* People from a file: a verdict for each row, then all or nothing. */
#include "people/person_import.h"

#include <string.h>

#include "people/account.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/person_sql.h"
#include "people/post.h"
#include "people/post_sql.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static enum err import(struct ctx *cx, const char *text, bool apply, struct person_report *r)
{
	t_clear(cx);
	return people_import(
		cx, (struct bytes){ (const unsigned char *)text, strlen(text) }, apply, r);
}

/* The verdict and reason of the one row of a file. */
static const char *judged(struct ctx *cx, const char *text)
{
	struct person_report r;

	if (import(cx, text, false, &r) != OK)
		return arena_printf(cx->arena, "file: %s", t_problem(cx));
	if (!r.rows.n)
		return "nothing";
	const struct person_row *last = &r.rows.at[r.rows.n - 1];
	return arena_printf(
		cx->arena, "%s %s", import_verdicts[last->verdict], last->why ? last->why : "");
}

#define HEADS "body_code,post,name_ar,name_en,email,phone\n"
#define TWO                                                                                        \
	HEADS "MOI,focal,هبة الكناني,Hiba,hiba@moi.example,+964 770 111 2222\n"          \
	      "MOI,head,عادل الجبوري,Adil,adil@moi.example,\n"

DBTEST(a_file_of_people_gives_persons_posts_and_accounts)
{
	struct ctx *cx = t_ctx(t);
	struct person_report r;
	struct account_by_email a;
	struct account_grants *grants;
	struct post_of_kind *posts;
	int64_t moi, vacant;
	size_t n;
	bool found;

	moi = t_body(cx, "MOI");
	cx->lang = LANG_EN;
	CHECK_ERR(OK, post_add(cx, moi, "focal", &(struct names){ 0 }, NULL, &vacant));
	CHECK_ERR(OK, import(cx, TWO, false, &r));
	CHECK_INT(2, r.count[VERDICT_NEW]);
	CHECK_INT(vacant, r.rows.at[0].vacant);
	CHECK(r.rows.at[0].take && r.rows.at[0].account && !r.rows.at[1].vacant);
	CHECK_ERR(OK, account_by_email_query(cx->db, cx->arena, "hiba@moi.example", &a, &found));
	CHECK(!found);

	CHECK_ERR(OK, import(cx, TWO, true, &r));
	CHECK_ERR(OK, account_by_email_query(cx->db, cx->arena, "hiba@moi.example", &a, &found));
	CHECK(found && !a.password);
	CHECK_ERR(OK, account_grants_query(cx->db, cx->arena, a.id, &grants, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_ERR(OK, post_of_kind_query(cx->db, cx->arena, moi, "focal", cx->today, &posts, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_INT(vacant, posts[0].id);
	CHECK_INT(a.person, posts[0].person);
	CHECK_ERR(OK, post_of_kind_query(cx->db, cx->arena, moi, "head", cx->today, &posts, &n));
	CHECK_INT(1, (int64_t)n);

	CHECK_ERR(OK, import(cx, TWO, true, &r));
	CHECK_INT(2, r.count[VERDICT_SAME]);
}

DBTEST(each_row_of_people_gets_its_verdict)
{
	static const struct {
		const char *row, *verdict;
	} rows[] = {
		{ "XX,focal,,A,a@x.example,", "refused You administer no body" },
		{ "OLD,focal,,A,a@x.example,", "refused \u2068OLD\u2069 has ended" },
		{ "MOI,minister,,A,a@x.example,", "refused The post is" },
		{ "MOI,focal,,A,a x.example,", "refused “\u2068a x.example" },
		{ "MOI,focal,,A,a@x.example,1", "refused Enter a telephone" },
		{ "MOI,focal,,,a@x.example,", "refused Enter a name" },
		{ "MOI,focal,,,,", "same Not filled in" },
		{ "MOI,,,A,,", "new " },
		{ "MOI,head,,A,a@x.example,", "refused \u2068held.head\u2069 holds this post" },
		{ "MOI,,,B,held.head@demo.example,+964 1 2", "changed " },
		{ "MOI,,,held.head,,", "same " },
		{ "MOI,focal,,held.head,held.head@demo.example,", "changed " },
		{ "MOEN,focal,,B,held.head@demo.example,", "refused Somebody at another body" },
		{ "MOI,focal,,Gone,gone@x.example,", "refused \u2068Gone\u2069 has left" },
		{ "MOI,,,Twin,,", "refused Several people of this name" },
	};
	struct ctx *cx = t_ctx(t);
	int64_t moi, old, gone;

	cx->lang = LANG_EN;
	moi = t_body(cx, "MOI");
	t_body(cx, "MOEN");
	old = t_body(cx, "OLD");
	CHECK_ERR(OK, body_end(cx, old, "2026-01-01", DB_NULL));
	t_account(cx, "held.head", moi, "head");
	t_person(cx, "Twin", moi);
	t_person(cx, "Twin", moi);
	const struct person_input in = {
		.body = moi, .name = { .en = "Gone" }, .email = "Gone@x.example"
	};
	CHECK_ERR(OK, person_add(cx, &in, &gone));
	CHECK_ERR(OK, person_end(cx, gone, cx->today));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *said = judged(cx, arena_printf(t->arena, "%s%s\n", HEADS, rows[i].row));

		if (strncmp(said, rows[i].verdict, strlen(rows[i].verdict)) != 0)
			CHECK_STR(rows[i].verdict, said);
	}
	CHECK_HAS(judged(cx, HEADS "MOI,,,A,a@x.example,\nMOI,,,B,A@x.example,\n"),
		"is on line 2 already");
	CHECK_HAS(judged(cx, HEADS "MOI,focal,,A,a@x.example,\nMOI,focal,,B,b@x.example,\n"),
		"Line 2 fills this post");
}

DBTEST(a_file_of_people_with_a_refused_row_changes_nothing)
{
	struct ctx *cx = t_ctx(t);
	struct person_report r;
	struct account_by_email a;
	bool found;

	cx->lang = LANG_EN;
	t_body(cx, "MOI");
	CHECK_ERR(ERR_INPUT, import(cx, TWO "XX,focal,,A,c@x.example,\n", true, &r));
	CHECK_STR("file", t_field(cx));
	CHECK_HAS(t_problem(cx), "1 row is refused");
	CHECK_ERR(OK, account_by_email_query(cx->db, cx->arena, "hiba@moi.example", &a, &found));
	CHECK(!found);
	CHECK_ERR(ERR_INPUT, import(cx, "post,name_ar\n", false, &r));
	CHECK_HAS(t_problem(cx), "body_code");
	CHECK_ERR(ERR_INPUT, import(cx, "body_code,name_ar,name_ar\n", false, &r));
	CHECK_HAS(t_problem(cx), "there twice");
	CHECK_ERR(ERR_INPUT, import(cx, "", false, &r));
	CHECK_ERR(ERR_INPUT, import(cx, "body_code,name_ar\n\"a", false, &r));
	CHECK_ERR(ERR_INPUT, import(cx, "body_code,name_ar\n\xe4\n", false, &r));
}

DBTEST(people_are_imported_only_to_bodies_one_administers)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi, admin, nobody;
	struct person_report r;

	cx->lang = LANG_EN;
	moi = t_body(cx, "MOI");
	t_body(cx, "MOEN");
	admin = t_account(cx, "admin.moi", moi, NULL);
	nobody = t_account(cx, "reader", moi, "focal");
	CHECK_ERR(OK, account_grant(cx, admin, "administer", moi));
	t_signed_in(cx, admin);
	CHECK_HAS(
		judged(cx, HEADS "MOEN,focal,,A,a@x.example,\n"), "refused You administer no body");
	CHECK_HAS(judged(cx, HEADS "MOI,coordinator,,A,a@x.example,\n"),
		"refused Only an administrator of the whole");
	CHECK_HAS(judged(cx, HEADS "MOI,administrator,,A,a@x.example,\n"),
		"refused Only an administrator of the whole");
	CHECK_ERR(OK, import(cx, HEADS "MOI,head,,A,a@x.example,\n", true, &r));
	t_signed_in(cx, nobody);
	CHECK_ERR(ERR_DENIED, import(cx, TWO, false, &r));
}

DBTEST(the_template_of_people_has_a_row_for_each_vacant_post)
{
	struct ctx *cx = t_ctx(t);
	struct person_report r;
	struct workbook w;
	struct buf b;
	int64_t moi, id;

	moi = t_body(cx, "MOI");
	CHECK_ERR(OK, post_add(cx, moi, "focal", &(struct names){ 0 }, NULL, &id));
	t_account(cx, "held.head", moi, "head");
	workbook_begin(&w, cx->arena, LANG_AR, "people");
	CHECK_ERR(OK, people_template(cx, &w));
	buf_init(&b, cx->arena, 0);
	workbook_csv(&w, &b, true);
	CHECK_HAS(b.data, "MOI,focal,,");
	CHECK(!strstr(b.data, "head"));
	CHECK_ERR(OK, import(cx, b.data, false, &r));
	CHECK_INT(1, r.count[VERDICT_SAME]);
}
