/*
 * Bodies from CSV (RFC 4180, UTF-8, with or without BOM), with a verdict for every row before
 * anything changes. Columns by their names in the first row, in any order: code, kind and at least
 * one of name_ar name_ckb name_kmr name_en are needed; source, parent_code, iati_org_type, note,
 * starts, ends, successor_code may come. A column that is absent leaves what is stored; an empty
 * cell empties it. `source` may mark translations nobody has confirmed: "…|ckb:unconfirmed",
 * "unconfirmed".
 *
 * A small file is applied at once and whole. A larger one is applied by a job, some rows in each of
 * its transactions, so that nobody waits for it: bodies above others in the tree first, each body
 * with all of its columns. A row whose body somebody changed meanwhile is left alone and says so;
 * the rest goes on. What became of each row stays (table body_import_row).
 */
#ifndef PEOPLE_BODY_IMPORT_H
#define PEOPLE_BODY_IMPORT_H

#include "base/buf.h"
#include "base/list.h"
#include "core/ctx.h"
#include "core/job.h"

#define IMPORT_ROWS_MAX 20000
#define IMPORT_BYTES_MAX (8L << 20)
#define IMPORT_AT_ONCE 100 /* as many rows are applied without a job */
#define IMPORT_STEP 200	   /* rows in one transaction of the job */

enum verdict { VERDICT_NEW, VERDICT_CHANGED, VERDICT_SAME, VERDICT_REFUSED, VERDICT_COUNT };

struct import_row {
	int64_t line; /* of the file, 1 for the heads */
	enum verdict verdict;
	const char *code;
	const char *name; /* in the reader's language */
	const char *why;  /* refused: translated; changed: names of the columns */
};

struct import_report {
	LIST(struct import_row) rows;
	int64_t count[VERDICT_COUNT];
	bool applied;
};

/*
 * Judges every row, and when `apply` is set and no row is refused, applies them all. ERR_INPUT with
 * problems when the file as a whole cannot be read (encoding, columns, size), or when `apply` meets
 * a refused row: then nothing is changed and the report says why. Needs the right over everything.
 */
enum err bodies_import(
	struct ctx *cx, struct bytes file, bool apply, struct import_report *report) MUST_USE;

/* Who is told how far it is, while rows are applied; may be NULL. */
struct import_ear {
	void (*tell)(void *arg, int64_t done, int64_t total);
	void *arg;
};

/* Whether a file has so few lines that it is applied without a job. */
bool bodies_import_small(struct bytes file);

/* The same, telling. */
enum err bodies_import_told(struct ctx *cx, struct bytes file, bool apply,
	const struct import_ear *ear, struct import_report *report) MUST_USE;

/*
 * Begins to apply a file that was kept (core/file.h) by its hash, and gives the job; when the same
 * account is applying the same file already, that job. Needs the right over everything. The job
 * judges the file anew and ends with a sentence when a row is refused by then.
 */
enum err bodies_import_begin(struct ctx *cx, const char *hash, int64_t *job) MUST_USE;

/* The job; its result is "/bodies/imports/ID/rows". */
extern const struct job_kind body_import_job;

/* The words of a row for queries and files, NULL-ended (verdicts in the order of the enum), and the
 * msgids for readers. */
extern const char *const import_verdicts[];
extern const char *const import_outcomes[];
const char *import_verdict_word(const char *verdict);
const char *import_outcome_word(const char *outcome);
const char *import_obstacle_word(const char *obstacle);

/* Languages marked unconfirmed in a source: "ckb", "ar ckb", or NULL. */
const char *source_unconfirmed(struct arena *a, const char *source);

/* The same source without those marks, for readers: NULL when nothing is left; whether it is an
 * address to follow. */
const char *source_place(struct arena *a, const char *source);
bool source_is_address(const char *source);

/* The day a note says a body closed: "CLOSED: … ended 31 Dec 2025 …"; NULL if it does not. */
const char *note_closed_on(struct arena *a, const char *note);

#endif
