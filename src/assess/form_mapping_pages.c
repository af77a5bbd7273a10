/* Setting which question of a form means what. */
#include <string.h>

#include "assess/form_mapping_html.h"
#include "assess/form_view_pages.h"
#include "assess/model_cache.h"
#include "assess/assess_pages.h"
#include "assess/response.h"
#include "core/may.h"

#define MEANINGS_MOST 500
#define CONSENT_CHOICES 8 /* a question with more answers asks for no consent */

struct mapping {
	struct page *pg;
	const struct form *model;
	size_t lang;
	struct meanings set;
	const struct form_node *topic, *priority;
	LIST(struct mapping_field) fields;
};

static const char *words_of(struct mapping *m, const struct form_text *t, const char *name)
{
	const char *label = form_text_in(m->model, t, m->lang);

	return *label ? label : name;
}

static void put_choice(struct mapping *m, struct choices *list, const char *value, const char *name)
{
	*LIST_PUSH(m->pg->cx->arena, list) = (struct choice){ .value = value, .name = name };
}

/* "n_topic · Topic" for every question that can have the meaning. */
static struct choices questions_for(struct mapping *m, const char *word)
{
	struct arena *a = m->pg->cx->arena;
	struct choices list = { 0 };

	*LIST_PUSH(a, &list) = (struct choice){ "", _("The form does not ask it"), NULL };
	for (size_t i = 0; i < m->model->n_nodes; i++) {
		const struct form_node *n = &m->model->nodes[i];

		if (meaning_fits(word, n, m->topic))
			put_choice(m, &list, n->name,
				arena_printf(a, "%s · %s", n->name,
					words_of(m, &n->label.text, n->name)));
	}
	return list;
}

static struct choices ranks(struct mapping *m)
{
	struct arena *a = m->pg->cx->arena;
	struct choices list = { 0 };

	*LIST_PUSH(a, &list) = (struct choice){ "", _("No rank"), NULL };
	*LIST_PUSH(a, &list) = (struct choice){ "3", _("3, high"), NULL };
	*LIST_PUSH(a, &list) = (struct choice){ "2", _("2, medium"), NULL };
	*LIST_PUSH(a, &list) = (struct choice){ "1", _("1, low"), NULL };
	return list;
}

static void put_field(struct mapping *m, const char *name, const char *label,
	struct choices questions, const char *stored)
{
	*LIST_PUSH(m->pg->cx->arena, &m->fields) = (struct mapping_field){ name,
		tr(m->pg->cx->lang, label), questions, stored ? stored : "" };
}

/* A field for each choice of a question: gap for each topic, rank for each priority. */
static void put_each(struct mapping *m, const char *word, const struct form_node *of)
{
	struct arena *a = m->pg->cx->arena;

	for (size_t i = 0; of && of->list && i < of->list->n_choices; i++) {
		const struct form_choice *c = &of->list->choices[i];
		const char *label = msg_text(a, m->pg->cx->lang,
			MSG("{1}: {2}", S(tr(m->pg->cx->lang, meaning_title(word))),
				S(words_of(m, &c->label.text, c->name))));

		put_field(m, arena_printf(a, "%s/%s", word, c->name), label,
			strcmp(word, "rank") == 0 ? ranks(m) : questions_for(m, word),
			meaning_question(&m->set, word, c->name));
	}
}

/* Question and answer in one choice, written "question=answer". */
static void put_consent(struct mapping *m)
{
	struct arena *a = m->pg->cx->arena;
	struct choices list = { 0 };
	const char *stored = NULL;

	*LIST_PUSH(a, &list) = (struct choice){ "", _("The form does not ask it"), NULL };
	for (size_t i = 0; i < m->model->n_nodes; i++) {
		const struct form_node *n = &m->model->nodes[i];

		if (!meaning_fits("consent", n, m->topic) || !n->list ||
			n->list->n_choices > CONSENT_CHOICES)
			continue;
		for (size_t c = 0; c < n->list->n_choices; c++) {
			const struct form_choice *choice = &n->list->choices[c];

			put_choice(m, &list, arena_printf(a, "%s=%s", n->name, choice->name),
				arena_printf(a, "%s · %s: %s", n->name,
					words_of(m, &n->label.text, n->name),
					words_of(m, &choice->label.text, choice->name)));
		}
	}
	for (size_t i = 0; i < m->set.n; i++)
		if (strcmp(m->set.at[i].meaning, "consent") == 0)
			stored = arena_printf(
				a, "%s=%s", m->set.at[i].question, m->set.at[i].detail);
	put_field(m, "consent", meaning_title("consent"), list, stored);
}

static void put_fields(struct mapping *m)
{
	for (size_t i = 0; meaning_words[i]; i++) {
		const char *word = meaning_words[i];

		if (strcmp(word, "consent") == 0)
			put_consent(m);
		else if (strcmp(word, "rank") == 0)
			put_each(m, word, m->priority);
		else if (strcmp(word, "gap") == 0 || strcmp(word, "topic_text") == 0)
			put_each(m, word, m->topic);
		else if (!meaning_detailed(word))
			put_field(m, word, meaning_title(word), questions_for(m, word),
				meaning_question(&m->set, word, ""));
	}
}

static void put_topics(struct mapping *m, struct mapping_view *v)
{
	bool *sensitive;

	if (!m->topic || !m->topic->list)
		return;
	sensitive = ARENA_ARRAY(m->pg->cx->arena, m->topic->list->n_choices + 1, bool);
	for (size_t i = 0; i < m->topic->list->n_choices; i++) {
		const struct form_choice *c = &m->topic->list->choices[i];

		put_choice(m, &v->topics, c->name, words_of(m, &c->label.text, c->name));
		sensitive[i] = meaning_question(&m->set, "sensitive", c->name) != NULL;
	}
	v->sensitive = sensitive;
}

/* ---- what was typed ---- */

/* The posted fields as a list of meanings. */
static struct meanings read_posted(const struct page *pg)
{
	struct arena *a = pg->cx->arena;
	struct meaning *at = ARENA_ARRAY(a, MEANINGS_MOST, struct meaning);
	const char *topic = NULL;
	size_t n = 0;

	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, "topic") == 0)
			topic = pg->rq->form[i].value;
	for (size_t i = 0; i < pg->rq->n_form && n < MEANINGS_MOST; i++) {
		const char *name = pg->rq->form[i].name, *value = pg->rq->form[i].value;
		const char *slash = strchr(name, '/');
		const char *equal = value ? strchr(value, '=') : NULL;
		const char *word = slash ? arena_strn(a, name, (size_t)(slash - name)) : name;

		if (!value || !*value || !meaning_known(word))
			continue;
		if (strcmp(word, "sensitive") == 0)
			at[n++] = (struct meaning){ word, value, topic ? topic : "" };
		else if (strcmp(word, "consent") == 0 && equal)
			at[n++] = (struct meaning){ word, equal + 1,
				arena_strn(a, value, (size_t)(equal - value)) };
		else
			at[n++] = (struct meaning){ word, slash ? slash + 1 : "", value };
	}
	return (struct meanings){ at, n };
}

/* ---- the page ---- */

static enum err newest(struct ctx *cx, int64_t form, const struct form **model, int64_t *number)
{
	struct form_versions *versions;
	size_t n;

	TRY(form_versions_seen(cx, form, &versions, &n));
	if (!n)
		return ERR_MISSING;
	*number = versions[0].number;
	return model_get(cx, versions[0].file, model);
}

static const struct form_node *question_of(struct mapping *m, const char *word)
{
	const char *name = meaning_question(&m->set, word, "");

	return name ? form_find(m->model, NULL, name, strlen(name)) : NULL;
}

/* For others a form has no such page. */
static enum err may_map(struct ctx *cx, int64_t body)
{
	return may_at(cx, MAY_ADMINISTER, body) || may_at(cx, MAY_COORDINATE, body) ? OK
										    : ERR_MISSING;
}

enum err form_mapping_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct form_by_id f;
	struct mapping_view v = { .f = &f };
	struct mapping m = { .pg = pg };
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(form_get(cx, id, &f));
	TRY(may_map(cx, f.body));
	TRY(newest(cx, id, &m.model, &v.number));
	m.lang = response_lang(cx, m.model);
	if (pg->posted) {
		m.set = read_posted(pg);
	} else {
		TRY(meaning_list(cx, id, &m.set));
		v.guessed = m.set.n == 0;
		if (v.guessed)
			m.set = meaning_suggest(cx->arena, m.model);
	}
	m.topic = question_of(&m, "topic");
	m.priority = question_of(&m, "priority");
	put_fields(&m);
	put_topics(&m, &v);
	v.fields = m.fields.at;
	v.n = m.fields.n;
	pg->title = tr(cx->lang, _("What the questions mean"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Forms")), "/forms");
	page_crumb(pg, PICK(cx->lang, &f, title),
		arena_printf(cx->arena, "/forms/%lld", (long long)id));
	page_crumb(pg, pg->title, NULL);
	form_mapping_html(pg->o, pg, &v);
	return OK;
}

enum err form_mapping_post(struct page *pg)
{
	struct meanings set = read_posted(pg);
	const struct form *model;
	struct form_by_id f;
	int64_t id, number;

	TRY(page_id(pg, "id", &id));
	TRY(form_get(pg->cx, id, &f));
	TRY(may_map(pg->cx, f.body));
	TRY(newest(pg->cx, id, &model, &number));
	TRY(meaning_set(pg->cx, id, model, set.at, set.n));
	return page_go(pg, arena_printf(pg->cx->arena, "/forms/%lld", (long long)id),
		_("The meanings are saved."));
}
