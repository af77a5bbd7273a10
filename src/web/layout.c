#include "web/layout.h"

#include <string.h>

#include "web/error_body_html.h"
#include "web/layout_html.h"
#include "web/static.h"

/* The six subjects; one is shown when its address exists. */
static const struct {
	enum subject subject;
	const char *href;
	const char *word;
} subjects[] = {
	{ SUBJECT_HOME, "/", _("Home") },
	{ SUBJECT_LEARN, "/trainings", _("Learn") },
	{ SUBJECT_PLAN, "/plans", _("Plan") },
	{ SUBJECT_ASSESS, "/rounds", _("Assess") },
	{ SUBJECT_IMPLEMENT, "/actions", _("Implement") },
	{ SUBJECT_DONORS, "/releases", _("Donors") },
};

static const struct {
	int status;
	const char *title, *text;
} errors[] = {
	{ 400, _("This request could not be read"),
		_("Go back to the page you came from, load it anew and try again.") },
	{ 401, _("Sign in first"), _("This page is for people who have signed in.") },
	{ 403, _("This is not open to you"),
		_("Your account has no right to do this. Its administrator can give it.") },
	{ 404, _("There is no such page"),
		_("Check the address, or start from the home page. What you may not see is not "
		  "shown either.") },
	{ 405, _("This address does not take that"), _("Start from the home page.") },
	{ 409, _("This cannot be done now"),
		_("Somebody else changed this meanwhile. Load the page anew to see it as it is.") },
	{ 413, _("This is too large"),
		_("Send a smaller file, or less text. Nothing was changed.") },
	{ 422, _("Something needs to be mended"), _("Nothing was changed.") },
	{ 429, _("Too many tries"), _("Wait a few minutes, then try again.") },
	{ 431, _("This request could not be read"),
		_("Delete the cookies of this site, then load the page anew.") },
	{ 503, _("The service is busy"), _("Nothing was changed. Try again in a minute.") },
	{ 500, _("Something failed on our side"),
		_("Nothing was changed. If it happens again, give the number below to your "
		  "administrator.") },
};

void error_page(struct turn *t, struct page *pg, int status)
{
	size_t i = 0;

	while (errors[i].status != status && i + 1 < COUNT_OF(errors))
		i++;
	pg->title = tr(pg->cx->lang, errors[i].title);
	error_body_html(pg->o, MSG(errors[i].title), pg->cx, MSG(errors[i].text),
		status >= 500 ? t->id : NULL);
	/* They stand in the page itself. */
	pg->cx->problems.n = 0;
}

static bool exists(struct turn *t, const char *path)
{
	bool other;

	return route_find(&t->site->routes, ROUTE_GET, path, &other) != NULL;
}

static const char *encoded(struct arena *a, const char *s)
{
	struct buf b;
	struct out o = { .b = &b, .arena = a };

	buf_init(&b, a, 64);
	out_url(&o, s);
	return b.data;
}

/* This page's address, as a parameter; for a POST's page it is the path alone. */
static const char *language_href(struct turn *t, enum lang lang)
{
	struct buf b;
	struct out o = { .b = &b, .arena = t->arena };

	buf_init(&b, t->arena, 128);
	buf_printf(&b, "/language?lang=%s&next=", langs[lang].code);
	if (t->rq.method[0] == 'P') {
		out_url(&o, "/");
		return b.data;
	}
	out_url(&o, t->in->target);
	for (size_t i = 0; i < t->rq.n_params; i++) {
		const struct pair *p = &t->rq.params[i];

		if (strcmp(p->name, "lang") == 0)
			continue;
		out_url(&o, strstr(b.data, "%3F") ? "&" : "?");
		out_url(&o, arena_printf(t->arena, "%s=", p->name));
		out_url(&o, encoded(t->arena, p->value));
	}
	return b.data;
}

static void subjects_of(struct turn *t, const struct page *pg, struct frame *f)
{
	if (!pg->cx->who.account || pg->bare)
		return;
	for (size_t i = 0; i < COUNT_OF(subjects); i++)
		if (exists(t, subjects[i].href))
			f->subjects[f->n_subjects++] = (struct frame_link){
				.href = subjects[i].href,
				.word = subjects[i].word,
				.here = subjects[i].subject == pg->subject,
			};
}

struct buf *layout(struct turn *t, struct page *pg)
{
	struct arena *a = t->arena;
	enum lang lang = pg->cx->lang;
	struct out o = *pg->o;
	const char *name = tr(lang, _("Tansiq"));
	struct frame f = { .pg = pg, .ribbon = t->ribbon, .content = pg->o->b->data };

	f.title = pg->title ? arena_printf(a, "%s%s – %s",
				      pg->cx->problems.n ? tr(lang, _("Error: ")) : "", pg->title,
				      name)
			    : name;
	f.css = asset_href(a, "app.css");
	f.js = asset_href(a, "app.js");
	f.font = asset_href(a, "fonts/tansiq-arabic-400.woff2");
	f.icon = asset_href(a, "icons/mark.svg");
	for (int i = 0; i < LANG_COUNT; i++)
		f.lang_href[i] = language_href(t, (enum lang)i);
	subjects_of(t, pg, &f);
	f.has_account = exists(t, "/account");
	f.sign_in = !pg->cx->who.account && !pg->bare && exists(t, "/login") &&
		    (!t->route || strcmp(t->route->path, "/login") != 0);
	f.audit = pg->cx->who.account && exists(t, "/audit");
	f.print_href = t->route && t->rq.method[0] != 'P' ? page_with(pg, "print", "1") : NULL;
	o.b = ARENA_NEW(a, struct buf);
	buf_init(o.b, a, pg->o->b->len + 8192);
	layout_html(&o, &f);
	return o.b;
}
