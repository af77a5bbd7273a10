#include "assess/release_doc.h"

#include <string.h>

#include "assess/consolidation.h"
#include "assess/doc_write.h"
#include "assess/form.h"
#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "assess/release.h"
#include "assess/release_audit.h"
#include "assess/round.h"
#include "assess/suppress.h"
#include "forms/sum.h"

/* What building works on: the form's words, the mapping, and one suppression over all tables. */
struct maker {
	struct ctx *cx;
	int64_t round;
	const struct form *model;
	struct meanings meanings;
	struct suppression sup;
	struct figures figures;
	struct cons_matrix groups, places;
	size_t *group_cells, *place_cells;
	struct cons_numbers *numbers; /* of the questions that may be shown */
	size_t n_numbers;
	size_t *number_cells; /* SIZE_MAX: below nought, so of nobody */
	size_t more;	      /* hidden by the audit */
	LIST(struct doc_table) tables;
	size_t *topic_cell; /* of people per topic, by rank */
	struct ranked *topics;
	size_t n_topics;
	size_t total_cell;
};

/* A cell's value, and the suppression cell it stands for (SIZE_MAX: no people). */
static struct doc_cell value_cell(int64_t v)
{
	return (struct doc_cell){ .state = v == DB_NULL ? DOC_NONE : DOC_VALUE, .value = v };
}

static int64_t least(const struct maker *m, const char *topic)
{
	return meaning_question(&m->meanings, "sensitive", topic) ? RELEASE_LEAST_SENSITIVE
								  : RELEASE_LEAST;
}

static struct doc_column column(const char *key, enum doc_kind kind, const char *message)
{
	return (struct doc_column){ .key = key, .kind = kind, .head = { .message = message } };
}

/* A cell of the suppression, and its keys for the audit. */
static size_t figure(struct maker *m, const char *tab, const char *line, const char *col,
	int64_t value, int64_t least_shown)
{
	size_t cell = sup_cell(&m->sup, value, least_shown);

	*LIST_PUSH(m->cx->arena, &m->figures.list) = (struct figure){ tab, line, col, cell };
	return cell;
}

/* The ranking, and with it the cells every other table about people is tied to. */
static enum err rank(struct maker *m)
{
	struct cons_totals t;
	size_t line;

	TRY(cons_ranking(m->cx, m->round, true, NULL, &m->topics, &m->n_topics));
	TRY(cons_totals_query(m->cx->db, m->cx->arena, m->round, true, &t));
	m->topic_cell = ARENA_ARRAY(m->cx->arena, m->n_topics, size_t);
	m->total_cell = figure(m, "total", "", "", t.people, RELEASE_LEAST);
	line = sup_line(&m->sup, m->total_cell);
	for (size_t i = 0; i < m->n_topics; i++) {
		m->topic_cell[i] = figure(m, "topics", m->topics[i].topic, "people",
			m->topics[i].people, least(m, m->topics[i].topic));
		sup_part(&m->sup, line, m->topic_cell[i]);
	}
	return OK;
}

/*
 * The order of the ranking as it may be seen: topics whose people are hidden stand last, by name,
 * for their place among the scores would tell how many they are.
 */
static size_t *public_order(const struct maker *m)
{
	size_t *order = ARENA_ARRAY(m->cx->arena, m->n_topics, size_t), n = 0, shown;

	for (size_t i = 0; i < m->n_topics; i++)
		if (!sup_hidden(&m->sup, m->topic_cell[i]))
			order[n++] = i;
	shown = n;
	for (size_t i = 0; i < m->n_topics; i++) {
		size_t at = n;

		if (!sup_hidden(&m->sup, m->topic_cell[i]))
			continue;
		while (at > shown &&
			strcmp(m->topics[order[at - 1]].topic, m->topics[i].topic) > 0) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = i;
		n++;
	}
	return order;
}

static void fill_topic(struct maker *m, size_t rank, const char *question, struct doc_row *row)
{
	const struct ranked *r = &m->topics[rank];

	row->key = r->topic;
	row->label = words_of_choice(m->model, question, r->topic);
	row->cells = ARENA_ARRAY(m->cx->arena, 6, struct doc_cell);
	row->cells[0] = value_cell(r->bodies);
	row->cells[1] = value_cell(r->needs);
	row->cells[2] = value_cell(r->people);
	row->cells[3] = value_cell(r->priority);
	row->cells[4] = value_cell(r->gap);
	row->cells[5] = value_cell(r->score);
	if (sup_hidden(&m->sup, m->topic_cell[rank]))
		row->cells[2].state = row->cells[5].state = DOC_HIDDEN;
}

static void add_topics(struct maker *m)
{
	struct arena *a = m->cx->arena;
	struct doc_table *t = LIST_PUSH(a, &m->tables);
	const char *question = meaning_question(&m->meanings, "topic", "");
	const size_t *order = public_order(m);

	t->key = "topics";
	t->title = release_table_words[REL_TOPICS];
	t->first.message = _("Topic");
	t->n_columns = 6;
	t->columns = ARENA_ARRAY(a, 6, struct doc_column);
	t->columns[0] = column("bodies", DOC_COUNT, _("Bodies"));
	t->columns[1] = column("needs", DOC_COUNT, _("Needs"));
	t->columns[2] = column("people", DOC_PEOPLE, _("People"));
	t->columns[3] = column("priority", DOC_MEAN, _("Priority (1 to 3)"));
	t->columns[4] = column("gap", DOC_MEAN, _("Gap (0 to 3)"));
	t->columns[5] = column("score", DOC_SCORE, _("Score"));
	t->n_rows = m->n_topics;
	t->rows = ARENA_ARRAY(a, m->n_topics, struct doc_row);
	for (size_t i = 0; i < m->n_topics; i++)
		fill_topic(m, order[i], question, &t->rows[i]);
}

/* The suppression cells of one matrix: each topic's row sums, as readers may take it, to the
 * topic's people. */
static size_t *matrix_cells(struct maker *m, const struct cons_matrix *x, const char *tab)
{
	size_t *at = ARENA_ARRAY(m->cx->arena, x->n_topics * x->n_others, size_t);

	for (size_t r = 0; r < x->n_topics; r++) {
		size_t rank = 0, line;

		while (rank < m->n_topics && strcmp(m->topics[rank].topic, x->topics[r]) != 0)
			rank++;
		line = sup_line(&m->sup, rank < m->n_topics ? m->topic_cell[rank] : SIZE_MAX);
		for (size_t c = 0; c < x->n_others; c++) {
			const struct cons_cell *cell = x->cells[r * x->n_others + c];

			at[r * x->n_others + c] = SIZE_MAX;
			if (!cell)
				continue;
			at[r * x->n_others + c] = figure(m, tab, x->topics[r], x->others[c],
				cell->people, least(m, x->topics[r]));
			sup_part(&m->sup, line, at[r * x->n_others + c]);
		}
	}
	return at;
}

static void add_matrix(struct maker *m, const struct cons_matrix *x, const size_t *at,
	enum release_table which, const char *question)
{
	struct arena *a = m->cx->arena;
	struct doc_table *t = LIST_PUSH(a, &m->tables);
	const char *topic = meaning_question(&m->meanings, "topic", "");
	bool people = which == REL_GROUPS || which == REL_PLACES;

	t->key = release_table_keys[which];
	t->title = release_table_words[which];
	t->first.message = _("Topic");
	t->n_columns = x->n_others;
	t->columns = ARENA_ARRAY(a, x->n_others, struct doc_column);
	for (size_t c = 0; c < x->n_others; c++)
		t->columns[c] = (struct doc_column){ .key = x->others[c],
			.kind = people ? DOC_PEOPLE : DOC_COUNT,
			.head = words_of_choice(m->model, question, x->others[c]) };
	t->n_rows = x->n_topics;
	t->rows = ARENA_ARRAY(a, x->n_topics, struct doc_row);
	for (size_t r = 0; r < x->n_topics; r++) {
		struct doc_row *row = &t->rows[r];

		row->key = x->topics[r];
		row->label = words_of_choice(m->model, topic, row->key);
		row->cells = ARENA_ARRAY(a, x->n_others, struct doc_cell);
		for (size_t c = 0; c < x->n_others; c++) {
			const struct cons_cell *cell = x->cells[r * x->n_others + c];

			if (!cell)
				continue;
			row->cells[c] = value_cell(people ? cell->people : cell->bodies);
			if (people && sup_hidden(&m->sup, at[r * x->n_others + c]))
				row->cells[c].state = DOC_HIDDEN;
		}
	}
}

/* A question whose answers may be counted in public: not in a repeat, not the consent, a choice or
 * a number. */
static const struct form_node *public_question(const struct maker *m, const char *name)
{
	const struct form_node *n = form_find(m->model, NULL, name, strlen(name));
	const char *consent = meaning_question(&m->meanings, "consent", "");

	for (size_t i = 0; !consent && i < m->meanings.n; i++)
		if (strcmp(m->meanings.at[i].meaning, "consent") == 0)
			consent = m->meanings.at[i].question;
	if (!n || n->repeat || (consent && strcmp(consent, name) == 0))
		return NULL;
	return n;
}

static enum err add_choices(struct maker *m)
{
	struct arena *a = m->cx->arena;
	struct cons_choices *c;
	struct doc_table *t;
	size_t n;

	TRY(cons_choices_query(m->cx->db, a, m->round, true, &c, &n));
	t = LIST_PUSH(a, &m->tables);
	t->key = "choices";
	t->title = release_table_words[REL_CHOICES];
	t->first.message = _("Answer");
	t->n_columns = 1;
	t->columns = ARENA_ARRAY(a, 1, struct doc_column);
	t->columns[0] = column("bodies", DOC_COUNT, _("Bodies"));
	t->rows = ARENA_ARRAY(a, n, struct doc_row);
	for (size_t i = 0; i < n; i++) {
		struct doc_row *row = &t->rows[t->n_rows];

		if (!public_question(m, c[i].question))
			continue;
		t->n_rows++;
		row->key = arena_printf(a, "%s/%s", c[i].question, c[i].choice);
		row->part = words_of_question(m->model, c[i].question);
		row->label = words_of_choice(m->model, c[i].question, c[i].choice);
		row->cells = ARENA_ARRAY(a, 1, struct doc_cell);
		row->cells[0] = value_cell(c[i].bodies);
	}
	return OK;
}

/* A whole number that is not the people of a need: those stand with the topics. */
static const struct form_node *public_number(const struct maker *m, const char *name)
{
	const struct form_node *q = public_question(m, name);
	const char *people = meaning_question(&m->meanings, "people", "");

	if (!q || q->type != FORM_INTEGER || (people && strcmp(people, name) == 0))
		return NULL;
	return q;
}

/* The place of a question among the numbers; SIZE_MAX: it is not among them. */
static size_t number_at(const struct maker *m, const char *question)
{
	for (size_t i = 0; i < m->n_numbers; i++)
		if (strcmp(m->numbers[i].question, question) == 0)
			return m->number_cells[i];
	return SIZE_MAX;
}

/*
 * An equation between totals: for the audit, and for the suppression where one of them is the sum
 * of the others. One with a question that is not shown tells nothing.
 */
static void tie_numbers(struct maker *m, const struct form_sum *s)
{
	struct figure_sum f = { 0 };
	size_t line, total = SIZE_MAX, minus = 0;

	for (size_t i = 0; i < s->terms.n; i++) {
		if (number_at(m, s->terms.at[i].node->name) == SIZE_MAX)
			return;
		minus += s->terms.at[i].times < 0;
		*LIST_PUSH(m->cx->arena, &f.terms) =
			(struct figure_term){ s->terms.at[i].node->name, s->terms.at[i].times };
	}
	*LIST_PUSH(m->cx->arena, &m->figures.sums) = f;
	for (size_t i = 0; i < s->terms.n; i++)
		if ((s->terms.at[i].times < 0) == (minus == 1))
			total = total == SIZE_MAX ? i : s->terms.n;
	if (total >= s->terms.n)
		return;
	line = sup_line(&m->sup, number_at(m, s->terms.at[total].node->name));
	for (size_t i = 0; i < s->terms.n; i++)
		if (i != total)
			sup_part(&m->sup, line, number_at(m, s->terms.at[i].node->name));
}

/* The totals of questions, as cells, and what the form says of their sums. */
static enum err count_numbers(struct maker *m)
{
	struct form_sums sums = { 0 };
	size_t n, kept = 0;

	TRY(cons_numbers_query(m->cx->db, m->cx->arena, m->round, true, &m->numbers, &n));
	m->number_cells = ARENA_ARRAY(m->cx->arena, n, size_t);
	for (size_t i = 0; i < n; i++) {
		const struct cons_numbers *c = &m->numbers[i];
		const struct form_node *q = public_number(m, c->question);

		if (!q)
			continue;
		form_sums(m->cx->arena, q, &sums);
		m->number_cells[kept] = c->total < 0 ? SIZE_MAX
						     : figure(m, "numbers", c->question, "total",
							       c->total / 10000, RELEASE_LEAST);
		m->numbers[kept++] = *c;
	}
	m->n_numbers = kept;
	for (size_t i = 0; i < sums.list.n; i++)
		tie_numbers(m, &sums.list.at[i]);
	return OK;
}

/* A small total is never hidden alone, for readers may know of a sum that the form does not state.
 */
static void hide_second(struct maker *m)
{
	size_t hidden = 0, next = SIZE_MAX;

	for (size_t i = 0; i < m->n_numbers; i++) {
		size_t c = m->number_cells[i];

		if (c == SIZE_MAX || !m->sup.cells.at[c].value)
			continue;
		if (sup_hidden(&m->sup, c))
			hidden++;
		else if (next == SIZE_MAX || m->sup.cells.at[c].value < m->sup.cells.at[next].value)
			next = c;
	}
	if (hidden == 1 && next != SIZE_MAX)
		sup_hide(&m->sup, next);
}

static void add_numbers(struct maker *m)
{
	struct arena *a = m->cx->arena;
	struct doc_table *t = LIST_PUSH(a, &m->tables);

	t->key = "numbers";
	t->title = release_table_words[REL_NUMBERS];
	t->first.message = _("Question");
	t->n_columns = 2;
	t->columns = ARENA_ARRAY(a, 2, struct doc_column);
	t->columns[0] = column("bodies", DOC_COUNT, _("Bodies"));
	t->columns[1] = column("total", DOC_NUMBER, _("Total"));
	t->rows = ARENA_ARRAY(a, m->n_numbers, struct doc_row);
	for (size_t i = 0; i < m->n_numbers; i++) {
		struct doc_row *row = &t->rows[t->n_rows++];

		row->key = m->numbers[i].question;
		row->label = words_of_question(m->model, row->key);
		row->cells = ARENA_ARRAY(a, 2, struct doc_cell);
		row->cells[0] = value_cell(m->numbers[i].bodies);
		row->cells[1] = value_cell(m->numbers[i].total);
		if (m->number_cells[i] != SIZE_MAX && sup_hidden(&m->sup, m->number_cells[i]))
			row->cells[1].state = DOC_HIDDEN;
	}
}

/* What is published of a round, suppressed and audited; which tables are chosen changes nothing. */
static enum err count(struct maker *m)
{
	bool safe;

	TRY(rank(m));
	TRY(cons_matrix(m->cx, m->round, true, CONS_BY_GROUP, NULL, &m->groups));
	TRY(cons_matrix(m->cx, m->round, true, CONS_BY_PLACE, NULL, &m->places));
	m->group_cells = matrix_cells(m, &m->groups, "groups");
	m->place_cells = matrix_cells(m, &m->places, "places");
	TRY(count_numbers(m));
	sup_run(&m->sup);
	hide_second(m);
	TRY(release_audit(m->cx, m->round, &m->sup, &m->figures, &m->more, &safe));
	if (safe)
		return OK;
	return problem(m->cx, ERR_CONFLICT, NULL,
		MSG(_("Together with what was published of this round before, hidden numbers "
		      "about few people could be computed from this release, whatever else is "
		      "hidden. Publish the answers of another round.")));
}

static enum err add_tables(struct maker *m, unsigned tables)
{
	const char *group = meaning_question(&m->meanings, "group", "");
	const char *place = meaning_question(&m->meanings, "place", "");

	if (tables & 1u << REL_TOPICS)
		add_topics(m);
	if (tables & 1u << REL_GROUPS)
		add_matrix(m, &m->groups, m->group_cells, REL_GROUPS, group);
	if (tables & 1u << REL_GROUP_BODIES)
		add_matrix(m, &m->groups, m->group_cells, REL_GROUP_BODIES, group);
	if (tables & 1u << REL_PLACES)
		add_matrix(m, &m->places, m->place_cells, REL_PLACES, place);
	if (tables & 1u << REL_PLACE_BODIES)
		add_matrix(m, &m->places, m->place_cells, REL_PLACE_BODIES, place);
	if (tables & 1u << REL_CHOICES)
		TRY(add_choices(m));
	if (tables & 1u << REL_NUMBERS)
		add_numbers(m);
	return OK;
}

/* The round's form and mapping, then its figures. */
static enum err begin(struct maker *m, struct round_by_id *r)
{
	TRY(round_get(m->cx, m->round, r));
	TRY(model_get(m->cx, r->form_file, &m->model));
	TRY(meaning_list(m->cx, r->form, &m->meanings));
	sup_begin(&m->sup, m->cx->arena);
	return count(m);
}

enum err release_doc_build(struct ctx *cx, int64_t round, unsigned tables, int64_t number,
	const struct names *title, const char **json)
{
	struct maker m = { .cx = cx, .round = round };
	struct round_by_id r;
	struct cons_totals mine, all;
	struct doc d = { .number = number, .frozen_at = number ? cx->now : NULL };

	TRY(begin(&m, &r));
	TRY(cons_totals_query(cx->db, cx->arena, round, true, &mine));
	TRY(cons_totals_query(cx->db, cx->arena, round, false, &all));
	TRY(add_tables(&m, tables));
	d.title = words_of_names(title);
	d.round = words_of_names(&NAMES(&r, title));
	d.publisher = words_of_names(&NAMES(&r, name));
	d.asked = all.asked;
	d.answered = all.accepted;
	d.sharing = mine.consenting;
	d.needs = mine.needs;
	d.bodies = mine.bodies;
	d.people = mine.people;
	d.people_hidden = sup_hidden(&m.sup, m.total_cell);
	d.hidden_more = (int64_t)m.more;
	d.tables = m.tables.at;
	d.n_tables = m.tables.n;
	*json = doc_write(cx->arena, &d);
	return OK;
}

enum err release_figures_keep(struct ctx *cx, int64_t release, int64_t round)
{
	struct maker m = { .cx = cx, .round = round };
	struct round_by_id r;

	TRY(begin(&m, &r));
	return release_audit_keep(cx, release, &m.sup, &m.figures);
}
