/* Pages of the second factor: one's own, and who must have one. */
#include <string.h>

#include "core/audit.h"
#include "core/may.h"
#include "core/qr.h"
#include "core/setting.h"
#include "people/account_pages.h"
#include "people/account_sql.h"
#include "people/boxes_pages.h"
#include "people/factor_html.h"
#include "people/factor_sql.h"
#include "people/factor_views.h"
#include "web/session.h"

/* "ABCDEFGH" → "ABCD EFGH", as it is easier to type. */
static const char *in_fours(struct arena *a, const char *s)
{
	struct buf b;

	buf_init(&b, a, strlen(s) * 2);
	for (size_t i = 0; s[i]; i++) {
		if (i && i % 4 == 0)
			buf_char(&b, ' ');
		buf_char(&b, s[i]);
	}
	return b.data;
}

static void crumbs(struct page *pg)
{
	pg->title = tr(pg->cx->lang, _("Signing in by two factors"));
	page_crumb(pg, tr(pg->cx->lang, _("My account")), "/account");
	page_crumb(pg, pg->title, NULL);
}

enum err factor_page(struct page *pg)
{
	struct arena *a = pg->cx->arena;
	struct factor_view v = { .pg = pg };
	struct qr q;

	TRY(factor_state(pg->cx, &v.state));
	if (v.state.secret) {
		v.secret = in_fours(a, v.state.secret);
		if (qr_make(a, v.state.address, &q))
			v.path = qr_path(a, &q, &v.size);
	}
	crumbs(pg);
	factor_html(pg->o, &v);
	return OK;
}

enum err factor_begin_post(struct page *pg)
{
	TRY(factor_begin(pg->cx));
	return page_go(pg, "/account/second", NULL);
}

static enum err show_codes(struct page *pg, struct factor_view *v)
{
	v->pg = pg;
	v->n_codes = RECOVERY_CODES;
	crumbs(pg);
	factor_codes_html(pg->o, v);
	return OK;
}

static const char *raw(const struct page *pg, const char *name)
{
	const char **values;

	return form_all(pg, name, &values) ? values[0] : "";
}

/* The one answer to a POST that is a page: the codes are kept nowhere. */
enum err factor_confirm_post(struct page *pg)
{
	struct factor_view v = { 0 };

	TRY(factor_confirm(pg->cx, raw(pg, "code"), v.codes));
	return show_codes(pg, &v);
}

static enum err work(struct arena *a, void *act)
{
	(void)a;
	return factor_work(act);
}

enum err factor_act_before(struct page *pg)
{
	struct factor_act *f = ARENA_NEW(pg->cx->arena, struct factor_act);

	*f = (struct factor_act){ .password = raw(pg, "old_password"),
		.code = raw(pg, "code"),
		.peer = pg->rq->peer,
		.device = session_device(pg) };
	TRY(factor_look(pg->cx, f));
	page_meanwhile(pg, work, f);
	return OK;
}

enum err factor_act_post(struct page *pg)
{
	struct factor_view v = { 0 };
	bool remove = strcmp(raw(pg, "act"), "remove") == 0, done;

	if (remove)
		TRY(factor_remove(pg->cx, pg->work, &done));
	else
		TRY(factor_remake(pg->cx, pg->work, v.codes, &done));
	if (!done) {
		/* A page, not an error: the transaction commits, and with it the count. */
		pg->posted = true;
		pg->status = 422;
		return factor_page(pg);
	}
	if (!remove)
		return show_codes(pg, &v);
	return page_go(pg, "/account/second", _("The second factor is removed."));
}

/* ---- who must ---- */

enum err factor_require_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct factor_require_view v = { .pg = pg };
	struct factor_holders *rows;
	const char *setting;
	size_t n;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(setting_get(cx, FACTOR_SETTING, NULL, &setting));
	v.required = factor_required_of(setting);
	TRY(factor_holders_query(cx->db, cx->arena, &rows, &n));
	for (size_t i = 0; i < n; i++)
		for (int c = 0; c < CAPABILITY_COUNT; c++)
			if (strcmp(rows[i].capability, capability_names[c]) == 0) {
				v.accounts[c] = rows[i].accounts;
				v.with_factor[c] = rows[i].with_factor;
			}
	pg->title = tr(cx->lang, _("Who signs in by two factors"));
	page_crumb(pg, tr(cx->lang, _("Accounts")), "/accounts");
	page_crumb(pg, pg->title, NULL);
	factor_require_html(pg->o, &v);
	return OK;
}

enum err factor_require_post(struct page *pg)
{
	const char **values;
	size_t n = form_all(pg, "required", &values);
	unsigned set = 0;

	for (size_t i = 0; i < n; i++)
		for (unsigned c = 0; c < CAPABILITY_COUNT; c++)
			if (strcmp(values[i], capability_names[c]) == 0)
				set |= 1U << c;
	TRY(factor_require(pg->cx, set));
	return page_go(
		pg, "/accounts/second", _("This is kept, and counts from the next page on."));
}

enum err account_factor_remove_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("reason", 0, 400) };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(factor_remove_for(pg->cx, id, value_text(v, "reason")));
	TRY(session_end_all(pg->cx, id, NULL));
	return page_go(pg, at_id(pg, "/accounts/", id, ""),
		_("The second factor is removed, and the account is signed out everywhere."));
}

enum err account_sessions_end_post(struct page *pg)
{
	struct account_by_id a;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(account_may(pg->cx, id, &a));
	TRY(session_end_all(pg->cx, id, NULL));
	TRY(audit(pg->cx, "account.sessions", "account", id, a.body));
	return page_go(
		pg, at_id(pg, "/accounts/", id, ""), _("The account is signed out everywhere."));
}
