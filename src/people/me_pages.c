/* One's own account. */
#include "people/account_pages.h"
#include "people/account_views.h"
#include "people/browser_words.h"
#include "people/factor.h"
#include "people/me_html.h"
#include "people/post_sql.h"
#include "web/session.h"

enum err me_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	int64_t id = cx->who.account;
	struct account_by_id a;
	struct me_view v = { .pg = pg, .a = &a, .this_session = session_hash(pg) };

	TRY(account_by_id_query(cx->db, cx->arena, id, &a));
	TRY(account_grants_query(cx->db, cx->arena, id, &v.grants, &v.n_grants));
	TRY(post_held_query(cx->db, cx->arena, a.person, &v.held, &v.n_held));
	TRY(factor_has(cx, id, &v.factor));
	TRY(session_list_query(cx->db, cx->arena, id, &v.sessions, &v.n_sessions));
	v.browsers = ARENA_ARRAY(cx->arena, v.n_sessions, const char *);
	for (size_t i = 0; i < v.n_sessions; i++)
		v.browsers[i] = browser_words(cx->arena, cx->lang, v.sessions[i].agent);
	pg->title = tr(cx->lang, _("My account"));
	me_html(pg->o, &v);
	return OK;
}

enum err me_language_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("lang", 2, 10) };
	struct values *v;
	enum lang lang;

	TRY(FORM_READ(pg, fields, &v));
	lang = lang_of(value_text(v, "lang"), pg->cx->lang);
	TRY(account_set_language(pg->cx, langs[lang].code));
	page_language(pg, lang);
	return page_go(pg, "/account", _("The language is kept."));
}

enum err me_password_page(struct page *pg)
{
	pg->title = tr(pg->cx->lang, _("Change the password"));
	page_crumb(pg, tr(pg->cx->lang, _("My account")), "/account");
	page_crumb(pg, pg->title, NULL);
	me_password_html(pg->o, pg);
	return OK;
}

static enum err work(struct arena *a, void *password)
{
	return password_work(a, password);
}

enum err me_password_before(struct page *pg)
{
	struct password_new *p = ARENA_NEW(pg->cx->arena, struct password_new);
	const char **old, **fresh;

	if (form_all(pg, "old_password", &old))
		p->old = old[0];
	if (form_all(pg, "new_password", &fresh))
		p->fresh = fresh[0];
	p->peer = pg->rq->peer;
	p->device = session_device(pg);
	TRY(password_look(pg->cx, p));
	page_meanwhile(pg, work, p);
	return OK;
}

enum err me_password_post(struct page *pg)
{
	bool changed;

	TRY(password_change(pg->cx, pg->work, &changed));
	if (!changed) {
		/* A page, not an error: the transaction commits, and with it the count. */
		pg->posted = true;
		pg->status = 422;
		return me_password_page(pg);
	}
	TRY(session_end_all(pg->cx, pg->cx->who.account, session_hash(pg)));
	return page_go(pg, "/account", _("The password is changed."));
}

enum err me_session_end_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("session", 64, 64) };
	struct values *v;

	TRY(FORM_READ(pg, fields, &v));
	TRY(session_end_one(pg->cx, pg->cx->who.account, value_text(v, "session")));
	return page_go(pg, "/account", _("That browser is signed out."));
}

enum err me_sessions_end_post(struct page *pg)
{
	TRY(session_end_all(pg->cx, pg->cx->who.account, session_hash(pg)));
	return page_go(pg, "/account", _("All other browsers are signed out."));
}
