#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/time.h"
#include "forms/expr_impl.h"

/*
 * Numbers and their text without the C library's idea of a decimal mark: digits are taken from and
 * given to it as whole numbers with an exponent.
 */

#define DIGITS_MAX 17

/* A number of few decimal places: whole / 10^places, divided exactly, is it. */
static int shortest_decimal(double n, char digits[DIGITS_MAX + 1], int *power)
{
	static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };
	int count;

	if (n < 1e-4 || n > 1e9)
		return 0;
	for (int places = 1; places <= 6; places++) {
		double ten = tens[places], whole = floor(n * ten + 0.5);
		char reversed[DIGITS_MAX + 1];

		if (whole / ten != n)
			continue;
		count = 0;
		for (int64_t m = (int64_t)whole; m; m /= 10)
			reversed[count++] = (char)('0' + m % 10);
		for (int i = 0; i < count; i++)
			digits[i] = reversed[count - 1 - i];
		*power = count - 1 - places;
		return count;
	}
	return 0;
}

/* Any number: as many digits as it takes to read it back. */
static int shortest_by_trial(double n, char digits[DIGITS_MAX + 1], int *power)
{
	char text[64];
	int count = 0;

	for (int precision = 14; precision < DIGITS_MAX; precision++) {
		char whole[64];
		const char *e;

		snprintf(text, sizeof(text), "%.*e", precision, n);
		e = strchr(text, 'e');
		count = 0;
		for (const char *s = text; e && s < e; s++)
			if (*s >= '0' && *s <= '9' && count < DIGITS_MAX)
				digits[count++] = *s;
		digits[count] = 0;
		*power = e ? (int)strtol(e + 1, NULL, 10) : 0;
		snprintf(whole, sizeof(whole), "%se%d", digits, *power - precision);
		if (strtod(whole, NULL) == n)
			break;
	}
	return count;
}

/* The fewest digits that give the number back, and the power of ten of the first one. */
static int shortest(double n, char digits[DIGITS_MAX + 1], int *power)
{
	int count = shortest_decimal(n, digits, power);

	if (!count)
		count = shortest_by_trial(n, digits, power);
	while (count > 1 && digits[count - 1] == '0')
		digits[--count] = 0;
	return count;
}

/* Digits with a decimal mark where it belongs; never an exponent (XPath 1.0 §4.2). */
static const char *spell(struct arena *a, bool minus, const char *digits, int count, int power)
{
	struct buf b;

	buf_init(&b, a, 32);
	if (minus)
		buf_char(&b, '-');
	if (power < 0)
		buf_str(&b, "0.");
	for (int i = power + 1; i < 0; i++)
		buf_char(&b, '0');
	for (int i = 0; i < count; i++) {
		if (i == power + 1 && power >= 0)
			buf_char(&b, '.');
		buf_char(&b, digits[i]);
	}
	for (int i = count; i <= power; i++)
		buf_char(&b, '0');
	return b.data;
}

const char *num_to_str(struct arena *a, double n)
{
	char digits[DIGITS_MAX + 1];
	int power, count;

	if (isnan(n))
		return "NaN";
	if (isinf(n))
		return n < 0 ? "-Infinity" : "Infinity";
	if (fabs(n) < 1e15 && n == floor(n)) {
		struct buf b;

		buf_init(&b, a, 24);
		buf_int(&b, (int64_t)n);
		return b.data;
	}
	count = shortest(fabs(n), digits, &power);
	return spell(a, n < 0, digits, count, power);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Exact when both parts are small enough (W. D. Clinger, 1990), else by strtod without a mark. */
static double assemble(uint64_t mantissa, int power)
{
	static const double ten[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	char text[48];

	if (mantissa < (UINT64_C(1) << 53) && power >= -22 && power <= 22)
		return power < 0 ? (double)mantissa / ten[-power] : (double)mantissa * ten[power];
	snprintf(text, sizeof(text), "%llue%d", (unsigned long long)mantissa, power);
	return strtod(text, NULL);
}

double num_read(const char *s, size_t len)
{
	uint64_t mantissa = 0;
	int power = 0;
	bool minus = false, point = false, any = false;
	double n;

	while (len && is_blank(*s)) {
		s++;
		len--;
	}
	while (len && is_blank(s[len - 1]))
		len--;
	if (len && *s == '-') {
		minus = true;
		s++;
		len--;
	}
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (s[i] < '0' || s[i] > '9' || len > 400)
			return NAN;
		any = true;
		if (mantissa < UINT64_C(1000000000000000000)) {
			mantissa = mantissa * 10 + (uint64_t)(s[i] - '0');
			power -= point;
		} else {
			power += !point;
		}
	}
	n = any ? assemble(mantissa, power) : NAN;
	return minus ? -n : n;
}

double num_read_wide(const char *s, int zone)
{
	double n = num_read(s, strlen(s));

	return isnan(n) ? days_read(s, zone) : n;
}

double num_round(double n, int places)
{
	char digits[DIGITS_MAX + 1];
	int power, count, keep;
	uint64_t mantissa = 0;
	double result;

	if (isnan(n) || isinf(n) || n == 0 || places > 30 || places < -30)
		return n;
	count = shortest(fabs(n), digits, &power);
	keep = power + 1 + places; /* digits before the place to round at */
	if (keep >= count)
		return n;
	if (keep < 0)
		return 0;
	for (int i = 0; i < keep; i++)
		mantissa = mantissa * 10 + (uint64_t)(digits[i] - '0');
	mantissa += digits[keep] >= '5';
	result = assemble(mantissa, -places);
	return n < 0 ? -result : result;
}

/* Exactly n digits. */
static bool digits(const char *s, int n, int *value)
{
	*value = 0;
	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*value = *value * 10 + (s[i] - '0');
	}
	return true;
}

/* A time "10:00", "10:00:30.250+03:00", "…Z" as a part of a day; *zoned: it says its offset. */
static bool read_time(const char *s, double *part, bool *zoned, int *offset)
{
	int h, m, sec = 0, oh, om;
	double fraction = 0, unit = 0.1;

	if (!digits(s, 2, &h) || s[2] != ':' || !digits(s + 3, 2, &m) || h > 23 || m > 59)
		return false;
	s += 5;
	if (*s == ':') {
		if (!digits(s + 1, 2, &sec) || sec > 59)
			return false;
		s += 3;
	}
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9' && unit > 1e-10; s++) {
			fraction += (*s - '0') * unit;
			unit /= 10;
		}
	*part = (h * 3600 + m * 60 + sec + fraction) / 86400;
	*zoned = *s == 'Z' || *s == '+' || *s == '-';
	*offset = 0;
	if (*s == 'Z')
		return !s[1];
	if (!*zoned)
		return !*s;
	if (!digits(s + 1, 2, &oh) || oh > 14)
		return false;
	om = 0;
	if (s[3] && !(s[3] == ':' && digits(s + 4, 2, &om) && !s[6]) &&
		!(digits(s + 3, 2, &om) && !s[5]))
		return false;
	*offset = (*s == '-' ? -1 : 1) * (oh * 60 + om);
	return om < 60;
}

double days_read(const char *s, int zone)
{
	char date[11];
	int64_t days = 0;
	double part = 0;
	bool zoned = false;
	int offset = 0;
	size_t n = strlen(s);

	if (n < 5 || n > 40 || s[0] < '0' || s[0] > '9')
		return NAN;
	if (s[2] == ':')
		return read_time(s, &part, &zoned, &offset) ? part : NAN;
	if (n < 10)
		return NAN;
	memcpy(date, s, 10);
	date[10] = 0;
	if (!date_parse(date, &days) || (n > 10 && s[10] != 'T') ||
		(n > 10 && !read_time(s + 11, &part, &zoned, &offset)))
		return NAN;
	if (zoned)
		part += (zone - offset) / 1440.0;
	return (double)days + part;
}

const char *days_date(struct arena *a, double days)
{
	if (isnan(days) || days < -719162 || days > 2932896)
		return NULL;
	return date_text(a, (int64_t)floor(days));
}

const char *days_datetime(struct arena *a, double days, int zone)
{
	const char *date = days_date(a, days);
	int64_t ms;

	if (!date)
		return NULL;
	ms = (int64_t)floor((days - floor(days)) * 86400000 + 0.5);
	if (ms >= 86400000) {
		ms = 0;
		date = date_add(a, date, 1);
	}
	return arena_printf(a, "%sT%02d:%02d:%02d.%03d%c%02d:%02d", date, (int)(ms / 3600000),
		(int)(ms / 60000 % 60), (int)(ms / 1000 % 60), (int)(ms % 1000),
		zone < 0 ? '-' : '+', abs(zone) / 60, abs(zone) % 60);
}

const char *word_next(const char **s, size_t *len)
{
	const char *from = *s;

	while (is_blank(*from))
		from++;
	*len = 0;
	while (from[*len] && !is_blank(from[*len]))
		(*len)++;
	*s = from + *len;
	return *len ? from : NULL;
}
