#include "assess/meaning.h"

#include <assert.h>
#include <string.h>

#include "assess/form_sql.h"
#include "assess/meaning_sql.h"
#include "base/id.h"
#include "base/list.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"

/* Where the question of a meaning may stand. */
enum where {
	ANYWHERE, /* the topic itself decides where needs are */
	OUTSIDE,  /* outside repeats */
	BESIDE,	  /* in the topic's repeat, or outside repeats */
	NOWHERE	  /* "question" is no question */
};

/* What a detail is. */
enum detail { NO_DETAIL, OWN_CHOICE, TOPIC_CHOICE, PRIORITY_CHOICE };

#define TYPE(t) (UINT64_C(1) << (t))
#define CHOOSES (TYPE(FORM_SELECT_ONE) | TYPE(FORM_SELECT_MULTIPLE))
#define COUNTS                                                                                     \
	(TYPE(FORM_INTEGER) | TYPE(FORM_RANGE) | TYPE(FORM_CALCULATE) | TYPE(FORM_SELECT_ONE))

static const struct rule {
	const char *word;
	const char *title;
	enum where where;
	enum detail detail;
	uint64_t types;
} rules[] = {
	{ "body", _("The body that answers"), OUTSIDE, NO_DETAIL,
		TYPE(FORM_SELECT_ONE) | TYPE(FORM_TEXT) },
	{ "consent", _("May the answers be shared: the answer that means yes"), OUTSIDE, OWN_CHOICE,
		TYPE(FORM_SELECT_ONE) },
	{ "topic", _("Topic of a need"), ANYWHERE, NO_DETAIL, TYPE(FORM_SELECT_ONE) },
	{ "topic_text", _("Topic in the body’s own words, for a topic"), BESIDE, TOPIC_CHOICE,
		TYPE(FORM_TEXT) },
	{ "group", _("Target group"), BESIDE, NO_DETAIL, CHOOSES },
	{ "people", _("Number of people"), BESIDE, NO_DETAIL,
		TYPE(FORM_INTEGER) | TYPE(FORM_CALCULATE) },
	{ "kind", _("Kind of support"), BESIDE, NO_DETAIL, TYPE(FORM_SELECT_ONE) },
	{ "priority", _("Priority"), BESIDE, NO_DETAIL, TYPE(FORM_SELECT_ONE) },
	{ "rank", _("Rank of a priority: 3 high, 2 medium, 1 low"), NOWHERE, PRIORITY_CHOICE, 0 },
	{ "by", _("Needed by"), BESIDE, NO_DETAIL, TYPE(FORM_DATE) },
	{ "place", _("Governorate"), BESIDE, NO_DETAIL, CHOOSES },
	{ "gap", _("Gap from 0 to 3, for a topic"), OUTSIDE, TOPIC_CHOICE, COUNTS },
	{ "sensitive", _("Sensitive topic: counts under ten are not shown"), ANYWHERE, TOPIC_CHOICE,
		TYPE(FORM_SELECT_ONE) },
};

const char *const meaning_words[] = { "body", "consent", "topic", "topic_text", "group", "people",
	"kind", "priority", "rank", "by", "place", "gap", "sensitive", NULL };

static const struct rule *rule_of(const char *word)
{
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (strcmp(rules[i].word, word) == 0)
			return &rules[i];
	return NULL;
}

const char *meaning_title(const char *word)
{
	const struct rule *r = rule_of(word);

	return r ? r->title : word;
}

bool meaning_detailed(const char *word)
{
	const struct rule *r = rule_of(word);

	return r && r->detail != NO_DETAIL;
}

bool meaning_known(const char *word)
{
	return rule_of(word) != NULL;
}

/* Whether a question of a repeat may have the meaning. */
static bool placed(const struct rule *r, const struct form_node *n, const struct form_node *topic)
{
	if (!n->repeat || r->where == ANYWHERE)
		return true;
	return r->where == BESIDE && topic && topic->repeat == n->repeat;
}

bool meaning_fits(const char *word, const struct form_node *n, const struct form_node *topic)
{
	const struct rule *r = rule_of(word);

	return r && n->kind == FORM_QUESTION && !form_is_scaffold(n) &&
	       (r->types & TYPE(n->type)) && placed(r, n, topic);
}

enum err meaning_list(struct ctx *cx, int64_t form, struct meanings *out)
{
	struct meaning_rows *rows;
	struct meaning *at;
	size_t n;

	TRY(meaning_rows_query(cx->db, cx->arena, form, &rows, &n));
	at = ARENA_ARRAY(cx->arena, n, struct meaning);
	for (size_t i = 0; i < n; i++)
		at[i] = (struct meaning){ rows[i].meaning, rows[i].detail, rows[i].question };
	*out = (struct meanings){ at, n };
	return OK;
}

const char *meaning_question(const struct meanings *m, const char *word, const char *detail)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->at[i].meaning, word) == 0 && strcmp(m->at[i].detail, detail) == 0)
			return m->at[i].question;
	return NULL;
}

/* ---- checks ---- */

struct checking {
	struct ctx *cx;
	const struct form *model;
	const struct form_node *topic, *priority; /* NULL: not set, or no such question */
};

static const char *field_of(struct ctx *cx, const struct meaning *m)
{
	return *m->detail ? arena_printf(cx->arena, "%s/%s", m->meaning, m->detail) : m->meaning;
}

static const struct form_node *question(const struct form *f, const char *name)
{
	const struct form_node *n;

	assert(name);
	n = form_find(f, NULL, name, strlen(name));
	return n && n->kind == FORM_QUESTION ? n : NULL;
}

static enum err refuse(struct checking *c, const struct meaning *m, struct msg text)
{
	return problem(c->cx, ERR_INPUT, field_of(c->cx, m), text);
}

static enum err check_detail(struct checking *c, const struct meaning *m, const struct rule *r,
	const struct form_node *own)
{
	const struct form_node *of = r->detail == OWN_CHOICE	 ? own
				     : r->detail == TOPIC_CHOICE ? c->topic
								 : c->priority;

	if (r->detail == NO_DETAIL)
		return *m->detail ? refuse(c, m, MSG("Here is only one question to name.")) : OK;
	if (!of)
		return refuse(c, m,
			r->detail == TOPIC_CHOICE
				? MSG("Name the question for the topic first.")
				: MSG("Name the question for the priority first."));
	if (!of->list || !form_choice(of->list, m->detail, strlen(m->detail)))
		return refuse(c, m,
			MSG("{1} is no choice of the question {2}.", S(m->detail), S(of->name)));
	return OK;
}

static enum err check_rank(struct checking *c, const struct meaning *m)
{
	int64_t rank;

	if (!text_to_int(m->question, &rank) || rank < 1 || rank > 3)
		return refuse(c, m, MSG("Enter 1, 2 or 3."));
	return OK;
}

static enum err check_one(struct checking *c, const struct meaning *m)
{
	const struct rule *r = rule_of(m->meaning);
	const struct form_node *n;

	if (!r)
		return refuse(c, m, MSG("There is no meaning called {1}.", S(m->meaning)));
	if (r->where == NOWHERE) {
		TRY(check_detail(c, m, r, NULL));
		return check_rank(c, m);
	}
	n = question(c->model, m->question);
	if (!n)
		return refuse(c, m, MSG("The form has no question called {1}.", S(m->question)));
	if (!(r->types & TYPE(n->type)))
		return refuse(c, m,
			MSG("The question {1} is of the type {2}, which does not fit here.",
				S(n->name), S(n->type_name)));
	if (!placed(r, n, c->topic))
		return refuse(c, m,
			MSG("The question {1} is in a repeat where this meaning cannot be.",
				S(n->name)));
	return check_detail(c, m, r, n);
}

static enum err check_all(struct checking *c, const struct meaning *list, size_t n)
{
	struct meanings all = { list, n };
	const char *topic = meaning_question(&all, "topic", "");
	const char *priority = meaning_question(&all, "priority", "");
	enum err worst = OK;

	c->topic = topic ? question(c->model, topic) : NULL;
	c->priority = priority ? question(c->model, priority) : NULL;
	for (size_t i = 0; i < n; i++) {
		enum err e = check_one(c, &list[i]);

		for (size_t j = 0; e == OK && j < i; j++)
			if (strcmp(list[i].meaning, list[j].meaning) == 0 &&
				strcmp(list[i].detail, list[j].detail) == 0)
				e = refuse(c, &list[i], MSG("This is named twice."));
		if (e != OK)
			worst = e;
	}
	return worst;
}

enum err meaning_set(struct ctx *cx, int64_t form, const struct form *model,
	const struct meaning *list, size_t n)
{
	struct checking c = { .cx = cx, .model = model };
	struct form_by_id f;

	TRY(form_by_id_query(
		cx->db, cx->arena, form, cx->who.system, cx->who.reach, cx->who.account, &f));
	if (!may_at(cx, MAY_ADMINISTER, f.body))
		TRY(may(cx, MAY_COORDINATE, f.body));
	TRY(check_all(&c, list, n));
	TRY(meaning_delete_query(cx->db, form, NULL));
	for (size_t i = 0; i < n; i++)
		TRY(conflict(cx, meaning_insert_query(cx->db, id_new(), form, list[i].meaning,
					 list[i].detail, list[i].question, NULL)));
	return audit(cx, "form.mapping", "form", form, f.body, FACT_N("meanings", (int64_t)n));
}
