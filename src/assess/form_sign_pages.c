/* The sign-offs of a version, and the letter that asks for one. */
#include <string.h>

#include "web/download.h"
#include "assess/form_draft_pages.h"
#include "assess/form_draft_view.h"
#include "assess/form_sign_show_html.h"
#include "base/text.h"
#include "core/may.h"
#include "core/pdf.h"

static enum err find(struct page *pg, struct form_by_id *f, struct form_version_by_number *v)
{
	int64_t id, number;

	TRY(page_id(pg, "id", &id));
	if (!text_to_int(page_segment(pg, "number"), &number) || !form_is_written(pg->cx, id))
		return ERR_MISSING;
	TRY(form_get(pg->cx, id, f));
	return form_version_get(pg->cx, id, number, v);
}

/* ---- history ---- */

static struct msg in_words(struct ctx *cx, const struct form_sign_history *h)
{
	const char *who = PICK(cx->lang, h, name), *body = PICK(cx->lang, h, body);

	if (strcmp(h->act, "sign") == 0)
		return MSG("Signed off for {1} by {2}, letter {3} of {4}.", S(body), S(who),
			S(h->letter_number), D(h->letter_date));
	if (strcmp(h->act, "object") == 0)
		return MSG("Objection of {1} by {2}.", S(body), S(who));
	return strcmp(h->state_from, "signed") == 0
		       ? MSG("Sign-off of {1} withdrawn by {2}.", S(body), S(who))
		       : MSG("Objection of {1} withdrawn by {2}.", S(body), S(who));
}

static enum err load_history(struct ctx *cx, struct sign_view *v)
{
	struct form_sign_history *rows;
	struct log_entry *log;

	TRY(form_sign_history_query(cx->db, cx->arena, v->v->id, &rows, &v->n_history));
	log = ARENA_ARRAY(cx->arena, v->n_history + 1, struct log_entry);
	for (size_t i = 0; i < v->n_history; i++)
		log[i] = (struct log_entry){
			.at = rows[i].at, .what = in_words(cx, &rows[i]), .reason = rows[i].reason
		};
	v->history = log;
	return OK;
}

/* ---- the page ---- */

/* The body whose forms are shown: the one asked for or posted, else the first the reader signs for
 * and that can be acted on; one at a time, so that its fields are there once. */
static int64_t acting(const struct page *pg, const struct form_signs *rows, size_t n)
{
	const char *asked = pg->posted ? typed(pg, "body", NULL) : page_param(pg, "body");
	int64_t id, first = 0;

	for (size_t i = 0; i < n; i++) {
		if (!rows[i].signs || rows[i].sign == DB_NULL)
			continue;
		if (asked && text_to_int(asked, &id) && rows[i].id == id)
			return id;
		first = first ? first : rows[i].id;
	}
	return first;
}

static enum err load(struct page *pg, struct sign_view *v)
{
	struct ctx *cx = pg->cx;
	struct form_signs *rows;
	struct sign_line *lines;
	int64_t here;

	TRY(form_signs(cx, v->v->id, &rows, &v->n));
	lines = ARENA_ARRAY(cx->arena, v->n + 1, struct sign_line);
	here = acting(pg, rows, v->n);
	for (size_t i = 0; i < v->n; i++) {
		const char *state = rows[i].state ? rows[i].state : "";

		lines[i] = (struct sign_line){ .s = &rows[i],
			.may_sign = rows[i].id == here && strcmp(state, "asked") == 0,
			.may_withdraw = rows[i].id == here && strcmp(state, "asked") != 0 };
		if (strcmp(state, "signed") != 0)
			lines[i].letter_href = arena_printf(cx->arena,
				"/forms/%lld/versions/%lld/letter/%lld", (long long)v->f->id,
				(long long)v->v->number, (long long)rows[i].id);
		v->missing += strcmp(state, "signed") != 0;
		v->unasked += rows[i].sign == DB_NULL;
	}
	v->lines = lines;
	v->may_ask = may_at(cx, MAY_COORDINATE, v->f->body);
	return load_history(cx, v);
}

enum err form_sign_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct form_by_id f;
	struct form_version_by_number version;
	struct sign_view v = { .f = &f, .v = &version };

	TRY(find(pg, &f, &version));
	TRY(load(pg, &v));
	pg->title = tr(cx->lang, _("Sign-off"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Forms")), "/forms");
	page_crumb(pg, PICK(cx->lang, &f, title),
		arena_printf(cx->arena, "/forms/%lld", (long long)f.id));
	page_crumb(pg, pg->title, NULL);
	form_sign_show_html(pg->o, pg, &v);
	return OK;
}

static enum err back(struct page *pg, const struct form_version_by_number *v, const char *notice)
{
	return page_go(pg,
		arena_printf(pg->cx->arena, "/forms/%lld/versions/%lld/sign", (long long)v->form,
			(long long)v->number),
		notice);
}

enum err form_ask_post(struct page *pg)
{
	struct form_by_id f;
	struct form_version_by_number v;

	TRY(find(pg, &f, &v));
	TRY(form_sign_ask(pg->cx, f.id, v.number));
	return back(pg, &v, _("The bodies are asked for their sign-off."));
}

enum err form_sign_post(struct page *pg)
{
	static const char *const acts[] = { "sign", "object", "withdraw", NULL };
	static const struct field fields[] = { ID("body"), INT("seen", 0, INT32_MAX),
		WORD("act", acts), TEXT("letter_number", 0, 60), DATE_OPT("letter_date"),
		LINES("reason", 0, 4000) };
	struct form_version_by_number version;
	struct form_by_id f;
	struct values *v;

	TRY(find(pg, &f, &version));
	TRY(FORM_READ(pg, fields, &v));
	TRY(form_sign_act(pg->cx, f.id, version.number, value_int(v, "body"), value_int(v, "seen"),
		value_text(v, "act"),
		&(struct form_sign_papers){ value_text(v, "reason"), value_text(v, "letter_number"),
			value_text(v, "letter_date") }));
	return back(pg, &version, _("It is kept, and the bodies that write the form are told."));
}

/* ---- the letter ---- */

/* One sentence in both languages, side by side. */
static void both(
	struct pdf *d, struct ctx *cx, const enum lang *l, enum pdf_style style, struct msg m)
{
	PDF_ROW(d, { .text = msg_text(cx->arena, l[0], m), .lang = l[0], .style = style },
		{ .text = msg_text(cx->arena, l[1], m), .lang = l[1], .style = style });
}

static void fact(struct pdf *d, struct ctx *cx, const enum lang *l, const char *word,
	const char *value, bool left)
{
	const struct pdf_cell cells[] = {
		{ .text = tr(l[0], word), .lang = l[0], .style = PDF_STRONG, .width = 2 },
		{ .text = value, .lang = left ? LANG_EN : l[0], .left = left, .width = 5 },
		{ .text = tr(l[1], word), .lang = l[1], .style = PDF_STRONG, .width = 2 },
	};

	(void)cx;
	pdf_row(d, &(struct pdf_row){ .cells = cells, .n = COUNT_OF(cells), .rule = true });
}

static void names(struct pdf *d, const enum lang *l, const char *word, const char *const *value)
{
	PDF_ROW(d, { .text = tr(l[0], word), .lang = l[0], .style = PDF_STRONG },
		{ .text = value[0], .lang = l[0], .width = 2 },
		{ .text = value[1], .lang = l[1], .width = 2 },
		{ .text = tr(l[1], word), .lang = l[1], .style = PDF_STRONG });
}

static void letter_write(struct pdf *d, struct ctx *cx, const enum lang *l,
	const struct form_by_id *f, const struct form_version_by_number *v,
	const struct form_signs *s)
{
	const char *from[] = { PICK(l[0], f, name), PICK(l[1], f, name) };
	const char *to[] = { PICK(l[0], s, name), PICK(l[1], s, name) };
	const char *title[] = { PICK(l[0], f, title), PICK(l[1], f, title) };

	both(d, cx, l, PDF_HEADING, MSG("Request for sign-off"));
	fact(d, cx, l, _("Number"), "", false);
	fact(d, cx, l, _("Date"), "", false);
	names(d, l, _("From"), from);
	names(d, l, _("To"), to);
	pdf_space(d, 10);
	both(d, cx, l, PDF_BODY,
		MSG("Please find below the version of the form that was written together. A round "
		    "opens with it once every body that writes it has signed it off by letter."));
	pdf_space(d, 10);
	names(d, l, _("Form"), title);
	fact(d, cx, l, _("form_id"), f->code, true);
	fact(d, cx, l, _("Version"), num_text(cx->arena, l[0], v->number), false);
	fact(d, cx, l, _("Questions"), num_text(cx->arena, l[0], v->questions), false);
	fact(d, cx, l, _("SHA-256 of the workbook"), v->file, true);
	pdf_space(d, 14);
	both(d, cx, l, PDF_STRONG, MSG("Name, post, signature, stamp"));
	PDF_ROW(d, { .lang = l[0], .high = 90, .boxed = true });
}

enum err form_letter_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const enum lang l[] = { LANG_AR, cx->lang == LANG_AR ? LANG_EN : cx->lang };
	struct form_version_by_number v;
	struct form_signs *rows;
	struct form_by_id f;
	const char *foot;
	struct bytes out;
	struct pdf *d;
	int64_t body;
	size_t n, at = 0;

	TRY(find(pg, &f, &v));
	TRY(page_id(pg, "body", &body));
	TRY(form_signs(cx, v.id, &rows, &n));
	while (at < n && rows[at].id != body)
		at++;
	if (at == n)
		return ERR_MISSING;
	TRY(download_foot(pg, l[0], NULL, &foot));
	d = pdf_new(cx->arena, &(struct pdf_head){ .lang = l[0],
				       .title = tr(l[0], _("Request for sign-off")),
				       .mark = foot,
				       .made = cx->now });
	if (!d)
		return ERR_FAULT;
	letter_write(d, cx, l, &f, &v, &rows[at]);
	TRY(pdf_end(d, &out));
	return download_pdf(pg, out, "sign-off");
}
