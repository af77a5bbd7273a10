#include <string.h>

#include "app/tour.h"
#include "app/tour_html.h"
#include "people/account_pages.h"
#include "people/signin.h"
#include "web/session.h"

#define COOKIE "tour"
#define COOKIE_DAYS 30

/* The step of this browser's cookie; 0: none. */
static int64_t step_kept(const struct page *pg)
{
	const char *value = page_cookie(pg, COOKIE);

	if (!value || strlen(value) != 1 || value[0] < '1' || value[0] > '0' + TOUR_STEPS)
		return 0;
	return value[0] - '0';
}

void tour_strip(struct page *pg, struct out *o)
{
	struct tour_view v = { .pg = pg };

	if (!pg->cx->config->demo || pg->bare)
		return;
	v.at = step_kept(pg);
	if (v.at && strcmp(pg->rq->path, "/tour") != 0 && strcmp(pg->rq->path, "/tour/leave") != 0)
		tour_strip_html(o, &v);
}

enum err tour_page(struct page *pg)
{
	struct tour_view v = { .pg = pg, .at = step_kept(pg) };

	if (!signin_offers_demo(pg))
		return ERR_MISSING;
	pg->title = tr(pg->cx->lang, _("Tour of the demonstration"));
	tour_html(pg->o, &v);
	return OK;
}

enum err tour_go_post(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct tour_stop stop;
	int64_t step;

	if (!signin_offers_demo(pg))
		return ERR_MISSING;
	TRY(page_id(pg, "step", &step));
	TRY(tour_stop(cx, step, &stop));
	TRY(signin_demo(cx, stop.account));
	TRY(session_begin(pg, stop.account));
	page_cookie_put(pg, COOKIE, arena_printf(cx->arena, "%d", (int)step), COOKIE_DAYS);
	return page_go(pg, stop.href, NULL);
}

enum err tour_leave_post(struct page *pg)
{
	if (!signin_offers_demo(pg))
		return ERR_MISSING;
	page_cookie_put(pg, COOKIE, "", -1);
	return page_go(pg, pg->cx->who.account ? "/" : "/login",
		_("You have left the tour. The sign-in page leads into it again."));
}
