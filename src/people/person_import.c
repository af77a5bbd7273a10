#include "people/person_import.h"

#include <string.h>

#include "base/text.h"
#include "core/may.h"
#include "people/account.h"
#include "people/body.h"
#include "people/body_sql.h"
#include "people/csv.h"
#include "people/person_sql.h"
#include "people/post.h"
#include "people/post_sql.h"

enum column { BODY, POST, NAME_AR, NAME_CKB, NAME_KMR, NAME_EN, EMAIL, PHONE, STAFF, COLUMNS };
static const char *const columns[COLUMNS] = { "body_code", "post", "name_ar", "name_ckb",
	"name_kmr", "name_en", "email", "phone", "staff_number" };

struct import {
	struct ctx *cx;
	struct person_report *report;
	int place[COLUMNS]; /* of a column in the file, -1: absent */
};

/* ---- the file as a whole ---- */

static enum err find_columns(struct import *im, const struct csv *csv)
{
	struct ctx *cx = im->cx;
	enum err e = OK;

	for (int c = 0; c < COLUMNS; c++)
		im->place[c] = -1;
	if (csv->rows.n == 0)
		return problem(cx, ERR_INPUT, "file", MSG("The file is empty."));
	for (size_t i = 0; i < csv->rows.at[0].n; i++) {
		const char *head = text_trim(cx->arena, csv->rows.at[0].cells[i]);

		for (int c = 0; c < COLUMNS; c++) {
			if (strcmp(head, columns[c]) != 0)
				continue;
			if (im->place[c] >= 0)
				e = problem(cx, ERR_INPUT, "file",
					MSG("The column {1} is there twice. Keep one.", S(head)));
			im->place[c] = (int)i;
		}
	}
	if (im->place[BODY] < 0)
		e = problem(cx, ERR_INPUT, "file",
			MSG("The column {1} is missing. The first row names the columns.",
				S(columns[BODY])));
	if (im->place[NAME_AR] < 0 && im->place[NAME_CKB] < 0 && im->place[NAME_KMR] < 0 &&
		im->place[NAME_EN] < 0)
		e = problem(cx, ERR_INPUT, "file",
			MSG("The column {1} is missing. The first row names the columns.",
				S(columns[NAME_AR])));
	return e;
}

static enum err read_file(struct import *im, struct bytes file, struct csv *csv)
{
	struct ctx *cx = im->cx;
	int64_t line;

	if (file.len > PERSON_BYTES_MAX)
		return problem(cx, ERR_INPUT, "file",
			MSG("The file is larger than {1} kB. Divide it.",
				N(PERSON_BYTES_MAX / 1024)));
	switch (csv_read(cx->arena, file, PERSON_ROWS_MAX + 1, csv, &line)) {
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

/* ---- one row ---- */

static void refuse(struct import *im, struct person_row *row, struct msg why)
{
	if (row->verdict == VERDICT_REFUSED)
		return;
	row->verdict = VERDICT_REFUSED;
	row->why = msg_text(im->cx->arena, im->cx->lang, why);
}

static const char *cell_of(struct import *im, const struct csv_row *r, enum column c)
{
	int at = im->place[c];
	const char *s = at >= 0 && (size_t)at < r->n ? text_trim(im->cx->arena, r->cells[at]) : "";

	return *s ? s : NULL;
}

static void read_cells(struct import *im, const struct csv_row *r, struct person_row *row)
{
	row->line = r->line;
	row->body_code = cell_of(im, r, BODY);
	row->post = cell_of(im, r, POST);
	row->in = (struct person_input){
		.name = { cell_of(im, r, NAME_AR), cell_of(im, r, NAME_CKB),
			cell_of(im, r, NAME_KMR), cell_of(im, r, NAME_EN) },
		.email = cell_of(im, r, EMAIL),
		.phone = cell_of(im, r, PHONE),
		.staff_number = cell_of(im, r, STAFF),
	};
}

static bool has_name(const struct names *n)
{
	return n->ar || n->ckb || n->kmr || n->en;
}

static bool too_long(const char *s, size_t most)
{
	return s && text_length(s) > most;
}

static void judge_cells(struct import *im, struct person_row *row)
{
	const struct person_input *in = &row->in;
	const struct names *n = &in->name;
	size_t grants;

	if (row->post && !post_kind_grants(row->post, &grants))
		refuse(im, row,
			MSG("The post is “{1}”. It must be one of: {2}.", S(row->post),
				S("focal, head, coordinator, trainer, assessor, officer, donor, "
				  "administrator")));
	if (in->email && !email_ok(in->email))
		refuse(im, row,
			MSG("“{1}” is no e-mail address, for example name@ministry.example.",
				S(in->email)));
	if (in->phone && (text_length(in->phone) < 4 || text_length(in->phone) > 40))
		refuse(im, row, MSG("Enter a telephone number of 4 to 40 characters."));
	if (too_long(in->staff_number, 40))
		refuse(im, row,
			MSG("{1} is longer than {2} characters.", S(columns[STAFF]), N(40)));
	if (too_long(n->ar, NAME_MAX_LENGTH) || too_long(n->ckb, NAME_MAX_LENGTH) ||
		too_long(n->kmr, NAME_MAX_LENGTH) || too_long(n->en, NAME_MAX_LENGTH))
		refuse(im, row, MSG("A name is longer than {1} characters.", N(NAME_MAX_LENGTH)));
	for (size_t i = 0; i < im->report->rows.n; i++) {
		const struct person_row *o = &im->report->rows.at[i];

		if (o != row && in->email && o->in.email &&
			text_same_nocase(o->in.email, in->email))
			refuse(im, row,
				MSG("The e-mail is on line {1} already. Keep one of the two.",
					N(o->line)));
	}
}

/* Whether the one who acts administers all that a post of this kind reaches. */
static bool may_fill(struct ctx *cx, const char *kind, int64_t body)
{
	const struct post_grant *g;
	size_t n;

	if (!may_at(cx, MAY_ADMINISTER, body))
		return false;
	g = post_kind_grants(kind, &n);
	for (size_t i = 0; i < n; i++)
		if (g[i].everywhere && !may_everywhere(cx, MAY_ADMINISTER))
			return false;
	return true;
}

static enum err judge_body(struct import *im, struct person_row *row)
{
	struct ctx *cx = im->cx;
	struct body_by_code b;
	bool found;

	TRY(body_by_code_query(
		cx->db, cx->arena, row->body_code ? row->body_code : "", &b, &found));
	/* A body one does not administer is not told from one that is not there. */
	if (!found || !may_at(cx, MAY_ADMINISTER, b.id))
		refuse(im, row,
			MSG("You administer no body with the code “{1}”.",
				S(row->body_code ? row->body_code : "")));
	else if (b.ends && strcmp(b.ends, cx->today) < 0)
		refuse(im, row, MSG("{1} has ended. Name its successor.", S(row->body_code)));
	else if (row->post && !may_fill(cx, row->post, b.id))
		refuse(im, row, MSG("Only an administrator of the whole instance does this."));
	row->in.body = found ? b.id : DB_NULL;
	return OK;
}

/* An empty cell leaves what is stored; anything else that differs is a change. */
static void merge(struct person_row *row, const char **cell, const char *stored)
{
	if (!*cell)
		*cell = stored;
	else if (!stored || strcmp(*cell, stored) != 0)
		row->edit = true;
}

static void known(struct import *im, struct person_row *row, const struct person_by_email *p)
{
	struct person_input *in = &row->in;
	const char *email = in->email;

	row->person = p->id;
	row->version = p->version;
	if (p->body != in->body)
		refuse(im, row, MSG("Somebody at another body has this e-mail address."));
	else if (p->ended_on)
		refuse(im, row,
			MSG("{1} has left. Take that back first, on the person's page.",
				S(PICK(im->cx->lang, p, name))));
	merge(row, &in->name.ar, p->name_ar);
	merge(row, &in->name.ckb, p->name_ckb);
	merge(row, &in->name.kmr, p->name_kmr);
	merge(row, &in->name.en, p->name_en);
	merge(row, &in->phone, p->phone);
	merge(row, &in->staff_number, p->staff_number);
	/* Found by the account's address: what stands with the person stays. */
	if (!email || (p->email && text_same_nocase(email, p->email)) || p->account != DB_NULL)
		in->email = p->email ? p->email : email;
	else
		row->edit = true;
	row->account = row->post && email && p->account == DB_NULL;
}

static enum err judge_person(struct import *im, struct person_row *row)
{
	struct ctx *cx = im->cx;
	const struct person_input *in = &row->in;
	struct person_by_email *p;
	size_t n = 0;

	row->account = row->post && in->email;
	if (in->email)
		TRY(person_by_email_query(
			cx->db, cx->arena, email_key(cx->arena, in->email), &p, &n));
	if (!n) {
		TRY(person_by_name_query(cx->db, cx->arena, in->body, in->name.ar, in->name.ckb,
			in->name.kmr, in->name.en, &p, &n));
		if (n > 1)
			refuse(im, row,
				MSG("Several people of this name work at {1}. Give the e-mail.",
					S(row->body_code)));
		/* Another address is another person. */
		if (n == 1 && in->email && p[0].email)
			n = 0;
	} else if (n > 1 && !p[1].ended_on) {
		refuse(im, row, MSG("Several people have this e-mail address."));
	}
	if (n)
		known(im, row, &p[0]);
	else if (!has_name(&in->name))
		refuse(im, row, MSG("Enter a name in at least one language."));
	return OK;
}

/* Rows above that take a post of this kind at this body; whether one of them takes `post`. */
static const struct person_row *taker(
	const struct import *im, const struct person_row *row, int64_t post)
{
	for (size_t i = 0; i < im->report->rows.n; i++) {
		const struct person_row *o = &im->report->rows.at[i];

		if (o != row && o->take && o->vacant == post && o->in.body == row->in.body &&
			strcmp(o->post, row->post) == 0)
			return o;
	}
	return NULL;
}

static enum err judge_post(struct import *im, struct person_row *row)
{
	struct ctx *cx = im->cx;
	const struct person_row *other = NULL;
	struct post_of_kind *posts;
	size_t n;

	if (!row->post)
		return OK;
	TRY(post_of_kind_query(cx->db, cx->arena, row->in.body, row->post, cx->today, &posts, &n));
	for (size_t i = 0; i < n; i++)
		if (row->person && posts[i].person == row->person)
			return OK;
	for (size_t i = 0; i < n && posts[i].person == DB_NULL && !row->vacant; i++) {
		other = taker(im, row, posts[i].id);
		row->vacant = other ? 0 : posts[i].id;
	}
	if (!n)
		other = taker(im, row, 0);
	if (!row->vacant && other)
		refuse(im, row,
			MSG("Line {1} fills this post already. Keep one of the two.",
				N(other->line)));
	else if (!row->vacant && n)
		refuse(im, row,
			MSG("{1} holds this post. Hand it over on its page.",
				S(PICK(cx->lang, &posts[0], name))));
	row->take = true;
	return OK;
}

static enum err judge(struct import *im, const struct csv_row *r, struct person_row *row)
{
	read_cells(im, r, row);
	row->verdict = VERDICT_NEW;
	if (!has_name(&row->in.name) && !row->in.email) {
		row->verdict = VERDICT_SAME;
		row->why = tr(im->cx->lang, _("Not filled in: left out."));
		return OK;
	}
	judge_cells(im, row);
	TRY(judge_body(im, row));
	if (row->verdict == VERDICT_REFUSED)
		return OK;
	TRY(judge_person(im, row));
	if (row->verdict == VERDICT_REFUSED)
		return OK;
	TRY(judge_post(im, row));
	if (row->verdict != VERDICT_REFUSED && row->person)
		row->verdict =
			row->edit || row->take || row->account ? VERDICT_CHANGED : VERDICT_SAME;
	return OK;
}

/* ---- applying ---- */

static enum err apply_row(struct ctx *cx, const struct person_row *row)
{
	int64_t person = row->person, post = row->vacant, account;

	if (!person)
		TRY(person_add(cx, &row->in, &person));
	else if (row->edit)
		TRY(person_edit(cx, person, row->version, &row->in));
	if (row->take && !post)
		TRY(post_add(cx, row->in.body, row->post, &(struct names){ 0 }, NULL, &post));
	if (row->take)
		TRY(post_take(cx, post, person, cx->today));
	return row->account ? account_add(cx, row->in.email, person, &account) : OK;
}

static enum err apply_all(struct ctx *cx, const struct person_report *report)
{
	int64_t refused = report->count[VERDICT_REFUSED];

	if (refused)
		return problem(cx, ERR_INPUT, "file",
			MSGN("{1} row is refused. Nothing was changed. Mend it and choose the file "
			     "again.",
				"{1} rows are refused. Nothing was changed. Mend them and choose "
				"the file again.",
				refused, N(refused)));
	for (size_t i = 0; i < report->rows.n; i++) {
		const struct person_row *row = &report->rows.at[i];
		enum err e = row->verdict == VERDICT_SAME ? OK : apply_row(cx, row);

		if (e == ERR_INPUT || e == ERR_CONFLICT || e == ERR_DENIED)
			return problem(cx, e, "file",
				MSG("Line {1} could not be applied, so nothing was changed.",
					N(row->line)));
		TRY(e);
	}
	return OK;
}

enum err people_import(struct ctx *cx, struct bytes file, bool apply, struct person_report *report)
{
	struct import im = { .cx = cx, .report = report };
	struct csv csv = { 0 };

	*report = (struct person_report){ 0 };
	if (!may_anywhere(cx, MAY_ADMINISTER))
		return may(cx, MAY_ADMINISTER, DB_NULL);
	TRY(read_file(&im, file, &csv));
	for (size_t i = 1; i < csv.rows.n; i++) {
		struct person_row *row = LIST_PUSH(cx->arena, &report->rows);

		TRY(judge(&im, &csv.rows.at[i], row));
		report->count[row->verdict]++;
	}
	return apply ? apply_all(cx, report) : OK;
}

enum err people_template(struct ctx *cx, struct workbook *w)
{
	struct post_vacant *rows;
	struct sheet *s;
	size_t n;

	TRY(post_vacant_query(cx->db, cx->arena, cx->who.account, cx->who.system, &rows, &n));
	s = workbook_sheet(w, w->title);
	for (int c = 0; c < COLUMNS; c++)
		sheet_head(w, s, columns[c]);
	for (size_t i = 0; i < n && i < PERSON_ROWS_MAX; i++) {
		sheet_text(w, s, rows[i].code);
		sheet_text(w, s, rows[i].kind);
		for (int c = NAME_AR; c < COLUMNS; c++)
			sheet_text(w, s, NULL);
	}
	return OK;
}
