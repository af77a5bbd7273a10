#include "people/body_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/time.h"
#include "core/may.h"
#include "people/body.h"
#include "people/body_plan.h"
#include "people/body_sql.h"
#include "people/csv.h"

static const char *const column_names[COLUMNS] = { "code", "kind", "name_ar", "name_ckb",
	"name_kmr", "name_en", "source", "parent_code", "iati_org_type", "note", "starts", "ends",
	"successor_code" };

struct import {
	struct ctx *cx;
	struct import_report *report;
	int place[COLUMNS];  /* of a column in the file, -1: absent */
	struct planned *all; /* by code */
	size_t n, stored;
};

static int by_code(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;

	return strcmp(x->code, y->code);
}

static struct planned *find(struct planned *all, size_t n, const char *code)
{
	const struct planned key = { .code = code };

	return n ? bsearch(&key, all, n, sizeof(*all), by_code) : NULL;
}

/* ---- the file as a whole ---- */

static enum err find_columns(struct import *im, const struct csv *csv)
{
	struct ctx *cx = im->cx;
	enum err e = OK;

	for (int c = 0; c < COLUMNS; c++)
		im->place[c] = -1;
	if (csv->rows.n == 0)
		return problem(cx, ERR_INPUT, "file", MSG("The file is empty."));
	const struct csv_row *heads = &csv->rows.at[0];
	for (size_t i = 0; i < heads->n; i++) {
		const char *head = text_trim(cx->arena, heads->cells[i]);
		for (int c = 0; c < COLUMNS; c++) {
			if (strcmp(head, column_names[c]) != 0)
				continue;
			if (im->place[c] >= 0)
				e = problem(cx, ERR_INPUT, "file",
					MSG("The column {1} is there twice. Keep one.", S(head)));
			im->place[c] = (int)i;
		}
	}
	for (int c = CODE; c <= KIND; c++)
		if (im->place[c] < 0)
			e = problem(cx, ERR_INPUT, "file",
				MSG("The column {1} is missing. The first row names the columns.",
					S(column_names[c])));
	if (im->place[NAME_AR] < 0 && im->place[NAME_CKB] < 0 && im->place[NAME_KMR] < 0 &&
		im->place[NAME_EN] < 0)
		e = problem(cx, ERR_INPUT, "file",
			MSG("The column {1} is missing. The first row names the columns.",
				S("name_en")));
	return e;
}

static enum err read_file(struct import *im, struct bytes file, struct csv *csv)
{
	struct ctx *cx = im->cx;
	int64_t line;

	if (file.len > IMPORT_BYTES_MAX)
		return problem(cx, ERR_INPUT, "file",
			MSG("The file is larger than {1} MB. Divide it.",
				N(IMPORT_BYTES_MAX / 1024 / 1024)));
	switch (csv_read(cx->arena, file, IMPORT_ROWS_MAX + 1, csv, &line)) {
	case CSV_ENCODING:
		return problem(cx, ERR_INPUT, "file",
			MSG("The file is not UTF-8 text. Save it as “CSV UTF-8” and choose it "
			    "again."));
	case CSV_QUOTE:
		return problem(cx, ERR_INPUT, "file",
			MSG("Line {1}: a quotation mark opens and does not close.", N(line)));
	case CSV_MANY:
		return problem(cx, ERR_INPUT, "file",
			MSG("Line {1}: too many rows or columns. Divide the file.", N(line)));
	case CSV_OK:
		break;
	}
	return find_columns(im, csv);
}

static enum err load(struct import *im, size_t room)
{
	struct ctx *cx = im->cx;
	struct body_all *rows;

	TRY(body_all_query(cx->db, cx->arena, &rows, &im->stored));
	im->all = ARENA_ARRAY(cx->arena, im->stored + room + 1, struct planned);
	for (size_t i = 0; i < im->stored; i++) {
		const struct body_all *r = &rows[i];
		im->all[i] = (struct planned){
			.code = r->code,
			.text = { r->code, r->kind, r->name_ar, r->name_ckb, r->name_kmr,
				r->name_en, r->source, r->parent_code, r->iati_type, r->note,
				r->starts, r->ends, r->successor_code },
			.unconfirmed = r->unconfirmed,
			.id = r->id,
			.share = r->share,
			.version = r->version,
		};
	}
	im->n = im->stored;
	qsort(im->all, im->n, sizeof(*im->all), by_code);
	return OK;
}

/* ---- one row ---- */

static void refuse(struct import *im, struct import_row *row, struct msg why)
{
	if (row->verdict == VERDICT_REFUSED)
		return;
	row->verdict = VERDICT_REFUSED;
	row->why = msg_text(im->cx->arena, im->cx->lang, why);
}

/* Two rows with one code: both say so, each with the line of the other. */
static void refuse_pair(struct import *im, struct import_row *early, struct import_row *late)
{
	refuse(im, early, MSG("The code is on line {1} too. Keep one of the two.", N(late->line)));
	refuse(im, late,
		MSG("The code is on line {1} already. Keep one of the two.", N(early->line)));
}

static const char *cell_of(struct import *im, const struct csv_row *r, enum column c)
{
	int at = im->place[c];
	const char *s = at >= 0 && (size_t)at < r->n ? text_trim(im->cx->arena, r->cells[at]) : "";

	return *s ? s : NULL;
}

static void read_dates(struct import *im, struct planned *p, struct import_row *row)
{
	for (int c = STARTS; c <= ENDS; c++) {
		if (!p->text[c])
			continue;
		const char *iso = date_read(im->cx->arena, p->text[c]);
		if (!iso)
			refuse(im, row,
				MSG("{1} is “{2}”, which is no date.", S(column_names[c]),
					S(p->text[c])));
		p->text[c] = iso;
	}
	if (p->text[STARTS] && p->text[ENDS] && strcmp(p->text[ENDS], p->text[STARTS]) < 0)
		refuse(im, row, MSG("It ends before it begins."));
}

static void judge_cells(struct import *im, struct planned *p, struct import_row *row)
{
	const char *code = p->text[CODE];

	if (!code || strlen(code) < 2 || strlen(code) > 40 || code[0] == '_' ||
		strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != strlen(code))
		refuse(im, row, MSG("Write the code with 2 to 40 capital letters, digits and _."));
	if (!text_among(p->text[KIND], body_kinds, SIZE_MAX))
		refuse(im, row,
			MSG("The kind is “{1}”. It must be one of: {2}.",
				S(p->text[KIND] ? p->text[KIND] : ""),
				S("ministry, directorate, coordination, donor, "
				  "implementing_partner, ngo")));
	if (p->text[IATI] && !text_among(p->text[IATI], iati_types, SIZE_MAX))
		refuse(im, row,
			MSG("{1} is no organisation type of IATI. Choose one of the list.",
				S(p->text[IATI])));
	if (!p->text[NAME_AR] && !p->text[NAME_CKB] && !p->text[NAME_KMR] && !p->text[NAME_EN])
		refuse(im, row, MSG("Enter a name in at least one language."));
	for (int c = NAME_AR; c <= NOTE; c++) {
		int64_t most = c <= NAME_EN ? NAME_MAX_LENGTH : c == NOTE ? 2000 : 1000;
		if (p->text[c] && text_length(p->text[c]) > (size_t)most)
			refuse(im, row,
				MSG("{1} is longer than {2} characters.", S(column_names[c]),
					N(most)));
	}
	read_dates(im, p, row);
}

static void judge_change(struct import *im, const struct planned *was, const struct planned *p,
	struct import_row *row)
{
	struct buf b;

	if (row->verdict == VERDICT_REFUSED)
		return;
	buf_init(&b, im->cx->arena, 32);
	for (int c = 0; c < COLUMNS; c++)
		if (!same_text(was->text[c], p->text[c]))
			buf_printf(&b, "%s%s", b.len ? ", " : "", column_names[c]);
	row->verdict = b.len ? VERDICT_CHANGED : VERDICT_SAME;
	row->why = b.len ? b.data : NULL;
}

static struct planned plan_row(
	struct import *im, const struct csv_row *r, const struct planned *was)
{
	struct arena *a = im->cx->arena;
	struct planned p = { .share = SHARE_PARTNERS };

	if (was)
		p = *was;
	for (int c = 0; c < COLUMNS; c++)
		if (im->place[c] >= 0)
			p.text[c] = cell_of(im, r, (enum column)c);
	p.code = p.text[CODE] ? p.text[CODE] : "";
	p.line = r->line;
	if (im->place[ENDS] < 0 && !p.text[ENDS])
		p.text[ENDS] = note_closed_on(a, p.text[NOTE]);
	if (im->place[SOURCE] >= 0 && (!was || !same_text(was->text[SOURCE], p.text[SOURCE])))
		p.unconfirmed = source_unconfirmed(a, p.text[SOURCE]);
	return p;
}

/* Reads every row into a plan and judges what can be judged alone; new ones go behind the stored.
 */
static void judge_rows(struct import *im, const struct csv *csv)
{
	struct arena *a = im->cx->arena;

	for (size_t i = 1; i < csv->rows.n; i++) {
		const struct csv_row *r = &csv->rows.at[i];
		struct import_row *row = LIST_PUSH(a, &im->report->rows);
		const char *code = cell_of(im, r, CODE);
		struct planned *was = code ? find(im->all, im->stored, code) : NULL;
		struct planned p = plan_row(im, r, was && !was->line ? was : NULL);
		const struct names n = { p.text[NAME_AR], p.text[NAME_CKB], p.text[NAME_KMR],
			p.text[NAME_EN] };

		p.row = i - 1;
		*row = (struct import_row){
			.line = r->line, .code = p.code, .name = names_pick(im->cx->lang, &n)
		};
		if (was && was->line) {
			refuse_pair(im, &im->report->rows.at[was->row], row);
			continue;
		}
		judge_cells(im, &p, row);
		if (was) {
			judge_change(im, was, &p, row);
			*was = p;
		} else {
			im->all[im->n++] = p;
		}
	}
}

/* The new ones join the order; the same new code twice is refused at both lines. */
static void judge_new(struct import *im)
{
	qsort(im->all, im->n, sizeof(*im->all), by_code);
	for (size_t i = 1; i < im->n; i++) {
		struct planned *x = &im->all[i - 1], *y = &im->all[i];
		if (!*y->code || strcmp(x->code, y->code) != 0)
			continue;
		struct planned *late = x->line > y->line ? x : y, *early = late == x ? y : x;
		refuse_pair(im, &im->report->rows.at[early->row], &im->report->rows.at[late->row]);
	}
}

static bool in_circle(struct import *im, const struct planned *p, enum column c)
{
	const struct planned *at = p;

	for (size_t steps = 0; at && at->text[c]; steps++) {
		if (steps > im->n)
			return true;
		at = find(im->all, im->n, at->text[c]);
		if (at == p)
			return true;
	}
	return false;
}

/* Parents and successors, which may be further down in the same file. */
static void judge_links(struct import *im)
{
	for (size_t i = 0; i < im->n; i++) {
		const struct planned *p = &im->all[i];
		if (!p->line)
			continue;
		struct import_row *row = &im->report->rows.at[p->row];
		for (int k = 0; k < 2; k++) {
			enum column c = k ? SUCCESSOR : PARENT;
			if (!p->text[c])
				continue;
			if (!find(im->all, im->n, p->text[c]))
				refuse(im, row,
					MSG("{1} names {2}, which is neither stored nor in this "
					    "file.",
						S(column_names[c]), S(p->text[c])));
			else if (in_circle(im, p, c))
				refuse(im, row,
					MSG("{1} {2} would make a circle.", S(column_names[c]),
						S(p->text[c])));
		}
	}
}

/* ---- in which order ---- */

struct planned *plan_find(const struct plan *p, const char *code)
{
	return code ? find(p->all, p->n, code) : NULL;
}

static int by_depth(const void *a, const void *b)
{
	const struct planned *x = *(struct planned *const *)a, *y = *(struct planned *const *)b;

	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Parents come before what is under them. When a row's turn comes, all that is above it in the end
 * is there and in place already, so that no circle arises on the way. */
static void order(struct import *im, struct plan *plan)
{
	struct arena *a = im->cx->arena;

	*plan = (struct plan){
		.all = im->all, .n = im->n, .order = ARENA_ARRAY(a, im->n + 1, struct planned *)
	};
	for (size_t i = 0; i < im->n; i++) {
		struct planned *p = &im->all[i], *at = p;

		if (!p->line)
			continue;
		/* A circle was refused; the bound is for its row only. */
		for (p->depth = 0; at && p->depth <= im->n; p->depth++)
			at = plan_find(plan, at->text[PARENT]);
		plan->order[plan->n_order++] = p;
	}
	qsort(plan->order, plan->n_order, sizeof(struct planned *), by_depth);
}

enum err plan_make(
	struct ctx *cx, struct bytes file, struct import_report *report, struct plan *plan)
{
	struct import im = { .cx = cx, .report = report };
	struct csv csv = { 0 };

	*report = (struct import_report){ 0 };
	TRY(must_administer(cx, DB_NULL));
	TRY(read_file(&im, file, &csv));
	TRY(load(&im, csv.rows.n));
	judge_rows(&im, &csv);
	judge_new(&im);
	judge_links(&im);
	for (size_t i = 0; i < report->rows.n; i++)
		report->count[report->rows.at[i].verdict]++;
	if (!report->count[VERDICT_REFUSED])
		order(&im, plan);
	return OK;
}

enum err plan_sound(struct ctx *cx, const struct import_report *report)
{
	int64_t n = report->count[VERDICT_REFUSED];

	if (!n)
		return OK;
	return problem(cx, ERR_INPUT, "file",
		MSGN("{1} row is refused. Nothing was changed. Mend it and choose the file again.",
			"{1} rows are refused. Nothing was changed. Mend them and choose the file "
			"again.",
			n, N(n)));
}
