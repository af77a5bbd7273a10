#include "people/people_sheets.h"

#include "people/account.h"
#include "people/body.h"
#include "people/person.h"
#include "people/post.h"

void bodies_rows_sheet(struct workbook *w, const struct body_list *rows, size_t n)
{
	static const char *const heads[] = { "code", "name_en", "name_ar", "name_ckb", "name_kmr",
		"kind", "source", "parent_code", "iati_org_type", "note", "starts", "ends",
		"successor_code" };
	struct sheet *s = workbook_sheet(w, tr(w->lang, _("Bodies")));

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, heads[i]);
	for (size_t i = 0; i < n; i++) {
		const struct body_list *r = &rows[i];
		const char *const cells[] = { r->code, r->name_en, r->name_ar, r->name_ckb,
			r->name_kmr, r->kind, r->source, r->parent_code, r->iati_type, r->note };

		for (size_t c = 0; c < COUNT_OF(cells); c++)
			sheet_text(w, s, cells[c]);
		sheet_date(w, s, r->starts);
		sheet_date(w, s, r->ends);
		sheet_text(w, s, r->successor_code);
	}
}

void people_rows_sheet(struct workbook *w, const struct person_list *rows, size_t n)
{
	static const char *const heads[] = { _("Name"), _("Body"), _("Body code"), _("E-mail"),
		_("Telephone"), _("Staff number"), _("Left on") };
	struct sheet *s = workbook_sheet(w, tr(w->lang, _("People")));

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(w->lang, heads[i]));
	for (size_t i = 0; i < n; i++) {
		const struct person_list *r = &rows[i];

		sheet_text(w, s, PICK(w->lang, r, name));
		sheet_text(w, s, PICK(w->lang, r, body));
		sheet_text(w, s, r->body_code);
		sheet_text(w, s, r->email);
		sheet_text(w, s, r->phone);
		sheet_text(w, s, r->staff_number);
		sheet_date(w, s, r->ended_on);
	}
}

void posts_rows_sheet(struct workbook *w, const struct post_list *rows, size_t n)
{
	static const char *const heads[] = { _("Post"), _("Title of the post"), _("Body"),
		_("Body code"), _("Held by"), _("Since"), _("Ended on") };
	struct sheet *s = workbook_sheet(w, tr(w->lang, _("Posts")));

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(w->lang, heads[i]));
	for (size_t i = 0; i < n; i++) {
		const struct post_list *r = &rows[i];

		sheet_text(w, s, tr(w->lang, post_kind_word(r->kind)));
		sheet_text(w, s, PICK(w->lang, r, title));
		sheet_text(w, s, PICK(w->lang, r, body));
		sheet_text(w, s, r->body_code);
		sheet_text(w, s, PICK(w->lang, r, person));
		sheet_date(w, s, r->held_since);
		sheet_date(w, s, r->ends);
	}
}

void accounts_rows_sheet(struct workbook *w, const struct account_list *rows, size_t n)
{
	static const char *const heads[] = { _("E-mail"), _("Name"), _("Body"), _("Body code"),
		_("State"), _("Last sign-in (UTC)") };
	struct sheet *s = workbook_sheet(w, tr(w->lang, _("Accounts")));

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(w->lang, heads[i]));
	for (size_t i = 0; i < n; i++) {
		const struct account_list *r = &rows[i];

		sheet_text(w, s, r->email);
		sheet_text(w, s, PICK(w->lang, r, name));
		sheet_text(w, s, PICK(w->lang, r, body));
		sheet_text(w, s, r->body_code);
		sheet_text(w, s, tr(w->lang, account_state_word(r->state)));
		sheet_text(w, s, r->signed_in_at);
	}
}

enum err bodies_sheet(struct ctx *cx, struct workbook *w)
{
	struct body_list *rows;
	size_t n;

	TRY(body_list_query(cx->db, cx->arena, BODY_LIST_SORT_CODE, "%", NULL, DB_NULL, NULL,
		cx->today, (int64_t)cx->who.reach, cx->who.account, SHEET_ROWS_MAX, 0, &rows, &n));
	bodies_rows_sheet(w, rows, n);
	return OK;
}

enum err people_sheet(struct ctx *cx, struct workbook *w)
{
	struct person_list *rows;
	size_t n;

	TRY(person_list_query(cx->db, cx->arena, PERSON_LIST_SORT_BODY, "%", DB_NULL, NULL,
		cx->today, own_body(cx), (int64_t)cx->who.reach, cx->who.account, SHEET_ROWS_MAX, 0,
		&rows, &n));
	people_rows_sheet(w, rows, n);
	return OK;
}

enum err posts_sheet(struct ctx *cx, struct workbook *w)
{
	struct post_list *rows;
	size_t n;

	TRY(post_list_query(cx->db, cx->arena, POST_LIST_SORT_BODY, "%", NULL, DB_NULL, NULL,
		cx->today, (int64_t)cx->who.reach, cx->who.account, SHEET_ROWS_MAX, 0, &rows, &n));
	posts_rows_sheet(w, rows, n);
	return OK;
}
