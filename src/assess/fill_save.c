#include "assess/fill_save.h"

#include "assess/evidence.h"
#include "assess/inquiry.h"
#include "assess/prefill.h"
#include "assess/response_in.h"
#include "base/log.h"

/* The page as it was shown, on the answers as they are stored. What the browser sends for it
 * belongs to it or counts as nothing. */
static enum err shown(struct ctx *cx, const struct form *model, const struct fill_sent *sent,
	struct answers **out)
{
	const char *why = "";
	enum err e;

	*out = answers_new(cx->arena, model);
	e = page_json_read(*out, sent->page, sent->base ? sent->base : "{}", &why);
	if (e == ERR_INPUT) {
		log_warn("the base of a page was refused: %s", why);
		*out = answers_new(cx->arena, model);
		e = OK;
	}
	return e;
}

enum err fill_refuse(struct ctx *cx, struct answers *ans, const struct fill_posted *posted,
	size_t n, struct msg why)
{
	const struct fill_long *longs;
	size_t n_longs = fill_too_long(cx->arena, posted, n, &longs);

	for (size_t i = 0; i < n_longs; i++) {
		struct form_ref ref = answers_at(ans, longs[i].name);
		const char *text = msg_text(cx->arena, cx->lang, fill_long_text(&longs[i]));
		const char *label =
			ref.node ? form_label(ans, ref, response_lang(cx, ans->form), cx->arena)
				 : longs[i].name;

		(void)problem(cx, ERR_INPUT, longs[i].name, MSG("{1}: {2}", S(label), S(text)));
	}
	return n_longs ? ERR_INPUT : problem(cx, ERR_INPUT, NULL, why);
}

static enum err said_by(struct ctx *cx, const struct page_text *now)
{
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("{1} saved this page at {2}. Where you both changed an answer, yours is kept "
		    "below, beside what is there.",
			S(now->saved_by ? now->saved_by : ""),
			T(now->saved_at ? now->saved_at : cx->now)));
}

/* What was typed, joined with what others stored since the page was shown. */
static enum err join(struct ctx *cx, const struct fill_store *store, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m)
{
	struct answers *from;
	const char *why = "";
	struct msg said;

	TRY(shown(cx, model, sent, &from));
	TRY(store->answers(cx, store->at, model, &m->ans));
	/* Not what is stored, but what was shown is what the reader typed upon. */
	TRY(page_json_read(m->ans, sent->page, page_json_write(cx->arena, from, sent->page), &why));
	if (fill_apply(m->ans, sent->page, sent->posted, sent->n, NULL, NULL, &said) != OK)
		return fill_refuse(cx, m->ans, sent->posted, sent->n, said);
	m->sent = page_json_write(cx->arena, m->ans, sent->page);
	TRY(page_merge(from, m->stored, m->ans, sent->page, &m->merged));
	if (m->merged.both.n)
		return said_by(cx, &m->now);
	if (sent->remove && !page_same(from, m->stored, sent->remove))
		return said_by(cx, &m->now);
	if (fill_apply(m->ans, sent->page, NULL, 0, sent->add, sent->remove, &said) != OK)
		return problem(cx, ERR_INPUT, NULL, said);
	return OK;
}

enum err fill_meet_in(struct ctx *cx, const struct fill_store *store, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m)
{
	struct msg said;

	*m = (struct fill_meeting){ 0 };
	TRY(store->page(cx, store->at, sent->page, &m->now));
	TRY(store->answers(cx, store->at, model, &m->stored));
	m->now_json = page_json_write(cx->arena, m->stored, sent->page);
	if (m->now.version != sent->version)
		return join(cx, store, model, sent, m);
	TRY(store->answers(cx, store->at, model, &m->ans));
	if (fill_apply(m->ans, sent->page, sent->posted, sent->n, sent->add, sent->remove, &said) !=
		OK)
		return fill_refuse(cx, m->ans, sent->posted, sent->n, said);
	return OK;
}

static enum err of_response(struct ctx *cx, const void *at, const char *page, struct page_text *out)
{
	return response_page_get(cx, *(const int64_t *)at, page, out);
}

static enum err all_of_response(
	struct ctx *cx, const void *at, const struct form *model, struct answers **out)
{
	return response_answers(cx, *(const int64_t *)at, model, out);
}

enum err fill_meet(struct ctx *cx, int64_t response, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m)
{
	const struct fill_store store = { &response, of_response, all_of_response };

	return fill_meet_in(cx, &store, model, sent, m);
}

enum err fill_save(struct ctx *cx, int64_t response, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m)
{
	TRY(fill_meet(cx, response, model, sent, m));
	if (sent->remove)
		TRY(prefill_removed(cx, response, sent->remove));
	if (sent->remove)
		TRY(evidence_row_removed(cx, response, sent->remove));
	if (sent->remove)
		TRY(inquiry_row_removed(cx, response, sent->remove));
	return response_page_save(cx, response, model, sent->page, m->now.version,
		page_json_write(cx->arena, m->ans, sent->page), &m->now);
}
