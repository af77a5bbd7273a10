/* Who is signed in, for the web layer. */
#include <string.h>

#include "core/may.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/post.h"
#include "people/post_sql.h"
#include "people/signin.h"

/* The word for the header: of the post held that weighs most; without one the first word is NULL.
 */
static const char *role_of(const struct post_held *held, size_t n)
{
	static const char *const order[] = { "administrator", "coordinator", "head", "focal",
		"assessor", "trainer", "officer", "donor" };

	for (size_t o = 0; o < COUNT_OF(order); o++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(held[i].kind, order[o]) == 0)
				return order[o];
	return NULL;
}

enum err people_who(struct ctx *cx, int64_t account)
{
	struct account_by_id a;
	struct post_held *held;
	size_t n;

	TRY(account_by_id_query(cx->db, cx->arena, account, &a));
	if (strcmp(a.state, "active") != 0)
		return ERR_MISSING;
	TRY(post_held_query(cx->db, cx->arena, a.person, &held, &n));
	TRY(may_load(cx, account, a.body, body_kind_reach(a.body_kind)));
	if (a.lang)
		cx->lang = lang_of(a.lang, cx->lang);
	cx->who.person = a.person;
	cx->who.name = PICK(cx->lang, &a, name);
	cx->who.body_name = PICK(cx->lang, &a, body);
	cx->who.role = role_of(held, n);
	cx->who.must_change = a.must_change;
	return OK;
}
