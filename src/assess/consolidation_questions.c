/* Per question: how many answered, what was chosen, what numbers sum to; in the order of the form.
 */
#include <string.h>

#include "assess/consolidation_view.h"
#include "assess/form_words.h"

/* Rows of the three queries, each sorted by question. */
struct figures {
	struct cons_answered *answered;
	struct cons_choices *choices;
	struct cons_numbers *numbers;
	size_t n_answered, n_choices, n_numbers;
};

/* The first of n sorted rows of `size` bytes, each beginning with the question's name, that is not
 * before `name`. */
static size_t first_row(const void *rows, size_t n, size_t size, const char *name)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *const *at =
			(const char *const *)(const void *)((const char *)rows + middle * size);

		if (strcmp(*at, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

_Static_assert(offsetof(struct cons_answered, question) == 0, "first_row");
_Static_assert(offsetof(struct cons_choices, question) == 0, "first_row");
_Static_assert(offsetof(struct cons_numbers, question) == 0, "first_row");

static const char *words(struct ctx *cx, struct doc_words w)
{
	return doc_text(cx->lang, &w);
}

static void add_choices(struct ctx *cx, const struct figures *f, const struct form *model,
	const struct form_node *node, struct question_view *q)
{
	size_t from = first_row(f->choices, f->n_choices, sizeof(*f->choices), node->name), n = 0;

	while (from + n < f->n_choices && strcmp(f->choices[from + n].question, node->name) == 0)
		n++;
	q->n_choices = n;
	q->choices = ARENA_ARRAY(cx->arena, n, struct choice_view);
	q->times = node->repeat != NULL;
	for (size_t i = 0; i < n; i++) {
		const struct cons_choices *c = &f->choices[from + i];

		q->choices[i].label = words(cx, words_of_choice(model, node->name, c->choice));
		q->choices[i].bodies = q->times ? c->times : c->bodies;
		q->choices[i].share = q->bodies ? c->bodies * 1000 / q->bodies : 0;
	}
}

static void add_number(struct ctx *cx, const struct figures *f, const struct form_node *node,
	struct question_view *q)
{
	size_t i = first_row(f->numbers, f->n_numbers, sizeof(*f->numbers), node->name);

	if (i == f->n_numbers || strcmp(f->numbers[i].question, node->name) != 0)
		return;
	q->number = true;
	q->total = f->numbers[i].total;
	q->total_text = number_words(cx->arena, cx->lang, f->numbers[i].total);
	q->low = number_words(cx->arena, cx->lang, f->numbers[i].low);
	q->high = number_words(cx->arena, cx->lang, f->numbers[i].high);
}

static enum err load(
	struct ctx *cx, int64_t round, const struct cons_filter *narrow, struct figures *f)
{
	struct db *db = cx->db;
	struct arena *a = cx->arena;

	if (cons_filtered(narrow)) {
		TRY(narrow_answered_query(
			db, a, round, CONS_NARROW(narrow), &f->answered, &f->n_answered));
		TRY(narrow_choices_query(
			db, a, round, CONS_NARROW(narrow), &f->choices, &f->n_choices));
		return narrow_numbers_query(
			db, a, round, CONS_NARROW(narrow), &f->numbers, &f->n_numbers);
	}
	TRY(cons_answered_query(db, a, round, false, &f->answered, &f->n_answered));
	TRY(cons_choices_query(db, a, round, false, &f->choices, &f->n_choices));
	return cons_numbers_query(db, a, round, false, &f->numbers, &f->n_numbers);
}

enum err consolidation_questions(struct ctx *cx, const struct round_by_id *r,
	const struct form *model, const struct cons_filter *narrow, struct question_view **out,
	size_t *n)
{
	struct figures f;
	struct question_view *q = ARENA_ARRAY(cx->arena, model->n_nodes, struct question_view);

	*n = 0;
	*out = q;
	TRY(load(cx, r->id, narrow, &f));
	for (size_t i = 0; i < model->n_nodes; i++) {
		const struct form_node *node = &model->nodes[i];
		size_t at = first_row(f.answered, f.n_answered, sizeof(*f.answered), node->name);

		if (!node->has_control || at == f.n_answered ||
			strcmp(f.answered[at].question, node->name) != 0)
			continue;
		q[*n].name = node->name;
		q[*n].label = words(cx, words_of_question(model, node->name));
		q[*n].bodies = f.answered[at].bodies;
		q[*n].href = arena_printf(cx->arena, "/rounds/%lld/consolidation/questions/%s",
			(long long)r->id, node->name);
		add_choices(cx, &f, model, node, &q[*n]);
		add_number(cx, &f, node, &q[*n]);
		(*n)++;
	}
	return OK;
}
