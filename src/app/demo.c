#include "app/demo.h"

#include <string.h>

#include "base/log.h"
#include "base/time.h"
#include "people/account_sql.h"
#include "people/body_sql.h"
#include "people/signin.h"

const char *demo_at(struct demo *d, const char *date, int64_t days, const char *time)
{
	return arena_printf(d->arena, "%sT%s:00.000Z", date_add(d->arena, date, days), time);
}

static int64_t account_of(const struct demo *d, const char *role)
{
	for (size_t i = 0; i < d->n_accounts; i++)
		if (strcmp(d->accounts[i].role, role) == 0)
			return d->accounts[i].id;
	return 0;
}

static void log_problems(const struct ctx *cx, const char *role, enum err e)
{
	for (size_t i = 0; i < cx->problems.n; i++)
		log_error("demonstration: %s: %s",
			cx->problems.at[i].field ? cx->problems.at[i].field : "-",
			cx->problems.at[i].text);
	log_error(
		"demonstration: an act as %s was refused (%d)", role ? role : "the system", (int)e);
}

enum err demo_act(struct demo *d, const char *role, const char *at,
	enum err (*act)(struct ctx *cx, void *what), void *what)
{
	struct db *db;
	struct ctx *cx;
	enum err e;

	TRY(db_begin(d->pool, DB_WRITE, &db));
	cx = ctx_new(d->scratch, d->pool, db, d->config, at);
	cx->lang = LANG_EN;
	if (role)
		e = people_who(cx, account_of(d, role));
	else {
		ctx_system(cx);
		e = OK;
	}
	if (e == OK)
		e = act(cx, what);
	if (e == OK) {
		e = db_commit(db);
	} else {
		log_problems(cx, role, e);
		db_rollback(db);
	}
	arena_reset(d->scratch);
	return e;
}

static enum err is_empty(struct ctx *cx, void *what)
{
	int64_t n;

	(void)what;
	TRY(administrator_count_query(cx->db, cx->arena, &n));
	if (n)
		return problem(cx, ERR_CONFLICT, NULL, MSG(_("This store already has accounts.")));
	return OK;
}

enum err demo_fill(struct demo *d)
{
	enum err e;

	d->scratch = arena_new(256 << 10);
	e = demo_act(d, NULL, NULL, is_empty, NULL);
	if (e == OK)
		e = demo_people(d);
	if (e == OK)
		e = demo_rounds(d);
	if (e == OK)
		e = demo_review(d);
	if (e == OK)
		e = demo_deputies(d);
	if (e == OK)
		e = demo_paper(d);
	if (e == OK)
		e = demo_notices(d);
	if (e == OK)
		e = demo_own(d);
	if (e == OK)
		e = demo_release(d);
	if (e == OK)
		e = demo_privacy(d);
	arena_free(d->scratch);
	d->scratch = NULL;
	return e;
}
