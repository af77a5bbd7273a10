#include "assess/paper_entry.h"

#include <string.h>

#include "assess/page_json.h"
#include "assess/response_in.h"
#include "base/id.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/may.h"
#include "forms/check.h"

#define MINUTE INT64_C(60000)

static bool enters(struct ctx *cx, const struct response_by_id *r)
{
	return r->own && may_at(cx, MAY_ENTER, r->body);
}

static bool coordinates(struct ctx *cx, const struct response_by_id *r)
{
	return may_at(cx, MAY_COORDINATE, r->round_body);
}

enum err paper_get(struct ctx *cx, int64_t id, struct paper *p)
{
	*p = (struct paper){ 0 };
	TRY(entry_by_id_query(cx->db, cx->arena, id, &p->e));
	TRY(response_get(cx, p->e.response, &p->r));
	TRY(response_model(cx, &p->r, &p->model));
	p->types = enters(cx, &p->r);
	p->behalf = !p->types && p->e.behalf && coordinates(cx, &p->r);
	p->types |= p->behalf;
	p->reads = p->r.own || p->behalf;
	return OK;
}

bool paper_may_open(struct ctx *cx, const struct response_by_id *r, bool *behalf)
{
	*behalf = !enters(cx, r);
	return !*behalf || coordinates(cx, r);
}

/* ---- opening ---- */

/* One is under way: the reader's to go on with, or the body's own. */
static enum err go_on(struct ctx *cx, const struct entry_now *now, bool behalf, int64_t *id)
{
	*id = now->id;
	if (!behalf || now->behalf)
		return OK;
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("This body is entering its paper itself. Nothing is to do for you."));
}

enum err paper_open(struct ctx *cx, int64_t response, int64_t *id)
{
	const struct flow_step *step;
	struct response_by_id r;
	struct entry_now now;
	bool found, behalf;

	TRY(response_get(cx, response, &r));
	if (!paper_may_open(cx, &r, &behalf))
		return r.own ? may(cx, MAY_ENTER, r.body) : ERR_MISSING;
	TRY(entry_now_query(cx->db, cx->arena, response, &now, &found));
	if (found)
		return go_on(cx, &now, behalf, id);
	if (response_takes(cx, &r) != OK) {
		cx->problems.n = 0;
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This response takes no answers now: it has been sent, or its round is "
			    "not open. A paper is entered once it is returned."));
	}
	*id = id_new();
	TRY(flow_go(cx, &paper_flow, *id, behalf ? r.round_body : r.body, "none",
		behalf ? "open_behalf" : "open", NULL, &step));
	return conflict(cx,
		entry_insert_query(cx->db, *id, response, behalf, cx->who.account, cx->now, NULL));
}

enum err paper_under_way(struct ctx *cx, int64_t response, int64_t *id)
{
	struct entry_now now;
	bool found;

	TRY(entry_now_query(cx->db, cx->arena, response, &now, &found));
	*id = found ? now.id : 0;
	return OK;
}

/* ---- the code of a paper ---- */

static enum err no_code(struct ctx *cx)
{
	return problem(cx, ERR_INPUT, "code",
		MSG("No response has this code. Scan the square code of the blank form, or type "
		    "the number below it."));
}

/* The value of a part of "a=1;b=2", or NULL. */
static const char *part(struct ctx *cx, const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = text; p && *p; p = strchr(p, ';')) {
		p += *p == ';';
		if (strncmp(p, name, n) == 0 && p[n] == '=')
			return arena_strn(cx->arena, p + n + 1, strcspn(p + n + 1, ";"));
	}
	return NULL;
}

enum err paper_find(struct ctx *cx, const char *code, int64_t *response)
{
	static const char head[] = "tansiq:";
	const char *number = code = text_trim(cx->arena, code), *round = NULL, *body = NULL;
	struct response_by_id r;
	int64_t in;
	bool behalf;
	enum err e;

	if (strncmp(code, head, sizeof(head) - 1) == 0) {
		round = part(cx, code + sizeof(head) - 1, "round");
		body = part(cx, code + sizeof(head) - 1, "body");
		number = part(cx, code + sizeof(head) - 1, "response");
		if (!round || !body || !number)
			return no_code(cx);
	}
	if (!text_to_int(number, response) || *response <= 0)
		return no_code(cx);
	e = response_get(cx, *response, &r);
	if (e == ERR_MISSING || (e == OK && !paper_may_open(cx, &r, &behalf)))
		return no_code(cx);
	TRY(e);
	if (round && (!text_to_int(round, &in) || in != r.round || strcmp(body, r.code) != 0))
		return no_code(cx);
	return OK;
}

/* ---- what is typed ---- */

int paper_pass(const struct entry_by_id *e)
{
	return strcmp(e->state, "first") == 0 ? 1 : strcmp(e->state, "second") == 0 ? 2 : 0;
}

static enum err has_typed(struct ctx *cx, const struct paper *p, int pass, bool *has)
{
	struct entry_typed row;

	return entry_typed_query(cx->db, cx->arena, p->e.id, pass, cx->who.account, &row, has);
}

enum err paper_pass_seen(struct ctx *cx, const struct paper *p, int pass, bool *seen)
{
	const char *at = p->e.state;

	*seen = false;
	if (!p->reads)
		return OK;
	if (strcmp(at, "dropped") == 0)
		at = p->e.dropped_from ? p->e.dropped_from : "first";
	if (strcmp(at, "compare") == 0 || strcmp(at, "taken") == 0) {
		*seen = true;
		return OK;
	}
	if (p->types && paper_pass(&p->e) == pass) {
		*seen = true;
		return OK;
	}
	return has_typed(cx, p, pass, seen);
}

enum err paper_wait(struct ctx *cx, const struct paper *p, int64_t *minutes)
{
	int64_t done, now;
	bool typed;

	*minutes = 0;
	TRY(has_typed(cx, p, 1, &typed));
	if (!typed && p->e.first_by != cx->who.account)
		return OK;
	if (!p->e.first_at || !time_parse(p->e.first_at, &done) || !time_parse(cx->now, &now))
		return OK;
	if (now - done < PAPER_BREAK * MINUTE)
		*minutes = (PAPER_BREAK * MINUTE - (now - done) + MINUTE - 1) / MINUTE;
	return OK;
}

enum err paper_page_now(
	struct ctx *cx, int64_t entry, int pass, const char *page, struct page_text *out)
{
	struct entry_page row;
	bool found;

	*out = (struct page_text){ .answers = "{}" };
	TRY(entry_page_query(cx->db, cx->arena, entry, pass, page, &row, &found));
	if (found)
		*out = (struct page_text){ .answers = row.answers,
			.version = row.version,
			.saved_at = row.saved_at,
			.saved_by = PICK(cx->lang, &row, name) };
	return OK;
}

enum err paper_answers(struct ctx *cx, const struct paper *p, int pass, struct answers **out)
{
	struct form_clock clock = response_clock(cx);
	struct entry_pages *pages;
	const char *why = "";
	size_t n;

	TRY(entry_pages_query(cx->db, cx->arena, p->e.id, pass, &pages, &n));
	TRY(response_begin(cx, &p->r, p->model, out));
	for (size_t i = 0; i < n; i++)
		if (page_json_read(*out, pages[i].page, pages[i].answers, &why) != OK)
			return fault("a stored page of paper %lld cannot be read: %s",
				(long long)p->e.id, why);
	if (form_update(*out, &clock, response_lang(cx, p->model)) != OK)
		return fault("form %s asks for too much work", p->r.form_file);
	return OK;
}

/* Why this reader may not type in that entry now. */
static enum err check_typing(struct ctx *cx, const struct paper *p, int pass)
{
	int64_t minutes = 0;
	bool typed;

	if (!p->types)
		return p->reads ? may(cx, MAY_ENTER, p->r.body) : ERR_MISSING;
	if (paper_pass(&p->e) != pass)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This entry is not typed any more: somebody went on with the paper "
			    "meanwhile. What you typed is kept on this page."));
	if (pass == 1)
		return OK;
	TRY(paper_wait(cx, p, &minutes));
	if (minutes)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("You typed the first entry of this paper. Another person types the "
			    "second."));
	TRY(has_typed(cx, p, 1, &typed));
	return typed || p->e.first_by == cx->who.account
		       ? entry_same_person_query(cx->db, p->e.id, NULL)
		       : OK;
}

static enum err store(struct ctx *cx, const struct paper *p, int pass, const char *page,
	const char *answers, struct page_text *now)
{
	int64_t changed = 1;

	if (now->version)
		TRY(entry_page_update_query(cx->db, p->e.id, pass, page, now->version, answers,
			cx->now, cx->who.account, &changed));
	else
		TRY(conflict(cx, entry_page_insert_query(cx->db, p->e.id, pass, page, answers,
					 cx->now, cx->who.account, NULL)));
	if (!changed)
		return ERR_BUSY;
	now->answers = answers;
	now->version++;
	now->saved_at = cx->now;
	now->saved_by = cx->who.name;
	return entry_typist_add_query(cx->db, p->e.id, pass, cx->who.account, NULL);
}

enum err paper_page_save(struct ctx *cx, const struct paper *p, int pass, const char *page,
	int64_t base, const char *json, struct page_text *out)
{
	const char *canonical;

	TRY(paper_page_now(cx, p->e.id, pass, page, out));
	TRY(check_typing(cx, p, pass));
	TRY(page_canonical(cx, p->model, page, json, &canonical));
	if (out->version && strcmp(out->answers, canonical) == 0)
		return OK;
	if (out->version != base)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("{1} saved this page at {2}. Your text is kept below, beside what is "
			    "there.",
				S(out->saved_by ? out->saved_by : ""),
				T(out->saved_at ? out->saved_at : cx->now)));
	return store(cx, p, pass, page, canonical, out);
}
