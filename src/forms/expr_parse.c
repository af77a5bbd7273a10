#include "forms/expr_parse.h"

#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "forms/expr_impl.h"
#include "forms/expr_lex.h"

/* The grammar is that of XPath 1.0 §2 and §3; each function is named after its production. */

#define LEVEL_UNION 7

static struct op *parse_expr(struct parser *p);
static struct op *parse_chain(struct parser *p, int level);

static bool fail_here(struct parser *p, struct msg msg, struct msg remedy)
{
	return lexer_fail(&p->lexer, p->lexer.token.at, msg, remedy);
}

static int64_t column(struct parser *p)
{
	return lexer_column(&p->lexer, p->lexer.token.at);
}

static const char *token_text(struct parser *p, const struct token *t)
{
	return arena_strn(p->arena, t->text, t->len);
}

static bool is_mark(const struct parser *p, int code)
{
	return p->lexer.token.kind == TOKEN_MARK && p->lexer.token.code == code;
}

/* Goes past a mark if it is the current token. */
static bool take(struct parser *p, int code)
{
	if (!is_mark(p, code))
		return false;
	lexer_next(&p->lexer);
	return true;
}

static bool want(struct parser *p, int code)
{
	const char *mark = code == ')' ? ")" : code == ']' ? "]" : "(";

	if (take(p, code))
		return true;
	return fail_here(p,
		MSG(_("At character {1} the mark {2} is missing."), N(column(p)), S(mark)),
		MSG(_("Add it, or remove the one that opens.")));
}

static struct op *new_op(struct parser *p, enum op_kind kind)
{
	struct op *op = ARENA_NEW(p->arena, struct op);

	op->kind = kind;
	op->at = p->lexer.token.at;
	return op;
}

static void unexpected(struct parser *p)
{
	const struct token *t = &p->lexer.token;

	if (t->kind == TOKEN_END)
		fail_here(p, MSG(_("The expression ends where something is still expected.")),
			MSG(_("Complete it, or remove what stands at its end.")));
	else
		fail_here(p,
			MSG(_("At character {1} stands {2}, which is not expected there."),
				N(column(p)), S(token_text(p, t))),
			MSG(_("Look at what stands before it: an operator, comma or bracket is "
			      "missing or one too many.")));
}

/* Predicates: `[` expression `]` any number of times. */
static const struct op **parse_tests(struct parser *p, int *n)
{
	LIST(const struct op *) tests = { 0 };

	p->predicates++;
	while (is_mark(p, '[') && !p->lexer.failed) {
		lexer_next(&p->lexer);
		*LIST_PUSH(p->arena, &tests) = parse_expr(p);
		want(p, ']');
	}
	p->predicates--;
	*n = (int)tests.n;
	return tests.at;
}

static bool named(const struct token *t, const char *name)
{
	return strlen(name) == t->len && memcmp(name, t->text, t->len) == 0;
}

static bool parse_axis(struct parser *p, struct step *step)
{
	static const struct {
		const char *name;
		enum axis axis;
	} axes[] = { { "child", AXIS_CHILD }, { "parent", AXIS_PARENT }, { "self", AXIS_SELF },
		{ "descendant", AXIS_DESCENDANT }, { "attribute", AXIS_ATTRIBUTE } };
	const struct token *t = &p->lexer.token;

	if (take(p, '@')) {
		step->axis = AXIS_ATTRIBUTE;
		return true;
	}
	if (t->kind != TOKEN_AXIS)
		return true;
	for (size_t i = 0; i < COUNT_OF(axes); i++)
		if (named(t, axes[i].name)) {
			step->axis = axes[i].axis;
			lexer_next(&p->lexer);
			return true;
		}
	return fail_here(p,
		MSG(_("At character {1} the axis {2} is not one of forms."), N(column(p)),
			S(token_text(p, t))),
		MSG(_("Name the question as {1} instead."), S("${name}")));
}

/* NodeTest: a name, `*`, node() or text(). */
static bool parse_node_test(struct parser *p, struct step *step)
{
	const struct token t = p->lexer.token;

	if (t.kind == TOKEN_FUNCTION && (named(&t, "node") || named(&t, "text"))) {
		if (named(&t, "text"))
			step->axis = AXIS_SELF;
		lexer_next(&p->lexer);
		return want(p, '(') && want(p, ')');
	}
	if (t.kind != TOKEN_NAME) {
		unexpected(p);
		return false;
	}
	lexer_next(&p->lexer);
	if (!named(&t, "*"))
		step->name = token_text(p, &t);
	return true;
}

static int column_of(const struct parser *p, const char *name)
{
	const struct form_list *l = p->at && p->at->list ? p->at->list
				    : p->form->n_lists	 ? &p->form->lists[0]
							 : NULL;

	if (!name)
		return COLUMN_UNKNOWN;
	if (strcmp(name, "name") == 0)
		return COLUMN_NAME;
	if (strcmp(name, "label") == 0)
		return COLUMN_LABEL;
	return l && form_column(l, name, strlen(name)) >= 0 ? form_column(l, name, strlen(name))
							    : COLUMN_UNKNOWN;
}

static bool parse_step(struct parser *p, struct step *step)
{
	*step = (struct step){ .axis = AXIS_CHILD, .column = COLUMN_UNKNOWN };
	if (take(p, 'p')) {
		step->axis = AXIS_PARENT;
		return true;
	}
	if (take(p, '.')) {
		step->axis = AXIS_SELF;
		return true;
	}
	if (!parse_axis(p, step) || !parse_node_test(p, step))
		return false;
	step->column = column_of(p, step->name);
	step->tests = parse_tests(p, &step->n_tests);
	return !p->lexer.failed;
}

/* RelativeLocationPath, after what it starts from. */
static void parse_steps(struct parser *p, struct op *op, bool deep)
{
	LIST(struct step) steps = { 0 };

	do {
		if (deep)
			*LIST_PUSH(p->arena, &steps) =
				(struct step){ .axis = AXIS_DESCENDANT, .column = COLUMN_UNKNOWN };
		if (!parse_step(p, LIST_PUSH(p->arena, &steps)))
			return;
		if (deep && steps.at[steps.n - 1].axis == AXIS_CHILD) {
			steps.at[steps.n - 2] = steps.at[steps.n - 1];
			steps.at[steps.n - 2].axis = AXIS_DESCENDANT;
			steps.n--;
		}
		deep = is_mark(p, 'd');
	} while (take(p, '/') || take(p, 'd'));
	op->steps = steps.at;
	op->n_steps = (int)steps.n;
}

/* A path that means one question is a reference to it, found without walking. */
static struct op *settle(struct parser *p, struct op *op)
{
	const struct form_node *n;

	if (p->lexer.failed || (op->start == START_CONTEXT && (p->predicates || p->filter)))
		return op;
	n = static_node(p, op);
	if (n && n->kind == FORM_QUESTION && n->has_value) {
		op->kind = OP_REF;
		op->node = n;
	}
	return op;
}

static struct op *parse_location_path(struct parser *p)
{
	struct op *op = new_op(p, OP_PATH);
	const struct token *t = &p->lexer.token;
	bool deep = is_mark(p, 'd');

	op->start = is_mark(p, '/') || deep ? START_ROOT : START_CONTEXT;
	if (take(p, 'd')) {
		parse_steps(p, op, true);
		return op;
	}
	if (take(p, '/') && t->kind != TOKEN_NAME && t->kind != TOKEN_AXIS &&
		t->kind != TOKEN_FUNCTION && !is_mark(p, '.') && !is_mark(p, 'p') &&
		!is_mark(p, '@'))
		return op;
	parse_steps(p, op, false);
	return settle(p, op);
}

static struct op *parse_call(struct parser *p)
{
	struct op *op = new_op(p, OP_CALL);
	struct token t = p->lexer.token;
	LIST(const struct op *) args = { 0 };

	op->fn = fn_find(t.text, t.len);
	if (!op->fn) {
		fail_here(p,
			MSG(_("At character {1}: there is no function {2}."), N(column(p)),
				S(token_text(p, &t))),
			MSG(_("Look at how the name is spelled; names are in small letters.")));
		return op;
	}
	lexer_next(&p->lexer);
	want(p, '(');
	if (!is_mark(p, ')') && !p->lexer.failed)
		do
			*LIST_PUSH(p->arena, &args) = parse_expr(p);
		while (take(p, ','));
	want(p, ')');
	op->args = args.at;
	op->n = (int)args.n;
	if (!p->lexer.failed &&
		(op->n < op->fn->least || (op->fn->most >= 0 && op->n > op->fn->most)))
		lexer_fail(&p->lexer, t.at,
			MSG(_("At character {1}: {2} cannot take {3} values."),
				N(lexer_column(&p->lexer, t.at)), S(op->fn->name), N(op->n)),
			MSG(_("Look up what the function takes.")));
	p->traits |= op->fn->trait;
	if (!p->lexer.failed)
		prepare_call(p, op);
	return op;
}

static struct op *parse_number(struct parser *p)
{
	struct op *op = new_op(p, OP_NUM);

	op->num = num_read(p->lexer.token.text, p->lexer.token.len);
	lexer_next(&p->lexer);
	return op;
}

static struct op *parse_string(struct parser *p)
{
	struct op *op = new_op(p, OP_STR);

	op->str = token_text(p, &p->lexer.token);
	lexer_next(&p->lexer);
	return op;
}

static struct op *parse_ref(struct parser *p)
{
	const struct token t = p->lexer.token;
	struct op *op = new_op(p, t.kind == TOKEN_REF ? OP_REF : OP_SAVED);

	op->node = form_find(p->form, p->at, t.text, t.len);
	if (!op->node)
		fail_here(p,
			MSG(_("At character {1}: there is no question named {2}."), N(column(p)),
				S(token_text(p, &t))),
			MSG(_("Look at how the name is spelled in the column name.")));
	lexer_next(&p->lexer);
	return op;
}

/* PrimaryExpr, or NULL if none begins here. */
static struct op *parse_primary(struct parser *p)
{
	const struct token *t = &p->lexer.token;
	struct op *op;

	switch (t->kind) {
	case TOKEN_NUMBER:
		return parse_number(p);
	case TOKEN_STRING:
		return parse_string(p);
	case TOKEN_REF:
	case TOKEN_SAVED:
		return parse_ref(p);
	case TOKEN_FUNCTION:
		return named(t, "node") || named(t, "text") ? NULL : parse_call(p);
	default:
		if (!take(p, '('))
			return NULL;
		op = parse_expr(p);
		want(p, ')');
		return op;
	}
}

/* PathExpr: a location path, or something with predicates and steps after it. */
static struct op *parse_path(struct parser *p)
{
	struct op *first = parse_primary(p), *path;
	bool deep;

	if (!first) {
		if (is_mark(p, '/') || is_mark(p, 'd') || is_mark(p, '.') || is_mark(p, 'p') ||
			is_mark(p, '@') || p->lexer.token.kind == TOKEN_NAME ||
			p->lexer.token.kind == TOKEN_AXIS || p->lexer.token.kind == TOKEN_FUNCTION)
			return parse_location_path(p);
		unexpected(p);
		return new_op(p, OP_STR);
	}
	if (!is_mark(p, '[') && !is_mark(p, '/') && !is_mark(p, 'd'))
		return first;
	path = new_op(p, OP_PATH);
	path->start = START_EXPR;
	path->args = arena_copy(p->arena, &first, sizeof(struct op *));
	path->n = 1;
	path->tests = parse_tests(p, &path->n_tests);
	deep = is_mark(p, 'd');
	if (take(p, '/') || take(p, 'd'))
		parse_steps(p, path, deep);
	return path;
}

static int level_of(const struct token *t)
{
	static const int levels[] = {
		[CODE_OR] = 1,
		[CODE_AND] = 2,
		[CODE_EQ] = 3,
		[CODE_NE] = 3,
		[CODE_LT] = 4,
		[CODE_LE] = 4,
		[CODE_GT] = 4,
		[CODE_GE] = 4,
		[CODE_ADD] = 5,
		[CODE_SUB] = 5,
		[CODE_MUL] = 6,
		[CODE_DIV] = 6,
		[CODE_MOD] = 6,
		[CODE_UNION] = LEVEL_UNION,
	};

	return t->kind == TOKEN_OPERATOR ? levels[t->code] : 0;
}

/* UnaryExpr: any number of minus signs before a union of paths. */
static struct op *parse_unary(struct parser *p)
{
	struct op *op, *negate = NULL;
	double sign = 1;

	while (p->lexer.token.kind == TOKEN_OPERATOR && p->lexer.token.code == CODE_SUB) {
		if (!negate)
			negate = new_op(p, OP_NEGATE);
		sign = -sign;
		lexer_next(&p->lexer);
	}
	op = parse_chain(p, LEVEL_UNION);
	if (!negate)
		return op;
	negate->num = sign;
	negate->args = arena_copy(p->arena, &op, sizeof(struct op *));
	negate->n = 1;
	return negate;
}

static struct op *parse_operand(struct parser *p, int level)
{
	if (level == LEVEL_UNION)
		return parse_path(p);
	return level == LEVEL_UNION - 1 ? parse_unary(p) : parse_chain(p, level + 1);
}

/* Operands joined by operators of one level, from the left: `a - b + c`. */
static struct op *parse_chain(struct parser *p, int level)
{
	LIST(const struct op *) args = { 0 };
	LIST(enum op_code) codes = { 0 };
	struct op *op, *first = parse_operand(p, level);

	if (level_of(&p->lexer.token) != level)
		return first;
	op = new_op(p, OP_CHAIN);
	*LIST_PUSH(p->arena, &args) = first;
	*LIST_PUSH(p->arena, &codes) = 0;
	while (level_of(&p->lexer.token) == level) {
		*LIST_PUSH(p->arena, &codes) = (enum op_code)p->lexer.token.code;
		lexer_next(&p->lexer);
		*LIST_PUSH(p->arena, &args) = parse_operand(p, level);
	}
	op->args = args.at;
	op->codes = codes.at;
	op->n = (int)args.n;
	return op;
}

static struct op *parse_expr(struct parser *p)
{
	struct op *op;

	if (p->depth >= EXPR_DEPTH_MAX) {
		fail_here(p,
			MSG(_("At character {1} more than {2} brackets are open at once."),
				N(column(p)), N(EXPR_DEPTH_MAX)),
			MSG(_("Split the expression: put a part of it into a calculate.")));
		return new_op(p, OP_STR);
	}
	p->depth++;
	op = parse_chain(p, 1);
	p->depth--;
	return op;
}

enum err parse_expression(
	struct parser *p, const char *text, struct expr_error *error, const struct op **out)
{
	lexer_begin(&p->lexer, p->arena, text, error);
	if (strlen(text) > EXPR_LENGTH_MAX)
		lexer_fail(&p->lexer, 0,
			MSG(_("The expression is longer than {1} bytes."), N(EXPR_LENGTH_MAX)),
			MSG(_("Split the expression: put a part of it into a calculate.")));
	*out = parse_expr(p);
	if (!p->lexer.failed && p->lexer.token.kind != TOKEN_END)
		unexpected(p);
	return p->lexer.failed ? ERR_INPUT : OK;
}
