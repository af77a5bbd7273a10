/* Numbers, dates and times as readers write them; see i18n.h. */
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/time.h"

#define BAGHDAD_MS INT64_C(10800000) /* UTC+3, no summer time since 2008 */
#define NBSP "\u00A0"

struct signs {
	const char *group, *point, *percent, *minus, *comma;
	bool arabic_digits;
};

static const struct signs latin = { ",", ".", "%", "\u2212", ",", false };
/* The mark U+061C keeps the minus before its number in a line of Arabic (CLDR, ar). */
static const struct signs arabic = { "٬", "٫", "٪", "\u061C-", "،", true };

static const struct signs *signs_of(enum lang lang)
{
	return lang == LANG_EN ? &latin : &arabic;
}

struct calendar {
	const char *months[12];
	const char *days[7]; /* from Monday */
};

static const struct calendar arabic_calendar = {
	{ "كانون" NBSP "الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
		"تشرين" NBSP "الأول", "تشرين" NBSP "الثاني", "كانون" NBSP "الأول" },
	{ "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد" },
};
static const struct calendar sorani_calendar = {
	{ "کانوونی" NBSP "دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران", "تەمموز", "ئاب",
		"ئەیلوول", "تشرینی" NBSP "یەکەم", "تشرینی" NBSP "دووەم", "کانوونی" NBSP "یەکەم" },
	{ "دووشەممە", "سێشەممە", "چوارشەممە", "پێنجشەممە", "هەینی", "شەممە", "یەکشەممە" },
};
static const struct calendar english_calendar = {
	{ "January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December" },
	{ "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
};

/* Badini months and days wait for a native reader and follow Sorani until then. */
static const struct calendar *const calendars[LANG_COUNT] = { [LANG_AR] = &arabic_calendar,
	[LANG_CKB] = &sorani_calendar,
	[LANG_KMR] = &sorani_calendar,
	[LANG_EN] = &english_calendar };

static void put_digit(struct buf *b, const struct signs *signs, char digit)
{
	if (signs->arabic_digits)
		buf_add(b, (char[]){ (char)0xD9, (char)(0xA0 + digit - '0') }, 2);
	else
		buf_char(b, digit);
}

const char *digits_text(struct arena *a, enum lang lang, const char *s)
{
	const struct signs *signs = signs_of(lang);
	struct buf b;

	if (!signs->arabic_digits)
		return arena_str(a, s);
	buf_init(&b, a, strlen(s) * 2);
	for (; *s; s++) {
		if (*s >= '0' && *s <= '9')
			put_digit(&b, signs, *s);
		else
			buf_char(&b, *s);
	}
	return b.data;
}

/* Puts scaled / 10^scale, grouped by thousands. */
static void put_number(struct buf *b, const struct signs *signs, int64_t scaled, int scale)
{
	uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
	char text[48];
	int len;

	if (scale > 18)
		scale = 18;
	/* At least one digit before the point. */
	len = snprintf(text, sizeof(text), "%0*llu", scale + 1, (unsigned long long)size);
	if (scaled < 0)
		buf_str(b, signs->minus);
	for (int i = 0; i < len; i++) {
		int left = len - scale - i; /* digits before the point still to come */

		if (left == 0)
			buf_str(b, signs->point);
		else if (i > 0 && left > 0 && left % 3 == 0)
			buf_str(b, signs->group);
		put_digit(b, signs, text[i]);
	}
}

const char *dec_text(struct arena *a, enum lang lang, int64_t scaled, int scale)
{
	struct buf b;

	buf_init(&b, a, 32);
	put_number(&b, signs_of(lang), scaled, scale < 0 ? 0 : scale);
	return b.data;
}

const char *num_text(struct arena *a, enum lang lang, int64_t n)
{
	return dec_text(a, lang, n, 0);
}

/* Whole per cents are written without a place. */
const char *percent_text(struct arena *a, enum lang lang, int64_t tenths)
{
	const struct signs *signs = signs_of(lang);
	bool whole = tenths % 10 == 0;
	struct buf b;

	buf_init(&b, a, 32);
	put_number(&b, signs, whole ? tenths / 10 : tenths, whole ? 0 : 1);
	buf_str(&b, signs->percent);
	return b.data;
}

static void put_date(struct buf *b, enum lang lang, const char *iso)
{
	const struct signs *signs = signs_of(lang);
	int month = (iso[5] - '0') * 10 + iso[6] - '0';
	const char *year = iso;

	if (iso[8] != '0')
		put_digit(b, signs, iso[8]);
	put_digit(b, signs, iso[9]);
	buf_str(b, NBSP);
	buf_str(b, calendars[lang]->months[month - 1]);
	buf_str(b, NBSP);
	while (year < iso + 3 && *year == '0')
		year++;
	while (year < iso + 4)
		put_digit(b, signs, *year++);
}

const char *date_words(struct arena *a, enum lang lang, const char *iso_date)
{
	int64_t days;
	struct buf b;

	if (!date_parse(iso_date, &days))
		return iso_date ? iso_date : "";
	buf_init(&b, a, 64);
	put_date(&b, lang, iso_date);
	return b.data;
}

const char *date_full(struct arena *a, enum lang lang, const char *iso_date)
{
	int64_t days;
	struct buf b;

	if (!date_parse(iso_date, &days))
		return iso_date ? iso_date : "";
	buf_init(&b, a, 64);
	buf_str(&b, calendars[lang]->days[date_weekday(iso_date)]);
	buf_str(&b, NBSP);
	put_date(&b, lang, iso_date);
	return b.data;
}

const char *time_words(struct arena *a, enum lang lang, const char *iso_time)
{
	const struct signs *signs = signs_of(lang);
	const char *local;
	int64_t ms;
	struct buf b;

	if (!time_parse(iso_time, &ms))
		return iso_time ? iso_time : "";
	local = time_text(a, ms + BAGHDAD_MS);
	buf_init(&b, a, 64);
	put_date(&b, lang, local);
	buf_str(&b, signs->comma);
	buf_str(&b, NBSP);
	for (const char *c = local + 11; c < local + 16; c++) {
		if (*c == ':')
			buf_char(&b, ':');
		else
			put_digit(&b, signs, *c);
	}
	return b.data;
}

const char *arg_text(struct arena *a, enum lang lang, struct arg arg)
{
	switch (arg.kind) {
	case ARG_NONE:
		break;
	case ARG_STR:
		return arg.str ? arg.str : "";
	case ARG_NUM:
		return num_text(a, lang, arg.num);
	case ARG_DATE:
		return date_words(a, lang, arg.str);
	case ARG_TIME:
		return time_words(a, lang, arg.str);
	case ARG_PERCENT:
		return percent_text(a, lang, arg.num);
	case ARG_DECIMAL:
		return dec_text(a, lang, arg.num, arg.scale);
	}
	return "";
}
