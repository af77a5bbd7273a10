#include "assess/paper_fixture.h"

#include <string.h>

#include "base/time.h"

void world_begin(struct t *t, struct world *x)
{
	*x = (struct world){ .t = t, .cx = t_ctx(t) };
	t_needs(x->cx, &x->w);
	x->other = t_account(x->cx, "second.moi", x->w.moi.body, "focal");
	x->round = t_round(x->cx, &x->w, (int64_t[]){ x->w.moi.body, x->w.moen.body }, 2);
	x->response = t_response(x->cx, x->round, x->w.moi.body);
}

void world_later(struct world *x, int64_t minutes)
{
	int64_t ms = 0;

	(void)time_parse(x->cx->now, &ms);
	x->cx->now = time_text(x->cx->arena, ms + minutes * 60000);
}

struct paper world_paper(struct world *x, int64_t id)
{
	struct paper p = { .e = { .state = "" } };
	struct t *t = x->t;

	CHECK_ERR(OK, paper_get(x->cx, id, &p));
	return p;
}

enum err world_save(
	struct world *x, int64_t id, int pass, const char *page, int64_t base, const char *json)
{
	struct paper p = world_paper(x, id);
	struct page_text out;

	t_clear(x->cx);
	return paper_page_save(x->cx, &p, pass, page, base, json, &out);
}

enum err world_act(struct world *x, int64_t id, const char *name)
{
	t_clear(x->cx);
	return paper_act(x->cx, id, world_paper(x, id).e.version, name, "The wrong sheets");
}

const char *world_state(struct world *x, int64_t id)
{
	return world_paper(x, id).e.state;
}

/* Typed once by `one` and once by `two`, ready to be compared. */
int64_t world_typed(
	struct world *x, int64_t one, int64_t two, const char *first, const char *second)
{
	struct t *t = x->t;
	int64_t id = 0;

	t_signed_in(x->cx, one);
	CHECK_ERR(OK, paper_open(x->cx, x->response, &id));
	CHECK_ERR(OK, world_save(x, id, 1, "C", 0, first));
	CHECK_ERR(OK, world_act(x, id, "done"));
	world_later(x, PAPER_BREAK);
	t_signed_in(x->cx, two);
	CHECK_ERR(OK, world_act(x, id, "begin"));
	CHECK_ERR(OK, world_save(x, id, 2, "C", 0, second));
	CHECK_ERR(OK, world_act(x, id, "compare"));
	return id;
}

enum err world_choose(struct world *x, int64_t id, const char *path, int choice, const char *value,
	int64_t version)
{
	t_clear(x->cx);
	return paper_choose(x->cx, id, &(struct paper_choice){ path, choice, value, version });
}

enum err world_take(struct world *x, int64_t id, bool replace)
{
	struct paper p = world_paper(x, id);
	struct paper_compare c;
	struct paper_outcome o;
	struct t *t = x->t;

	t_clear(x->cx);
	CHECK_ERR(OK, paper_compare(x->cx, &p, &c));
	CHECK_ERR(OK, paper_settle(&p, &c));
	CHECK_ERR(OK, paper_outcome(x->cx, &p, &c, &o));
	return paper_take(x->cx, id, p.e.version, o.seen, replace);
}

const char *world_stored(struct world *x, const char *page)
{
	struct page_text now = { .answers = "" };
	struct t *t = x->t;
	int64_t who = x->cx->who.account;

	t_system(x->cx);
	CHECK_ERR(OK, response_page_get(x->cx, x->response, page, &now));
	if (who)
		t_signed_in(x->cx, who);
	return now.answers;
}

const char *world_response(struct world *x)
{
	struct response_by_id r = { .state = "" };
	struct t *t = x->t;

	CHECK_ERR(OK, response_get(x->cx, x->response, &r));
	return r.state;
}
