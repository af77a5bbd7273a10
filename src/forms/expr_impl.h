/*
 * The inside of expressions, for expr_*.c, func_*.c, plan.c, depend.c and the checker: the compiled
 * tree, values, the context of an evaluation.
 */
#ifndef FORMS_EXPR_IMPL_H
#define FORMS_EXPR_IMPL_H

#include "forms/answers.h"
#include "forms/expr.h"
#include "forms/regex.h"

struct ev;
struct op;
struct value;

/* A function of the language. `run` gets the call unevaluated, so that if() may choose. */
enum fn_trait {
	FN_PURE = 0,
	FN_AWAY = 1,   /* needs what is not here (files, devices): the answer is taken as sent */
	FN_CHANCE = 2, /* a different value each time: kept once it is there */
};
struct fn {
	const char *name;
	int least, most; /* arguments; most -1: any number */
	enum fn_trait trait;
	struct value (*run)(struct ev *ev, const struct op *op);
};
const struct fn *fn_find(const char *name, size_t len);

enum op_kind {
	OP_NUM, /* num */
	OP_STR, /* str */
	OP_CHAIN, /* operands args[0…n), between them codes[1…n) of one precedence, from the left */
	OP_NEGATE,
	OP_REF,	  /* ${x}, or a path that means just that: `node` */
	OP_SAVED, /* ${last-saved#x}: '' here */
	OP_PATH,  /* start, predicates of the start, steps */
	OP_CALL	  /* fn with args; `node`, `regex`: worked out beforehand for some functions */
};
enum op_code {
	CODE_OR = 1,
	CODE_AND,
	CODE_EQ,
	CODE_NE,
	CODE_LT,
	CODE_LE,
	CODE_GT,
	CODE_GE,
	CODE_ADD,
	CODE_SUB,
	CODE_MUL,
	CODE_DIV,
	CODE_MOD,
	CODE_UNION
};
enum axis { AXIS_CHILD, AXIS_PARENT, AXIS_SELF, AXIS_DESCENDANT, AXIS_ATTRIBUTE };
enum path_start { START_CONTEXT, START_ROOT, START_EXPR };

struct step {
	enum axis axis;
	const char *name; /* NULL: any */
	const struct op **tests;
	int n_tests;
	int column; /* of a choice: see struct spot */
};

struct op {
	enum op_kind kind;
	enum path_start start;
	int n; /* args */
	int n_tests, n_steps;
	size_t at; /* byte in the text */
	const struct op **args;
	const enum op_code *codes;
	const struct op **tests; /* predicates of args[0] in START_EXPR */
	const struct step *steps;
	double num;
	const char *str;
	const struct form_node *node;
	const struct fn *fn;
	const struct regex *regex;
};

struct expr {
	const struct op *top;
	unsigned traits; /* of the functions in it: a set of enum fn_trait */
};

/*
 * A place expressions can point at: a node of the answers (list NULL), or a place in a list of
 * choices: its document (choice -1), its root (-2), a choice, or a column of a choice.
 */
enum { COLUMN_NONE = -1, COLUMN_NAME = -2, COLUMN_LABEL = -3, COLUMN_UNKNOWN = -4 };
enum { CHOICE_DOCUMENT = -1, CHOICE_ROOT = -2 };
struct spot {
	const struct form_node *node; /* NULL with list NULL: the document above the root */
	struct occurrence *occ;
	const struct form_list *list;
	int choice;
	int column;
};

enum value_kind { VAL_STR, VAL_NUM, VAL_BOOL, VAL_SET };
struct value {
	enum value_kind kind;
	bool boolean;
	double num;
	const char *str;
	const struct spot *many; /* VAL_SET: NULL when n is 1 and `one` is it */
	size_t n;
	struct spot one;
};

/* What an evaluation knows. `self` is whose expression it is, `at` the context of a predicate. */
struct ev {
	const struct form *form;
	struct answers *ans;
	struct arena *arena; /* for what is made on the way */
	const struct form_clock *clock;
	size_t lang;
	int64_t steps; /* left; below 0: given up, every value is '' */
	struct spot self, at;
	size_t position, size;
	uint64_t chance; /* state of random(); 0: there is none */
};

/* What an expression reads, found from the form alone: calls `found` for every node, perhaps
 * several times. `budget` is the work left for all expressions of a form; false when it is spent.
 */
struct reads {
	const struct form *form;
	const struct form_node *at;
	bool filter; /* the context is a choice */
	struct arena *arena;
	int64_t *budget;
	void (*found)(void *user, const struct form_node *on, bool wide);
	void *user;
};
bool expr_reads(const struct reads *r, const struct expr *e);

/* Evaluation. */
struct value expr_eval(struct ev *ev, const struct expr *e);
struct value op_eval(struct ev *ev, const struct op *op);
struct value path_eval(struct ev *ev, const struct op *op);
struct value ref_eval(struct ev *ev, const struct form_node *node);
bool set_tests(struct ev *ev, struct spot *at, size_t *n, const struct op **tests, int n_tests);

/* Takes `n` steps; false when the budget is spent. */
static inline bool ev_step(struct ev *ev, int64_t n)
{
	ev->steps -= n;
	return ev->steps >= 0;
}

/* Values. */
static inline struct value val_str(const char *s)
{
	return (struct value){ .kind = VAL_STR, .str = s };
}
static inline struct value val_num(double n)
{
	return (struct value){ .kind = VAL_NUM, .num = n };
}
static inline struct value val_bool(bool b)
{
	return (struct value){ .kind = VAL_BOOL, .boolean = b };
}
static inline const struct spot *val_spots(const struct value *v)
{
	return v->many ? v->many : &v->one;
}
const char *val_to_str(struct ev *ev, const struct value *v);
double val_to_num(struct ev *ev, const struct value *v);
bool val_to_bool(struct ev *ev, const struct value *v);
/* A set becomes the value of its first member: a number where the form says it is one, else text.
 */
struct value val_plain(struct ev *ev, const struct value *v);
struct value val_compare(
	struct ev *ev, const struct value *a, enum op_code code, const struct value *b);
const char *spot_str(struct ev *ev, const struct spot *s);
bool spot_relevant(struct ev *ev, const struct spot *s);

/* The arguments of a call. */
const char *arg_str(struct ev *ev, const struct op *op, int i);
double arg_num(struct ev *ev, const struct op *op, int i);
bool arg_bool(struct ev *ev, const struct op *op, int i);

/* Numbers as text (XPath 1.0 §4.2) and back (§4.4: NaN for what is none; `wide` also reads dates,
 * date-times and times as days). */
const char *num_to_str(struct arena *a, double n);
double num_read(const char *s, size_t len);
double num_read_wide(const char *s, int zone);
/* Half away from zero at a decimal place, as written in decimal: 1.005 gives 1.01. */
double num_round(double n, int places);

/* Days since 1970-01-01, local, of "2026-11-24", "2026-11-24T10:00:00.000+03:00", "10:00"; NaN. */
double days_read(const char *s, int zone);
/* A local date of days, and date-time with offset. NULL when out of range. */
const char *days_date(struct arena *a, double days);
const char *days_datetime(struct arena *a, double days, int zone);

/* The first blank-separated word at or after *s, its length in *len; NULL at the end. */
const char *word_next(const char **s, size_t *len);

#endif
