#include "base/time.h"

#include <string.h>
#include <time.h>

#include "base/text.h"

#define DAY_MS INT64_C(86400000)

int64_t time_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t time_monotonic_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

/* Whole division towards minus infinity, and its rest. */
static int64_t floor_div(int64_t n, int64_t by, int64_t *rest)
{
	int64_t q = n / by, r = n % by;

	if (r < 0) {
		q--;
		r += by;
	}
	*rest = r;
	return q;
}

/* Days since 1970-01-01 of a date; years are counted from March, so a leap day comes last. */
static int64_t days_of(int64_t y, int64_t m, int64_t d)
{
	int64_t yy = m <= 2 ? y - 1 : y;
	int64_t era_year, era = floor_div(yy, 400, &era_year);
	int64_t year_day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;

	return era * 146097 + era_year * 365 + era_year / 4 - era_year / 100 + year_day - 719468;
}

static void date_of(int64_t days, int64_t *y, int64_t *m, int64_t *d)
{
	int64_t era_day, era = floor_div(days + 719468, 146097, &era_day);
	int64_t era_year = (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
	int64_t year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
	int64_t month = (5 * year_day + 2) / 153;

	*d = year_day - (153 * month + 2) / 5 + 1;
	*m = month < 10 ? month + 3 : month - 9;
	*y = era_year + era * 400 + (*m <= 2);
}

/* Reads exactly n ASCII digits. */
static bool digits(const char *s, int n, int64_t *value)
{
	*value = 0;
	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*value = *value * 10 + (s[i] - '0');
	}
	return true;
}

static bool real_date(int64_t y, int64_t m, int64_t d)
{
	static const int8_t length[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= length[m - 1] &&
	       (m != 2 || d < 29 || leap);
}

/* The first ten bytes of text as a date. */
static bool read_date(const char *text, int64_t *days)
{
	int64_t y, m, d;

	if (!digits(text, 4, &y) || text[4] != '-' || !digits(text + 5, 2, &m) || text[7] != '-' ||
		!digits(text + 8, 2, &d) || !real_date(y, m, d))
		return false;
	*days = days_of(y, m, d);
	return true;
}

bool date_parse(const char *text, int64_t *days)
{
	return text && strlen(text) == 10 && read_date(text, days);
}

/* n ASCII digits of value. */
static void put_digits(char *to, int n, int64_t value)
{
	while (n-- > 0) {
		to[n] = (char)('0' + value % 10);
		value /= 10;
	}
}

static void put_date(char to[10], int64_t days)
{
	int64_t y, m, d;

	date_of(days, &y, &m, &d);
	put_digits(to, 4, y);
	to[4] = to[7] = '-';
	put_digits(to + 5, 2, m);
	put_digits(to + 8, 2, d);
}

const char *date_text(struct arena *a, int64_t days)
{
	char text[11] = { 0 };

	put_date(text, days);
	return arena_strn(a, text, 10);
}

const char *time_text(struct arena *a, int64_t ms)
{
	char text[] = "0000-00-00T00:00:00.000Z";
	int64_t rest, days = floor_div(ms, DAY_MS, &rest);

	put_date(text, days);
	put_digits(text + 11, 2, rest / 3600000);
	put_digits(text + 14, 2, rest / 60000 % 60);
	put_digits(text + 17, 2, rest / 1000 % 60);
	put_digits(text + 20, 3, rest % 1000);
	return arena_strn(a, text, sizeof(text) - 1);
}

bool time_parse(const char *text, int64_t *ms)
{
	size_t n = text ? strlen(text) : 0;
	int64_t days, h, m, s, part = 0;

	if ((n != 20 && n != 24) || text[n - 1] != 'Z' || !read_date(text, &days) ||
		text[10] != 'T' || !digits(text + 11, 2, &h) || text[13] != ':' ||
		!digits(text + 14, 2, &m) || text[16] != ':' || !digits(text + 17, 2, &s) ||
		h > 23 || m > 59 || s > 59)
		return false;
	if (n == 24 && (text[19] != '.' || !digits(text + 20, 3, &part)))
		return false;
	*ms = days * DAY_MS + h * 3600000 + m * 60000 + s * 1000 + part;
	return true;
}

const char *time_date(struct arena *a, int64_t ms, int offset_minutes)
{
	int64_t rest;

	return date_text(a, floor_div(ms + (int64_t)offset_minutes * 60000, DAY_MS, &rest));
}

int64_t date_between(const char *from, const char *to)
{
	int64_t first = 0, last = 0;

	return date_parse(from, &first) && date_parse(to, &last) ? last - first : 0;
}

const char *date_add(struct arena *a, const char *date, int64_t days)
{
	int64_t first = 0;

	return date_parse(date, &first) ? date_text(a, first + days) : date;
}

const char *date_add_months(struct arena *a, const char *date, int64_t months)
{
	int64_t days = 0, year, month, day, n;

	if (!date_parse(date, &days) || !digits(date, 4, &year) || !digits(date + 5, 2, &month) ||
		!digits(date + 8, 2, &day))
		return date;
	n = year * 12 + month - 1 + months;
	if (n < 12 || n >= INT64_C(120000))
		return date;
	while (!real_date(n / 12, n % 12 + 1, day))
		day--;
	return date_text(a, days_of(n / 12, n % 12 + 1, day));
}

int date_weekday(const char *date)
{
	int64_t days = 0, rest;

	if (!date_parse(date, &days))
		return 0;
	floor_div(days + 3, 7, &rest); /* 1970-01-01 was a Thursday */
	return (int)rest;
}

const char *date_read(struct arena *a, const char *typed)
{
	const char *s = text_trim(a, text_ascii_digits(a, typed));
	int64_t part[3] = { 0 };
	int length[3] = { 0 };
	char mark[2] = { 0, 0 };

	for (int i = 0; i < 3; i++) {
		int n = 0;

		while (n < 5 && s[n] >= '0' && s[n] <= '9')
			n++;
		if (n < 1 || n > 4 || !digits(s, n, &part[i]))
			return NULL;
		length[i] = n;
		s += n;
		if (i < 2 && !*s)
			return NULL;
		if (i < 2)
			mark[i] = *s++;
	}
	if (*s || mark[0] != mark[1] || !strchr("-/.", mark[0]))
		return NULL;
	if (length[0] == 4 && length[1] <= 2 && length[2] <= 2 && mark[0] != '.')
		return real_date(part[0], part[1], part[2])
			       ? date_text(a, days_of(part[0], part[1], part[2]))
			       : NULL;
	if (length[2] != 4 || length[0] > 2 || length[1] > 2 ||
		!real_date(part[2], part[1], part[0]))
		return NULL;
	return date_text(a, days_of(part[2], part[1], part[0]));
}
