/* The second step of signing in, and what ends both kinds. */
#include <string.h>

#include "core/audit.h"
#include "people/account_sql.h"
#include "people/factor.h"
#include "people/notice.h"
#include "people/signin.h"
#include "people/tries.h"

/* Tells an account that has signed in before of a browser that is new to it. */
static enum err tell_new(struct ctx *cx, const struct account_by_id *a, const struct tries *t)
{
	if (t->known || !t->browser || !a->signed_in_at)
		return OK;
	return notice_tell(cx, &(struct notice){ .kind = "account.signin_new",
				       .once = arena_printf(cx->arena, "signin:%lld:%s",
					       (long long)a->id, cx->now),
				       .account = a->id,
				       .path = "/account",
				       .date = cx->today });
}

enum err signin_done(struct ctx *cx, int64_t account, const struct tries *t, const char *how)
{
	struct account_by_id a;

	TRY(account_by_id_query(cx->db, cx->arena, account, &a));
	TRY(tell_new(cx, &a, t));
	TRY(tries_passed(cx, t));
	TRY(account_signed_in_query(cx->db, account, cx->now, NULL));
	cx->who.account = account;
	return audit(cx, "account.signin", "account", account, DB_NULL, FACT("by", how));
}

enum err signin_second(struct ctx *cx, const struct second *s, bool *passed)
{
	struct account_by_id a;
	enum factor_kind kind;
	struct tries t;
	int64_t minutes;

	*passed = false;
	TRY(account_by_id_query(cx->db, cx->arena, s->account, &a));
	TRY(tries_of(cx, a.email_key, s->peer, s->device, false, true, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	if (minutes) {
		tries_say(cx, "code", minutes);
		return OK;
	}
	if (strcmp(a.state, "active") != 0)
		kind = FACTOR_WRONG;
	else
		TRY(factor_take(cx, s->account, s->typed, &kind));
	if (kind == FACTOR_WRONG) {
		factor_say_wrong(cx);
		TRY(tries_failed(cx, &t));
		return audit(cx, "account.refused", "account", s->account, DB_NULL);
	}
	*passed = true;
	return signin_done(cx, s->account, &t, kind == FACTOR_CODE ? "code" : "recovery");
}
