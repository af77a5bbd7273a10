#include "people/person.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/deputy.h"
#include "people/person_sql.h"
#include "people/post.h"
#include "people/post_sql.h"

int64_t own_body(const struct ctx *cx)
{
	return cx->who.body ? cx->who.body : DB_NULL;
}

bool email_ok(const char *email)
{
	const char *at = strchr(email, '@');
	size_t n = strlen(email);

	if (!at || at == email || n > 254 || strchr(at + 1, '@') || !strchr(at + 1, '.'))
		return false;
	for (const char *p = email; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 127 || strchr("<>,;:\\\"()[]", *p))
			return false;
	return at[1] != '.' && email[n - 1] != '.';
}

static enum err find(struct ctx *cx, int64_t id, struct person_by_id *p)
{
	return person_by_id_query(
		cx->db, cx->arena, id, own_body(cx), (int64_t)cx->who.reach, cx->who.account, p);
}

static enum err check(struct ctx *cx, const struct person_input *in)
{
	enum err e = names_check(cx, &in->name);

	if (in->email && !email_ok(in->email))
		e = problem(cx, ERR_INPUT, "email",
			MSG("Enter an e-mail address, for example name@ministry.example."));
	if (in->phone && (text_length(in->phone) < 4 || text_length(in->phone) > 40))
		e = problem(cx, ERR_INPUT, "phone",
			MSG("Enter a telephone number of 4 to 40 characters."));
	if (in->staff_number && text_length(in->staff_number) > 40)
		e = problem(cx, ERR_INPUT, "staff_number",
			MSG("Shorten the text to {1} characters.", N(40)));
	return e;
}

enum err person_add(struct ctx *cx, const struct person_input *in, int64_t *id)
{
	const struct names *n = &in->name;

	if (in->body == DB_NULL)
		return problem(cx, ERR_INPUT, "body", MSG("Choose the body the person works at."));
	TRY(must_administer(cx, in->body));
	TRY(check(cx, in));

	struct name_keys k = names_keys(cx, n, NULL);
	*id = id_new();
	TRY(conflict(cx,
		person_add_query(cx->db, *id, in->body, n->ar, n->ckb, n->kmr, n->en, k.ar, k.ckb,
			k.en, k.fold, in->email, in->phone, in->staff_number, cx->now, NULL)));
	return audit(cx, "person.add", "person", *id, in->body,
		FACT_P("name", names_pick(LANG_EN, n)), FACT_P("email", in->email ? in->email : ""),
		FACT_P("phone", in->phone ? in->phone : ""));
}

enum err person_edit(struct ctx *cx, int64_t id, int64_t version, const struct person_input *in)
{
	const struct names *n = &in->name;
	struct person_by_id p;
	int64_t changed;

	TRY(find(cx, id, &p));
	TRY(must_administer(cx, p.body));
	if (in->body == DB_NULL)
		return problem(cx, ERR_INPUT, "body", MSG("Choose the body the person works at."));
	if (in->body != p.body)
		TRY(must_administer(cx, in->body));
	TRY(check(cx, in));

	struct name_keys k = names_keys(cx, n, NULL);
	TRY(conflict(cx,
		person_set_query(cx->db, id, version, in->body, n->ar, n->ckb, n->kmr, n->en, k.ar,
			k.ckb, k.en, k.fold, in->email, in->phone, in->staff_number, &changed)));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody else changed this person meanwhile. Your text is kept; what "
			    "is stored now stands beside it."));
	return audit(cx, "person.edit", "person", id, in->body,
		FACT_P("name", names_pick(LANG_EN, n)), FACT_P("email", in->email ? in->email : ""),
		FACT_P("phone", in->phone ? in->phone : ""));
}

enum err person_end(struct ctx *cx, int64_t id, const char *day)
{
	struct account_of_person account;
	struct post_held *held;
	struct person_by_id p;
	size_t posts;
	bool has;

	TRY(find(cx, id, &p));
	TRY(must_administer(cx, p.body));
	TRY(day_check(cx, "day", day));
	TRY(post_held_query(cx->db, cx->arena, id, &held, &posts));
	for (size_t i = 0; i < posts; i++)
		TRY(post_leave(
			cx, held[i].post, strcmp(day, held[i].starts) < 0 ? held[i].starts : day));
	TRY(deputy_end_person(cx, id));
	TRY(account_of_person_query(cx->db, cx->arena, id, &account, &has));
	if (has && strcmp(account.state, "active") == 0)
		TRY(account_disable(cx, account.id));
	TRY(person_set_end_query(cx->db, id, day, NULL));
	return audit(cx, "person.end", "person", id, p.body, FACT("day", day));
}

enum err person_unend(struct ctx *cx, int64_t id)
{
	struct person_by_id p;

	TRY(find(cx, id, &p));
	TRY(must_administer(cx, p.body));
	if (!p.ended_on)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This person has not left."));
	TRY(person_set_end_query(cx->db, id, NULL, NULL));
	return audit(cx, "person.unend", "person", id, p.body, FACT("left", p.ended_on));
}
