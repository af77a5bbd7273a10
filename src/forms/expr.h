/*
 * Expressions of a form: XPath 1.0 (W3C, 16 November 1999) with the functions of ODK XForms
 * (getodk.github.io/xforms-spec), as authors write them in XLSForm: `${name}` is the answer of the
 * nearest question of that name, `.` the question itself. They are compiled once, into the model's
 * arena, with every name already resolved; what comes out never changes, so threads share it.
 *
 * Where the specifications leave room, JavaRosa (the engine of ODK Collect) is followed: an answer
 * that is not relevant, or not there, reads as ''; numbers typed by the form compare as numbers; a
 * text in the shape of a date counts as days since 1970-01-01 where a number is wanted, so that
 * `. <= today()` holds for dates. No clock, file, locale or thread is used.
 *
 * Everything is bounded: the length of an expression, its nesting, the steps of evaluation (paid
 * from the budget of who evaluates), and the work of regex(), which never backtracks.
 */
#ifndef FORMS_EXPR_H
#define FORMS_EXPR_H

#include "forms/model.h"

#define EXPR_LENGTH_MAX 32768 /* bytes of one expression */
#define EXPR_DEPTH_MAX 100    /* brackets, arguments and predicates inside each other */

/* What is wrong with an expression. `at` is the byte where it was noticed. */
struct expr_error {
	size_t at;
	struct msg msg;	   /* a sentence with the position, counted in characters from 1 */
	struct msg remedy; /* id NULL: none */
};

/* Which expression of a node it is. Bits of a set where several are meant. */
enum expr_use {
	USE_RELEVANT = 1,
	USE_CALCULATION = 2,
	USE_REPEAT_COUNT = 4,
	USE_CONSTRAINT = 8,
	USE_REQUIRED = 16,
	USE_READ_ONLY = 32,
	USE_CHOICE_FILTER = 64,
	USE_LABEL = 128,   /* labels and hints with ${x} in them, also those of its choices */
	USE_INITIAL = 256, /* the default, where it is an expression */
	USE_ORDERED = USE_RELEVANT | USE_CALCULATION | USE_REPEAT_COUNT
};

/*
 * Compiles one expression written at a node (NULL: nowhere in particular; then `.` is the root).
 * In USE_CHOICE_FILTER bare names are columns of the node's list. OK with *out, or ERR_INPUT with
 * *error filled. Allocates in `a`, which must live as long as the form.
 */
enum err expr_compile(struct arena *a, const struct form *f, const struct form_node *at,
	enum expr_use use, const char *text, const struct expr **out,
	struct expr_error *error) MUST_USE;

/*
 * Compiles every expression of the form and works out what depends on what and in which order it is
 * evaluated; sets the `code` of each form_expr and f->plan. `nodes` are f->nodes, `entities`
 * f->entities, writable. To be called once, when the model is otherwise complete. Adds a problem
 * for every expression that cannot be compiled, and for every circle with the names in it, in
 * order; then the form is not to be used. Always leaves a plan.
 */
void form_compile(struct form *f, struct form_node *nodes, struct form_entity *entities,
	struct form_problems *problems);

/* One reason why something has to be evaluated again: `node` reads `on`. */
struct form_dependency {
	const struct form_node *node; /* whose expression it is */
	const struct form_node
		*on;   /* what it reads: a question, or a repeat (how many there are) */
	unsigned uses; /* a set of enum expr_use */
	bool wide;     /* it may read occurrences of a repeat other than its own */
};

/* What reads the node directly, in document order; how many. For a page: what may change when an
 * answer does. */
size_t form_dependents(
	const struct form *f, const struct form_node *on, const struct form_dependency **out);

/* What the node's expressions read directly, in document order. */
size_t form_dependencies(
	const struct form *f, const struct form_node *node, const struct form_dependency **out);

/* The nodes in their order of evaluation: each after all it reads for relevance and value. */
size_t form_order(const struct form *f, const int **out);

#endif
