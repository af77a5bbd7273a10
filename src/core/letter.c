#include "core/letter.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/file.h"
#include "core/letter_sql.h"

#define NUMBER_MOST 60

/* No control characters: a number is one line. */
static bool one_line(const char *s)
{
	for (uint32_t c; (c = text_next(&s));)
		if (c < 0x20 || c == 0x7f || c == 0xfffd)
			return false;
	return true;
}

static enum err check(struct ctx *cx, const char *number, const char *date)
{
	enum err e = OK;
	int64_t days;

	if (!*number)
		e = problem(cx, ERR_INPUT, "letter_number",
			MSG(_("Enter the number of the letter, as it is written on it.")));
	else if (text_length(number) > NUMBER_MOST || !one_line(number))
		e = problem(cx, ERR_INPUT, "letter_number",
			MSG(_("Enter the number on one line, in at most {1} characters."),
				N(NUMBER_MOST)));
	if (!date || !date_parse(date, &days))
		e = problem(cx, ERR_INPUT, "letter_date",
			MSG(_("Enter the date of the letter, such as {1}."),
				S(date_typed(cx->arena, cx->lang, cx->today))));
	else if (strcmp(date, cx->today) > 0)
		e = problem(cx, ERR_INPUT, "letter_date",
			MSG(_("The date of the letter is after today. Enter the date written on "
			      "it.")));
	return e;
}

/* The letter is there: adds what was not known of it, and a further scan as an attachment. */
static enum err again(struct ctx *cx, const struct letter *l, const struct letter_find *row)
{
	int64_t attachment;

	TRY(letter_fill_query(cx->db, row->id, l->to_body, l->subject, l->file, NULL));
	if (!l->file || !row->file || strcmp(l->file, row->file) == 0)
		return OK;
	return attach(cx, "letter", row->id, l->file, l->number, &attachment);
}

enum err letter_add(struct ctx *cx, const struct letter *l, int64_t *id)
{
	const char *number = l->number ? text_trim(cx->arena, l->number) : "";
	struct letter_find row;
	bool found;

	TRY(check(cx, number, l->date));
	TRY(letter_find_query(cx->db, cx->arena, number, l->date, l->from_body, &row, &found));
	if (found) {
		*id = row.id;
		return again(cx, l, &row);
	}
	*id = id_new();
	TRY(letter_insert_query(cx->db, *id, number, l->date, l->from_body, l->to_body, l->subject,
		l->file, cx->who.account, cx->now, NULL));
	return audit(cx, "letter.add", "letter", *id, l->from_body, FACT("number", number),
		FACT("date", l->date), FACT("file", l->file));
}
