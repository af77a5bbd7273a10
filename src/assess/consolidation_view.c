#include "assess/consolidation_view.h"

#include <stdlib.h>
#include <string.h>

#include "assess/form_words.h"
#include "assess/model_cache.h"

/* What the steps below share. */
struct looker {
	struct ctx *cx;
	const struct round_by_id *round;
	const struct form *model;
	struct meanings meanings;
	const char *topic, *group, *place, *kind; /* questions, NULL when not mapped */
};

static const char *choice_label(const struct looker *l, const char *question, const char *choice)
{
	struct doc_words w = words_of_choice(l->model, question, choice);

	return doc_text(l->cx->lang, &w);
}

static const char *topic_href(const struct looker *l, const char *topic, const char *more)
{
	return arena_printf(l->cx->arena, "/rounds/%lld/consolidation/needs?topic=%s%s",
		(long long)l->round->id, url_words(l->cx->arena, topic), more);
}

static enum err ranks(struct looker *l, const struct cons_filter *f, struct consolidation_view *v)
{
	struct ranked *r;

	TRY(cons_ranking(l->cx, l->round->id, false, f, &r, &v->n_ranks));
	v->ranks = ARENA_ARRAY(l->cx->arena, v->n_ranks, struct rank_view);
	for (size_t i = 0; i < v->n_ranks; i++) {
		v->ranks[i] = (struct rank_view){ .topic = r[i].topic,
			.label = choice_label(l, l->topic, r[i].topic),
			.href = topic_href(l, r[i].topic, ""),
			.bodies = r[i].bodies,
			.needs = r[i].needs,
			.people = r[i].people,
			.priority = r[i].priority,
			.gap = r[i].gap,
			.score = r[i].score };
		if (r[i].bodies >= 3)
			v->shared++;
	}
	return OK;
}

static void charts(struct looker *l, struct consolidation_view *v)
{
	struct arena *a = l->cx->arena;
	enum lang lang = l->cx->lang;
	int64_t people = 0, bodies = 0;
	const char *top_people = "", *top_bodies = "";

	v->people = chart_new(a, lang, "c1", tr(lang, _("People by topic")), v->n_ranks);
	v->bodies = chart_new(a, lang, "c2", tr(lang, _("Bodies by topic")), v->n_ranks);
	v->bodies->fill = "f2";
	for (size_t i = 0; i < v->n_ranks; i++) {
		if (v->ranks[i].people > people) {
			people = v->ranks[i].people;
			top_people = v->ranks[i].label;
		}
		if (v->ranks[i].bodies > bodies) {
			bodies = v->ranks[i].bodies;
			top_bodies = v->ranks[i].label;
		}
	}
	for (size_t i = 0; i < v->n_ranks; i++) {
		const struct rank_view *r = &v->ranks[i];

		chart_bar(a, v->people, lang, r->label, num_text(a, lang, r->people), r->people,
			people, false, r->href);
		chart_bar(a, v->bodies, lang, r->label, num_text(a, lang, r->bodies), r->bodies,
			v->totals.accepted, false, r->href);
	}
	v->people->finding =
		msg_text(a, lang, MSG(_("Most people: {1}, {2}."), S(top_people), N(people)));
	v->bodies->finding = msg_text(a, lang,
		MSG(_("Most bodies: {1}, {2} of {3}."), S(top_bodies), N(bodies),
			N(v->totals.accepted)));
	v->bodies->note = msg_text(a, lang,
		MSGN("Of {1} body that answered", "Of {1} bodies that answered", v->totals.accepted,
			N(v->totals.accepted)));
	v->people->first = v->bodies->first = tr(lang, _("Topic"));
	v->people->second = tr(lang, _("People"));
	v->bodies->second = tr(lang, _("Bodies"));
	v->people->print = v->bodies->print = v->print;
}

/* h1 … h4 by where n lies below `most`. */
static const char *shade(int64_t n, int64_t most)
{
	static const char *const shades[] = { "h1", "h2", "h3", "h4" };

	if (n <= 0 || most <= 0)
		return "";
	return shades[n >= most ? 3 : n * 4 / most];
}

static enum err people_heat(struct looker *l, enum cons_by by, const char *question,
	const char *within, struct heat_view *h)
{
	struct arena *a = l->cx->arena;
	struct cons_matrix m;
	int64_t most = 0;

	TRY(cons_matrix(l->cx, l->round->id, false, by, within, &m));
	h->n_heads = m.n_others;
	h->n_rows = m.n_topics;
	h->heads = ARENA_ARRAY(a, m.n_others, const char *);
	h->rows = ARENA_ARRAY(a, m.n_topics, const char *);
	h->cells = ARENA_ARRAY(a, m.n_topics * m.n_others, struct heat_cell);
	for (size_t i = 0; i < m.n_others; i++)
		h->heads[i] = choice_label(l, question, m.others[i]);
	for (size_t i = 0; i < m.n_topics; i++)
		h->rows[i] = choice_label(l, l->topic, m.topics[i]);
	for (size_t i = 0; i < m.n_topics * m.n_others; i++)
		if (m.cells[i] && m.cells[i]->people > most)
			most = m.cells[i]->people;
	for (size_t i = 0; i < m.n_topics * m.n_others; i++) {
		const char *word = by == CONS_BY_GROUP ? "group" : "place";

		if (!m.cells[i])
			continue;
		h->cells[i].text = num_text(a, l->cx->lang, m.cells[i]->people);
		h->cells[i].shade = shade(m.cells[i]->people, most);
		h->cells[i].href = topic_href(l, m.topics[i / m.n_others],
			arena_printf(a, "&%s=%s", word, url_words(a, m.others[i % m.n_others])));
	}
	return OK;
}

/* Where a body stands among the columns. */
struct column {
	int64_t body;
	size_t place;
};

static int by_body(const void *a, const void *b)
{
	int64_t x = ((const struct column *)a)->body, y = ((const struct column *)b)->body;

	return (x > y) - (x < y);
}

static const struct column *columns_of(struct arena *a, const struct cons_bodies *b, size_t n)
{
	struct column *c = ARENA_ARRAY(a, n, struct column);

	for (size_t i = 0; i < n; i++)
		c[i] = (struct column){ b[i].id, i };
	if (n)
		qsort(c, n, sizeof(*c), by_body);
	return c;
}

static const struct column *column_of(const struct column *c, size_t n, int64_t body)
{
	return n ? bsearch(&(struct column){ .body = body }, c, n, sizeof(*c), by_body) : NULL;
}

static size_t row_place(const char **topics, size_t *n, const char *topic)
{
	if (!*n || strcmp(topics[*n - 1], topic) != 0)
		topics[(*n)++] = topic;
	return *n - 1;
}

/* Who needs what: the largest gap a body named, by topic and body; the number of needs where no gap
 * is asked. */
static enum err gap_heat(struct looker *l, struct heat_view *h)
{
	struct arena *a = l->cx->arena;
	struct cons_bodies *b;
	struct cons_topic_bodies *t;
	size_t n_b, n_t;
	const char **topics;
	const struct column *columns;

	TRY(cons_bodies_query(l->cx->db, a, l->round->id, &b, &n_b));
	TRY(cons_topic_bodies_query(l->cx->db, a, l->round->id, false, &t, &n_t));
	columns = columns_of(a, b, n_b);
	topics = ARENA_ARRAY(a, n_t, const char *);
	h->n_heads = n_b;
	h->heads = ARENA_ARRAY(a, n_b, const char *);
	for (size_t i = 0; i < n_b; i++)
		h->heads[i] = PICK(l->cx->lang, &b[i], name);
	h->cells = ARENA_ARRAY(a, n_t * n_b, struct heat_cell);
	for (size_t i = 0; i < n_t; i++) {
		size_t row = row_place(topics, &h->n_rows, t[i].topic);
		const struct column *column = column_of(columns, n_b, t[i].body);
		struct heat_cell *c;

		if (!column)
			continue;
		c = &h->cells[row * n_b + column->place];
		c->text = t[i].gap == DB_NULL ? tr(l->cx->lang, _("asked"))
					      : num_text(a, l->cx->lang, t[i].gap);
		c->shade = t[i].gap == DB_NULL ? "" : shade(t[i].gap, 3);
		c->href = topic_href(
			l, t[i].topic, arena_printf(a, "&body=%lld", (long long)t[i].body));
	}
	h->rows = ARENA_ARRAY(a, h->n_rows, const char *);
	for (size_t i = 0; i < h->n_rows; i++)
		h->rows[i] = choice_label(l, l->topic, topics[i]);
	return OK;
}

static enum err heats(struct looker *l, const struct cons_filter *f, struct consolidation_view *v)
{
	enum lang lang = l->cx->lang;

	v->heats[0] = (struct heat_view){ .id = "h-gap",
		.title = tr(lang, _("Need by topic and body")),
		.note = tr(
			lang, _("The gap the body sees: 0 none, 3 large; \"asked\" where the form "
				"asks no gap.")) };
	v->heats[1] = (struct heat_view){ .id = "h-group",
		.title = tr(lang, _("People by topic and target group")),
		.note = tr(lang, _("A need for several target groups counts in each of them.")) };
	v->heats[2] = (struct heat_view){ .id = "h-place",
		.title = tr(lang, _("People by topic and governorate")),
		.note = tr(
			lang, _("A need of a body that answers for several governorates counts in "
				"each of them.")) };
	v->n_heats = 3;
	TRY(gap_heat(l, &v->heats[0]));
	TRY(people_heat(l, CONS_BY_GROUP, l->group, f->place, &v->heats[1]));
	return people_heat(l, CONS_BY_PLACE, l->place, f->group, &v->heats[2]);
}

/* The choices of a question as options of a filter. */
static struct option_view *options(
	const struct looker *l, const char *question, const char *chosen, size_t *n)
{
	const struct form_node *q =
		question ? form_find(l->model, NULL, question, strlen(question)) : NULL;
	const struct form_list *list = q ? q->list : NULL;
	struct option_view *o;

	*n = list ? list->n_choices : 0;
	o = ARENA_ARRAY(l->cx->arena, *n, struct option_view);
	for (size_t i = 0; list && i < *n; i++) {
		o[i].value = list->choices[i].name;
		o[i].label = choice_label(l, question, o[i].value);
		o[i].chosen = chosen && strcmp(chosen, o[i].value) == 0;
	}
	return o;
}

enum err consolidation_view(struct ctx *cx, const struct round_by_id *r,
	const struct cons_filter *filter, struct consolidation_view *v)
{
	struct looker l = { .cx = cx, .round = r };

	TRY(model_get(cx, r->form_file, &l.model));
	TRY(meaning_list(cx, r->form, &l.meanings));
	l.topic = meaning_question(&l.meanings, "topic", "");
	l.group = meaning_question(&l.meanings, "group", "");
	l.place = meaning_question(&l.meanings, "place", "");
	l.kind = meaning_question(&l.meanings, "kind", "");
	v->round = r;
	v->title = PICK(cx->lang, r, title);
	v->files = arena_printf(cx->arena, "/rounds/%lld/consolidation", (long long)r->id);
	v->filtered = filter->group || filter->place || filter->kind;
	v->groups = options(&l, l.group, filter->group, &v->n_groups);
	v->places = options(&l, l.place, filter->place, &v->n_places);
	v->kinds = options(&l, l.kind, filter->kind, &v->n_kinds);
	TRY(cons_totals_query(cx->db, cx->arena, r->id, false, &v->totals));
	v->any = v->totals.accepted > 0;
	TRY(ranks(&l, filter, v));
	charts(&l, v);
	TRY(heats(&l, filter, v));
	return consolidation_questions(cx, r, l.model, &v->questions, &v->n_questions);
}
