#include "assess/consolidation_view.h"

#include <stdlib.h>
#include <string.h>

#include "assess/form_words.h"
#include "assess/model_cache.h"
#include "people/body.h"

/* What the steps below share. */
struct looker {
	struct ctx *cx;
	const struct round_by_id *round;
	const struct cons_filter *filter;
	const struct form *model;
	struct meanings meanings;
	const char *topic, *group, *place, *kind; /* questions, NULL when not mapped */
};

static const char *choice_label(const struct looker *l, const char *question, const char *choice)
{
	struct doc_words w = words_of_choice(l->model, question, choice);

	return doc_text(l->cx->lang, &w);
}

/* The needs of a topic; `more` narrows further, in place of what the filter says of `instead`. */
static const char *topic_href(
	const struct looker *l, const char *topic, const char *more, const char *instead)
{
	struct cons_filter f = *l->filter;
	struct arena *a = l->cx->arena;

	f.topic = topic;
	return arena_printf(a, "/rounds/%lld/consolidation/needs%s%s", (long long)l->round->id,
		consolidation_query(a, &f, instead), more);
}

static enum err ranks(struct looker *l, const struct cons_filter *f, struct consolidation_view *v)
{
	struct ranked *r;

	TRY(cons_ranking(l->cx, l->round->id, false, f, &r, &v->n_ranks));
	v->ranks = ARENA_ARRAY(l->cx->arena, v->n_ranks, struct rank_view);
	for (size_t i = 0; i < v->n_ranks; i++) {
		v->ranks[i] = (struct rank_view){ .topic = r[i].topic,
			.label = choice_label(l, l->topic, r[i].topic),
			.href = topic_href(l, r[i].topic, "", NULL),
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

static enum err people_heat(
	struct looker *l, enum cons_by by, const char *question, struct heat_view *h)
{
	struct arena *a = l->cx->arena;
	struct cons_matrix m;
	int64_t most = 0;

	TRY(cons_matrix_of(l->cx, l->round->id, by, l->filter, &m));
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
			arena_printf(a, "&%s=%s", word, url_words(a, m.others[i % m.n_others])),
			word);
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

/* Leaves those of the kind and consent asked for at the front; gives how many. */
static size_t bodies_that_fit(const struct cons_filter *f, struct cons_bodies *b, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (f->body_kind && strcmp(f->body_kind, b[i].kind) != 0)
			continue;
		if (f->consent && (!b[i].consent || strcmp(f->consent, b[i].consent) != 0))
			continue;
		b[kept++] = b[i];
	}
	return kept;
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
	if (cons_filtered(l->filter))
		TRY(narrow_topic_bodies_query(
			l->cx->db, a, l->round->id, CONS_NARROW(l->filter), &t, &n_t));
	else
		TRY(cons_topic_bodies_query(l->cx->db, a, l->round->id, false, &t, &n_t));
	n_b = bodies_that_fit(l->filter, b, n_b);
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
			l, t[i].topic, arena_printf(a, "&body=%lld", (long long)t[i].body), NULL);
	}
	h->rows = ARENA_ARRAY(a, h->n_rows, const char *);
	for (size_t i = 0; i < h->n_rows; i++)
		h->rows[i] = choice_label(l, l->topic, topics[i]);
	return OK;
}

static enum err heats(struct looker *l, struct consolidation_view *v)
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
	TRY(people_heat(l, CONS_BY_GROUP, l->group, &v->heats[1]));
	return people_heat(l, CONS_BY_PLACE, l->place, &v->heats[2]);
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

/* One value of the filter that is no choice any more. */
static void look_lost(
	struct consolidation_view *v, const char *chosen, const struct option_view *o, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (o[i].chosen)
			return;
	if (chosen)
		v->lost = chosen;
}

static struct option_view option(
	const struct looker *l, const char *value, const char *word, const char *chosen)
{
	return (struct option_view){ value, tr(l->cx->lang, word),
		chosen && strcmp(chosen, value) == 0 };
}

/* The kinds of the bodies that answered. */
static enum err load_body_kinds(
	const struct looker *l, const char *chosen, struct consolidation_view *v)
{
	struct cons_bodies *b;
	size_t n;

	TRY(cons_bodies_query(l->cx->db, l->cx->arena, l->round->id, &b, &n));
	v->body_kinds = ARENA_ARRAY(l->cx->arena, n, struct option_view);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < v->n_body_kinds && strcmp(v->body_kinds[k].value, b[i].kind) != 0)
			k++;
		if (k == v->n_body_kinds)
			v->body_kinds[v->n_body_kinds++] =
				option(l, b[i].kind, body_kind_word(b[i].kind), chosen);
	}
	return OK;
}

static enum err filters(
	const struct looker *l, const struct cons_filter *f, struct consolidation_view *v)
{
	static const char *const ranks_of[] = { "3", "2", "1" };
	static const char *const words[] = { _("High"), _("Medium"), _("Low") };
	struct arena *a = l->cx->arena;

	v->topics = options(l, l->topic, f->topic, &v->n_topics);
	v->groups = options(l, l->group, f->group, &v->n_groups);
	v->places = options(l, l->place, f->place, &v->n_places);
	v->kinds = options(l, l->kind, f->kind, &v->n_kinds);
	v->priorities = ARENA_ARRAY(a, 3, struct option_view);
	for (v->n_priorities = 0; v->n_priorities < 3; v->n_priorities++)
		v->priorities[v->n_priorities] = option(l, ranks_of[v->n_priorities],
			words[v->n_priorities],
			f->priority ? arena_printf(a, "%lld", (long long)f->priority) : NULL);
	v->consents = ARENA_ARRAY(a, 2, struct option_view);
	v->consents[0] = option(l, "yes", _("May be shared"), f->consent);
	v->consents[1] = option(l, "no", _("Not for donors"), f->consent);
	v->n_consents = 2;
	TRY(load_body_kinds(l, f->body_kind, v));
	look_lost(v, f->topic, v->topics, v->n_topics);
	look_lost(v, f->group, v->groups, v->n_groups);
	look_lost(v, f->place, v->places, v->n_places);
	look_lost(v, f->kind, v->kinds, v->n_kinds);
	look_lost(v, f->body_kind, v->body_kinds, v->n_body_kinds);
	look_lost(v, f->consent, v->consents, v->n_consents);
	return OK;
}

const char *consolidation_query(struct arena *a, const struct cons_filter *f, const char *left_out)
{
	const struct {
		const char *name, *value;
	} parts[] = { { "topic", f->topic }, { "group", f->group }, { "place", f->place },
		{ "kind", f->kind },
		{ "priority",
			f->priority ? arena_printf(a, "%lld", (long long)f->priority) : NULL },
		{ "bodies", f->body_kind }, { "consent", f->consent } };
	struct buf b;

	buf_init(&b, a, 64);
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i].value && !(left_out && strcmp(left_out, parts[i].name) == 0))
			buf_str(&b, arena_printf(a, "%s%s=%s", b.len ? "&" : "?", parts[i].name,
					    url_words(a, parts[i].value)));
	return b.len ? b.data : "";
}

static const char *file_href(
	struct arena *a, const struct round_by_id *r, const char *ending, const char *query)
{
	return arena_printf(a, "/rounds/%lld/consolidation.%s%s", (long long)r->id, ending, query);
}

enum err consolidation_view(struct ctx *cx, const struct round_by_id *r,
	const struct cons_filter *filter, struct consolidation_view *v)
{
	struct looker l = { .cx = cx, .round = r, .filter = filter };
	struct cons_totals all;

	TRY(model_get(cx, r->form_file, &l.model));
	TRY(meaning_list(cx, r->form, &l.meanings));
	l.topic = meaning_question(&l.meanings, "topic", "");
	l.group = meaning_question(&l.meanings, "group", "");
	l.place = meaning_question(&l.meanings, "place", "");
	l.kind = meaning_question(&l.meanings, "kind", "");
	v->round = r;
	v->title = PICK(cx->lang, r, title);
	v->filtered = cons_filtered(filter);
	v->query = consolidation_query(cx->arena, filter, NULL);
	v->files_xlsx = file_href(cx->arena, r, "xlsx", v->query);
	v->files_csv = file_href(cx->arena, r, "csv", v->query);
	v->files_pdf = file_href(cx->arena, r, "pdf", v->query);
	v->narrow = consolidation_narrowed(cx, l.model, &l.meanings, filter);
	if (filter->topic)
		v->narrow =
			arena_printf(cx->arena, "%s%s%s", choice_label(&l, l.topic, filter->topic),
				v->narrow ? " · " : "", v->narrow ? v->narrow : "");
	TRY(filters(&l, filter, v));
	TRY(cons_totals(cx, r->id, NULL, &all));
	TRY(cons_totals(cx, r->id, filter, &v->totals));
	v->any = all.accepted > 0;
	TRY(ranks(&l, filter, v));
	charts(&l, v);
	TRY(heats(&l, v));
	return consolidation_questions(cx, r, l.model, filter, &v->questions, &v->n_questions);
}
