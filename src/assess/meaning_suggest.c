/* A first guess at a mapping: by type, place, and words in names of questions and lists. */
#include <string.h>

#include "assess/meaning.h"
#include "base/list.h"
#include "base/text.h"

struct guess {
	struct arena *arena;
	const struct form *model;
	LIST(struct meaning) list;
};

static void put(struct guess *g, const char *word, const char *detail, const char *question)
{
	*LIST_PUSH(g->arena, &g->list) = (struct meaning){ word, detail, question };
}

static bool mentions(struct arena *a, const struct form_node *n, const char *word)
{
	if (strstr(text_lower(a, n->name), word))
		return true;
	return n->list && n->list->name && strstr(text_lower(a, n->list->name), word);
}

/* The first question of a type in a repeat (NULL: outside repeats) that one of the words fits;
 * with no words, the first of the type. */
static const struct form_node *find(struct guess *g, enum form_type type, bool in_repeat,
	const struct form_node *repeat, const char *const *words)
{
	for (size_t i = 0; i < g->model->n_nodes; i++) {
		const struct form_node *n = &g->model->nodes[i];

		if (n->kind != FORM_QUESTION || n->type != type)
			continue;
		if (in_repeat ? !n->repeat || (repeat && n->repeat != repeat) : n->repeat != NULL)
			continue;
		if (!words)
			return n;
		for (size_t w = 0; words[w]; w++)
			if (mentions(g->arena, n, words[w]))
				return n;
	}
	return NULL;
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void guess_outside(struct guess *g)
{
	const struct form_node *n =
		find(g, FORM_SELECT_ONE, false, NULL, WORDS("consent", "share", "agree"));

	if (n && n->list && form_choice(n->list, "yes", 3))
		put(g, "consent", "yes", n->name);
	n = find(g, FORM_SELECT_ONE, false, NULL, WORDS("org", "body", "ministry", "institution"));
	if (n)
		put(g, "body", "", n->name);
}

static void guess_ranks(struct guess *g, const struct form_node *priority)
{
	static const char *const ranks[] = { "3", "2", "1" };

	if (!priority->list || priority->list->n_choices != COUNT_OF(ranks))
		return;
	for (size_t i = 0; i < COUNT_OF(ranks); i++)
		put(g, "rank", priority->list->choices[i].name, ranks[i]);
}

static void guess_gaps(struct guess *g, const struct form_node *topic)
{
	for (size_t i = 0; topic->list && i < topic->list->n_choices; i++) {
		const char *choice = topic->list->choices[i].name;
		const char *name = arena_printf(g->arena, "gap_%s", choice);
		const struct form_node *n = form_find(g->model, NULL, name, strlen(name));

		if (n && n->kind == FORM_QUESTION && !n->repeat)
			put(g, "gap", choice, n->name);
	}
}

static void guess_beside(struct guess *g, const struct form_node *topic)
{
	static const struct {
		const char *word;
		enum form_type type;
		const char *hints[4];
	} beside[] = {
		{ "group", FORM_SELECT_MULTIPLE, { "group", "target", "whom" } },
		{ "people", FORM_INTEGER, { "people", "person", "number" } },
		{ "kind", FORM_SELECT_ONE, { "type", "kind" } },
		{ "priority", FORM_SELECT_ONE, { "prio", "urgen" } },
		{ "by", FORM_DATE, { "by", "date", "when" } },
		{ "place", FORM_SELECT_MULTIPLE, { "gov", "place", "area" } },
	};

	for (size_t i = 0; i < COUNT_OF(beside); i++) {
		const struct form_node *n = find(
			g, beside[i].type, topic->repeat != NULL, topic->repeat, beside[i].hints);

		if (!n && topic->repeat)
			n = find(g, beside[i].type, false, NULL, beside[i].hints);
		if (!n)
			continue;
		put(g, beside[i].word, "", n->name);
		if (strcmp(beside[i].word, "priority") == 0)
			guess_ranks(g, n);
	}
	if (topic->other)
		put(g, "topic_text", "other", topic->other->name);
}

struct meanings meaning_suggest(struct arena *a, const struct form *model)
{
	struct guess g = { .arena = a, .model = model };
	const struct form_node *topic;

	guess_outside(&g);
	topic = find(&g, FORM_SELECT_ONE, true, NULL, WORDS("topic", "theme", "subject"));
	if (!topic)
		topic = find(&g, FORM_SELECT_ONE, false, NULL, WORDS("topic", "theme", "subject"));
	if (topic) {
		put(&g, "topic", "", topic->name);
		guess_beside(&g, topic);
		guess_gaps(&g, topic);
	}
	return (struct meanings){ g.list.at, g.list.n };
}
