/* A response on paper, for signature: two languages side by side. */
#include <string.h>

#include "assess/evidence_pages.h"
#include "assess/response_in.h"
#include "assess/response_view_pages.h"
#include "assess/round.h"
#include "base/log.h"
#include "core/pdf.h"
#include "web/download.h"

#define SIGN_HIGH 58.0 /* points for a signature or a stamp */

struct paper_work {
	struct ctx *cx;
	struct pdf *d;
	const struct response_by_id *r;
	enum lang one; /* Arabic or Sorani, by the reader's language; English beside it */
	const struct form *model;
	struct answers *ans;
	const char *seal;
};

/* A row of the two languages; headings stay with what follows. */
static void names_row(struct paper_work *w, enum pdf_style style, const char *one, const char *en)
{
	const struct pdf_cell cells[] = { { .text = one, .lang = w->one, .style = style },
		{ .text = en, .lang = LANG_EN, .style = style } };

	pdf_row(w->d, &(struct pdf_row){ .cells = cells,
			      .n = 2,
			      .keep = style == PDF_HEADING || style == PDF_SUBHEADING });
}

static void both(struct paper_work *w, enum pdf_style style, struct msg m)
{
	struct arena *a = w->cx->arena;

	names_row(w, style, msg_text(a, w->one, m), msg_text(a, LANG_EN, m));
}

/* ---- head ---- */

static enum err put_head(struct paper_work *w)
{
	const struct response_by_id *r = w->r;
	struct arena *a = w->cx->arena;
	struct round_by_id round;

	TRY(round_by_id_query(
		w->cx->db, a, r->round, w->cx->who.system, w->cx->who.account, &round));
	names_row(w, PDF_TITLE, PICK(w->one, r, title), PICK(LANG_EN, r, title));
	names_row(w, PDF_STRONG, PICK(w->one, r, name), PICK(LANG_EN, r, name));
	if (round.letter_number)
		both(w, PDF_BODY,
			MSG("Asked for by letter {1} of {2}", S(round.letter_number),
				D(round.letter_date)));
	both(w, PDF_BODY, MSG("Due {1}", D(r->due_on)));
	both(w, PDF_BODY, MSG("Version {1} of the form", N(r->form_number)));
	PDF_ROW(w->d,
		{ .text = msg_text(a, w->one, MSG("Checksum")),
			.lang = w->one,
			.style = PDF_SMALL },
		{ .text = arena_strn(a, w->seal, SEAL_SHOWN),
			.lang = LANG_EN,
			.style = PDF_STRONG,
			.left = true,
			.boxed = true },
		{ .text = "Checksum", .lang = LANG_EN, .style = PDF_SMALL });
	pdf_say(w->d, PDF_SMALL, LANG_EN, arena_printf(a, "SHA-256 %s", w->seal));
	pdf_space(w->d, 6);
	return OK;
}

/* ---- answers ---- */

/* The lines of the record in one language. */
static struct answer_lines lines_in(struct paper_work *w, enum lang lang)
{
	enum lang reader = w->cx->lang;
	struct answer_lines lines;

	w->cx->lang = lang;
	lines = answer_lines(w->cx, w->ans, NULL, response_lang(w->cx, w->model));
	w->cx->lang = reader;
	return lines;
}

static const char *joined(struct arena *a, enum lang lang, const struct answer_line *l)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (size_t i = 0; i < l->n_values; i++) {
		if (i)
			buf_str(&b, tr(lang, _(", ")));
		buf_str(&b, l->values[i]);
	}
	return b.data;
}

static void put_line(struct paper_work *w, const struct answer_line *x, const struct answer_line *y)
{
	struct arena *a = w->cx->arena;

	if (x->kind == LINE_SECTION) {
		names_row(w, PDF_HEADING, x->label, y->label);
	} else if (x->kind == LINE_OCCURRENCE) {
		names_row(w, PDF_SUBHEADING,
			msg_text(a, w->one,
				MSG("{1}: {2} of {3}", S(x->label), N(x->number), N(x->of))),
			msg_text(a, LANG_EN,
				MSG("{1}: {2} of {3}", S(y->label), N(y->number), N(y->of))));
	} else if (x->n_values) {
		const struct pdf_cell labels[] = {
			{ .text = x->label, .lang = w->one, .style = PDF_SMALL },
			{ .text = y->label, .lang = LANG_EN, .style = PDF_SMALL },
		};
		const struct pdf_cell values[] = {
			{ .text = joined(a, w->one, x), .lang = w->one },
			{ .text = joined(a, LANG_EN, y), .lang = LANG_EN },
		};

		pdf_row(w->d, &(struct pdf_row){ .cells = labels, .n = 2, .keep = true });
		pdf_row(w->d, &(struct pdf_row){ .cells = values, .n = 2, .rule = true });
	}
}

static void put_answers(struct paper_work *w)
{
	struct answer_lines one = lines_in(w, w->one), en = lines_in(w, LANG_EN);

	for (size_t i = 0; i < one.n && i < en.n; i++)
		put_line(w, &one.at[i], &en.at[i]);
}

/* ---- evidence and signatures ---- */

static enum err put_evidence(struct paper_work *w)
{
	struct evidence_line *lines;
	size_t n;

	TRY(evidence_lines(w->cx, w->r->id, w->ans, response_lang(w->cx, w->model), &lines, &n));
	if (!n)
		return OK;
	both(w, PDF_HEADING, MSG("Evidence"));
	for (size_t i = 0; i < n; i++) {
		PDF_ROW(w->d, { .text = lines[i].name, .lang = w->one, .width = 3 },
			{ .text = lines[i].size, .lang = w->cx->lang, .width = 1, .end = true });
		pdf_row(w->d, &(struct pdf_row){ .cells = &(struct pdf_cell){ .text = lines[i].hash,
							 .lang = LANG_EN,
							 .style = PDF_SMALL,
							 .left = true },
				      .n = 1,
				      .rule = true });
	}
	return OK;
}

/* A line of a box for one who signs: what goes there in both languages, and room. */
static void put_room(struct paper_work *w, const char *fact, double high, bool last)
{
	const struct pdf_cell cells[] = {
		{ .text = tr(w->one, fact), .lang = w->one, .style = PDF_SMALL },
		{ .text = "", .lang = w->one, .width = 3, .high = high, .boxed = true },
		{ .text = tr(LANG_EN, fact), .lang = LANG_EN, .style = PDF_SMALL },
	};

	pdf_row(w->d, &(struct pdf_row){ .cells = cells, .n = 3, .keep = !last });
}

static void put_box(struct paper_work *w, struct msg who)
{
	both(w, PDF_SUBHEADING, who);
	put_room(w, _("Name"), 20, false);
	put_room(w, _("Post"), 20, false);
	put_room(w, _("Date"), 20, false);
	put_room(w, _("Number of the letter"), 20, false);
	put_room(w, _("Signature and stamp"), SIGN_HIGH, true);
	pdf_space(w->d, 8);
}

static enum err write_paper(struct paper_work *w, struct bytes *out)
{
	TRY(put_head(w));
	put_answers(w);
	TRY(put_evidence(w));
	both(w, PDF_HEADING, MSG("Signatures"));
	put_box(w, MSG("Focal point"));
	put_box(w, MSG("Head of department"));
	both(w, PDF_SMALL,
		MSG("The checksum belongs to the answers as they were when this was printed. When "
		    "the signed paper is scanned and kept, it shows whether they have changed."));
	return pdf_end(w->d, out);
}

enum err response_paper_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct response_by_id r;
	struct paper_work w = { .cx = cx, .r = &r };
	const char *foot;
	struct bytes pdf;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &r));
	if (!response_readable(cx, &r))
		return ERR_MISSING;
	w.one = cx->lang == LANG_CKB || cx->lang == LANG_KMR ? LANG_CKB : LANG_AR;
	TRY(response_model(cx, &r, &w.model));
	TRY(response_answers(cx, id, w.model, &w.ans));
	TRY(response_seal(cx, id, &w.seal));
	TRY(download_foot(pg, w.one, arena_strn(cx->arena, w.seal, SEAL_SHOWN), &foot));
	w.d = pdf_new(cx->arena, &(struct pdf_head){ .lang = w.one,
					 .title = PICK(w.one, &r, title),
					 .subject = arena_printf(cx->arena, "%s · %s",
						 PICK(w.one, &r, name), PICK(w.one, &r, title)),
					 .mark = foot,
					 .made = cx->now });
	if (!w.d)
		return fault("no PDF can be made");
	TRY(write_paper(&w, &pdf));
	return download_pdf(pg, pdf, arena_printf(cx->arena, "response-%s", r.code));
}
