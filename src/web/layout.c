#include "web/layout.h"

#include <string.h>

#include "core/identity.h"
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
	{ 507, _("The disk of the server is full"),
		_("Nothing was changed, and nothing can be saved until there is room again. Tell "
		  "your administrator.") },
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

/* The other addresses the frame links to, where they exist; bits behind those of the subjects. */
static const char *const links[] = { "/account", "/login", "/audit", "/notices", "/help/for" };
enum { LINK_ACCOUNT = COUNT_OF(subjects), LINK_LOGIN, LINK_AUDIT, LINK_NOTICES, LINK_HELP };

unsigned layout_links(const struct route_table *table)
{
	unsigned found = 0;
	bool other;

	for (size_t i = 0; i < COUNT_OF(subjects); i++)
		if (route_find(table, ROUTE_GET, subjects[i].href, &other))
			found |= 1u << i;
	for (size_t i = 0; i < COUNT_OF(links); i++)
		if (route_find(table, ROUTE_GET, links[i], &other))
			found |= 1u << (LINK_ACCOUNT + i);
	return found;
}

static bool exists(const struct turn *t, size_t link)
{
	return t->site->links >> link & 1;
}

/* This page's address as a parameter; for a POST's page it is the home page. */
static const char *next_of(struct turn *t)
{
	struct buf b, value;
	struct out o = { .b = &b, .arena = t->arena }, v = { .b = &value, .arena = t->arena };
	const char *before = "?";

	buf_init(&b, t->arena, 128);
	if (t->rq.method[0] == 'P') {
		out_url(&o, "/");
		return b.data;
	}
	out_url(&o, t->in->target);
	for (size_t i = 0; i < t->rq.n_params; i++) {
		const struct pair *p = &t->rq.params[i];

		if (strcmp(p->name, "lang") == 0)
			continue;
		buf_init(&value, t->arena, 64);
		out_url(&v, p->value);
		out_url(&o, before);
		out_url(&o, p->name);
		out_url(&o, "=");
		out_url(&o, value.data);
		before = "&";
	}
	return b.data;
}

/* This page in another language. */
static const char *language_href(struct turn *t, enum lang lang, const char *next)
{
	struct buf b;

	buf_init(&b, t->arena, strlen(next) + 32);
	buf_str(&b, "/language?lang=");
	buf_str(&b, langs[lang].code);
	buf_str(&b, "&next=");
	buf_str(&b, next);
	return b.data;
}

static void subjects_of(struct turn *t, const struct page *pg, struct frame *f)
{
	if (!pg->cx->who.account || pg->bare)
		return;
	for (size_t i = 0; i < COUNT_OF(subjects); i++)
		if (exists(t, i))
			f->subjects[f->n_subjects++] = (struct frame_link){
				.href = subjects[i].href,
				.word = subjects[i].word,
				.here = subjects[i].subject == pg->subject,
			};
}

/* The help for this page, which leads back to it. */
static const char *help_href(struct turn *t)
{
	struct buf b;
	struct out o = { .b = &b, .arena = t->arena };

	buf_init(&b, t->arena, 128);
	buf_str(&b, "/help/for?of=");
	out_url(&o, t->rq.path);
	return b.data;
}

/* What the application puts above the content; NULL: nothing. */
static const char *top_of(struct turn *t, struct page *pg)
{
	struct out o = *pg->o;

	if (!t->site->hooks->top)
		return NULL;
	o.b = ARENA_NEW(t->arena, struct buf);
	buf_init(o.b, t->arena, 1024);
	t->site->hooks->top(pg, &o);
	return o.b->len ? o.b->data : NULL;
}

struct buf *layout(struct turn *t, struct page *pg)
{
	struct arena *a = t->arena;
	enum lang lang = pg->cx->lang;
	struct out o = *pg->o;
	const char *name = tr(lang, _("Tansiq"));
	const char *next = next_of(t);
	struct frame f = { .pg = pg, .ribbon = t->ribbon, .content = pg->o->b->data };

	f.title = pg->title ? arena_printf(a, "%s%s – %s",
				      pg->cx->problems.n ? tr(lang, _("Error: ")) : "", pg->title,
				      name)
			    : name;
	f.name = identity_name(a, pg->cx->config, lang);
	f.css = asset_href(a, "app.css");
	f.js = asset_href(a, "app.js");
	f.font = asset_href(a, "fonts/tansiq-arabic-400.woff2");
	f.icon = asset_href(a, "icons/mark.svg");
	for (int i = 0; i < LANG_COUNT; i++)
		f.lang_href[i] = language_href(t, (enum lang)i, next);
	subjects_of(t, pg, &f);
	f.has_account = exists(t, LINK_ACCOUNT);
	f.sign_in = !pg->cx->who.account && !pg->bare && exists(t, LINK_LOGIN) &&
		    (!t->route || strcmp(t->route->path, "/login") != 0);
	f.audit = pg->cx->who.account && exists(t, LINK_AUDIT);
	f.notices = pg->cx->who.account && exists(t, LINK_NOTICES);
	f.unseen = t->unseen;
	f.print_href = t->route && t->rq.method[0] != 'P' ? page_with(pg, "print", "1") : NULL;
	f.top = top_of(t, pg);
	f.help = t->route && !pg->bare && exists(t, LINK_HELP) ? help_href(t) : NULL;
	o.b = ARENA_NEW(a, struct buf);
	buf_init(o.b, a, pg->o->b->len + 8192);
	layout_html(&o, &f);
	return o.b;
}
