/*
 * The document of a release: fixed tables with all their words in every language, suppressed before
 * they are written. Canonical JSON, so that its SHA-256 is the release's. It needs nothing but
 * itself to be shown again in twenty years: page, CSV and XLSX read it through release_doc_read.
 *
 * A cell is a number, null (nothing asked) or "h" (hidden: it, or one that would give it away, is
 * about too few people). Means are × 100, totals of number questions × 10000.
 */
#ifndef ASSESS_RELEASE_DOC_H
#define ASSESS_RELEASE_DOC_H

#include "assess/form_words.h"
#include "core/ctx.h"
#include "people/names.h"

#define RELEASE_LEAST 5		   /* people a cell must be about */
#define RELEASE_LEAST_SENSITIVE 10 /* for topics the mapping calls sensitive */

enum doc_kind { DOC_COUNT, DOC_PEOPLE, DOC_MEAN, DOC_SCORE, DOC_NUMBER };
enum doc_state { DOC_NONE, DOC_VALUE, DOC_HIDDEN };

struct doc_cell {
	enum doc_state state;
	int64_t value;
};
struct doc_column {
	const char *key;
	enum doc_kind kind;
	struct doc_words head;
};
struct doc_row {
	const char *key;
	struct doc_words label;
	struct doc_words part;	/* the question a choice belongs to; empty elsewhere */
	struct doc_cell *cells; /* one per column */
};
struct doc_table {
	const char *key;
	const char *title;	/* a msgid */
	struct doc_words first; /* head of the first column */
	struct doc_column *columns;
	size_t n_columns;
	struct doc_row *rows;
	size_t n_rows;
};
struct doc {
	int64_t number;	       /* 0: not published yet */
	const char *frozen_at; /* NULL: not published yet */
	struct doc_words title, round, publisher;
	int64_t asked, answered, sharing;
	int64_t needs, people, bodies;
	bool people_hidden;
	int64_t hidden_more; /* figures hidden because of earlier releases of the round */
	struct doc_table *tables;
	size_t n_tables;
};

/*
 * Builds the document from the round's accepted answers whose bodies agreed to sharing. `tables`:
 * bits of enum release_table. number 0: a preview, without number and time. What is hidden holds
 * for all tables, whichever are chosen. ERR_CONFLICT with a sentence when no way of hiding keeps
 * what is hidden from being computed.
 */
enum err release_doc_build(struct ctx *cx, int64_t round, unsigned tables, int64_t number,
	const struct names *title, const char **json) MUST_USE;

/*
 * The true figures of the round as they stand, kept with a release that has just been published:
 * for the audit of later ones (release_audit.h).
 */
enum err release_figures_keep(struct ctx *cx, int64_t release, int64_t round) MUST_USE;

/* Reads a document back. ERR_FAULT, logged, when it is none of ours. */
enum err release_doc_read(struct arena *a, const char *json, struct doc *out) MUST_USE;

#endif
