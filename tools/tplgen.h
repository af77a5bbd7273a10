/*
 * tplgen, the template compiler, in four files: tplgen.c reads the template and writes the C;
 * tplgen_c.c judges the lines of C; tplgen_markup.c follows the markup and knows where in it we
 * are; tplgen_expr.c turns expressions into calls of web/html.h. docs/templates.md says what a
 * template may hold. The first error ends the program.
 */
#ifndef TOOLS_TPLGEN_H
#define TOOLS_TPLGEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"

/* Where the markup stands between two characters. */
enum state {
	IN_TEXT,
	AFTER_LT,	/* "<" */
	IN_NAME,	/* "<na" */
	IN_TAG,		/* "<name " between attributes */
	IN_ATTR,	/* "<name at" */
	AFTER_EQ,	/* "<name attr=" */
	IN_UNQUOTED,	/* "<name attr=va" */
	IN_QUOTED,	/* "<name attr="va" */
	AFTER_QUOTED,	/* "<name attr="value"" */
	AFTER_SLASH,	/* "<name /" */
	IN_END_NAME,	/* "</na" */
	AFTER_END_NAME, /* "</name " */
	IN_BANG,	/* "<!" */
	IN_DOCTYPE,
	IN_COMMENT,
	IN_RAW /* inside <script> or <style> */
};

/* What kind of text is due where an expression stands. */
enum place {
	PLACE_TEXT,    /* between elements: markup may be written */
	PLACE_PLAIN,   /* inside <title>, <option>, <textarea>, <svg> */
	PLACE_TAG,     /* between attributes */
	PLACE_ATTR,    /* a quoted attribute for people */
	PLACE_MACHINE, /* a quoted attribute that machines read */
	PLACE_ADDRESS  /* a quoted attribute that holds an address */
};

struct element {
	const char *name;
	int line;
};

/* A { … } of C: how things stood when it was opened. */
struct block {
	int line;
	size_t depth;
	enum state state;
};

struct markup {
	enum state state;
	LIST(struct element) open;
	struct buf name;  /* of the tag, lower case */
	struct buf attr;  /* its name, lower case */
	struct buf value; /* the written part of its value */
	char quote;
	bool dynamic; /* the value holds an expression */
	bool whole;   /* … which was {{href}} and must stay alone */
	bool post;    /* the tag is a form with method="post" */
	int tag_line;
};

struct tpl {
	struct arena *a;
	const char *path;
	int line;
	bool partial;
	bool in_function;
	bool head_seen;	    /* a function's head, its { still to come */
	struct buf head;    /* the header being made */
	struct buf code;    /* the C being made */
	struct buf literal; /* markup not yet written out */
	char blank;	    /* white space seen and not yet in literal: 0, ' ' or '\n' */
	bool skip_blank;    /* none is due here, one has been written before */
	struct markup m;
	LIST(struct block) blocks;
};

/* Prints "path:line: message" and ends the program with status 1. */
void fail(const struct tpl *t, int line, const char *format, ...) PRINTF_LIKE(3, 4)
	__attribute__((noreturn));

/* Writes what is pending as out_raw calls. */
void flush(struct tpl *t);

/* Writes one statement, with a #line that points to `line` of the template. */
void statement(struct tpl *t, int line, const char *format, ...) PRINTF_LIKE(3, 4);

/* A C string literal of n bytes. */
void put_literal(struct buf *b, const char *s, size_t n);

/* One character of markup. */
void markup_char(struct tpl *t, char c);

/* The place of an expression, which is refused where none may stand. */
enum place markup_place(struct tpl *t);

/* Takes note of an expression; `whole` if its value must be the attribute's only content. */
void markup_expression(struct tpl *t, bool whole);

/* Whether an address, or a name that {{attr}} must not write. */
bool is_address(const char *attr);
bool is_refused_attr(const char *attr);

/* Brackets of C around markup, and the end of a function. */
void block_open(struct tpl *t, int line);
void block_close(struct tpl *t, int line);

/* A whole statement of C, and whether text (the statement so far) is one. */
void c_statement(struct tpl *t, const char *text, int line);
bool c_complete(const char *text);

/* The inside of {{ }}. */
void expression(struct tpl *t, const char *text, int line);

#endif
