/* Who is signed in, for the web layer. */
#include <string.h>

#include "core/may.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/signin.h"

enum err people_who(struct ctx *cx, int64_t account)
{
	struct account_who a;

	TRY(account_who_query(cx->db, cx->arena, account, &a));
	if (strcmp(a.state, "active") != 0)
		return ERR_MISSING;
	TRY(may_load(cx, account, a.body, body_kind_reach(a.body_kind)));
	if (a.lang)
		cx->lang = lang_of(a.lang, cx->lang);
	cx->who.person = a.person;
	cx->who.name = PICK(cx->lang, &a, name);
	cx->who.body_name = PICK(cx->lang, &a, body);
	cx->who.must_change = a.must_change;
	return OK;
}
