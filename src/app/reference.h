/*
 * The reference list of bodies that comes with the program (data/organisations.csv), for a fresh
 * instance to choose from: as rows to show, and as a CSV of the chosen ones that people/body_import
 * takes.
 */
#ifndef APP_REFERENCE_H
#define APP_REFERENCE_H

#include "core/ctx.h"

struct reference_row {
	const char *code, *kind;
	const char *parent;				     /* code, or NULL */
	const char *name_ar, *name_ckb, *name_kmr, *name_en; /* NULL: none */
	bool ended; /* its note says that it closed before today */
	bool stored;
};

struct reference {
	struct reference_row *rows;
	size_t n;
};

/* Reads the list, and which of its bodies are stored already. */
enum err reference_read(struct ctx *cx, struct reference *out) MUST_USE;

/*
 * Adds the bodies of these codes, with those above them in the tree, by bodies_import: what is
 * stored already stays as it is. *added counts the new ones. ERR_INPUT on "code" for a code that
 * the list lacks; ERR_DENIED but for administrators of everything.
 */
enum err reference_add(struct ctx *cx, const char *const *codes, size_t n, int64_t *added) MUST_USE;

#endif
