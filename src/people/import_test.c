#include "people/body_import.h"

#include <string.h>

#include "people/body.h"
#include "people/body_sql.h"
#include "people/csv.h"
#include "people/people_sheets.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static struct bytes bytes_of(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

TEST(csv_keeps_quotes_commas_and_line_breaks_in_cells)
{
	struct csv csv = { 0 };
	int64_t line;

	CHECK_INT(CSV_OK, csv_read(t->arena,
				  bytes_of("\xef\xbb\xbf"
					   "a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\r\nlast,\n"),
				  10, &csv, &line));
	CHECK_INT(3, (int64_t)csv.rows.n);
	CHECK_STR("a", csv.rows.at[0].cells[0]);
	CHECK_STR("x, \"y\"", csv.rows.at[1].cells[0]);
	CHECK_STR("two\nlines", csv.rows.at[1].cells[1]);
	CHECK_INT(5, csv.rows.at[2].line);
	CHECK_INT(2, (int64_t)csv.rows.at[2].n);
}

TEST(csv_with_semicolons_is_read_too)
{
	struct csv csv = { 0 };
	int64_t line;

	CHECK_INT(CSV_OK, csv_read(t->arena, bytes_of("a;b\n1;2,5\n"), 10, &csv, &line));
	CHECK_STR("2,5", csv.rows.at[1].cells[1]);
}

TEST(broken_csv_says_where)
{
	struct csv csv = { 0 };
	int64_t line;

	CHECK_INT(CSV_QUOTE, csv_read(t->arena, bytes_of("a\nb\n\"open\n"), 10, &csv, &line));
	CHECK_INT(3, line);
	CHECK_INT(CSV_ENCODING, csv_read(t->arena, bytes_of("a\n\xe4\n"), 10, &csv, &line));
	csv = (struct csv){ 0 };
	CHECK_INT(CSV_MANY, csv_read(t->arena, bytes_of("a\nb\nc\n"), 2, &csv, &line));
	CHECK_INT(3, line);
}

TEST(what_nobody_confirmed_is_read_from_the_source)
{
	CHECK_STR("ckb", source_unconfirmed(t->arena, "https://x.example|ckb:unconfirmed"));
	CHECK_STR("https://x.example", source_place(t->arena, "https://x.example|ckb:unconfirmed"));
	CHECK_STR(NULL, source_place(t->arena, "unconfirmed|ckb:public code file"));
	CHECK(source_is_address("https://x.example") && !source_is_address("a letter"));
	CHECK_STR("ar ckb", source_unconfirmed(t->arena, "https://x.example|ar,ckb:unconfirmed"));
	CHECK_STR("ar en", source_unconfirmed(t->arena, "unconfirmed|ckb:public code file"));
	CHECK_STR("ar ckb en", source_unconfirmed(t->arena, "unconfirmed"));
	CHECK(source_unconfirmed(t->arena, "https://x.example|ar,ckb:public code file") == NULL);
	CHECK(source_unconfirmed(t->arena, NULL) == NULL);
}

TEST(the_day_a_body_closed_is_read_from_its_note)
{
	CHECK_STR("2025-12-31",
		note_closed_on(t->arena, "CLOSED: final mandate ended 31 Dec 2025 (resolution)"));
	CHECK(note_closed_on(t->arena, "final mandate ended 31 Dec 2025") == NULL);
	CHECK(note_closed_on(t->arena, "CLOSED: ended 31 Foo 2025") == NULL);
	CHECK(note_closed_on(t->arena, "CLOSED: long ago") == NULL);
}

#define HEADS "code,name_en,name_ar,kind,parent_code,starts\n"

DBTEST(each_row_gets_its_verdict_before_anything_changes)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;
	int64_t n;

	t_body(cx, "MOI");
	CHECK_ERR(OK, bodies_import(cx,
			      bytes_of(HEADS "MOI,Body MOI,جهة MOI,ministry,,\n"
					     "MOJ,Justice,,ministry,,٢٠٢٤-٠١-٠٢\n"
					     "MOJ_ICS,Prisons,,directorate,MOJ,\n"
					     "bad code,X,,ministry,,\n"
					     "AA,,,ministry,,\n"
					     "BB,B,,planet,,\n"
					     "CC,C,,ngo,NOWHERE,\n"
					     "MOJ,Justice again,,ministry,,\n"
					     "DD,D,,ngo,EE,\nEE,E,,ngo,DD,\n"
					     "FF,F,,ngo,,31/02/2024\n"),
			      false, &r));
	CHECK_INT(11, (int64_t)r.rows.n);
	CHECK_INT(VERDICT_SAME, r.rows.at[0].verdict);
	CHECK_HAS(r.rows.at[1].why, "on line 9 too");
	CHECK_INT(VERDICT_NEW, r.rows.at[2].verdict);
	CHECK_HAS(r.rows.at[3].why, "capital letters");
	CHECK_HAS(r.rows.at[4].why, "at least one language");
	CHECK_HAS(r.rows.at[5].why, "planet");
	CHECK_HAS(r.rows.at[6].why, "NOWHERE");
	CHECK_HAS(r.rows.at[7].why, "on line 3 already");
	CHECK_HAS(r.rows.at[8].why, "circle");
	CHECK_HAS(r.rows.at[9].why, "circle");
	CHECK_HAS(r.rows.at[10].why, "no date");
	CHECK_INT(9, r.count[VERDICT_REFUSED]);
	CHECK(!r.applied);
	CHECK_ERR(OK,
		body_count_query(cx->db, cx->arena, "%", NULL, DB_NULL, NULL, cx->today, 0, 0, &n));
	CHECK_INT(1, (int64_t)n);
}

DBTEST(an_import_is_all_or_nothing)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;
	int64_t n;

	CHECK_ERR(ERR_INPUT,
		bodies_import(
			cx, bytes_of(HEADS "MOI,Interior,,ministry,,\nX,X,,ngo,,\n"), true, &r));
	CHECK_HAS(t_problem(cx), "1 row is refused");
	CHECK_ERR(OK,
		body_count_query(cx->db, cx->arena, "%", NULL, DB_NULL, NULL, cx->today, 0, 0, &n));
	CHECK_INT(0, (int64_t)n);
}

DBTEST(a_changed_row_names_its_columns_and_is_applied)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;
	struct body_by_code b;
	struct body_by_id row;
	bool found;

	CHECK_ERR(OK, bodies_import(cx,
			      bytes_of(HEADS "MOJ_ICS,Prisons,,directorate,MOJ,\n"
					     "MOJ,Justice,العدل,ministry,,٠٢/٠١/٢٠٢٤\n"),
			      true, &r));
	CHECK(r.applied);
	CHECK_ERR(OK, body_by_code_query(cx->db, cx->arena, "MOJ_ICS", &b, &found));
	CHECK(found);
	CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, b.id, 0, 0, &row));
	int64_t moj = row.parent;
	CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, moj, 0, 0, &row));
	CHECK_STR("MOJ", row.code);
	CHECK_STR("2024-01-02", row.starts);

	CHECK_ERR(OK, bodies_import(cx,
			      bytes_of("code,kind,name_en\nMOJ,ministry,Ministry of Justice\n"
				       "MOJ_ICS,directorate,Prisons\n"),
			      true, &r));
	CHECK_INT(VERDICT_CHANGED, r.rows.at[0].verdict);
	CHECK_STR("name_en", r.rows.at[0].why);
	CHECK_INT(VERDICT_SAME, r.rows.at[1].verdict);
	CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, moj, 0, 0, &row));
	CHECK_STR("Ministry of Justice", row.name_en);
	CHECK_STR("العدل", row.name_ar);
	CHECK_INT(2, row.version);
}

DBTEST(a_file_that_is_no_table_of_bodies_is_refused_as_a_whole)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;

	CHECK_ERR(ERR_INPUT, bodies_import(cx, bytes_of(""), false, &r));
	CHECK_HAS(t_problem(cx), "empty");
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, bodies_import(cx, bytes_of("name,type\nx,y\n"), false, &r));
	CHECK_INT(3, (int64_t)cx->problems.n);
	CHECK_HAS(t_problem(cx), "code");
	t_clear(cx);
	CHECK_ERR(ERR_INPUT,
		bodies_import(cx, bytes_of("code,kind,name_ar\nA1,ngo,\xc7\xe1\xda\n"), false, &r));
	CHECK_HAS(t_problem(cx), "UTF-8");
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, bodies_import(cx, bytes_of("code,kind,code,name_en\n"), false, &r));
	CHECK_HAS(t_problem(cx), "twice");
}

DBTEST(only_those_who_administer_everything_import)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;

	t_signed_in(cx, t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal"));
	CHECK_ERR(ERR_DENIED, bodies_import(cx, bytes_of(HEADS), false, &r));
}

DBTEST(the_organisations_of_the_project_import_whole_and_twice)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;
	struct body_by_code b;
	bool found;
	size_t n;
	const char *text =
		t_file(t->arena, arena_printf(t->arena, "%s/data/organisations.csv", t_root()), &n);

	if (!CHECK(text != NULL))
		return;
	CHECK_ERR(OK, bodies_import(cx, bytes_of(text), true, &r));
	CHECK_INT(95, r.count[VERDICT_NEW]);
	CHECK_INT(0, r.count[VERDICT_REFUSED]);
	CHECK_ERR(OK, body_by_code_query(cx->db, cx->arena, "UNAMI", &b, &found));
	CHECK_STR("2025-12-31", b.ends);
	CHECK_ERR(OK, bodies_import(cx, bytes_of(text), true, &r));
	CHECK_INT(95, r.count[VERDICT_SAME]);
}

DBTEST(ten_thousand_rows_import)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;
	struct buf b;

	buf_init(&b, t->arena, 1024 * 1024);
	buf_str(&b, HEADS);
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "B%05d,Body number %d,,ngo,%s,\n", i, i, i % 10 ? "B00000" : "");
	CHECK_ERR(OK, bodies_import(cx, bytes_of(b.data), false, &r));
	CHECK_INT(10000, r.count[VERDICT_NEW]);
	buf_str(&b, "B00007,Again,,ngo,,\n");
	CHECK_ERR(OK, bodies_import(cx, bytes_of(b.data), false, &r));
	CHECK_INT(2, r.count[VERDICT_REFUSED]);
	CHECK_HAS(r.rows.at[7].why, "on line 10,002 too");
	CHECK_HAS(r.rows.at[10000].why, "on line 9 already");
}

DBTEST(an_export_reads_back_the_same_and_runs_no_formula)
{
	struct ctx *cx = t_ctx(t);
	struct import_report r;
	struct workbook w;
	struct buf b;

	CHECK_ERR(OK,
		bodies_import(cx,
			bytes_of("code,kind,name_en,note\nMOJ,ministry,Justice,\"a, \"\"b\"\"\"\n"),
			true, &r));
	workbook_begin(&w, t->arena, LANG_EN, "bodies");
	CHECK_ERR(OK, bodies_sheet(cx, &w));
	buf_init(&b, t->arena, 0);
	workbook_csv(&w, &b, true);
	CHECK_ERR(OK, bodies_import(cx, bytes_of(b.data), false, &r));
	CHECK_INT(1, r.count[VERDICT_SAME]);

	CHECK_ERR(OK, bodies_import(cx, bytes_of("code,kind,name_en\nEVIL,ngo,=HYPERLINK(1)\n"),
			      true, &r));
	workbook_begin(&w, t->arena, LANG_EN, "bodies");
	CHECK_ERR(OK, bodies_sheet(cx, &w));
	buf_init(&b, t->arena, 0);
	workbook_csv(&w, &b, true);
	CHECK_HAS(b.data, "EVIL,\"'=HYPERLINK(1)\",");
}
