#include <math.h>
#include <string.h>

#include "forms/expr_func.h"

/* Dates and times: ODK XForms, "Date and time functions". A date is text as the form writes it;
 * where a number is wanted it is days since 1970-01-01, local. */

struct value fn_today(struct ev *ev, const struct op *op)
{
	(void)op;
	return val_str(ev->clock->today);
}

struct value fn_now(struct ev *ev, const struct op *op)
{
	const char *now = ev->clock->now ? ev->clock->now : ev->clock->today;
	const char *text =
		days_datetime(ev->arena, days_read(now, ev->clock->zone), ev->clock->zone);

	(void)op;
	return val_str(text ? text : "");
}

struct value fn_date(struct ev *ev, const struct op *op)
{
	const char *text = days_date(ev->arena, arg_num(ev, op, 0));

	return val_str(text ? text : "");
}

struct value fn_date_time(struct ev *ev, const struct op *op)
{
	const char *text = days_datetime(ev->arena, arg_num(ev, op, 0), ev->clock->zone);

	return val_str(text ? text : "");
}

struct value fn_decimal_date_time(struct ev *ev, const struct op *op)
{
	return val_num(arg_num(ev, op, 0));
}

struct value fn_decimal_time(struct ev *ev, const struct op *op)
{
	double days = arg_num(ev, op, 0);

	return val_num(days - floor(days));
}

static const char *const month_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	"Sep", "Oct", "Nov", "Dec" };
static const char *const day_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

static int two(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

static void put(struct buf *b, int n, int width)
{
	buf_printf(b, "%0*d", width, n);
}

/* One place of a format; `s` is "2026-11-24T10:42:00.000+03:00". */
static void format_one(struct buf *b, char c, const char *s, const char *date)
{
	int year = two(s) * 100 + two(s + 2), month = two(s + 5), day = two(s + 8);

	switch (c) {
	case 'Y':
		put(b, year, 4);
		break;
	case 'y':
		put(b, year % 100, 2);
		break;
	case 'm':
	case 'n':
		put(b, month, c == 'm' ? 2 : 1);
		break;
	case 'b':
		buf_str(b, month_names[month - 1]);
		break;
	case 'd':
	case 'e':
		put(b, day, c == 'd' ? 2 : 1);
		break;
	case 'H':
	case 'h':
		put(b, two(s + 11), c == 'H' ? 2 : 1);
		break;
	case 'M':
		put(b, two(s + 14), 2);
		break;
	case 'S':
		put(b, two(s + 17), 2);
		break;
	case '3':
		buf_add(b, s + 20, 3);
		break;
	case 'a':
		buf_str(b, day_names[date_weekday(date)]);
		break;
	default:
		buf_char(b, c);
	}
}

/* format-date(value, "%d/%m/%Y") and format-date-time: names of months and days are English, as in
 * the specification. */
struct value fn_format_date(struct ev *ev, const struct op *op)
{
	double days = arg_num(ev, op, 0);
	const char *format = arg_str(ev, op, 1);
	const char *text = days_datetime(ev->arena, days, ev->clock->zone);
	struct buf b;

	if (!text)
		return val_str("");
	buf_init(&b, ev->arena, 32);
	for (; *format && b.len < FORM_VALUE_MAX; format++) {
		if (*format == '%' && format[1])
			format_one(&b, *++format, text, arena_strn(ev->arena, text, 10));
		else
			buf_char(&b, *format);
	}
	return val_str(b.data);
}
