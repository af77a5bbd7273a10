/* The answers of a response beside those of the body's last one. */
#include <string.h>

#include "assess/form_words.h"
#include "assess/prefill.h"
#include "assess/response_view_pages.h"
#include "assess/review.h"
#include "base/text.h"
#include "forms/check.h"

/* A leap of fewer than this is none, however many times it is. */
#define LEAP_LEAST INT64_C(100000)

struct differing {
	struct ctx *cx;
	struct answers *before;
	size_t lang;
	int64_t factor;
	struct occurrence *now, *like; /* the last pair found */
	LIST(const char *) gone;
};

/* What tells occurrences of a repeat apart: its first question with one choice. */
static struct form_ref key_of(struct form_ref occurrence)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(occurrence, at)).node)
		if (at.node->kind == FORM_QUESTION && at.node->has_control &&
			at.node->type == FORM_SELECT_ONE)
			return at;
	return (struct form_ref){ 0 };
}

static const char *key_text(struct form_ref occurrence)
{
	struct form_ref key = key_of(occurrence);

	return key.node ? answer_text(key) : "";
}

static struct form_ref repeat_of(struct form_ref occurrence)
{
	return (struct form_ref){ occurrence.node, occurrence.occ->parent };
}

/* How many occurrences before this one say the same of themselves. */
static size_t rank_of(struct form_ref occurrence)
{
	struct form_ref repeat = repeat_of(occurrence);
	const char *key = key_text(occurrence);
	size_t rank = 0;

	for (size_t i = 0; i < occurrence.occ->position; i++)
		rank += strcmp(key_text(answers_occurrence(repeat, i)), key) == 0;
	return rank;
}

static struct form_ref named_in(struct answers *ans, struct occurrence *in, const char *name)
{
	const struct form_node *n = form_find(ans->form, NULL, name, strlen(name));

	return n ? (struct form_ref){ n, in } : (struct form_ref){ 0 };
}

/* The occurrence of the other answers that is the like of this one, NULL if there is none. */
static struct occurrence *like_of(struct occurrence *occ, struct answers *other)
{
	struct occurrence *around;
	struct form_ref self, repeat;
	size_t rank, n;

	if (!occ->parent)
		return other->root;
	around = like_of(occ->parent, other);
	self = (struct form_ref){ occ->node, occ };
	if (!around)
		return NULL;
	repeat = named_in(other, around, occ->node->name);
	if (!repeat.node || repeat.node->kind != FORM_REPEAT ||
		repeat.node->repeat != (around->parent ? around->node : NULL))
		return NULL;
	rank = rank_of(self);
	n = answers_count(repeat);
	for (size_t i = 0; i < n; i++) {
		struct form_ref one = answers_occurrence(repeat, i);

		if (strcmp(key_text(one), key_text(self)) == 0 && rank-- == 0)
			return one.occ;
	}
	return NULL;
}

/* The same question at the like place: all zero where it was not asked. */
static struct form_ref prior_of(struct differing *d, struct form_ref at)
{
	const struct form_node *around;
	struct form_ref prior;

	if (d->now != at.occ) {
		d->now = at.occ;
		d->like = like_of(at.occ, d->before);
	}
	if (!d->like)
		return (struct form_ref){ 0 };
	prior = named_in(d->before, d->like, at.node->name);
	around = d->like->parent ? d->like->node : NULL;
	if (!prior.node || prior.node->kind != FORM_QUESTION || prior.node->repeat != around ||
		!prior.node->has_value || !answer_of(prior)->relevant)
		return (struct form_ref){ 0 };
	return prior;
}

static bool is_number(enum form_type t)
{
	return t == FORM_INTEGER || t == FORM_DECIMAL || t == FORM_RANGE;
}

static void differ_number(
	const struct differing *d, struct answer_line *l, const char *now, const char *then)
{
	int64_t a, b, more, size;

	if (!text_to_scaled(now, 4, &a) || !text_to_scaled(then, 4, &b)) {
		l->change = CHANGE_OTHER;
		return;
	}
	if (__builtin_sub_overflow(a, b, &more) || more == INT64_MIN) {
		l->change = CHANGE_OTHER;
		l->odd = true;
		return;
	}
	if (!more)
		return;
	size = more < 0 ? -more : more;
	l->change = more > 0 ? CHANGE_UP : CHANGE_DOWN;
	l->difference = number_words(d->cx->arena, d->cx->lang, size);
	if (size >= LEAP_LEAST && a > 0 && b > 0)
		l->odd = a / d->factor > b || b / d->factor > a;
}

static void differ(struct differing *d, struct answer_line *l)
{
	struct form_ref prior = prior_of(d, l->ref);
	const char *now = answer_text(l->ref), *then;

	if (!prior.node) {
		l->change = *now ? CHANGE_NEW : CHANGE_NONE;
		return;
	}
	l->compared = true;
	then = answer_text(prior);
	l->n_prior = answer_values(d->cx, prior, d->lang, &l->prior);
	if (strcmp(now, then) == 0)
		return;
	if (!*now) {
		l->change = CHANGE_GONE;
		l->odd = true;
	} else if (!*then) {
		l->change = CHANGE_NEW;
	} else if (is_number(l->ref.node->type)) {
		differ_number(d, l, now, then);
	} else if (l->ref.node->type == FORM_DATE && prior.node->type == FORM_DATE) {
		l->change = strcmp(now, then) > 0 ? CHANGE_UP : CHANGE_DOWN;
	} else {
		l->change = CHANGE_OTHER;
	}
}

/* Occurrences of last round without a like now. */
static void find_gone(struct differing *d, struct answers *now, struct form_ref in)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		if (at.node->kind == FORM_GROUP)
			find_gone(d, now, at);
		if (at.node->kind != FORM_REPEAT)
			continue;
		for (size_t i = 0; i < answers_count(at); i++) {
			struct form_ref one = answers_occurrence(at, i), key = key_of(one);
			const char *const *words;

			if (!key.node || like_of(one.occ, now) ||
				!answer_values(d->cx, key, d->lang, &words))
				continue;
			*LIST_PUSH(d->cx->arena, &d->gone) = words[0];
		}
	}
}

void answer_lines_differ(struct ctx *cx, struct answer_lines *lines, struct answers *now,
	struct answers *before, size_t lang, int64_t factor)
{
	struct differing d = {
		.cx = cx, .before = before, .lang = lang, .factor = factor > 1 ? factor : 2
	};

	lines->compared = true;
	for (size_t i = 0; i < lines->n; i++) {
		struct answer_line *l = &lines->at[i];

		if (l->kind != LINE_ANSWER)
			continue;
		differ(&d, l);
		lines->changed += l->change != CHANGE_NONE;
		lines->odd += l->odd;
	}
	find_gone(&d, now, answers_root(before));
	lines->gone = d.gone.at;
	lines->n_gone = d.gone.n;
}

enum err response_lines(struct ctx *cx, const struct response_by_id *r, struct answer_lines *lines,
	size_t *findings)
{
	struct form_findings found;
	const struct form *model, *old;
	struct answers *ans, *before;
	struct response_by_id earlier;
	int64_t other, factor;
	size_t lang;
	enum err e;

	TRY(response_model(cx, r, &model));
	TRY(response_check(cx, r->id, model, &ans, &found));
	lang = response_lang(cx, model);
	*lines = answer_lines(cx, ans, &found, lang);
	lines->ans = ans;
	lines->lang = lang;
	*findings = strcmp(r->state, "asked") == 0 ? 0 : found.n;
	TRY(response_before(cx, r->id, &other));
	if (!other)
		return OK;
	TRY(response_get(cx, other, &earlier));
	TRY(response_model(cx, &earlier, &old));
	e = response_answers(cx, other, old, &before);
	if (e == ERR_MISSING)
		return OK;
	TRY(e);
	TRY(review_factor(cx, r->round_body, &factor));
	answer_lines_differ(cx, lines, ans, before, response_lang(cx, old), factor);
	return OK;
}

/* ---- which are shown ---- */

static bool fits(const struct response_view *v, const struct answer_line *l)
{
	if (l->kind != LINE_ANSWER)
		return false;
	if (v->only == LINES_CHANGED)
		return l->change != CHANGE_NONE;
	return l->finding || l->odd || inquiry_waiting_at(&v->asked, l->path);
}

bool line_wanted(const struct response_view *v, size_t i)
{
	const struct answer_line *l = &v->lines.at[i];

	if (v->only == LINES_ALL || fits(v, l))
		return true;
	if (l->kind == LINE_ANSWER)
		return false;
	for (size_t k = i + 1; k < v->lines.n; k++) {
		const struct answer_line *below = &v->lines.at[k];

		if (fits(v, below))
			return true;
		if (below->kind == LINE_SECTION || below->kind == l->kind)
			return false;
	}
	return false;
}

struct msg change_word(const struct answer_line *l)
{
	switch (l->change) {
	case CHANGE_UP:
		return l->difference ? MSG("Up by {1}", S(l->difference)) : MSG("Later");
	case CHANGE_DOWN:
		return l->difference ? MSG("Down by {1}", S(l->difference)) : MSG("Earlier");
	case CHANGE_NEW:
		return MSG("New");
	case CHANGE_GONE:
		return MSG("Left empty now");
	default:
		return MSG("Changed");
	}
}
