/* Both entries of a paper, answer by answer, and what is decided where they differ. */
#include <string.h>

#include "assess/page_json.h"
#include "assess/paper_entry.h"
#include "assess/response_in.h"
#include "base/log.h"
#include "core/audit.h"
#include "core/may.h"
#include "forms/check.h"

/* The same place in both entries and in what comes of them; all zero where one lacks it. */
struct places {
	struct form_ref first, second, final;
};

struct comparing {
	struct ctx *cx;
	struct paper_compare *c;
	const struct entry_choices *choices;
	size_t n_choices;
};

static const char *text(struct form_ref at)
{
	return at.occ ? answer_text(at) : "";
}

static size_t count(struct form_ref repeat)
{
	return repeat.occ && repeat.node->kind == FORM_REPEAT ? answers_count(repeat) : 0;
}

static struct form_ref nth(struct form_ref repeat, size_t i)
{
	return i < count(repeat) ? answers_occurrence(repeat, i) : (struct form_ref){ NULL, NULL };
}

static struct form_ref at(const struct form_node *n, struct form_ref in)
{
	return (struct form_ref){ in.occ ? n : NULL, in.occ };
}

static bool typed_in(const struct form_node *n)
{
	return n->kind == FORM_QUESTION && n->has_value && n->has_control &&
	       n->type != FORM_CALCULATE && n->type != FORM_NOTE;
}

const char *paper_page_of(const struct form_node *n)
{
	while (n->depth > 1)
		n = n->parent;
	return n->kind == FORM_GROUP || n->kind == FORM_REPEAT ? n->name : "";
}

/* A choice counts while both entries say what it was made from. */
static void apply_choice(const struct comparing *w, struct paper_difference *d)
{
	for (size_t i = 0; i < w->n_choices; i++) {
		const struct entry_choices *c = &w->choices[i];

		if (strcmp(c->path, d->path) != 0)
			continue;
		d->version = c->version;
		if (strcmp(c->first, d->first) != 0 || strcmp(c->second, d->second) != 0)
			continue;
		d->choice = (int)c->choice;
		d->value = c->choice == 2 ? d->second : c->choice == 3 ? c->value : d->first;
	}
}

static enum err question(struct comparing *w, struct places p)
{
	struct paper_difference d = {
		.node = p.final.node, .first = text(p.first), .second = text(p.second)
	};
	enum err e;

	d.value = d.first;
	if (strcmp(d.first, d.second) != 0) {
		d.path = answers_path(w->cx->arena, p.final);
		d.page = paper_page_of(d.node);
		apply_choice(w, &d);
		w->c->open += d.choice == 0;
		*LIST_PUSH(w->cx->arena, &w->c->list) = d;
	}
	e = answers_set(w->c->final, p.final, d.value);
	return e == ERR_MISSING || e == ERR_INPUT ? OK : e; /* the form fills it by itself */
}

static enum err inside(struct comparing *w, const struct form_node *in, struct places p);

/* As many occurrences as the longer entry. */
static enum err repeat(struct comparing *w, const struct form_node *n, struct places p)
{
	size_t most = count(p.first) < count(p.second) ? count(p.second) : count(p.first);

	while (count(p.final) < most)
		TRY(answers_add(w->c->final, p.final, NULL));
	for (size_t i = 0; i < most; i++)
		TRY(inside(w, n,
			(struct places){ nth(p.first, i), nth(p.second, i), nth(p.final, i) }));
	return OK;
}

static enum err inside(struct comparing *w, const struct form_node *in, struct places p)
{
	for (const struct form_node *n = in->first; n; n = n->next) {
		struct places one = { at(n, p.first), at(n, p.second), at(n, p.final) };

		if (n->kind == FORM_META)
			continue;
		if (n->kind == FORM_REPEAT)
			TRY(repeat(w, n, one));
		else if (n->kind == FORM_GROUP)
			TRY(inside(w, n, one));
		else if (typed_in(n))
			TRY(question(w, one));
	}
	return OK;
}

enum err paper_compare(struct ctx *cx, const struct paper *p, struct paper_compare *c)
{
	struct comparing w = { .cx = cx, .c = c };
	struct form_clock clock = response_clock(cx);
	struct entry_choices *choices;

	*c = (struct paper_compare){ 0 };
	TRY(paper_answers(cx, p, 1, &c->first));
	TRY(paper_answers(cx, p, 2, &c->second));
	TRY(paper_answers(cx, p, 1, &c->final));
	TRY(entry_choices_query(cx->db, cx->arena, p->e.id, &choices, &w.n_choices));
	w.choices = choices;
	TRY(inside(&w, p->model->nodes,
		(struct places){
			answers_root(c->first), answers_root(c->second), answers_root(c->final) }));
	if (form_update(c->final, &clock, response_lang(cx, p->model)) != OK)
		return fault("form %s asks for too much work", p->r.form_file);
	return OK;
}

/* Whether nothing is answered in an occurrence. */
static bool says_nothing(struct form_ref in)
{
	struct form_ref x = { 0 };

	while ((x = answers_child(in, x)).node) {
		if (x.node->kind == FORM_GROUP && !says_nothing(x))
			return false;
		for (size_t i = 0; x.node->kind == FORM_REPEAT && i < answers_count(x); i++)
			if (!says_nothing(answers_occurrence(x, i)))
				return false;
		if (typed_in(x.node) && *answer_text(x))
			return false;
	}
	return true;
}

static enum err shorten(struct paper_compare *c, const struct form_node *in, struct places p)
{
	for (const struct form_node *n = in->first; n; n = n->next) {
		struct places one = { at(n, p.first), at(n, p.second), at(n, p.final) };
		size_t a = count(one.first), b = count(one.second), both = a < b ? a : b;

		if (n->kind == FORM_GROUP)
			TRY(shorten(c, n, p));
		if (n->kind != FORM_REPEAT)
			continue;
		while (count(one.final) > both &&
			says_nothing(nth(one.final, count(one.final) - 1)))
			TRY(answers_remove(c->final, nth(one.final, count(one.final) - 1)));
		for (size_t i = 0; i < count(one.final); i++)
			TRY(shorten(c, n,
				(struct places){ nth(one.first, i), nth(one.second, i),
					nth(one.final, i) }));
	}
	return OK;
}

enum err paper_settle(const struct paper *p, struct paper_compare *c)
{
	return shorten(c, p->model->nodes,
		(struct places){
			answers_root(c->first), answers_root(c->second), answers_root(c->final) });
}

static const struct paper_difference *find(const struct paper_compare *c, const char *path)
{
	for (size_t i = 0; i < c->list.n; i++)
		if (strcmp(c->list.at[i].path, path) == 0)
			return &c->list.at[i];
	return NULL;
}

/* The value as the form settles it, so that the same is the same. */
static enum err value_of(struct ctx *cx, const struct paper_compare *c,
	const struct paper_choice *in, const struct paper_difference *d, const char **value)
{
	struct form_ref ref = answers_at(c->final, in->path);

	*value = in->choice == 1 ? d->first : in->choice == 2 ? d->second : "";
	if (in->choice != 3)
		return OK;
	if (answers_set(c->final, ref, in->value ? in->value : "") != OK)
		return problem(
			cx, ERR_INPUT, "value", MSG("This is too long for an answer. Shorten it."));
	*value = answer_text(ref);
	return OK;
}

enum err paper_choose(struct ctx *cx, int64_t id, const struct paper_choice *in)
{
	const struct paper_difference *d;
	struct paper_compare c;
	const char *value;
	struct paper p;

	TRY(paper_get(cx, id, &p));
	if (!p.types)
		return p.reads ? may(cx, MAY_ENTER, p.r.body) : ERR_MISSING;
	if (strcmp(p.e.state, "compare") != 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This paper is not compared now: somebody went on with it meanwhile. "
			    "Look at it again."));
	TRY(paper_compare(cx, &p, &c));
	d = find(&c, in->path);
	if (!d || in->choice < 0 || in->choice > 3)
		return ERR_MISSING;
	TRY(value_of(cx, &c, in, d, &value));
	if (d->choice == in->choice && (in->choice != 3 || strcmp(d->value, value) == 0))
		return OK;
	if (d->version != in->version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody decided on this answer meanwhile. Look at what is there, "
			    "then decide again."));
	TRY(entry_choice_put_query(cx->db, id, d->path, d->first, d->second, in->choice, value,
		cx->now, cx->who.account, NULL));
	TRY(paper_compare(cx, &p, &c));
	TRY(entry_counts_query(cx->db, id, (int64_t)c.list.n, (int64_t)(c.list.n - c.open), NULL));
	return audit(cx, "paper.choose", "paper", id, p.behalf ? p.r.round_body : p.r.body,
		FACT("question", in->path), FACT_N("choice", in->choice));
}
