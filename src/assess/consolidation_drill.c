/* From a figure down to the answers behind it. */
#include <string.h>

#include "assess/consolidation_view.h"
#include "assess/form_words.h"
#include "assess/model_cache.h"
#include "people/body.h"

static const char *words(struct ctx *cx, struct doc_words w)
{
	return doc_text(cx->lang, &w);
}

static const char *priority_word(struct ctx *cx, int64_t rank)
{
	static const char *const word[] = { _("Low"), _("Medium"), _("High") };

	return rank >= 1 && rank <= 3 ? tr(cx->lang, word[rank - 1]) : NULL;
}

static void add_part(struct buf *b, const char *part)
{
	if (b->len)
		buf_str(b, " · ");
	buf_str(b, part ? part : "");
}

/* What the needs are narrowed by, beside the topic, in words. */
const char *consolidation_narrowed(
	struct ctx *cx, const struct form *f, const struct meanings *m, const struct cons_filter *c)
{
	const char *const of[] = { c->group, c->place, c->kind };
	const char *const meaning[] = { "group", "place", "kind" };
	struct buf b;

	buf_init(&b, cx->arena, 64);
	for (size_t i = 0; i < COUNT_OF(of); i++) {
		if (!of[i])
			continue;
		add_part(&b,
			words(cx, words_of_choice(f, meaning_question(m, meaning[i], ""), of[i])));
	}
	if (c->priority)
		add_part(&b, priority_word(cx, c->priority));
	if (c->body_kind)
		add_part(&b, tr(cx->lang, body_kind_word(c->body_kind)));
	if (c->consent)
		add_part(&b, tr(cx->lang, strcmp(c->consent, "yes") == 0 ? _("May be shared")
									 : _("Not for donors")));
	return b.len ? b.data : NULL;
}

enum err consolidation_needs(struct ctx *cx, const struct round_by_id *r,
	const struct need_choice *c, int64_t limit, int64_t offset, struct needs_view *v)
{
	const struct form *f;
	struct meanings m;
	struct narrow_needs *n;
	const char *topic, *kind;

	TRY(model_get(cx, r->form_file, &f));
	TRY(meaning_list(cx, r->form, &m));
	topic = meaning_question(&m, "topic", "");
	kind = meaning_question(&m, "kind", "");
	v->heading = c->filter.topic ? words(cx, words_of_choice(f, topic, c->filter.topic))
				     : tr(cx->lang, _("All needs"));
	v->narrowed = consolidation_narrowed(cx, f, &m, &c->filter);
	TRY(narrow_needs_count_query(
		cx->db, cx->arena, r->id, CONS_NARROW(&c->filter), c->body, &v->total));
	TRY(narrow_needs_query(cx->db, cx->arena, r->id, CONS_NARROW(&c->filter), c->body, limit,
		offset, &n, &v->n));
	v->needs = ARENA_ARRAY(cx->arena, v->n, struct need_view);
	for (size_t i = 0; i < v->n; i++)
		v->needs[i] = (struct need_view){ .response = n[i].response,
			.gap = n[i].gap,
			.people = n[i].people,
			.body = PICK(cx->lang, &n[i], name),
			.topic = words(cx, words_of_choice(f, topic, n[i].topic)),
			.words = n[i].topic_text,
			.kind = n[i].kind ? words(cx, words_of_choice(f, kind, n[i].kind)) : NULL,
			.priority = priority_word(cx, n[i].priority),
			.by_date = n[i].by_date,
			.consent = n[i].consent };
	return OK;
}

/* Rows of one body and occurrence are one answer: the choices of a select_multiple stand together.
 */
static const char *answer_text(
	struct ctx *cx, const struct form *f, const char *question, const struct cons_question *a)
{
	if (a->choice)
		return words(cx, words_of_choice(f, question, a->choice));
	if (a->num != DB_NULL)
		return number_words(cx->arena, cx->lang, a->num);
	return a->text;
}

enum err consolidation_answers(
	struct ctx *cx, const struct round_by_id *r, const char *question, struct answers_view *v)
{
	const struct form *f;
	struct cons_question *a;
	size_t n;

	TRY(model_get(cx, r->form_file, &f));
	if (!form_find(f, NULL, question, strlen(question)))
		return ERR_MISSING;
	v->heading = words(cx, words_of_question(f, question));
	TRY(cons_question_query(cx->db, cx->arena, r->id, question, &a, &n));
	v->answers = ARENA_ARRAY(cx->arena, n, struct answer_view);
	for (size_t i = 0; i < n; i++) {
		const char *text = answer_text(cx, f, question, &a[i]);

		if (v->n && a[i].response == a[i - 1].response && a[i].rep == a[i - 1].rep) {
			struct answer_view *last = &v->answers[v->n - 1];

			last->text = arena_printf(cx->arena, "%s · %s", last->text, text);
			continue;
		}
		v->answers[v->n++] = (struct answer_view){
			.response = a[i].response, .body = PICK(cx->lang, &a[i], name), .text = text
		};
	}
	return OK;
}
