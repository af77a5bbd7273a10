/* Who is signed in, for the web layer. */
#include <string.h>

#include "core/may.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/factor.h"
#include "people/signin.h"

/* Whether a right asks for a second factor that is not there. */
static bool must_enrol(const struct who *w, const struct account_who *a)
{
	unsigned required = a->has_factor ? 0 : factor_required_of(a->factor_required);

	for (size_t i = 0; required && i < w->n_grants; i++)
		if (required & 1U << w->grants[i].capability)
			return true;
	return false;
}

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
	cx->who.must_enrol = must_enrol(&cx->who, &a);
	return OK;
}
