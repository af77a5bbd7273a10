/* A paper becomes the response's answers, and is taken back. */
#include <string.h>

#include "assess/evidence.h"
#include "assess/inquiry.h"
#include "assess/page_json.h"
#include "assess/paper_entry.h"
#include "assess/prefill.h"
#include "assess/response_in.h"
#include "base/crypto.h"
#include "core/may.h"

/* A page the paper has answers on. */
struct taking {
	const char *page, *json;
	struct page_text now; /* of the response */
	bool untouched;	      /* nobody but a paper has written on it */
};

static enum err look_at(struct ctx *cx, const struct paper *p, struct taking *t)
{
	struct entry_from_paper row;

	TRY(response_page_now(cx, p->r.id, t->page, &t->now));
	t->untouched = !t->now.version;
	return t->untouched ? OK
			    : entry_from_paper_query(cx->db, cx->arena, p->r.id, t->page,
				      t->now.version, &row, &t->untouched);
}

/* The pages saved in either entry that say anything, in the order of the form. */
static enum err pages_of(struct ctx *cx, const struct paper *p, const struct paper_compare *c,
	struct taking **out, size_t *n)
{
	struct entry_page_names *saved;
	const char **names;
	size_t n_names = form_pages(cx->arena, p->model, &names), n_saved;

	TRY(entry_page_names_query(cx->db, cx->arena, p->e.id, &saved, &n_saved));
	*out = ARENA_ARRAY(cx->arena, n_names + 1, struct taking);
	*n = 0;
	for (size_t i = 0; i < n_names; i++) {
		const char *json = page_json_write(cx->arena, c->final, names[i]);
		bool is_saved = false;

		for (size_t k = 0; k < n_saved; k++)
			is_saved = is_saved || strcmp(saved[k].page, names[i]) == 0;
		if (!is_saved || strcmp(json, "{}") == 0)
			continue;
		(*out)[*n] = (struct taking){ .page = names[i], .json = json };
		TRY(look_at(cx, p, &(*out)[(*n)++]));
	}
	return OK;
}

/* ---- what it would do ---- */

static bool typed_in(const struct form_node *n)
{
	return n->kind == FORM_QUESTION && n->has_value && n->has_control &&
	       n->type != FORM_CALCULATE && n->type != FORM_NOTE;
}

/* What the response says and the paper does not, or otherwise. */
static void replaced(struct ctx *cx, struct form_ref now, struct form_ref paper,
	const struct form_node *in, struct paper_outcome *out)
{
	for (const struct form_node *n = in->first; n; n = n->next) {
		struct form_ref a = { n, now.occ }, b = { paper.occ ? n : NULL, paper.occ };
		size_t rows = n->kind == FORM_REPEAT ? answers_count(a) : 0;

		if (n->kind == FORM_GROUP)
			replaced(cx, now, paper, n, out);
		for (size_t i = 0; i < rows; i++)
			replaced(cx, answers_occurrence(a, i),
				b.occ && i < answers_count(b) ? answers_occurrence(b, i)
							      : (struct form_ref){ NULL, NULL },
				n, out);
		if (typed_in(n) && *answer_text(a) &&
			(!b.occ || strcmp(answer_text(a), answer_text(b)) != 0))
			*LIST_PUSH(cx->arena, &out->list) =
				(struct paper_replaced){ answers_path(cx->arena, a), a, b };
	}
}

static void replaced_on(struct ctx *cx, const struct paper *p, const struct paper_compare *c,
	const char *page, struct paper_outcome *out)
{
	const struct form_node *node = form_page_node(p->model, page);
	struct paper_outcome all = { 0 };

	replaced(cx, answers_root(out->now), answers_root(c->final), p->model->nodes, &all);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct form_node *n = all.list.at[i].now.node;

		if (node->kind == FORM_ROOT ? n->depth == 1
					    : n->index >= node->index && n->index < node->end)
			*LIST_PUSH(cx->arena, &out->list) = all.list.at[i];
	}
}

static enum err outcome(struct ctx *cx, const struct paper *p, const struct paper_compare *c,
	const struct taking *pages, size_t n, struct paper_outcome *out)
{
	struct buf seen;

	*out = (struct paper_outcome){ 0 };
	buf_init(&seen, cx->arena, 64);
	if (p->r.own)
		TRY(response_answers_of(cx, &p->r, p->model, &out->now));
	for (size_t i = 0; i < n; i++) {
		buf_str(&seen, arena_printf(cx->arena, "%s:%lld:%s;", pages[i].page,
				       (long long)pages[i].now.version, pages[i].json));
		out->blocked = out->blocked || (!p->r.own && !pages[i].untouched);
		if (out->now && pages[i].now.version)
			replaced_on(cx, p, c, pages[i].page, out);
	}
	out->seen = sha256_hex(cx->arena, seen.data, seen.len);
	return OK;
}

enum err paper_outcome(struct ctx *cx, const struct paper *p, const struct paper_compare *c,
	struct paper_outcome *out)
{
	struct taking *pages;
	size_t n;

	TRY(pages_of(cx, p, c, &pages, &n));
	return outcome(cx, p, c, pages, n, out);
}

/* ---- taking over ---- */

static enum err check_take(struct ctx *cx, const struct paper_compare *c,
	const struct paper_outcome *o, const char *seen, bool replace, size_t n_pages)
{
	if (c->open)
		return problem(cx, ERR_INPUT, NULL,
			MSGN("{1} answer is not decided on yet.",
				"{1} answers are not decided on yet.", (int64_t)c->open,
				N((int64_t)c->open)));
	if (!n_pages)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Nothing on this paper is answered. Drop it, or go on typing."));
	if (o->blocked)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("The body has typed answers on these pages itself, so they are not "
			    "replaced on its behalf. Its own people see this paper and can take it "
			    "over."));
	if (!seen || strcmp(seen, o->seen) != 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("The response or this paper was changed meanwhile. Look at what would "
			    "be replaced, then decide again."));
	if (o->list.n && !replace)
		return problem(cx, ERR_INPUT, "replace",
			MSGN("{1} answer typed in the response is replaced. Tick that this is "
			     "right.",
				"{1} answers typed in the response are replaced. Tick that this is "
				"right.",
				(int64_t)o->list.n, N((int64_t)o->list.n)));
	return OK;
}

/* Rows that are no longer there: what was beside them is beside the whole. */
static enum err rows_gone(struct ctx *cx, const struct paper *p, struct answers *before,
	struct answers *after, const char *page)
{
	const struct form_node *node = form_page_node(p->model, page);

	for (int i = node->index; node->kind != FORM_ROOT && i < node->end; i++) {
		const struct form_node *n = &p->model->nodes[i];
		size_t was, is;

		if (n->kind != FORM_REPEAT || n->repeat)
			continue;
		was = answers_count(answers_at(before, n->name));
		is = answers_count(answers_at(after, n->name));
		for (; was > is; was--) {
			const char *row = arena_printf(cx->arena, "%s[%zu]", n->name, was);

			TRY(evidence_row_removed(cx, p->r.id, row));
			TRY(inquiry_row_removed(cx, p->r.id, row));
		}
	}
	return OK;
}

static enum err take_page(struct ctx *cx, const struct paper *p, const struct taking *t)
{
	struct page_text out;

	TRY(response_page_put(cx, &p->r, p->model, t->page, t->now.version, t->json, &out));
	if (p->r.own)
		TRY(prefill_confirm(cx, p->r.id, p->model, t->page, NULL, 0, NULL));
	/* Confirming keeps what was typed: the version is read anew. */
	TRY(response_page_now(cx, p->r.id, t->page, &out));
	return entry_taken_put_query(cx->db, p->e.id, t->page,
		t->now.version ? t->now.answers : NULL, out.version, t->untouched, NULL);
}

static enum err take_scans(struct ctx *cx, const struct paper *p)
{
	struct entry_scans *scans;
	size_t n;

	TRY(entry_scans_query(cx->db, cx->arena, p->e.id, &scans, &n));
	for (size_t i = 0; i < n; i++) {
		int64_t id;

		TRY(evidence_bring(cx, &p->r, scans[i].file, scans[i].name, &id));
		if (id)
			TRY(entry_scan_evidence_query(cx->db, scans[i].id, id, NULL));
	}
	return OK;
}

static enum err take(struct ctx *cx, struct paper *p, const struct paper_compare *c,
	const struct taking *pages, size_t n, struct answers *before)
{
	TRY(response_paper_act(cx, &p->r, p->behalf ? "paper_behalf" : "paper", NULL));
	TRY(response_get(cx, p->e.response, &p->r));
	TRY(entry_taken_clear_query(cx->db, p->e.id, NULL));
	for (size_t i = 0; i < n; i++) {
		TRY(take_page(cx, p, &pages[i]));
		TRY(rows_gone(cx, p, before, c->final, pages[i].page));
	}
	TRY(take_scans(cx, p));
	return entry_taken_at_query(cx->db, p->e.id, cx->now, NULL);
}

static enum err compare(struct ctx *cx, const struct paper *p, struct paper_compare *c,
	struct taking **pages, size_t *n)
{
	TRY(paper_compare(cx, p, c));
	TRY(paper_settle(p, c));
	return pages_of(cx, p, c, pages, n);
}

enum err paper_take(struct ctx *cx, int64_t id, int64_t version, const char *seen, bool replace)
{
	const char *act;
	struct paper_compare c;
	struct paper_outcome o;
	struct taking *pages;
	struct answers *before;
	struct paper p;
	size_t n;

	TRY(paper_get(cx, id, &p));
	if (!p.types)
		return p.reads ? may(cx, MAY_ENTER, p.r.body) : ERR_MISSING;
	act = p.behalf ? "take_behalf" : "take";
	if (paper_repeated(cx, &p, act))
		return OK;
	if (strcmp(p.e.state, "compare") != 0)
		return paper_step(cx, &p, version, act, NULL);
	TRY(response_takes(cx, &p.r));
	TRY(compare(cx, &p, &c, &pages, &n));
	TRY(outcome(cx, &p, &c, pages, n, &o));
	TRY(check_take(cx, &c, &o, seen, replace, n));
	TRY(paper_step(cx, &p, version, act, NULL));
	TRY(response_answers_of(cx, &p.r, p.model, &before));
	return take(cx, &p, &c, pages, n, before);
}

/* ---- taking back ---- */

/* What a page holds before anybody types: what its reader saw then. */
static enum err blank_page(
	struct ctx *cx, const struct paper *p, const char *page, const char **json)
{
	struct answers *ans;

	TRY(response_begin(cx, &p->r, p->model, &ans));
	*json = page_json_write(cx->arena, ans, page);
	return OK;
}

static enum err restore(struct ctx *cx, const struct paper *p, const struct entry_taken *t)
{
	const char *json = t->before;
	struct page_text now;

	TRY(response_page_now(cx, p->r.id, t->page, &now));
	if (now.version != t->version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed these answers in the response since, so the paper is "
			    "not taken back. Change them there."));
	if (!json)
		TRY(blank_page(cx, p, t->page, &json));
	TRY(response_page_put(cx, &p->r, p->model, t->page, now.version, json, &now));
	TRY(entry_taken_back_query(cx->db, p->e.id, t->page, now.version, NULL));
	return entry_prefill_open_query(cx->db, p->r.id, t->page, p->e.taken_at, NULL);
}

static enum err scans_back(struct ctx *cx, const struct paper *p)
{
	struct entry_scans *scans;
	size_t n;

	TRY(entry_scans_query(cx->db, cx->arena, p->e.id, &scans, &n));
	for (size_t i = 0; i < n; i++) {
		if (scans[i].evidence == DB_NULL)
			continue;
		TRY(evidence_take_back(cx, &p->r, scans[i].evidence));
		TRY(entry_scan_evidence_query(cx->db, scans[i].id, DB_NULL, NULL));
	}
	return OK;
}

enum err paper_undo(struct ctx *cx, int64_t id, int64_t version, const char *reason)
{
	struct entry_taken *taken;
	struct paper p;
	size_t n;

	TRY(paper_get(cx, id, &p));
	if (!p.types)
		return p.reads ? may(cx, MAY_ENTER, p.r.body) : ERR_MISSING;
	if (paper_repeated(cx, &p, "undo"))
		return OK;
	if (strcmp(p.e.state, "taken") == 0)
		TRY(response_takes(cx, &p.r));
	TRY(paper_step(cx, &p, version, "undo", reason));
	TRY(response_paper_act(cx, &p.r, p.behalf ? "paper_undo_behalf" : "paper_undo", reason));
	TRY(response_get(cx, p.e.response, &p.r));
	TRY(entry_taken_query(cx->db, cx->arena, id, &taken, &n));
	for (size_t i = 0; i < n; i++)
		TRY(restore(cx, &p, &taken[i]));
	TRY(scans_back(cx, &p));
	TRY(entry_taken_touched_query(cx->db, id, NULL));
	return entry_taken_at_query(cx->db, id, NULL, NULL);
}
