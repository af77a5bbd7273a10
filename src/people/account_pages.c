#include "people/account_pages.h"

#include <string.h>

#include "base/text.h"
#include "base/time.h"
#include "core/identity.h"
#include "core/may.h"
#include "people/account_list_html.h"
#include "people/account_show_html.h"
#include "people/account_views.h"
#include "people/body.h"
#include "people/body_views.h"
#include "people/factor.h"
#include "people/people_sheets.h"
#include "people/person.h"
#include "people/person_sql.h"
#include "web/download.h"
#include "web/session.h"

static const char *const states[] = { "active", "disabled", NULL };

static void crumbs(struct page *pg, const char *title)
{
	pg->title = title;
	page_crumb(pg, tr(pg->cx->lang, _("Accounts")), "/accounts");
	page_crumb(pg, title, NULL);
}

static enum account_list_sort sort_of(const struct page *pg)
{
	static const char *const sorts[] = { "email", "email_down", "body", "body_down",
		"signed_in", "signed_in_down" };

	return (enum account_list_sort)page_sort(pg, sorts, COUNT_OF(sorts), 0);
}

enum err account_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct account_list_view v = { .pg = pg,
		.paging = page_paging(pg, download_kind(pg) ? SHEET_ROWS_MAX : 50) };
	const char *q = page_search(pg, "q"), *state = param_word(pg, "state", states);
	int64_t reach = (int64_t)cx->who.reach, total;

	TRY(account_count_query(cx->db, cx->arena, q, state, reach, cx->who.account, &total));
	paging_total(&v.paging, total);
	TRY(account_list_query(cx->db, cx->arena, sort_of(pg), q, state, reach, cx->who.account,
		v.paging.limit, v.paging.offset, &v.rows, &v.n));
	pg->title = tr(cx->lang, _("Accounts"));
	if (download_kind(pg)) {
		struct workbook w;

		workbook_begin(&w, cx->arena, cx->lang, pg->title);
		accounts_rows_sheet(&w, v.rows, v.n);
		return download_workbook(pg, &w, "accounts");
	}
	v.states = choices_of(pg, _("Any state"), states, account_state_word);
	account_list_html(pg->o, &v);
	return OK;
}

static enum err find(struct page *pg, struct account_by_id *a)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	return account_may(pg->cx, id, a);
}

enum err account_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct account_by_id a;
	struct account_show_view v = { .pg = pg, .a = &a };
	struct session_list *sessions;

	TRY(find(pg, &a));
	TRY(factor_has(cx, a.id, &v.factor));
	TRY(session_list_query(cx->db, cx->arena, a.id, &sessions, &v.n_sessions));
	TRY(account_grants_query(cx->db, cx->arena, a.id, &v.grants, &v.n_grants));
	v.capabilities = choices_of(pg, _("Choose a right"), NULL, NULL);
	for (int c = 0; c < CAPABILITY_COUNT; c++)
		*LIST_PUSH(cx->arena, &v.capabilities) =
			(struct choice){ .value = capability_names[c],
				.word = capability_word(capability_names[c]) };
	v.bodies = choices_of(pg, _("Choose a body"), NULL, NULL);
	if (may_everywhere(cx, MAY_ADMINISTER))
		*LIST_PUSH(cx->arena, &v.bodies) =
			(struct choice){ .value = "everywhere", .word = _("everywhere") };
	TRY(body_choices(pg, &v.bodies));
	crumbs(pg, a.email);
	account_show_html(pg->o, &v);
	return OK;
}

enum err account_new_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct account_form_view v = { .pg = pg, .person = param_id(pg, "person") };
	struct person_choices *rows;
	struct person_by_id p;
	size_t n;

	v.people = choices_of(pg, _("Choose a person"), NULL, NULL);
	TRY(person_choices_query(cx->db, cx->arena, own_body(cx), (int64_t)cx->who.reach,
		cx->who.account, cx->today, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (!rows[i].has_account && may_at(cx, MAY_ADMINISTER, rows[i].body))
			choice_add_id(pg, &v.people, rows[i].id,
				arena_printf(cx->arena, "%s (\xe2\x81\xa6%s\xe2\x81\xa9)",
					PICK(cx->lang, &rows[i], name), rows[i].body_code));
	if (v.person != DB_NULL && person_by_id_query(cx->db, cx->arena, v.person, own_body(cx),
					   (int64_t)cx->who.reach, cx->who.account, &p) == OK)
		v.email = p.email;
	crumbs(pg, tr(cx->lang, _("Add an account")));
	account_form_html(pg->o, &v);
	return OK;
}

enum err account_new_post(struct page *pg)
{
	static const struct field fields[] = { ID("person"), EMAIL("email", 1) };
	struct values *v;
	int64_t id;

	TRY(FORM_READ(pg, fields, &v));
	TRY(account_add(pg->cx, value_text(v, "email"), value_int(v, "person"), &id));
	return page_go(pg, at_id(pg, "/accounts/", id, ""),
		_("The account is added. Make a one-time code, so that the person can set a "
		  "password."));
}

enum err account_disable_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(account_disable(pg->cx, id));
	TRY(session_end_all(pg->cx, id, NULL));
	return page_go(pg, at_id(pg, "/accounts/", id, ""), _("The account is disabled."));
}

enum err account_enable_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(account_enable(pg->cx, id));
	return page_go(pg, at_id(pg, "/accounts/", id, ""), _("The account is active."));
}

enum err account_grant_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("capability", 1, 20), TEXT("body", 1, 20) };
	int64_t id, body = DB_NULL;
	struct values *v;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	if (strcmp(value_text(v, "body"), "everywhere") != 0 &&
		!text_to_int(value_text(v, "body"), &body))
		return problem(pg->cx, ERR_INPUT, "body", MSG("Choose where it holds."));
	TRY(account_grant(pg->cx, id, value_text(v, "capability"), body));
	return page_go(pg, at_id(pg, "/accounts/", id, ""), _("The right is given."));
}

enum err account_ungrant_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("capability", 1, 20), ID_OPT("body") };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(account_ungrant(pg->cx, id, value_text(v, "capability"), value_int(v, "body")));
	return page_go(pg, at_id(pg, "/accounts/", id, ""), _("The right is taken away."));
}

static enum err code_meanwhile(struct arena *a, void *code)
{
	return code_work(a, code);
}

enum err account_code_before(struct page *pg)
{
	struct account_by_id a;

	TRY(find(pg, &a));
	page_meanwhile(pg, code_meanwhile, ARENA_NEW(pg->cx->arena, struct code_new));
	return OK;
}

/* The one answer to a POST that is a page: the code is kept nowhere it could be shown from again.
 */
enum err account_code_post(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct account_by_id a;
	struct code_view v = { .pg = pg, .a = &a };
	int64_t now;

	TRY(find(pg, &a));
	TRY(account_code_make(cx, a.id, pg->work));
	v.code = ((const struct code_new *)pg->work)->shown;
	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	v.until = time_text(cx->arena, now + CODE_HOURS * INT64_C(3600000));
	v.address = arena_printf(cx->arena, "%s/login/code", identity_url(cx->arena, cx->config));
	crumbs(pg, tr(cx->lang, _("One-time code")));
	account_code_html(pg->o, &v);
	return OK;
}
