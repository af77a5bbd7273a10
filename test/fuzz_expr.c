/*
 * Fuzz target of expressions: the bytes are the calculation of a question in a small form with a
 * repeat and a list of choices. Whatever they are, compiling ends with a plan or a problem that
 * says something, and what compiles is evaluated within its budget, twice with the same outcome.
 *
 * Sources: forms/answer_fit.c forms/answers.c forms/answers_path.c
 * Sources: forms/depend.c forms/expr_bind.c forms/expr_eval.c
 * Sources: forms/expr_func.c forms/expr_lex.c forms/expr_parse.c
 * Sources: forms/expr_path.c forms/expr_reads.c forms/expr_value.c
 * Sources: forms/func_node.c forms/func_number.c forms/func_text.c
 * Sources: forms/func_time.c forms/model.c forms/number.c forms/order.c
 * Sources: forms/plan.c forms/regex.c forms/regex_set.c forms/update.c
 * Sources: base/arena.c base/buf.c base/list.c base/text.c base/text_code.c
 * Sources: base/text_fold.c base/time.c
 * Libraries: -lm
 */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "forms/check.h"
#include "forms/expr.h"
#include "forms/model_build.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

enum { ROOT, NUMBER, WORDS, CHOSEN, ROW, INSIDE, RESULT, NODES };

static const struct form_node shape[NODES] = {
	[ROOT] = { .kind = FORM_ROOT, .name = "data", .path = "/data" },
	[NUMBER] = { .type = FORM_INTEGER, .name = "n", .path = "/data/n" },
	[WORDS] = { .type = FORM_TEXT, .name = "s", .path = "/data/s" },
	[CHOSEN] = { .type = FORM_SELECT_MULTIPLE, .name = "c", .path = "/data/c" },
	[ROW] = { .kind = FORM_REPEAT, .name = "row", .path = "/data/row" },
	[INSIDE] = { .type = FORM_DATE, .name = "x", .path = "/data/row/x" },
	[RESULT] = { .type = FORM_CALCULATE, .name = "r", .path = "/data/r" },
};

static void make_list(struct arena *a, struct form *f)
{
	static const struct form_choice choices[] = { { .name = "red", .label.text.plain = "Red" },
		{ .name = "blue", .label.text.plain = "Blue" } };
	static const char *const names[] = { "red", "blue" };
	static const char *const lists[] = { "color" };
	struct form_list *l = ARENA_NEW(a, struct form_list);

	*l = (struct form_list){ .name = "color",
		.choices = choices,
		.n_choices = 2,
		.names = form_names_new(a, names, 2) };
	f->lists = l;
	f->n_lists = 1;
	f->list_names = form_names_new(a, lists, 1);
}

static struct form *make_form(struct arena *a, const char *calculation, struct form_node **out)
{
	static const char *const langs[] = { "default" };
	const char *names[NODES] = { 0 };
	struct form *f = ARENA_NEW(a, struct form);
	struct form_node *nodes = arena_copy(a, shape, sizeof(shape));

	for (int i = 0; i < NODES; i++) {
		struct form_node *x = &nodes[i];

		x->index = i;
		x->end = i == ROOT ? NODES : i == ROW ? INSIDE + 1 : i + 1;
		if (i == ROOT)
			continue;
		names[i] = x->name;
		x->kind = i == ROW ? FORM_REPEAT : FORM_QUESTION;
		x->has_value = i != ROW;
		x->parent = i == INSIDE ? &nodes[ROW] : &nodes[ROOT];
		x->repeat = i == INSIDE ? &nodes[ROW] : NULL;
		x->depth = i == INSIDE ? 2 : 1;
		x->next = i == INSIDE || i == RESULT ? NULL : &nodes[i == ROW ? RESULT : i + 1];
	}
	nodes[ROOT].first = &nodes[NUMBER];
	nodes[ROW].first = &nodes[INSIDE];
	nodes[RESULT].calculation.text = calculation;
	*f = (struct form){ .arena = a,
		.langs = langs,
		.n_langs = 1,
		.nodes = nodes,
		.n_nodes = NODES,
		.node_names = form_names_new(a, names, NODES) };
	make_list(a, f);
	nodes[CHOSEN].list = f->lists;
	*out = nodes;
	return f;
}

static void set(struct answers *ans, const char *path, const char *value)
{
	enum err e = answers_set(ans, answers_at(ans, path), value);

	assert(e == OK);
}

static void evaluate(struct arena *a, const struct form *f)
{
	const struct form_clock clock = { .today = "2026-11-24", .zone = 180 };
	struct answers *ans = answers_new(a, f);
	const char *first;

	set(ans, "n", "5");
	set(ans, "s", "one two");
	set(ans, "c", "red blue");
	for (int i = 0; i < 3; i++)
		if (answers_add(ans, answers_at(ans, "row"), NULL) != OK)
			assert(!"a row");
	set(ans, "row[2]/x", "2026-11-18");
	if (form_update(ans, &clock, 0) != OK)
		return;
	first = answer_text(answers_at(ans, "r"));
	assert(text_utf8_valid(first, strlen(first)) && strlen(first) <= FORM_VALUE_MAX);
	ans->spent = true;
	if (form_update(ans, &clock, 0) != OK)
		return;
	assert(strcmp(first, answer_text(answers_at(ans, "r"))) == 0);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct arena *a = arena_new(0);
	const char *text = arena_strn(a, (const char *)data, n);
	struct form_problems problems = { .arena = a };
	struct form_node *nodes;
	struct form *f;

	/* What the workbook reader lets through is valid text. */
	if (text_utf8_valid(text, strlen(text))) {
		f = make_form(a, text, &nodes);
		form_compile(f, nodes, NULL, &problems);
		for (size_t i = 0; i < problems.n; i++)
			assert(problems.at[i].reason.id);
		if (!problems.errors)
			evaluate(a, f);
	}
	arena_free(a);
	return 0;
}
