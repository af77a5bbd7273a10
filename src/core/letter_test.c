#include "core/file.h"
#include "core/file_sql.h"
#include "core/letter.h"
#include "core/letter_sql.h"
#include "test/fixtures.h"

static struct letter plain(void)
{
	return (struct letter){
		.number = "123/أ", .date = T_TODAY, .from_body = 5, .to_body = DB_NULL
	};
}

static enum err add(struct ctx *cx, struct letter l, int64_t *id)
{
	t_clear(cx);
	return letter_add(cx, &l, id);
}

DBTEST(a_letter_is_kept_as_it_is_written)
{
	struct ctx *cx = t_ctx(t);
	struct letter l = plain();
	struct letter_by_id row;
	int64_t id;

	l.number = "  ق.ع / ٥٥٢١ - 3\n";
	l.subject = "الاحتياجات";
	CHECK_ERR(OK, add(cx, l, &id));
	CHECK_ERR(OK, letter_by_id_query(cx->db, cx->arena, id, &row));
	CHECK_STR("ق.ع / ٥٥٢١ - 3", row.number);
	CHECK_STR(T_TODAY, row.date);
	CHECK_STR("الاحتياجات", row.subject);
	CHECK_INT(5, row.from_body);
	CHECK_INT(DB_NULL, row.to_body);
}

DBTEST(a_letter_needs_a_number_and_a_day_not_after_today)
{
	static const struct {
		const char *number, *date, *field;
	} bad[] = {
		{ NULL, T_TODAY, "letter_number" },
		{ "  ", T_TODAY, "letter_number" },
		{ "1\n2", T_TODAY, "letter_number" },
		{ "1", NULL, "letter_date" },
		{ "1", "24/11/2026", "letter_date" },
		{ "1", "2026-02-30", "letter_date" },
		{ "1", "2026-11-25", "letter_date" },
	};
	struct ctx *cx = t_ctx(t);
	struct letter l = plain();
	struct buf b;
	int64_t id;

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		l.number = bad[i].number;
		l.date = bad[i].date;
		CHECK_ERR(ERR_INPUT, add(cx, l, &id));
		CHECK_STR(bad[i].field, t_field(cx));
	}
	l.number = "";
	l.date = "";
	CHECK_ERR(ERR_INPUT, add(cx, l, &id));
	CHECK_INT(2, (int64_t)cx->problems.n);
	buf_init(&b, cx->arena, 0);
	for (int i = 0; i < 60; i++)
		buf_str(&b, "ش");
	l = plain();
	l.number = b.data;
	CHECK_ERR(OK, add(cx, l, &id));
	buf_str(&b, "ش");
	l.number = b.data;
	CHECK_ERR(ERR_INPUT, add(cx, l, &id));
}

DBTEST(the_same_letter_again_is_the_same_and_adds_what_was_not_known)
{
	struct ctx *cx = t_ctx(t);
	struct letter l = plain();
	struct attachment_list *more;
	struct letter_by_id row;
	int64_t first, second, third;
	const char *scan, *other;
	size_t n;

	CHECK_ERR(OK, file_save(cx, (struct bytes){ (const unsigned char *)"%PDF-1", 6 },
			      "application/pdf", &scan));
	CHECK_ERR(OK, file_save(cx, (struct bytes){ (const unsigned char *)"%PDF-2", 6 },
			      "application/pdf", &other));
	CHECK_ERR(OK, add(cx, l, &first));
	l.file = scan;
	l.to_body = 6;
	CHECK_ERR(OK, add(cx, l, &second));
	CHECK_INT(first, second);
	l.file = other;
	l.to_body = 7;
	CHECK_ERR(OK, add(cx, l, &second));
	CHECK_INT(first, second);
	CHECK_ERR(OK, letter_by_id_query(cx->db, cx->arena, first, &row));
	CHECK_STR(scan, row.file);
	CHECK_INT(6, row.to_body);
	CHECK_ERR(OK, attachment_list_query(cx->db, cx->arena, "letter", first, &more, &n));
	if (CHECK_INT(1, (int64_t)n))
		CHECK_STR(other, more[0].file);
	l.from_body = DB_NULL;
	CHECK_ERR(OK, add(cx, l, &third));
	CHECK(third != first);
	CHECK_ERR(OK, add(cx, l, &second));
	CHECK_INT(third, second);
	l.date = "2026-11-23";
	CHECK_ERR(OK, add(cx, l, &second));
	CHECK(third != second);
}
