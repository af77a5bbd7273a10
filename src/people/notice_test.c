#include "people/notice.h"

#include "base/text.h"
#include "core/config.h"
#include "people/notice_sql.h"
#include "people/post.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static const struct notice_kind kinds[] = {
	{ "test.late", "{1}: {4} is late since {2}.", NULL, "Deadlines", true },
	{ "test.days", "{3} day left", "{3} days left", "Deadlines", true },
	{ NULL, NULL, NULL, NULL, false },
};

static struct ctx *begin(struct t *t)
{
	struct ctx *cx = t_ctx(t);
	struct config *config = arena_copy(cx->arena, cx->config, sizeof(*config));

	config->notices = kinds;
	cx->config = config;
	return cx;
}

static struct notice late(int64_t body)
{
	return (struct notice){ .kind = "test.late",
		.once = "late:1",
		.capability = MAY_ENTER,
		.body = body,
		.path = "/responses/1",
		.title = { [LANG_EN] = "Needs" },
		.date = "2026-11-20" };
}

static int64_t unseen(struct t *t, struct ctx *cx)
{
	int64_t n = -1;

	CHECK_ERR(OK, notice_count_unseen(cx, &n));
	return n;
}

DBTEST(a_notice_is_told_once_and_belongs_to_the_post)
{
	struct ctx *cx = begin(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ");
	int64_t focal = t_account(cx, "focal.moi", moi, "focal");
	int64_t head = t_account(cx, "head.moi", moi, "head");
	int64_t other = t_account(cx, "focal.moj", moj, "focal");
	struct notice n = late(moi);

	CHECK_ERR(OK, notice_tell(cx, &n));
	CHECK_ERR(OK, notice_tell(cx, &n));
	t_signed_in(cx, focal);
	CHECK_INT(1, unseen(t, cx));
	t_signed_in(cx, head);
	CHECK_INT(0, unseen(t, cx));
	t_signed_in(cx, other);
	CHECK_INT(0, unseen(t, cx));
	t_system(cx);
	t_signed_in(cx, t_account(cx, "second.moi", moi, "focal"));
	CHECK_INT(1, unseen(t, cx));
}

DBTEST(seen_is_seen_by_one_reader)
{
	struct ctx *cx = begin(t);
	int64_t moi = t_body(cx, "MOI"), first, second;
	struct notice n = late(moi), to_one = late(DB_NULL);
	struct notice_list *rows;
	size_t count;

	first = t_account(cx, "focal.moi", moi, "focal");
	second = t_account(cx, "second.moi", moi, "focal");
	to_one.account = first;
	to_one.once = "late:2";
	CHECK_ERR(OK, notice_tell(cx, &n));
	CHECK_ERR(OK, notice_tell(cx, &to_one));
	t_signed_in(cx, first);
	CHECK_ERR(OK, notice_list_query(
			      cx->db, cx->arena, first, 0, NULL, true, 0, 10, 0, &rows, &count));
	CHECK_INT(2, (int64_t)count);
	CHECK_ERR(OK, notice_see(cx, rows[0].id));
	CHECK_ERR(OK, notice_see(cx, rows[0].id));
	CHECK_INT(1, unseen(t, cx));
	t_signed_in(cx, second);
	CHECK_INT(1, unseen(t, cx));
	CHECK_ERR(ERR_MISSING, notice_see(cx, rows[0].id));
	CHECK_ERR(OK, notice_see(cx, 0));
	CHECK_INT(0, unseen(t, cx));
	t_signed_in(cx, first);
	CHECK_INT(1, unseen(t, cx));
}

DBTEST(words_are_made_when_read)
{
	struct ctx *cx = begin(t);
	const struct notice_kind *k = notice_kind(cx->config, "test.late");

	CHECK_STR("\u2068Needs\u2069: \u2068Body\u2069 is late since 20\u00A0November\u00A02026.",
		msg_text(cx->arena, LANG_EN, notice_msg(k, "Needs", "2026-11-20", 0, "Body")));
	k = notice_kind(cx->config, "test.days");
	CHECK_STR("1 day left", msg_text(cx->arena, LANG_EN, notice_msg(k, NULL, NULL, 1, NULL)));
	CHECK_STR("3 days left", msg_text(cx->arena, LANG_EN, notice_msg(k, NULL, NULL, 3, NULL)));
	CHECK_ERR(ERR_FAULT, notice_tell(cx, &(struct notice){ .kind = "none", .once = "x" }));
}
