#include "assess/prefill.h"

#include <stdlib.h>
#include <string.h>

#include "assess/meaning.h"
#include "assess/page_json.h"
#include "assess/response_in.h"
#include "base/crypto.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"
#include "forms/check.h"

enum err response_before(struct ctx *cx, int64_t response, int64_t *other)
{
	struct response_by_id r;
	struct response_before before;
	bool found;

	*other = 0;
	TRY(response_get(cx, response, &r));
	TRY(response_before_query(cx->db, cx->arena, response, r.own, &before, &found));
	if (!found || response_get(cx, before.id, &r) != OK || !response_readable(cx, &r))
		return OK;
	*other = before.id;
	return OK;
}

const char *prefill_seal(struct arena *a, struct answers *ans)
{
	struct buf b;

	buf_init(&b, a, 4096);
	answers_write(ans, 0, &b);
	return sha256_hex(a, b.data, b.len);
}

/* ---- the offer ---- */

/* Questions that are never offered: whoever answers says each time anew whether it may be shared,
 * and Tansiq knows the body. */
static enum err load_never(struct ctx *cx, int64_t form, struct prefill_walk *w)
{
	struct meanings m;
	const char **names;

	TRY(meaning_list(cx, form, &m));
	names = ARENA_ARRAY(cx->arena, m.n, const char *);
	w->never = names;
	for (size_t i = 0; i < m.n; i++)
		if (strcmp(m.at[i].meaning, "consent") == 0 || strcmp(m.at[i].meaning, "body") == 0)
			names[w->n_never++] = m.at[i].question;
	return OK;
}

static enum err load_saved(struct ctx *cx, int64_t response, struct prefill_walk *w)
{
	struct response_pages *rows;
	const char **names;
	size_t n;

	TRY(response_pages_query(cx->db, cx->arena, response, &rows, &n));
	names = ARENA_ARRAY(cx->arena, n, const char *);
	w->saved = names;
	for (size_t i = 0; i < n; i++)
		names[w->n_saved++] = rows[i].page;
	return OK;
}

enum err prefill_offer(
	struct ctx *cx, int64_t response, const struct form *model, struct prefill_offer *out)
{
	struct prefill_walk w = { .cx = cx, .out = out };
	struct response_by_id r, other;
	const struct form *before;

	*out = (struct prefill_offer){ 0 };
	TRY(response_get(cx, response, &r));
	TRY(response_answers(cx, response, model, &out->ans));
	TRY(response_before(cx, response, &out->source));
	if (!out->source || !response_writable(cx, &r))
		return OK;
	TRY(response_get(cx, out->source, &other));
	TRY(response_model(cx, &other, &before));
	TRY(response_answers(cx, out->source, before, &w.from));
	TRY(load_never(cx, r.form, &w));
	TRY(load_saved(cx, response, &w));
	return prefill_walk(&w, response_lang(cx, model));
}

/* ---- what was typed beside it ---- */

/* Values of one name, joined as choices are. */
static const char *value_of(struct arena *a, const struct prefill_typed *t, const char *name)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (size_t i = 0; i < t->n; i++) {
		if (strcmp(t->posted[i].name, name) != 0)
			continue;
		if (b.len)
			buf_char(&b, ' ');
		buf_str(&b, t->posted[i].value);
	}
	return b.data;
}

static const char *page_of(const struct form_node *n)
{
	while (n->depth > 1)
		n = n->parent;
	return n->kind == FORM_GROUP || n->kind == FORM_REPEAT ? n->name : "";
}

/* Pages somebody changes, each once. */
struct pages {
	LIST(const char *) list;
};

static void page_add(struct ctx *cx, struct pages *p, const char *page)
{
	for (size_t i = 0; i < p->list.n; i++)
		if (strcmp(p->list.at[i], page) == 0)
			return;
	*LIST_PUSH(cx->arena, &p->list) = page;
}

static enum err put_typed(
	struct ctx *cx, struct answers *ans, const struct prefill_typed *t, struct pages *pages)
{
	for (size_t i = 0; t && i < t->n; i++) {
		struct form_ref ref;
		enum err e;

		if (strcmp(t->posted[i].name, "shown") != 0)
			continue;
		ref = answers_at(ans, t->posted[i].value);
		if (!ref.node || ref.node->kind != FORM_QUESTION || !ref.node->has_control)
			continue;
		e = answers_set(ans, ref, value_of(cx->arena, t, t->posted[i].value));
		if (e == ERR_INPUT)
			return problem(cx, e, t->posted[i].value,
				MSG("An answer is longer than {1} bytes. Shorten it.",
					N(FORM_VALUE_MAX)));
		if (e == OK)
			page_add(cx, pages, page_of(ref.node));
	}
	return OK;
}

enum err prefill_put_typed(struct ctx *cx, struct answers *ans, const struct prefill_typed *t)
{
	struct pages pages = { 0 };

	return put_typed(cx, ans, t, &pages);
}

static enum err keep_pages(struct ctx *cx, int64_t response, const struct form *model,
	struct answers *ans, const struct pages *pages)
{
	for (size_t i = 0; i < pages->list.n; i++) {
		const char *page = pages->list.at[i];
		struct page_text now;

		TRY(response_page_get(cx, response, page, &now));
		TRY(response_page_save(cx, response, model, page, now.version,
			page_json_write(cx->arena, ans, page), &now));
	}
	return OK;
}

static enum err same_as_seen(struct ctx *cx, struct answers *ans, const struct prefill_typed *typed)
{
	if (!typed || !typed->seen || strcmp(typed->seen, prefill_seal(cx->arena, ans)) == 0)
		return OK;
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("Somebody changed these answers meanwhile. Look at them again, then confirm "
		    "them."));
}

static bool has_word(const char *list, const char *word, size_t n)
{
	while (*(list += strspn(list, " "))) {
		size_t len = strcspn(list, " ");

		if (len == n && memcmp(list, word, n) == 0)
			return true;
		list += len;
	}
	return false;
}

/* Whether two answers say the same: of several choices the order says nothing. */
static bool same_answer(const struct form_node *n, const char *x, const char *y)
{
	if (strcmp(x, y) == 0)
		return true;
	if (n->type != FORM_SELECT_MULTIPLE || strlen(x) != strlen(y))
		return false;
	while (*(x += strspn(x, " "))) {
		size_t len = strcspn(x, " ");

		if (!has_word(y, x, len))
			return false;
		x += len;
	}
	return true;
}

/* ---- taking ---- */

static enum err mark(struct ctx *cx, int64_t response, const struct prefill_offer *offer,
	struct answers *ans, bool confirm)
{
	for (size_t i = 0; i < offer->n; i++) {
		const struct prefilled *p = &offer->at[i];
		bool typed =
			!same_answer(p->ref.node, answer_text(answers_at(ans, p->path)), p->value);

		TRY(prefill_put_query(cx->db, response, p->path, p->page, p->value, offer->source,
			typed	  ? "changed"
			: confirm ? "confirmed"
				  : "open",
			cx->now, cx->who.account, NULL));
	}
	return OK;
}

enum err prefill_take(struct ctx *cx, int64_t response, const struct form *model, bool confirm,
	const struct prefill_typed *typed)
{
	struct prefill_offer offer;
	struct response_by_id r;
	struct pages pages = { 0 };

	TRY(response_get(cx, response, &r));
	TRY(prefill_offer(cx, response, model, &offer));
	TRY(same_as_seen(cx, offer.ans, typed));
	/* The offer's own texts, before what was typed replaces some. */
	for (size_t i = 0; i < offer.n; i++)
		page_add(cx, &pages, offer.at[i].page);
	TRY(put_typed(cx, offer.ans, typed, &pages));
	TRY(keep_pages(cx, response, model, offer.ans, &pages));
	TRY(mark(cx, response, &offer, offer.ans, confirm));
	if (!offer.n)
		return OK;
	return audit(cx, "response.prefill", "response", response, r.body,
		FACT_N("from", offer.source), FACT_N("answers", (int64_t)offer.n));
}

/* ---- marks ---- */

enum err prefill_waiting(
	struct ctx *cx, int64_t response, struct answers *ans, struct prefilled **at, size_t *n)
{
	struct prefill_open *rows;
	size_t n_rows;

	*n = 0;
	TRY(prefill_open_query(cx->db, cx->arena, response, NULL, &rows, &n_rows));
	*at = ARENA_ARRAY(cx->arena, n_rows, struct prefilled);
	for (size_t i = 0; i < n_rows; i++) {
		struct form_ref ref = answers_at(ans, rows[i].path);

		if (!ref.node || ref.node->kind != FORM_QUESTION || !*answer_text(ref) ||
			!answer_of(ref)->relevant)
			continue;
		(*at)[(*n)++] = (struct prefilled){ page_of(ref.node), rows[i].path,
			answer_text(ref), ref };
	}
	return OK;
}

static enum err set(struct ctx *cx, int64_t response, const char *path, const char *state)
{
	return prefill_set_query(cx->db, response, path, state, cx->now, cx->who.account, NULL);
}

static enum err writable(struct ctx *cx, int64_t response, struct response_by_id *r)
{
	return response_to_write(cx, response,
		MSG("This response cannot be changed now: it has been sent, or its round "
		    "is closed."),
		r);
}

enum err prefill_confirm(struct ctx *cx, int64_t response, const struct form *model,
	const char *page, const char *const *paths, size_t n, const struct prefill_typed *typed)
{
	struct response_by_id r;
	struct pages pages = { 0 };
	struct prefill_open *rows;
	struct answers *ans;
	int64_t done = 0;
	size_t n_rows;

	TRY(writable(cx, response, &r));
	TRY(response_answers(cx, response, model, &ans));
	TRY(same_as_seen(cx, ans, typed));
	TRY(put_typed(cx, ans, typed, &pages));
	TRY(keep_pages(cx, response, model, ans, &pages));
	TRY(prefill_open_query(cx->db, cx->arena, response, page, &rows, &n_rows));
	for (size_t i = 0; i < n_rows; i++) {
		if (paths && !text_among(rows[i].path, paths, n))
			continue;
		TRY(set(cx, response, rows[i].path, "confirmed"));
		done++;
	}
	return done ? audit(cx, "response.confirm", "response", response, r.body,
			      FACT("page", page), FACT_N("answers", done))
		    : OK;
}

enum err prefill_drop(struct ctx *cx, int64_t response, const struct form *model, const char *page)
{
	struct response_by_id r;
	struct pages pages = { 0 };
	struct prefill_open *rows;
	struct answers *ans;
	size_t n;

	TRY(writable(cx, response, &r));
	TRY(response_answers(cx, response, model, &ans));
	TRY(prefill_open_query(cx->db, cx->arena, response, page, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct form_ref ref = answers_at(ans, rows[i].path);

		TRY(prefill_delete_query(cx->db, response, rows[i].path, NULL));
		if (!ref.node || ref.node->kind != FORM_QUESTION || answers_set(ans, ref, "") != OK)
			continue;
		page_add(cx, &pages, rows[i].page);
	}
	TRY(keep_pages(cx, response, model, ans, &pages));
	return n ? audit(cx, "response.drop_prefill", "response", response, r.body,
			   FACT("page", page), FACT_N("answers", (int64_t)n))
		 : OK;
}

enum err prefill_saved(struct ctx *cx, int64_t response, const struct form *model, const char *page,
	const char *json)
{
	struct answers *ans = NULL;
	struct prefill_open *rows;
	const char *why = "";
	size_t n;

	TRY(prefill_open_query(cx->db, cx->arena, response, page, &rows, &n));
	if (!n)
		return OK;
	ans = answers_new(cx->arena, model);
	TRY(page_json_read(ans, page, json, &why));
	for (size_t i = 0; i < n; i++) {
		struct form_ref ref = answers_at(ans, rows[i].path);

		if (!ref.node || !same_answer(ref.node, answer_text(ref), rows[i].value))
			TRY(set(cx, response, rows[i].path, "changed"));
	}
	return OK;
}

/* ---- rows that go ---- */

const char *path_without(struct arena *a, const char *path, const char *place)
{
	const char *bracket = strrchr(place, '[');
	size_t stem = bracket ? (size_t)(bracket - place) + 1 : 0;
	int64_t gone, mine;
	size_t digits;

	if (!stem || strncmp(path, place, stem) != 0 ||
		!text_to_int(
			arena_strn(a, place + stem, strspn(place + stem, "0123456789")), &gone))
		return path;
	digits = strspn(path + stem, "0123456789");
	if (!digits || path[stem + digits] != ']' ||
		!text_to_int(arena_strn(a, path + stem, digits), &mine) || mine < gone)
		return path;
	if (mine == gone)
		return NULL;
	return arena_printf(
		a, "%.*s%lld%s", (int)stem, path, (long long)(mine - 1), path + stem + digits);
}

struct moved {
	const char *from, *to;
};

/* Lower numbers first, so that no two marks ever stand at one place. */
static int by_number(const void *x, const void *y)
{
	const struct moved *a = x, *b = y;
	size_t la = strlen(a->from), lb = strlen(b->from);

	if (la != lb)
		return la < lb ? -1 : 1;
	return strcmp(a->from, b->from);
}

enum err prefill_removed(struct ctx *cx, int64_t response, const char *place)
{
	struct prefill_list *rows;
	struct moved *moved;
	size_t n, n_moved = 0;

	TRY(prefill_list_query(cx->db, cx->arena, response, &rows, &n));
	moved = ARENA_ARRAY(cx->arena, n, struct moved);
	for (size_t i = 0; i < n; i++) {
		const char *to = path_without(cx->arena, rows[i].path, place);

		if (!to)
			TRY(prefill_delete_query(cx->db, response, rows[i].path, NULL));
		else if (strcmp(to, rows[i].path) != 0)
			moved[n_moved++] = (struct moved){ rows[i].path, to };
	}
	qsort(moved, n_moved, sizeof(*moved), by_number);
	for (size_t i = 0; i < n_moved; i++)
		TRY(prefill_move_query(cx->db, response, moved[i].from, moved[i].to, NULL));
	return OK;
}
