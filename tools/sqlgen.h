/*
 * sqlgen compiles the project's .sql files to C (docs/sql.md). Its parts:
 *
 *	sqlgen.c		the commands; asks SQLite what each query means
 *	sqlgen_read.c	reads a file into queries and fragments
 *	sqlgen_expand.c	expands a query into the text one engine gets
 *	sqlgen_lint.c	refuses what is outside the house subset
 *	sqlgen_schema.c	applies and embeds the migrations
 *	sqlgen_write.c	writes the C
 *
 * Each complaint ends the program: "file:line: what is wrong and what to write instead".
 */
#ifndef TOOLS_SQLGEN_H
#define TOOLS_SQLGEN_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"

struct place {
	const char *file;
	int line;
};

enum type { TYPE_NONE, TYPE_INT, TYPE_TEXT, TYPE_BYTES, TYPE_BOOL };
enum kind { KIND_ONE, KIND_MAYBE, KIND_MANY, KIND_EXEC, KIND_VALUE };
enum engine { SQLITE, POSTGRES };

/* A parameter or a column. */
struct typed {
	const char *name;
	enum type type;
	struct place at;
	bool used;
};

/* One text of a `-- variants` line. */
struct word {
	const char *name;
	const char *text;
	struct place at;
};

struct variants {
	const char *name;
	LIST(struct word) words;
};

struct fragment {
	const char *name;
	const char *text;
	struct place at; /* of the text's first line */
	bool open;	 /* being expanded: meeting it again is a circle */
};

struct query {
	const char *name;
	const char *row;   /* name of its row's struct */
	bool shares_row;   /* the struct was written for an earlier query of the file */
	const char *about; /* description, lines joined by '\n' */
	const char *body;
	struct place at;      /* of the signature */
	struct place body_at; /* of the body's first line */
	enum kind kind;
	LIST(struct typed) params;
	LIST(struct typed) declared; /* `-- column` lines */
	LIST(struct typed) columns;  /* as SQLite sees them, filled in by sqlgen.c */
	LIST(struct variants) variants;
};

struct file {
	const char *path;
	LIST(struct query) queries;
};

struct fragments {
	LIST(struct fragment) list;
};

/* A text for one engine, and where each of its bytes came from. */
struct expanded {
	struct buf text;
	LIST(struct place) from;
};

/* Prints the complaint and ends the program. */
void complain(struct place at, const char *format, ...) PRINTF_LIKE(2, 3) __attribute__((noreturn));

/* A whole file as a string; complains if it cannot be read or holds a NUL. */
const char *read_text(struct arena *a, const char *path);

/* ---- sqlgen_read.c ---- */

/* Adds the fragments of a file, and its queries to `file` unless that is NULL. */
void read_sql(struct arena *a, const char *path, struct fragments *fragments, struct file *file);

/* Identifiers: letters, digits and _; the length of the one at p, 0 if there is none. */
bool ident_start(char c);
size_t ident_length(const char *p);

/* ---- sqlgen_expand.c ---- */

/*
 * The text of a query for an engine. `choice` has one index per variants line. Comments go, white
 * space shrinks, `:name` becomes ?N or $N by the parameter's place in the signature.
 */
void expand(struct arena *a, struct query *q, struct fragments *fragments, enum engine engine,
	const size_t *choice, struct expanded *out);

/* How many texts a query has, and the choices that make the i-th. */
size_t combinations(const struct query *q);
void choose(const struct query *q, size_t i, size_t *choice);

#define MOST_VARIANTS 4
#define MOST_PARAMS 64 /* as in src/db/postgres.c */

/* ---- sqlgen_lint.c ---- */

/* Complains about a word or sign at p that is outside the house subset. */
void lint_word(struct place at, const char *p, size_t n, const char *next);
void lint_sign(struct place at, const char *p);

/* Whether C could not have this name. */
bool c_keyword(const char *name);

/* ---- sqlgen_schema.c ---- */

struct sqlite3;

/* An in-memory database with the migrations applied; complains about what they should not hold. */
struct sqlite3 *schema_open(struct arena *a, size_t n, char **migrations);

/* migrations.c: the texts and the names of unique constraints. */
void write_migrations(struct arena *a, FILE *o, struct sqlite3 *db, size_t n, char **migrations);

/* ---- sqlgen_write.c ---- */

void write_header(FILE *o, const char *slice, const char *noun, const struct file *file);
void write_source(struct arena *a, FILE *o, const char *slice, const char *noun,
	const struct file *file, struct fragments *fragments);
/* all_queries.c: every NOUN_queries of the program in one list. */
void write_lists(FILE *o, size_t n, char **nouns);
/* A C string literal, one source line per line of the text. */
void write_string(FILE *o, const char *s, const char *indent);

#endif
