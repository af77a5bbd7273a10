/*
 * From the text of an expression to its tree, by recursive descent. Names of questions and
 * functions are resolved on the way; paths are resolved afterwards (expr_bind.h).
 */
#ifndef FORMS_EXPR_PARSE_H
#define FORMS_EXPR_PARSE_H

#include "forms/expr_lex.h"

struct op;

struct parser {
	struct arena *arena;
	const struct form *form;
	const struct form_node *at; /* whose expression it is; NULL: of nobody in particular */
	struct lexer lexer;
	int depth;
	int predicates;	 /* how many are open */
	bool filter;	 /* outside predicates the context is a choice, not the node */
	unsigned traits; /* of the functions met */
};

/* Parses a whole text. ERR_INPUT with *error filled; *out is then not to be used. */
enum err parse_expression(struct parser *p, const char *text, struct expr_error *error,
	const struct op **out) MUST_USE;

/* The node a path means, when the form alone decides it; NULL when it does not. */
const struct form_node *static_node(const struct parser *p, const struct op *path);

/* Works out beforehand what some functions need: the pattern of regex(), the question of
 * jr:choice-name(), the questions of indexed-repeat(). */
void prepare_call(struct parser *p, struct op *call);

#endif
