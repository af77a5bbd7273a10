#include "assess/answer.h"

#include <string.h>

#include "assess/answer_sql.h"
#include "assess/meaning.h"
#include "assess/response.h"
#include "assess/response_in.h"
#include "base/id.h"
#include "base/list.h"
#include "base/text.h"
#include "forms/answers.h"

#define SCALE 4
#define NUM_MOST (INT64_C(1) << 49)

/* The different values one question was given so far: its choices, or "" for a number. */
struct given {
	bool any;
	LIST(const char *) values;
};

struct writing {
	struct ctx *cx;
	const struct response_by_id *r;
	struct answers *ans;
	struct meanings meanings;
	const struct form_node *topic; /* NULL: no needs */
	bool consent;
	int64_t *reps;	     /* by node: occurrences of a repeat met so far */
	struct given *given; /* by the one node form_find gives for a question's name */
};

/* ---- values ---- */

/* A number × 10000, rounded half away from zero; DB_NULL when it is none or too large. */
static int64_t scaled(struct arena *a, const char *text)
{
	const char *point = strchr(text, '.');
	size_t places = point ? strlen(point + 1) : 0;
	bool up = places > SCALE && point[SCALE + 1] >= '5';
	int64_t n;

	if (places > SCALE) {
		if (strspn(point + 1, "0123456789") != places)
			return DB_NULL;
		text = arena_strn(a, text, (size_t)(point - text) + 1 + SCALE);
	}
	if (!text_to_scaled(text, SCALE, &n))
		return DB_NULL;
	if (up)
		n += *text == '-' ? -1 : 1;
	return n > NUM_MOST || n < -NUM_MOST ? DB_NULL : n;
}

static bool several(const struct form_node *n)
{
	return n->type == FORM_SELECT_MULTIPLE || n->type == FORM_RANK;
}

static bool one_choice(const struct form_node *n)
{
	return n->type == FORM_SELECT_ONE || n->type == FORM_SELECT_EXTERNAL;
}

/* The next word of a list joined by blanks, or NULL. */
static const char *next_word(struct arena *a, const char **list)
{
	const char *from = *list + strspn(*list, " ");
	size_t n = strcspn(from, " ");

	*list = from + n;
	return n ? arena_strn(a, from, n) : NULL;
}

/* Whether the question had no such value yet; from now on it has. */
static bool first_time(struct arena *a, struct given *g, const char *value)
{
	for (size_t i = 0; i < g->values.n; i++)
		if (strcmp(g->values.at[i], value) == 0)
			return false;
	*LIST_PUSH(a, &g->values) = value;
	return true;
}

static enum err insert(struct writing *w, const struct form_node *question, int64_t rep,
	const char *choice, int64_t num, const char *text)
{
	const char *name = question->name;
	struct given *g = &w->given[form_find(w->ans->form, NULL, name, strlen(name))->index];
	bool first_answer = !g->any;
	bool first_value =
		(choice || num != DB_NULL) && first_time(w->cx->arena, g, choice ? choice : "");

	g->any = true;
	return answer_insert_query(w->cx->db, id_new(), w->r->round, w->r->id, w->r->body, name,
		rep, choice, num, text, first_answer, first_value, NULL);
}

static enum err write_answer(struct writing *w, struct form_ref at, int64_t rep)
{
	struct arena *a = w->cx->arena;
	const struct answer *answer = answer_of(at);
	const char *value = answer->value, *word;

	if (!answer->relevant || !*value || at.node->type == FORM_NOTE)
		return OK;
	if (several(at.node)) {
		while ((word = next_word(a, &value)))
			TRY(insert(w, at.node, rep, word, DB_NULL, NULL));
		return OK;
	}
	return insert(w, at.node, rep, one_choice(at.node) ? value : NULL, scaled(a, value),
		one_choice(at.node) ? NULL : value);
}

/* ---- needs ---- */

/* The value a meaning has for the occurrence a topic is in: beside it, or outside repeats. "" when
 * not set, not answered or not relevant. */
static const char *meant(
	struct writing *w, struct occurrence *occ, const char *word, const char *detail)
{
	const char *name = meaning_question(&w->meanings, word, detail);
	const struct form_node *n =
		name ? form_find(w->ans->form, w->topic, name, strlen(name)) : NULL;
	const struct answer *answer;

	if (!n || n->kind != FORM_QUESTION)
		return "";
	if (!n->repeat)
		occ = answers_root(w->ans).occ;
	else if (!w->topic || n->repeat != w->topic->repeat)
		return "";
	answer = answer_of((struct form_ref){ .node = n, .occ = occ });
	return answer->relevant ? answer->value : "";
}

static const char *or_null(const char *s)
{
	return *s ? s : NULL;
}

static int64_t whole(const char *s)
{
	int64_t n;

	return text_to_int(s, &n) && n >= 0 ? n : DB_NULL;
}

static enum err write_sets(struct writing *w, struct occurrence *occ, int64_t need)
{
	const char *groups = meant(w, occ, "group", ""), *places = meant(w, occ, "place", "");
	const char *word;

	while ((word = next_word(w->cx->arena, &groups)))
		TRY(need_group_insert_query(w->cx->db, need, word, NULL));
	while ((word = next_word(w->cx->arena, &places)))
		TRY(need_place_insert_query(w->cx->db, need, word, NULL));
	return OK;
}

static enum err write_need(struct writing *w, struct occurrence *occ, int64_t rep)
{
	const char *topic = meant(w, occ, "topic", ""), *priority = meant(w, occ, "priority", "");
	const char *rank = meaning_question(&w->meanings, "rank", priority);
	int64_t need = id_new();

	if (!*topic)
		return OK;
	TRY(need_insert_query(w->cx->db, need, w->r->round, w->r->id, w->r->body, rep, topic,
		or_null(meant(w, occ, "topic_text", topic)), or_null(meant(w, occ, "kind", "")),
		rank ? whole(rank) : DB_NULL, whole(meant(w, occ, "gap", topic)),
		whole(meant(w, occ, "people", "")), or_null(meant(w, occ, "by", "")), w->consent,
		NULL));
	return write_sets(w, occ, need);
}

/* ---- all of it ---- */

static enum err write_inside(struct writing *w, struct form_ref in, int64_t rep);

static enum err write_repeat(struct writing *w, struct form_ref at)
{
	for (size_t i = 0; i < answers_count(at); i++) {
		struct form_ref one = answers_occurrence(at, i);
		int64_t rep = ++w->reps[at.node->index];

		if (!one.occ->relevant)
			continue;
		TRY(write_inside(w, one, rep));
		if (w->topic && w->topic->repeat == at.node)
			TRY(write_need(w, one.occ, rep));
	}
	return OK;
}

static enum err write_inside(struct writing *w, struct form_ref in, int64_t rep)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		if (at.node->kind == FORM_REPEAT)
			TRY(write_repeat(w, at));
		else if (at.node->kind == FORM_GROUP)
			TRY(write_inside(w, at, rep));
		else if (at.node->kind == FORM_QUESTION && at.node->has_value)
			TRY(write_answer(w, at, rep));
	}
	return OK;
}

/* yes or no by the mapping; NULL when the form has no question for it. */
static const char *consent_of(struct writing *w)
{
	const char *question = NULL, *value;

	for (size_t i = 0; i < w->meanings.n && !question; i++)
		if (strcmp(w->meanings.at[i].meaning, "consent") == 0)
			question = w->meanings.at[i].detail;
	if (!question)
		return NULL;
	value = meant(w, answers_root(w->ans).occ, "consent", question);
	return *value && meaning_question(&w->meanings, "consent", value) ? "yes" : "no";
}

enum err answer_clear(struct ctx *cx, int64_t response)
{
	TRY(need_delete_groups_query(cx->db, response, NULL));
	TRY(need_delete_places_query(cx->db, response, NULL));
	TRY(need_delete_query(cx->db, response, NULL));
	TRY(answer_delete_query(cx->db, response, NULL));
	return response_set_consent_query(cx->db, response, NULL, NULL);
}

enum err answer_write(struct ctx *cx, int64_t response)
{
	struct writing w = { .cx = cx };
	struct response_by_id r;
	const struct form *model;
	const char *topic, *consent;
	struct form_ref root;

	TRY(response_get(cx, response, &r));
	TRY(response_model(cx, &r, &model));
	TRY(response_answers(cx, response, model, &w.ans));
	TRY(meaning_list(cx, r.form, &w.meanings));
	w.r = &r;
	w.reps = ARENA_ARRAY(cx->arena, model->n_nodes, int64_t);
	w.given = ARENA_ARRAY(cx->arena, model->n_nodes, struct given);
	topic = meaning_question(&w.meanings, "topic", "");
	w.topic = topic ? form_find(model, NULL, topic, strlen(topic)) : NULL;
	consent = consent_of(&w);
	w.consent = consent && strcmp(consent, "yes") == 0;

	TRY(answer_clear(cx, response));
	root = answers_root(w.ans);
	TRY(write_inside(&w, root, 0));
	if (w.topic && !w.topic->repeat)
		TRY(write_need(&w, root.occ, 0));
	return response_set_consent_query(cx->db, response, consent, NULL);
}
