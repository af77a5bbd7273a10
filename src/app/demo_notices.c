/* The demonstration's notices: old ones are seen, and one ministry asks for more time. */
#include "app/demo.h"

#include "assess/extend.h"
#include "assess/remind.h"
#include "assess/response_sql.h"
#include "base/time.h"
#include "people/body_sql.h"
#include "people/notice.h"
#include "people/signin.h"

static enum err see_all(struct ctx *cx, void *what)
{
	const struct demo *d = what;

	for (size_t i = 0; i < d->n_accounts; i++) {
		TRY(people_who(cx, d->accounts[i].id));
		TRY(notice_see(cx, 0));
	}
	return OK;
}

enum err demo_seen(struct demo *d, const char *at)
{
	return demo_act(d, NULL, at, see_all, d);
}

struct more {
	int64_t round;
	const char *due;
};

static enum err response_of_mod(struct ctx *cx, int64_t round, int64_t *id)
{
	struct body_by_code b;
	struct response_of p;
	bool found;

	TRY(body_by_code_query(cx->db, cx->arena, "MOD", &b, &found));
	TRY(response_of_query(cx->db, cx->arena, round, b.id, &p, &found));
	*id = p.id;
	return found ? OK : ERR_MISSING;
}

static enum err give(struct ctx *cx, void *what)
{
	const struct more *m = what;
	int64_t id;

	TRY(response_of_mod(cx, m->round, &id));
	TRY(remind_body(cx, id));
	return extension_give(
		cx, id, m->due, "أُعيدت الإجابة بعد الموعد النهائي، فيُمنح وقت كافٍ لإكمالها.");
}

static enum err ask(struct ctx *cx, void *what)
{
	const struct more *m = what;
	int64_t id;

	TRY(response_of_mod(cx, m->round, &id));
	return extension_ask(cx, id, m->due, "ننتظر أرقام الملاك من مديريتين، وتصلنا خلال أسبوع.");
}

enum err demo_notices(struct demo *d)
{
	struct more m = { .round = d->round_running, .due = date_add(d->arena, d->today, 3) };

	TRY(demo_act(d, "coordinator", demo_at(d, d->today, -1, "08:00"), give, &m));
	m.due = date_add(d->arena, d->today, 10);
	return demo_act(d, "focal.mod", demo_at(d, d->today, -1, "09:00"), ask, &m);
}
