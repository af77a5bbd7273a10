/*
 * People from CSV (RFC 4180, UTF-8, with or without BOM), each with a post and an account, with a
 * verdict for every row before anything changes. Columns by their names in the first row, in any
 * order: body_code and at least one of name_ar name_ckb name_kmr name_en are needed; email, phone,
 * staff_number and post (a kind: focal, head, coordinator …) may come. An empty cell, or a column
 * that is absent, leaves what is stored; a row with neither name nor e-mail is left out.
 *
 * A person is known by the e-mail, else by the same name at the same body. Who is given a post and
 * has an e-mail gets an account, without a code: that is made when it is handed over. A vacant post
 * of the kind is taken, else a new one is made; one that somebody else holds refuses the row. A
 * file is applied whole or not at all, by the functions a page would call; the same file again is
 * "same".
 */
#ifndef PEOPLE_PERSON_IMPORT_H
#define PEOPLE_PERSON_IMPORT_H

#include "core/sheet.h"
#include "people/body_import.h" /* enum verdict */
#include "people/person.h"

#define PERSON_ROWS_MAX 200
#define PERSON_BYTES_MAX (256L << 10)

struct person_row {
	int64_t line; /* of the file, 1 for the heads */
	enum verdict verdict;
	const char *body_code, *post; /* as written; NULL: empty */
	struct person_input in;	      /* as it would be stored */
	const char *why;	      /* refused or left out: translated */
	/* what is done */
	int64_t person, version; /* 0: a new one */
	int64_t vacant;		 /* the post that is taken; 0: a new one */
	bool edit, take, account;
};

struct person_report {
	LIST(struct person_row) rows;
	int64_t count[VERDICT_COUNT];
};

/*
 * Judges every row, and when `apply` is set and no row is refused, applies them all. ERR_INPUT on
 * "file" when the file as a whole cannot be read (encoding, columns, more than PERSON_ROWS_MAX rows
 * or PERSON_BYTES_MAX bytes), or when `apply` meets a refused row. A row needs the right to
 * administer its body, and all that its post reaches.
 */
enum err people_import(
	struct ctx *cx, struct bytes file, bool apply, struct person_report *report) MUST_USE;

/* The file to fill in: the heads, and a row for each vacant post of the bodies one administers. */
enum err people_template(struct ctx *cx, struct workbook *w) MUST_USE;

#endif
