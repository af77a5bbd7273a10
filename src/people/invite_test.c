/* Invitations: a page for each person, a code that signs in once, refusals. */
#include "people/invite.h"

#include <string.h>

#include "core/identity.h"
#include "base/crypto.h"
#include "people/account_sql.h"
#include "people/person.h"
#include "people/signin.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static const struct names hiba = { .ar = "هبة الكناني", .en = "Hiba Al-Kinani" };
static const struct names moi = { .ar = "وزارة الداخلية", .en = "Ministry of Interior" };

TEST(each_invited_person_has_one_page_in_each_pair_of_languages)
{
	static const enum lang pairs[][2] = { { LANG_AR, LANG_EN }, { LANG_AR, LANG_CKB },
		{ LANG_CKB, LANG_EN }, { LANG_EN, LANG_EN }, { LANG_AR, LANG_AR } };
	struct invitee people[3];

	for (size_t i = 0; i < COUNT_OF(people); i++)
		people[i] = (struct invitee){ .name = hiba,
			.body = moi,
			.post = i ? "head" : "focal",
			.email = "a.rather.long.address.of.somebody@a.rather.long.ministry.example",
			.code = "ABCDE-FGHJK" };
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		const struct invitation in = { .first = pairs[i][0],
			.second = pairs[i][1],
			.instance = { [LANG_AR] =
					      "وزارة الخارجية ووزارة التخطيط، فريق القرار ١٣٢٥" },
			.address = "https://tansiq.a-rather-long-name-of-a-ministry.example",
			.made_at = T_NOW,
			.until = "2026-11-27T06:10:00.000Z",
			.from = "سلام" };
		struct bytes out = { 0 };
		size_t pages = 0;

		CHECK_ERR(OK, invite_write(t->arena, &in, people, COUNT_OF(people), &out, &pages));
		CHECK_INT(COUNT_OF(people), (int64_t)pages);
		CHECK(out.len > 1000 && memcmp(out.data, "%PDF-", 5) == 0);
	}
}

/* An account without a password, with an address of the instance to invite to. */
static int64_t invited(struct t *t, struct ctx *cx, struct config *c)
{
	const struct person_input in = { .body = t_body(cx, "MOI"), .name = hiba };
	int64_t person, account;

	*c = *cx->config;
	c->base_url = "https://tansiq.example";
	cx->config = c;
	CHECK_ERR(OK, person_add(cx, &in, &person));
	CHECK_ERR(OK, account_add(cx, "hiba@moi.example", person, &account));
	return account;
}

DBTEST(an_invitation_carries_the_code_that_opens_the_account)
{
	struct ctx *cx = t_ctx(t);
	struct code_new codes[2];
	struct code_open open;
	struct config c;
	struct bytes out;
	int64_t account = invited(t, cx, &c);
	bool found;

	password_cheap(true);
	CHECK_ERR(OK, code_work(t->arena, &codes[0]));
	CHECK_ERR(OK, code_work(t->arena, &codes[1]));
	CHECK_ERR(OK, invite(cx, LANG_AR, LANG_EN, NULL, &account, &codes[0], 1, &out));
	CHECK_ERR(OK, code_open_query(cx->db, cx->arena, account, &open, &found));
	CHECK(found);
	CHECK_STR(codes[0].hash, open.code_hash);

	/* Made anew, the earlier one ends. */
	CHECK_ERR(OK, invite(cx, LANG_AR, LANG_EN, NULL, &account, &codes[1], 1, &out));
	CHECK_ERR(OK, code_open_query(cx->db, cx->arena, account, &open, &found));
	CHECK_STR(codes[1].hash, open.code_hash);

	CHECK_ERR(OK, account_code_withdraw(cx, account));
	CHECK_ERR(OK, code_open_query(cx->db, cx->arena, account, &open, &found));
	CHECK(!found);
	CHECK_ERR(ERR_CONFLICT, account_code_withdraw(cx, account));
}

DBTEST(what_cannot_be_invited_is_refused_and_makes_no_code)
{
	struct ctx *cx = t_ctx(t);
	struct code_new codes[INVITE_MOST + 1];
	int64_t many[INVITE_MOST + 1], other;
	struct config c;
	struct bytes out;
	int64_t account = invited(t, cx, &c);

	password_cheap(true);
	CHECK_ERR(OK, code_work(t->arena, &codes[0]));
	for (size_t i = 0; i < COUNT_OF(many); i++) {
		codes[i] = codes[0];
		many[i] = (int64_t)i + 1;
	}
	CHECK_ERR(ERR_INPUT, invite(cx, LANG_AR, LANG_EN, NULL, NULL, codes, 0, &out));
	CHECK_STR("account", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, invite(cx, LANG_AR, LANG_EN, NULL, many, codes, COUNT_OF(many), &out));
	many[0] = many[1] = account;
	CHECK_ERR(ERR_INPUT, invite(cx, LANG_AR, LANG_EN, NULL, many, codes, 2, &out));
	c.base_url = NULL;
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, invite(cx, LANG_AR, LANG_EN, NULL, &account, codes, 1, &out));
	c.base_url = "https://tansiq.example";
	CHECK_ERR(OK, account_disable(cx, account));
	CHECK_ERR(ERR_CONFLICT, invite(cx, LANG_AR, LANG_EN, NULL, &account, codes, 1, &out));
	CHECK_ERR(OK, account_enable(cx, account));

	other = t_account(cx, "admin.moen", t_body(cx, "MOEN"), NULL);
	CHECK_ERR(OK, account_grant(cx, other, "administer", t_body(cx, "MOEN")));
	t_signed_in(cx, other);
	CHECK_ERR(ERR_MISSING, invite(cx, LANG_AR, LANG_EN, NULL, &account, codes, 1, &out));
	CHECK_ERR(ERR_MISSING, account_code_withdraw(cx, account));
}
