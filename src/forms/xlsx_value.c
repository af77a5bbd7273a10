#include "forms/xlsx_value.h"

#include <math.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool xlsx_is_date_format(int id, const char *code)
{
	bool quoted = false;

	if (!code)
		return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
		       (id >= 50 && id <= 58);
	for (const char *s = code; *s; s++) {
		if (*s == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if ((*s == '\\' || *s == '_' || *s == '*') && s[1])
			s++;
		else if (*s == '[' && !strchr("hHmMsS", s[1] ? s[1] : '-'))
			s = strchr(s, ']') ? strchr(s, ']') : s;
		else if (strchr("dmyhsDMYHS", *s))
			return true;
		else if (*s == ';')
			return false;
	}
	return false;
}

static bool number_of(const char *raw, double *v)
{
	char *end;

	*v = strtod(raw, &end);
	return end != raw && !*end && isfinite(*v);
}

const char *xlsx_number(struct arena *a, const char *raw)
{
	char text[40];
	double v;

	if (!number_of(raw, &v))
		return arena_str(a, raw);
	if (fabs(v) < 1e15 && v == floor(v))
		return arena_printf(a, "%lld", (long long)v);
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, v);
		if (strtod(text, NULL) == v)
			break;
	}
	return arena_str(a, text);
}

/* Days since 1970-01-01 as a date of the Gregorian calendar. */
static void civil(int64_t days, int *y, int *m, int *d)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*d = (int)(doy - (153 * mp + 2) / 5 + 1);
	*m = (int)(mp < 10 ? mp + 3 : mp - 9);
	*y = (int)(yoe + era * 400 + (*m <= 2));
}

const char *xlsx_date(struct arena *a, const char *raw, bool epoch1904)
{
	double v;
	int64_t secs, days;
	int y, m, d, rest;

	if (!number_of(raw, &v) || v < 0 || v > 2958465.99999)
		return xlsx_number(a, raw);
	secs = (int64_t)llround(v * 86400);
	days = secs / 86400;
	rest = (int)(secs % 86400);
	if (days == 0 && !epoch1904)
		return arena_printf(a, "%02d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
	/* 1900 was no leap year, but serial 60 pretends so: earlier ones are a day off */
	if (epoch1904)
		days -= 24107;
	else
		days -= days < 60 ? 25568 : 25569;
	civil(days, &y, &m, &d);
	if (rest == 0)
		return arena_printf(a, "%04d-%02d-%02d", y, m, d);
	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d", y, m, d, rest / 3600,
		rest / 60 % 60, rest % 60);
}
