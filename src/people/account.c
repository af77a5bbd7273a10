#include "people/account.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/body_sql.h"
#include "people/person.h"
#include "people/person_sql.h"
#include "people/post.h"

static const char *const capability_words[CAPABILITY_COUNT] = {
	[MAY_READ] = _("Read"),
	[MAY_ENTER] = _("Fill in"),
	[MAY_APPROVE] = _("Approve"),
	[MAY_COORDINATE] = _("Coordinate"),
	[MAY_TRAIN] = _("Train"),
	[MAY_ASSESS] = _("Assess"),
	[MAY_ADMINISTER] = _("Administer"),
};

static bool capability_of(const char *name, enum capability *cap)
{
	for (int c = 0; name && c < CAPABILITY_COUNT; c++) {
		if (strcmp(capability_names[c], name) == 0) {
			*cap = (enum capability)c;
			return true;
		}
	}
	return false;
}

const char *capability_word(const char *capability)
{
	enum capability cap;

	return capability_of(capability, &cap) ? capability_words[cap] : capability;
}

const char *account_state_word(const char *state)
{
	return strcmp(state, "active") == 0 ? _("Active") : _("Disabled");
}

const char *email_key(struct arena *a, const char *email)
{
	return text_lower(a, text_trim(a, email));
}

enum err account_may(struct ctx *cx, int64_t account, struct account_by_id *a)
{
	struct account_grants *grants;
	size_t n;

	TRY(account_by_id_query(cx->db, cx->arena, account, a));
	if (!cx->who.system && !may_at(cx, MAY_ADMINISTER, a->body))
		return ERR_MISSING;
	TRY(account_grants_query(cx->db, cx->arena, account, &grants, &n));
	for (size_t i = 0; i < n; i++)
		TRY(must_administer(cx, grants[i].body));
	return OK;
}

enum err account_add(struct ctx *cx, const char *email, int64_t person, int64_t *id)
{
	struct person_by_id p;

	enum err e = person_by_id_query(cx->db, cx->arena, person, own_body(cx),
		(int64_t)cx->who.reach, cx->who.account, &p);
	if (e == ERR_MISSING || (e == OK && p.ended_on))
		return problem(cx, ERR_INPUT, "person", MSG("Choose the person it is for."));
	TRY(e);
	TRY(must_administer(cx, p.body));
	email = text_trim(cx->arena, email);
	if (!email_ok(email))
		return problem(cx, ERR_INPUT, "email",
			MSG("Enter an e-mail address, for example name@ministry.example."));
	*id = id_new();
	TRY(conflict(cx, account_add_query(cx->db, *id, person, email, email_key(cx->arena, email),
				 cx->now, NULL)));
	TRY(post_grants_give(cx, *id, person));
	/* What the posts bring must lie within what the one who acts administers. */
	struct account_by_id a;
	TRY(account_may(cx, *id, &a));
	return audit(cx, "account.add", "account", *id, p.body, FACT_P("email", email));
}

enum err administrator_left(struct ctx *cx)
{
	int64_t n;

	TRY(administrator_count_query(cx->db, cx->arena, &n));
	if (n > 0)
		return OK;
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("This is the last administrator. Make another one first."));
}

static enum err administers(struct ctx *cx, int64_t account, bool *yes)
{
	struct account_grants *grants;
	size_t n;

	*yes = false;
	TRY(account_grants_query(cx->db, cx->arena, account, &grants, &n));
	for (size_t i = 0; i < n; i++)
		if (grants[i].body == DB_NULL && strcmp(grants[i].capability, "administer") == 0)
			*yes = true;
	return OK;
}

enum err account_disable(struct ctx *cx, int64_t id)
{
	struct account_by_id a;
	int64_t changed;
	bool admin;

	TRY(account_may(cx, id, &a));
	TRY(administers(cx, id, &admin));
	TRY(account_set_state_query(cx->db, id, "disabled", &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This account is disabled already."));
	if (admin)
		TRY(administrator_left(cx));
	TRY(code_close_query(cx->db, id, cx->now, NULL));
	return audit(cx, "account.disable", "account", id, a.body);
}

enum err account_enable(struct ctx *cx, int64_t id)
{
	struct account_by_id a;
	int64_t changed;

	TRY(account_may(cx, id, &a));
	if (a.ended_on)
		return problem(
			cx, ERR_CONFLICT, NULL, MSG("This person has left. Take that back first."));
	TRY(account_set_state_query(cx->db, id, "active", &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This account is active already."));
	return audit(cx, "account.enable", "account", id, a.body);
}

/* Grants are given at a body that is there, or everywhere. */
static enum err grant_place(struct ctx *cx, int64_t body)
{
	struct body_by_id b;
	enum err e = OK;

	if (body != DB_NULL)
		e = body_by_id_query(
			cx->db, cx->arena, body, (int64_t)cx->who.reach, cx->who.account, &b);
	if (e == ERR_MISSING)
		return problem(cx, ERR_INPUT, "body", MSG("Choose where it holds."));
	return e;
}

enum err account_grant(struct ctx *cx, int64_t id, const char *capability, int64_t body)
{
	struct account_by_id a;
	enum capability cap;

	if (!capability_of(capability, &cap))
		return problem(cx, ERR_INPUT, "capability", MSG("Choose what the account may do."));
	TRY(account_may(cx, id, &a));
	TRY(grant_place(cx, body));
	TRY(must_administer(cx, body));
	return grant_add(cx, id, cap, body, DB_NULL);
}

enum err account_ungrant(struct ctx *cx, int64_t id, const char *capability, int64_t body)
{
	struct account_by_id a;
	enum capability cap;

	if (!capability_of(capability, &cap))
		return ERR_MISSING;
	TRY(account_may(cx, id, &a));
	TRY(must_administer(cx, body));
	TRY(grant_remove(cx, id, cap, body));
	return cap == MAY_ADMINISTER && body == DB_NULL ? administrator_left(cx) : OK;
}

enum err account_set_language(struct ctx *cx, const char *lang)
{
	if (!cx->who.account)
		return OK;
	return account_set_lang_query(cx->db, cx->who.account, lang, NULL);
}
