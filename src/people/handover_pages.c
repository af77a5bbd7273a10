/* What is open at a post, handing it over, and the letter that brings a one-time code. */
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/pdf.h"
#include "people/account.h"
#include "people/account_show_html.h"
#include "people/account_views.h"
#include "people/deputy_pages.h"
#include "people/deputy_views.h"
#include "people/handover_html.h"
#include "people/person_pages.h"
#include "people/person_views.h"
#include "web/download.h"

#define CODE_LETTERS "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"

static const char *name_of(struct page *pg, const struct post_by_id *p)
{
	return arena_printf(pg->cx->arena, "%s, %s", tr(pg->cx->lang, post_kind_word(p->kind)),
		PICK(pg->cx->lang, p, body));
}

static void crumbs(struct page *pg, const struct post_by_id *p, const char *title)
{
	pg->title = tr(pg->cx->lang, title);
	page_crumb(pg, tr(pg->cx->lang, _("Posts")), "/posts");
	page_crumb(pg, name_of(pg, p), at_id(pg, "/posts/", p->id, ""));
	page_crumb(pg, pg->title, NULL);
}

enum err handover_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct post_by_id p;
	struct work_post work;
	struct work_panel *panels;
	struct handover_view v = { .pg = pg, .p = &p };
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(handover_get(cx, id, &p, &work));
	TRY(handover_panels(cx, &work, &panels, &v.n, &v.open));
	v.panels = panels;
	TRY(handover_before_query(cx->db, cx->arena, id, &v.before, &v.has_before));
	TRY(deputy_of_post_query(cx->db, cx->arena, id, (int64_t)cx->who.reach, cx->who.person,
		cx->who.account, &v.deputies, &v.n_deputies));
	v.mine = p.person != DB_NULL && p.person == cx->who.person;
	v.may_manage = post_may_manage(cx, p.kind, p.body);
	crumbs(pg, &p, _("What is open at this post"));
	handover_html(pg->o, &v);
	return OK;
}

enum err handover_read_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(handover_read(pg->cx, id));
	return page_go(pg, at_id(pg, "/posts/", id, "/handover"),
		_("Marked as read. The page stays here, and shows what is open now."));
}

/* ---- handing over ---- */

enum err hand_over_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct post_by_id p;
	struct work_post work;
	struct work_panel *panels;
	struct hand_over_view v = { .pg = pg, .p = &p };
	int64_t id;
	size_t n;

	TRY(page_id(pg, "id", &id));
	TRY(handover_get(cx, id, &p, &work));
	TRY(post_must_manage(cx, p.kind, p.body));
	TRY(handover_panels(cx, &work, &panels, &n, &v.open));
	TRY(post_people_choices(pg, &v.people));
	crumbs(pg, &p, _("Hand over"));
	hand_over_html(pg->o, &v);
	return OK;
}

static enum err code_meanwhile(struct arena *a, void *code)
{
	return code_work(a, code);
}

/* A code is only made for somebody without an account, whose e-mail was typed. */
enum err hand_over_before(struct page *pg)
{
	struct account_of_person a;
	const char **person, **email;
	bool has = true;
	int64_t id;

	if (form_all(pg, "person", &person) && text_to_int(person[0], &id))
		TRY(account_of_person_query(pg->cx->db, pg->cx->arena, id, &a, &has));
	if (!has && form_all(pg, "email", &email) && *email[0])
		page_meanwhile(pg, code_meanwhile, ARENA_NEW(pg->cx->arena, struct code_new));
	return OK;
}

/* The code, seen this once, with the letter that brings it. */
static enum err show_code(struct page *pg, int64_t account)
{
	struct ctx *cx = pg->cx;
	struct account_by_id a;
	struct code_view v = { .pg = pg, .a = &a };
	int64_t now;

	TRY(account_by_id_query(cx->db, cx->arena, account, &a));
	v.code = ((const struct code_new *)pg->work)->shown;
	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	v.until = time_text(cx->arena, now + CODE_HOURS * INT64_C(3600000));
	v.address = arena_printf(
		cx->arena, "%s/login/code", cx->config->base_url ? cx->config->base_url : "");
	pg->title = tr(cx->lang, _("The post is handed over"));
	page_crumb(pg, tr(cx->lang, _("Accounts")), "/accounts");
	page_crumb(pg, pg->title, NULL);
	account_code_html(pg->o, &v);
	return OK;
}

enum err hand_over_post(struct page *pg)
{
	static const struct field fields[] = { ID("person"), DATE("day"), EMAIL("email", 0) };
	int64_t id, account;
	struct values *v;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(handover_with_account(pg->cx, id, value_int(v, "person"), value_text(v, "day"),
		value_text(v, "email"), pg->work, &account));
	if (account)
		return show_code(pg, account);
	return page_go(pg, at_id(pg, "/posts/", id, ""), _("The post is handed over."));
}

/* ---- the letter ---- */

/* A line in both languages. */
static void both(struct pdf *d, enum pdf_style style, struct msg m, struct arena *a)
{
	const struct pdf_cell cells[] = {
		{ .text = msg_text(a, LANG_AR, m), .lang = LANG_AR, .style = style },
		{ .text = msg_text(a, LANG_EN, m), .lang = LANG_EN, .style = style },
	};

	pdf_row(d, &(struct pdf_row){ .cells = cells, .n = COUNT_OF(cells) });
}

static void fact(struct pdf *d, const char *label, const char *text)
{
	const struct pdf_cell cells[] = {
		{ .text = tr(LANG_AR, label), .lang = LANG_AR, .style = PDF_SMALL },
		{ .text = text,
			.lang = LANG_EN,
			.style = PDF_STRONG,
			.width = 3,
			.left = true,
			.boxed = true },
		{ .text = tr(LANG_EN, label), .lang = LANG_EN, .style = PDF_SMALL },
	};

	pdf_row(d, &(struct pdf_row){ .cells = cells, .n = COUNT_OF(cells) });
}

/* The Arabic name before the English one, as far as there are. */
static enum err write_letter(struct page *pg, const struct account_by_id *a, const char *code,
	const char *until, struct bytes *out)
{
	struct ctx *cx = pg->cx;
	struct arena *m = cx->arena;
	const char *title = tr(LANG_AR, _("Your account and one-time code")), *foot = NULL;
	struct pdf *d;

	TRY(download_foot(pg, LANG_AR, tr(LANG_AR, _("For the person named above alone")), &foot));
	d = pdf_new(m, &(struct pdf_head){
			       .lang = LANG_AR, .title = title, .mark = foot, .made = cx->now });
	if (!d)
		return fault("the libraries for PDF are not installed");
	both(d, PDF_TITLE, MSG("Your account and one-time code"), m);
	PDF_ROW(d, { .text = PICK(LANG_AR, a, name), .lang = LANG_AR, .style = PDF_HEADING },
		{ .text = PICK(LANG_EN, a, name), .lang = LANG_EN, .style = PDF_HEADING });
	PDF_ROW(d, { .text = PICK(LANG_AR, a, body), .lang = LANG_AR },
		{ .text = PICK(LANG_EN, a, body), .lang = LANG_EN });
	pdf_space(d, 12);
	both(d, PDF_BODY,
		MSG("An account was made for you. Open the address below, type the e-mail address "
		    "and the code, and choose a password of your own."),
		m);
	pdf_space(d, 8);
	fact(d, _("Address"),
		arena_printf(m, "%s/login/code", cx->config->base_url ? cx->config->base_url : ""));
	fact(d, _("E-mail"), a->email);
	fact(d, _("Code"), code);
	pdf_space(d, 8);
	both(d, PDF_BODY, MSG("The code works once, until {1}.", T(until)), m);
	both(d, PDF_SMALL,
		MSG("Nobody will ask you for the code or the password, not by telephone either. "
		    "Destroy this page when the password is set."),
		m);
	return pdf_end(d, out);
}

/* The code comes back from the page that showed it: it is stored nowhere. */
enum err code_letter_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("code", 11, 11), TEXT("until", 20, 30) };
	struct account_by_id a;
	struct bytes file = { 0 };
	struct values *v;
	int64_t id, ms;

	TRY(page_id(pg, "id", &id));
	TRY(account_may(pg->cx, id, &a));
	TRY(FORM_READ(pg, fields, &v));
	if (strspn(value_text(v, "code"), CODE_LETTERS) != 11 ||
		!time_parse(value_text(v, "until"), &ms))
		return ERR_MISSING;
	TRY(write_letter(pg, &a, value_text(v, "code"), value_text(v, "until"), &file));
	return download_pdf(pg, file, "one-time-code");
}
