/*
 * Words of an expression (XPath 1.0 §3.7, with ${name} of XLSForm). The lexer decides whether `*`
 * and names such as `and` are operators by what stands before them, as the standard says.
 */
#ifndef FORMS_EXPR_LEX_H
#define FORMS_EXPR_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "forms/expr.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_STRING,	/* without its quotation marks */
	TOKEN_NAME,	/* also jr:choice-name, and `*` as a name test */
	TOKEN_FUNCTION, /* a name before an opening bracket */
	TOKEN_AXIS,	/* a name before :: */
	TOKEN_REF,	/* the name within ${…} */
	TOKEN_SAVED,	/* the name within ${last-saved#…} */
	TOKEN_OPERATOR, /* or and = != < <= > >= + - * div mod | */
	TOKEN_MARK	/* ( ) [ ] , . .. @ / // */
};

struct token {
	enum token_kind kind;
	int code;	  /* TOKEN_OPERATOR: enum op_code; TOKEN_MARK: its character, 'p' for .. */
	const char *text; /* not NUL-terminated */
	size_t len, at;
};

struct lexer {
	struct arena *arena; /* for the words of messages */
	const char *text;
	size_t at;
	struct token token; /* the current one */
	struct expr_error *error;
	bool failed;
};

/* Begins; then lexer->token is the first token. */
void lexer_begin(struct lexer *l, struct arena *a, const char *text, struct expr_error *error);

/* Goes to the next token. After a fault the token is TOKEN_END and `failed` is set. */
void lexer_next(struct lexer *l);

/* Notes what is wrong at a byte, unless something is noted already. Always false. */
bool lexer_fail(struct lexer *l, size_t at, struct msg msg, struct msg remedy);

/* The number of the character at a byte, from 1: for messages. */
int64_t lexer_column(const struct lexer *l, size_t at);

#endif
