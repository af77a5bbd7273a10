/* What an import plans for each row, and how one is applied. Private to the import of bodies. */
#ifndef PEOPLE_BODY_PLAN_H
#define PEOPLE_BODY_PLAN_H

#include "people/body_import.h"

enum column {
	CODE,
	KIND,
	NAME_AR,
	NAME_CKB,
	NAME_KMR,
	NAME_EN,
	SOURCE,
	PARENT,
	IATI,
	NOTE,
	STARTS,
	ENDS,
	SUCCESSOR,
	COLUMNS
};

/* A body as it is or would be: texts by column, NULL for none. */
struct planned {
	const char *code;
	const char *text[COLUMNS];
	const char *unconfirmed;
	int64_t id;
	int64_t share;
	int64_t version; /* 0: not stored yet */
	int64_t line;	 /* of the file; 0: only in the store */
	size_t row;	 /* in the report */
	size_t depth;	 /* in the tree as it would be */
};

/* All bodies as they would be, by code. */
struct plan {
	struct planned *all;
	size_t n;
	struct planned **order; /* the rows of the file as they are to be applied: parents first */
	size_t n_order;
};

/* The planned body with that code, or NULL (also for NULL). */
struct planned *plan_find(const struct plan *p, const char *code);

/* Judges every row of the file; as bodies_import without applying. */
enum err plan_make(struct ctx *cx, struct bytes file, struct import_report *report,
	struct plan *plan) MUST_USE;

/* ERR_INPUT with its sentence when a row is refused. */
enum err plan_sound(struct ctx *cx, const struct import_report *report) MUST_USE;

/*
 * Stores one row and its place in the tree, with the audit entry: all but the successor, who may
 * not be there yet (query body_succeed). parent DB_NULL: top. p->id is set for a new one.
 * ERR_CONFLICT when it does not fit any more: on "parent" for a circle, before anything is stored.
 */
enum err plan_apply(struct ctx *cx, struct planned *p, enum verdict v, int64_t parent) MUST_USE;

#endif
