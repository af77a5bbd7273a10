/* Responses and the form engine: merging pages, counting, the check before sending. */
#include <string.h>

#include "assess/meaning.h"
#include "assess/page_json.h"
#include "assess/prefill.h"
#include "assess/response.h"
#include "assess/response_in.h"
#include "base/log.h"
#include "forms/check.h"

#define SHOWN_MOST 50 /* findings told at once */

struct form_clock response_clock(const struct ctx *cx)
{
	return (struct form_clock){ .today = cx->today,
		.now = cx->now,
		.zone = cx->config ? cx->config->zone_minutes : 180 };
}

size_t response_lang(const struct ctx *cx, const struct form *model)
{
	enum lang lang = cx->lang;

	for (size_t i = 0; i < LANG_COUNT; i++) {
		const char *code = langs[langs[lang].chain[i]].code;
		size_t at = form_lang(model, code);

		if (at != model->default_lang ||
			strstr(model->langs[at], arena_printf(cx->arena, "(%s)", code)))
			return at;
	}
	return model->default_lang;
}

enum err page_canonical(struct ctx *cx, const struct form *model, const char *page,
	const char *json, const char **canonical)
{
	struct answers *ans = answers_new(cx->arena, model);
	const char *why = "";
	enum err e = page_json_read(ans, page, json, &why);

	if (e == ERR_INPUT) {
		log_warn("answers of a page were refused: %s", why);
		return problem(cx, ERR_INPUT, NULL,
			MSG("What was sent does not belong to this page of the form. Open the page "
			    "again."));
	}
	TRY(e);
	*canonical = page_json_write(cx->arena, ans, page);
	return OK;
}

enum err response_body_question(struct ctx *cx, const struct response_by_id *r,
	const struct form *model, const struct form_node **question)
{
	const struct form_node *n;
	struct meanings m;
	const char *name;

	*question = NULL;
	TRY(meaning_list(cx, r->form, &m));
	name = meaning_question(&m, "body", "");
	n = name ? form_find(model, NULL, name, strlen(name)) : NULL;
	if (n && n->kind == FORM_QUESTION && n->type == FORM_SELECT_ONE && !n->repeat && n->list &&
		form_choice(n->list, r->code, strlen(r->code)))
		*question = n;
	return OK;
}

/* Before the pages are read, so that what somebody typed there goes before. */
static enum err put_body(struct ctx *cx, const struct response_by_id *r, const struct form *model,
	struct answers *ans)
{
	const struct form_node *n;
	enum err e = OK;

	TRY(response_body_question(cx, r, model, &n));
	if (n)
		e = answers_set(ans, answers_at(ans, n->name), r->code);
	return e == ERR_FAULT ? e : OK; /* a question that takes no answer keeps its own */
}

enum err response_begin(struct ctx *cx, const struct response_by_id *r, const struct form *model,
	struct answers **out)
{
	struct form_clock clock = response_clock(cx);

	*out = answers_new(cx->arena, model);
	if (form_begin(*out, &clock, response_lang(cx, model)) != OK)
		return fault("form %s asks for too much work", r->form_file);
	return put_body(cx, r, model, *out);
}

enum err response_answers_of(struct ctx *cx, const struct response_by_id *r,
	const struct form *model, struct answers **out)
{
	struct response_pages *pages;
	struct form_clock clock = response_clock(cx);
	const char *why = "";
	size_t n;

	TRY(response_pages_query(cx->db, cx->arena, r->id, &pages, &n));
	TRY(response_begin(cx, r, model, out));
	for (size_t i = 0; i < n; i++)
		if (page_json_read(*out, pages[i].page, pages[i].answers, &why) != OK)
			return fault("a stored page of response %lld cannot be read: %s",
				(long long)r->id, why);
	if (form_update(*out, &clock, response_lang(cx, model)) != OK)
		return fault("form %s asks for too much work", r->form_file);
	return OK;
}

enum err response_answers(
	struct ctx *cx, int64_t response, const struct form *model, struct answers **out)
{
	struct response_by_id r;

	TRY(response_get(cx, response, &r));
	if (!response_readable(cx, &r))
		return ERR_MISSING;
	return response_answers_of(cx, &r, model, out);
}

enum err response_check(struct ctx *cx, int64_t response, const struct form *model,
	struct answers **ans, struct form_findings *findings)
{
	struct form_clock clock = response_clock(cx);
	enum err e;

	*findings = (struct form_findings){ .arena = cx->arena };
	TRY(response_answers(cx, response, model, ans));
	e = form_check(*ans, &clock, response_lang(cx, model), cx->arena, findings);
	return e == ERR_INPUT ? OK : e;
}

enum err response_count(struct ctx *cx, const struct response_by_id *r, const struct form *model)
{
	struct form_clock clock = response_clock(cx);
	struct form_findings findings = { .arena = cx->arena };
	struct answers *ans;

	TRY(response_answers_of(cx, r, model, &ans));
	if (form_check(ans, &clock, response_lang(cx, model), cx->arena, &findings) == ERR_FAULT)
		return ERR_FAULT;
	return response_set_counts_query(
		cx->db, r->id, (int64_t)findings.answered, (int64_t)findings.asked, NULL);
}

/* A problem for each page on which answers of the last round wait for confirmation. */
static enum err tell_open(struct ctx *cx, int64_t response, struct answers *ans, size_t *n)
{
	struct prefilled *open;
	struct fill_page *pages;
	size_t n_pages = 0;

	TRY(prefill_waiting(cx, response, ans, &open, n));
	if (*n)
		n_pages = fill_pages(
			ans, response_lang(cx, ans->form), cx->lang, cx->arena, NULL, &pages);
	for (size_t i = 0; i < n_pages; i++) {
		int64_t here = 0;

		for (size_t k = 0; k < *n; k++)
			here += strcmp(open[k].page, pages[i].page) == 0;
		if (here)
			(void)problem(cx, ERR_INPUT, NULL,
				MSGN("{2}: {1} answer is from last round and not confirmed.",
					"{2}: {1} answers are from last round and not confirmed.",
					here, N(here), S(pages[i].title)));
	}
	return OK;
}

enum err response_complete(struct ctx *cx, const struct response_by_id *r)
{
	const struct form *model;
	struct form_findings findings;
	struct answers *ans;
	size_t open;

	TRY(response_model(cx, r, &model));
	TRY(response_check(cx, r->id, model, &ans, &findings));
	TRY(tell_open(cx, r->id, ans, &open));
	if (!findings.n && !open)
		return OK;
	for (size_t i = 0; i < findings.n && i < SHOWN_MOST; i++) {
		const struct form_finding *f = &findings.at[i];
		const char *label =
			f->ref.node ? form_label(ans, f->ref, response_lang(cx, model), cx->arena)
				    : "";

		(void)problem(cx, ERR_INPUT, f->path,
			MSG("{1}: {2}", S(*label ? label : f->path),
				S(form_finding_text(cx->arena, f, cx->lang))));
	}
	return ERR_INPUT;
}
