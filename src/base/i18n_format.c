/* Numbers, dates and times as readers write them; see i18n.h. */
#include "base/i18n.h"

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

const char *date_typed(struct arena *a, enum lang lang, const char *s)
{
	if (strlen(s) == 10 && s[4] == '-' && s[7] == '-' && strspn(s, "0123456789-") == 10)
		s = arena_printf(a, "%.2s/%.2s/%.4s", s + 8, s + 5, s);
	return digits_text(a, lang, s);
}

/* Puts scaled / 10^scale, grouped by thousands. */
static void put_number(struct buf *b, const struct signs *signs, int64_t scaled, int scale)
{
	uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
	char digits[24]; /* from the last one */
	int n = 0;

	while (size || n <= scale) {
		digits[n++] = (char)('0' + size % 10);
		size /= 10;
	}
	if (scaled < 0)
		buf_str(b, signs->minus);
	while (n-- > 0) {
		put_digit(b, signs, digits[n]);
		if (n > 0 && n == scale)
			buf_str(b, signs->point);
		else if (n > scale && (n - scale) % 3 == 0)
			buf_str(b, signs->group);
	}
}

void dec_put(struct buf *b, enum lang lang, int64_t scaled, int scale)
{
	put_number(b, signs_of(lang), scaled, scale < 0 ? 0 : scale > 18 ? 18 : scale);
}

void num_put(struct buf *b, enum lang lang, int64_t n)
{
	put_number(b, signs_of(lang), n, 0);
}

/* Whole per cents are written without a place. */
void percent_put(struct buf *b, enum lang lang, int64_t tenths)
{
	const struct signs *signs = signs_of(lang);
	bool whole = tenths % 10 == 0;

	put_number(b, signs, whole ? tenths / 10 : tenths, whole ? 0 : 1);
	buf_str(b, signs->percent);
}

/* The date of ten checked bytes. */
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

bool date_put(struct buf *b, enum lang lang, const char *iso_date)
{
	int64_t days;

	if (!date_parse(iso_date, &days))
		return false;
	put_date(b, lang, iso_date);
	return true;
}

bool date_full_put(struct buf *b, enum lang lang, const char *iso_date)
{
	int64_t days;

	if (!date_parse(iso_date, &days))
		return false;
	buf_str(b, calendars[lang]->days[date_weekday(iso_date)]);
	buf_str(b, NBSP);
	put_date(b, lang, iso_date);
	return true;
}

bool time_put(struct buf *b, enum lang lang, const char *iso_time)
{
	const struct signs *signs = signs_of(lang);
	const char *local;
	int64_t ms;

	if (!time_parse(iso_time, &ms))
		return false;
	local = time_text(b->arena, ms + BAGHDAD_MS);
	put_date(b, lang, local);
	buf_str(b, signs->comma);
	buf_str(b, NBSP);
	for (const char *c = local + 11; c < local + 16; c++) {
		if (*c == ':')
			buf_char(b, ':');
		else
			put_digit(b, signs, *c);
	}
	return true;
}

const char *dec_text(struct arena *a, enum lang lang, int64_t scaled, int scale)
{
	struct buf b;

	buf_init(&b, a, 48);
	dec_put(&b, lang, scaled, scale);
	return b.data;
}

const char *num_text(struct arena *a, enum lang lang, int64_t n)
{
	return dec_text(a, lang, n, 0);
}

const char *percent_text(struct arena *a, enum lang lang, int64_t tenths)
{
	struct buf b;

	buf_init(&b, a, 48);
	percent_put(&b, lang, tenths);
	return b.data;
}

/* What `put` makes of a date or a time; as it is where that is none. */
static const char *in_words(struct arena *a, enum lang lang, const char *iso,
	bool (*put)(struct buf *b, enum lang lang, const char *iso))
{
	struct buf b;

	buf_init(&b, a, 72);
	if (put(&b, lang, iso))
		return b.data;
	return iso ? iso : "";
}

const char *date_words(struct arena *a, enum lang lang, const char *iso_date)
{
	return in_words(a, lang, iso_date, date_put);
}

const char *date_full(struct arena *a, enum lang lang, const char *iso_date)
{
	return in_words(a, lang, iso_date, date_full_put);
}

const char *time_words(struct arena *a, enum lang lang, const char *iso_time)
{
	return in_words(a, lang, iso_time, time_put);
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
