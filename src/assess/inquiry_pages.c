/* The questions of one response: their page, and beside answers on others. */
#include "assess/inquiry_pages.h"

#include <stdlib.h>
#include <string.h>

#include "assess/inquiry_show_html.h"
#include "assess/round_view_pages.h"
#include "core/may.h"
#include "forms/check.h"

static const char *address(struct ctx *cx, int64_t response, const char *tail)
{
	return arena_printf(cx->arena, "/responses/%lld%s", (long long)response, tail);
}

/* ---- threads ---- */

/* "need[2]/n_topic" → n_topic, also where that occurrence is not there now. */
static struct form_ref question_of(struct answers *ans, const char *path)
{
	struct form_ref at = answers_at(ans, path);
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

	if (!at.node)
		at = (struct form_ref){ form_find(ans->form, NULL, name, strlen(name)), ans->root };
	return at;
}

static const char *label_of(struct ctx *cx, struct answers *ans, const char *path, size_t lang)
{
	const char *bracket = strchr(path, '['), *label;
	struct form_ref at;
	int64_t row;

	if (!*path)
		return NULL;
	at = question_of(ans, path);
	label = at.node ? form_label(ans, at, lang, cx->arena) : path;
	if (!*label)
		label = path;
	row = bracket ? strtol(bracket + 1, NULL, 10) : 0;
	return row ? msg_text(cx->arena, cx->lang, MSG("{1} (row {2})", S(label), N(row))) : label;
}

/* What was said of one question, oldest first. */
static void put_said(
	struct ctx *cx, const struct inquiry_said *rows, size_t n, struct inquiry_thread *t)
{
	struct act_row *acts = ARENA_ARRAY(cx->arena, n + 1, struct act_row);

	for (size_t i = 0; i < n; i++)
		if (rows[i].record == t->id)
			acts[t->n++] = (struct act_row){ .id = rows[i].id,
				.act = rows[i].act,
				.state_from = rows[i].state_from,
				.state_to = rows[i].state_to,
				.reason = rows[i].reason,
				.at = rows[i].at,
				.name_ar = rows[i].name_ar,
				.name_ckb = rows[i].name_ckb,
				.name_kmr = rows[i].name_kmr,
				.name_en = rows[i].name_en };
	t->said = history_entries(cx, &inquiry_flow, acts, t->n);
}

static void put_acts(struct ctx *cx, const struct response_by_id *r, struct inquiry_thread *t)
{
	const struct flow_step **steps;
	size_t n = inquiry_acts(cx, r, t->state, &steps);

	for (size_t i = 0; i < n; i++) {
		t->answers |= strcmp(steps[i]->act, "answer") == 0;
		t->asks |= strcmp(steps[i]->act, "ask") == 0;
		t->resolves |= strcmp(steps[i]->act, "resolve") == 0;
		t->withdraws |= strcmp(steps[i]->act, "withdraw") == 0;
		t->reopens |= strcmp(steps[i]->act, "reopen") == 0;
	}
}

static bool has_changed(struct answers *ans, const struct inquiry_of *q)
{
	struct form_ref at;

	if (!*q->path)
		return false;
	at = answers_at(ans, q->path);
	return !at.node || at.node->kind != FORM_QUESTION ||
	       strcmp(answer_text(at), q->answer) != 0;
}

enum err inquiry_threads(struct ctx *cx, const struct response_by_id *r, struct answers *ans,
	size_t lang, struct inquiry_threads *out)
{
	const struct form *model;
	struct answers *words = ans;
	struct inquiry_of *rows;
	struct inquiry_said *said;
	size_t n_said;

	*out = (struct inquiry_threads){ 0 };
	TRY(inquiry_of_query(cx->db, cx->arena, r->id, &rows, &out->n));
	if (!out->n)
		return OK;
	TRY(inquiry_said_query(cx->db, cx->arena, r->id, &said, &n_said));
	if (!ans) {
		TRY(response_model(cx, r, &model));
		words = answers_new(cx->arena, model);
		lang = response_lang(cx, model);
	}
	out->at = ARENA_ARRAY(cx->arena, out->n, struct inquiry_thread);
	for (size_t i = 0; i < out->n; i++) {
		struct inquiry_thread *t = &out->at[i];

		*t = (struct inquiry_thread){ .id = rows[i].id,
			.response = r->id,
			.version = rows[i].version,
			.key = arena_printf(cx->arena, "%lld", (long long)rows[i].id),
			.path = rows[i].path,
			.label = label_of(cx, words, rows[i].path, lang),
			.state = rows[i].state,
			.needs_change = rows[i].needs_change,
			.changed = ans && has_changed(ans, &rows[i]) };
		out->open += strcmp(t->state, "open") == 0;
		out->answered += strcmp(t->state, "answered") == 0;
		t->waits = strcmp(t->state, "open") == 0 || strcmp(t->state, "answered") == 0;
		put_said(cx, said, n_said, t);
		put_acts(cx, r, t);
	}
	return OK;
}

size_t inquiry_waiting_at(const struct inquiry_threads *t, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += t->at[i].waits && strcmp(t->at[i].path, path) == 0;
	return n;
}

/* ---- on a page of the form ---- */

static const char *posted(const struct page *pg, const char *name)
{
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0)
			return pg->rq->form[i].value;
	return NULL;
}

static const char *reply_name(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "reply-%lld", (long long)id);
}

enum err inquiry_on_page(struct page *pg, const struct response_by_id *r, struct answers *ans,
	size_t lang, struct fill_page *page)
{
	struct inquiry_threads threads;

	TRY(inquiry_threads(pg->cx, r, ans, lang, &threads));
	for (size_t i = 0; i < threads.n; i++) {
		struct inquiry_thread *t = &threads.at[i];

		if (t->answers && response_writable(pg->cx, r)) {
			t->reply = reply_name(pg->cx, t->id);
			t->typed = posted(pg, t->reply);
			t->error = problem_of(pg, t->reply);
		}
		fill_ask(pg->cx->arena, page, t->path, t, &t->placed);
	}
	return OK;
}

/* The domain speaks of "words"; on a page of the form each field has a name of its own. */
static enum err renamed(struct ctx *cx, enum err e, size_t from, const char *name)
{
	for (size_t i = from; i < cx->problems.n; i++)
		if (cx->problems.at[i].field && strcmp(cx->problems.at[i].field, "words") == 0)
			cx->problems.at[i].field = name;
	return e;
}

enum err inquiry_replies(struct page *pg, const struct response_by_id *r)
{
	struct ctx *cx = pg->cx;
	struct inquiry_of *rows;
	size_t n;

	TRY(inquiry_of_query(cx->db, cx->arena, r->id, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const char *name = reply_name(cx, rows[i].id), *words = posted(pg, name);
		size_t said = cx->problems.n;

		if (words && words[strspn(words, " \n\t")])
			TRY(renamed(cx, inquiry_act(cx, rows[i].id, DB_NULL, "answer", words), said,
				name));
	}
	return OK;
}

/* ---- the page of a response's questions ---- */

static void put_questions(
	struct ctx *cx, struct answers *ans, struct form_ref in, size_t lang, struct choices *out)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		const char *path;

		if (!answer_of(at)->relevant)
			continue;
		if (at.node->kind == FORM_GROUP)
			put_questions(cx, ans, at, lang, out);
		for (size_t i = 0; at.node->kind == FORM_REPEAT && i < answers_count(at); i++)
			put_questions(cx, ans, answers_occurrence(at, i), lang, out);
		if (at.node->kind != FORM_QUESTION || !at.node->has_control ||
			at.node->type == FORM_NOTE || form_is_scaffold(at.node))
			continue;
		path = answers_path(cx->arena, at);
		*LIST_PUSH(cx->arena, out) =
			(struct choice){ .value = path, .name = label_of(cx, ans, path, lang) };
	}
}

enum err inquiry_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const struct form *model;
	struct answers *ans = NULL;
	struct response_by_id r;
	struct inquiry_view v = { .r = &r };
	size_t lang;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &r));
	TRY(response_model(cx, &r, &model));
	lang = response_lang(cx, model);
	if (response_readable(cx, &r))
		TRY(response_answers(cx, id, model, &ans));
	TRY(inquiry_threads(cx, &r, ans, lang, &v.threads));
	v.own = !may_at(cx, MAY_COORDINATE, r.round_body);
	v.may_ask = ans && inquiry_may_ask(cx, &r);
	v.chosen = page_param(pg, "at");
	if (v.may_ask) {
		*LIST_PUSH(cx->arena, &v.questions) =
			(struct choice){ .value = "", .word = _("The response as a whole") };
		put_questions(cx, ans, answers_root(ans), lang, &v.questions);
	}
	pg->title = tr(cx->lang, _("Questions on a response"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, &r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)r.round));
	page_crumb(pg, PICK(cx->lang, &r, name), address(cx, id, ""));
	page_crumb(pg, pg->title, NULL);
	inquiry_show_html(pg->o, pg, &v);
	return OK;
}

/* ---- acts ---- */

enum err inquiry_ask_post(struct page *pg)
{
	static const struct field fields[] = {
		TEXT("path", 0, 300),
		LINES("text", 0, 4000),
		FLAG("needs_change"),
		INT("version", 0, INT32_MAX),
	};
	struct ctx *cx = pg->cx;
	struct inquiry_input in;
	const struct form *model;
	struct response_by_id r;
	struct values *v;
	int64_t id, question;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &r));
	TRY(FORM_READ(pg, fields, &v));
	TRY(response_model(cx, &r, &model));
	in = (struct inquiry_input){ .path = value_text(v, "path") ? value_text(v, "path") : "",
		.text = value_text(v, "text"),
		.needs_change = value_flag(v, "needs_change"),
		.version = value_int(v, "version") };
	TRY(inquiry_ask(cx, id, model, &in, &question));
	if (in.needs_change)
		return page_go(pg, address(cx, id, "/questions"),
			_("Asked, and the response is returned."));
	return page_go(pg, address(cx, id, ""), _("Asked. The body finds it on its home page."));
}

static const char *notice_of(const char *act)
{
	if (strcmp(act, "answer") == 0)
		return _("Answered. The coordinator reads it.");
	if (strcmp(act, "ask") == 0)
		return _("Asked. The body finds it on its home page.");
	if (strcmp(act, "resolve") == 0)
		return _("The question is resolved. It can be opened again.");
	if (strcmp(act, "withdraw") == 0)
		return _("The question is withdrawn. It can be opened again.");
	return _("The question is open again.");
}

enum err inquiry_act_post(struct page *pg)
{
	static const char *const acts[] = { "answer", "ask", "resolve", "withdraw", "reopen",
		NULL };
	static const char *const froms[] = { "response", NULL };
	static const struct field fields[] = {
		WORD("act", acts),
		INT("version", 0, INT32_MAX),
		LINES("words", 0, 4000),
		WORD_OPT("from", froms),
	};
	struct ctx *cx = pg->cx;
	struct inquiry_by_id q;
	struct response_by_id r;
	struct values *v;
	const char *act;
	int64_t id, question;

	TRY(page_id(pg, "id", &id));
	TRY(page_id(pg, "question", &question));
	TRY(response_get(cx, id, &r));
	TRY(inquiry_by_id_query(cx->db, cx->arena, question, &q));
	if (q.response != id)
		return ERR_MISSING;
	TRY(FORM_READ(pg, fields, &v));
	act = value_text(v, "act");
	TRY(inquiry_act(cx, question, value_int(v, "version"), act, value_text(v, "words")));
	return page_go(pg,
		address(cx, id,
			arena_printf(cx->arena, "%s#q%lld",
				value_text(v, "from") ? "" : "/questions", (long long)question)),
		notice_of(act));
}
