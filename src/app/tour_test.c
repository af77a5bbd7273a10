/* The tour: each step leads somebody who may to a page that is there, whatever has been done. */
#include "app/tour.h"

#include "app/demo.h"
#include "base/crypto.h"
#include "test/fixtures.h"
#include "test/harness.h"

DBTEST(each_step_of_the_tour_leads_the_right_one_to_a_page_of_theirs)
{
	static const char *const posts[] = { "coordinator", "focal", "head", "coordinator",
		"donor" };
	static const char *const begins[] = { "/rounds/", "/responses/", "/responses/",
		"/responses/", "/releases/" };
	struct config *c = ARENA_NEW(t->arena, struct config);
	struct demo d = { .arena = t->arena,
		.pool = t->pool,
		.config = c,
		.password = "demo-pass-word-1",
		.today = T_TODAY };
	struct ctx *cx;
	struct tour_stop stop;

	*c = *t_config(t);
	password_cheap(true);
	if (!CHECK_ERR(OK, demo_fill(&d)))
		return;
	cx = t_ctx(t);
	for (int64_t step = 1; step <= TOUR_STEPS; step++) {
		const char *post = NULL;

		CHECK_ERR(OK, tour_stop(cx, step, &stop));
		for (size_t i = 0; i < d.n_accounts; i++)
			if (d.accounts[i].id == stop.account)
				post = d.accounts[i].post;
		CHECK_STR(posts[step - 1], post);
		CHECK(strncmp(begins[step - 1], stop.href, strlen(begins[step - 1])) == 0);
	}
	CHECK_ERR(ERR_MISSING, tour_stop(cx, 0, &stop));
	CHECK_ERR(ERR_MISSING, tour_stop(cx, TOUR_STEPS + 1, &stop));
}

DBTEST(without_accounts_there_is_no_tour)
{
	struct ctx *cx = t_ctx(t);
	struct tour_stop stop;

	CHECK_ERR(ERR_MISSING, tour_stop(cx, 1, &stop));
}
