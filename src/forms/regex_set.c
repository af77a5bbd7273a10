#include "forms/regex_set.h"

#include <string.h>

#include "base/list.h"
#include "base/text.h"

/* In Unicode's order; enough of it for questionnaires, the same on every machine. */
static bool in_ranges(uint32_t p, const uint32_t (*r)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p >= r[i][0] && p <= r[i][1])
			return true;
	return false;
}

static bool is_number(uint32_t p)
{
	static const uint32_t r[][2] = { { '0', '9' }, { 0x660, 0x669 }, { 0x6F0, 0x6F9 },
		{ 0x7C0, 0x7C9 }, { 0x966, 0x96F }, { 0xFF10, 0xFF19 } };

	return in_ranges(p, r, COUNT_OF(r));
}

static bool is_letter(uint32_t p)
{
	/* Punctuation, signs, marks and digits above ASCII that are no letters. */
	static const uint32_t other[][2] = { { 0x80, 0xA9 }, { 0xAB, 0xB4 }, { 0xB6, 0xB9 },
		{ 0xBB, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 }, { 0x2B9, 0x36F }, { 0x483, 0x489 },
		{ 0x591, 0x5CF }, { 0x600, 0x61F }, { 0x64B, 0x66D }, { 0x6D4, 0x6D4 },
		{ 0x6D6, 0x6E4 }, { 0x6E7, 0x6ED }, { 0x6F0, 0x6F9 }, { 0x6FD, 0x6FE },
		{ 0x700, 0x70F }, { 0x7C0, 0x7C9 }, { 0x964, 0x970 }, { 0x2000, 0x2070 },
		{ 0x2072, 0x207E }, { 0x2080, 0x208E }, { 0x20A0, 0x2101 }, { 0x2190, 0x2BFF },
		{ 0x2E00, 0x3004 }, { 0x3008, 0x3030 }, { 0xD800, 0xF8FF }, { 0xFD3E, 0xFD4F },
		{ 0xFDFC, 0xFE6F }, { 0xFF01, 0xFF20 }, { 0xFFE0, 0x10000 - 1 },
		{ 0x1F000, 0x1FBFF } };

	if (p < 0x80)
		return (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z');
	return p <= 0x10FFFF && !in_ranges(p, other, COUNT_OF(other));
}

/* Upper and lower case of ASCII, Latin-1, Greek and Cyrillic; the other scripts here have none. */
static bool is_upper(uint32_t p)
{
	static const uint32_t r[][2] = { { 'A', 'Z' }, { 0xC0, 0xD6 }, { 0xD8, 0xDE },
		{ 0x391, 0x3A9 }, { 0x400, 0x42F } };

	if (p >= 0x100 && p <= 0x17F)
		return p % 2 == 0;
	return in_ranges(p, r, COUNT_OF(r));
}

static bool is_lower(uint32_t p)
{
	static const uint32_t r[][2] = { { 'a', 'z' }, { 0xDF, 0xF6 }, { 0xF8, 0xFF },
		{ 0x3B1, 0x3C9 }, { 0x430, 0x45F } };

	if (p >= 0x100 && p <= 0x17F)
		return p % 2 == 1;
	return in_ranges(p, r, COUNT_OF(r));
}

static bool is_punctuation(uint32_t p)
{
	static const uint32_t r[][2] = { { '!', '#' }, { '%', '*' }, { ',', '/' }, { ':', ';' },
		{ '?', '@' }, { '[', ']' }, { '_', '_' }, { '{', '{' }, { '}', '}' },
		{ 0xA1, 0xA1 }, { 0xAB, 0xAB }, { 0xBB, 0xBB }, { 0xBF, 0xBF }, { 0x60C, 0x60D },
		{ 0x61B, 0x61B }, { 0x61D, 0x61F }, { 0x66A, 0x66D }, { 0x6D4, 0x6D4 },
		{ 0x2010, 0x2027 }, { 0x2030, 0x205E } };

	return in_ranges(p, r, COUNT_OF(r));
}

static bool is_arabic(uint32_t p)
{
	static const uint32_t r[][2] = { { 0x600, 0x6FF }, { 0x750, 0x77F }, { 0x8A0, 0x8FF },
		{ 0xFB50, 0xFDFF }, { 0xFE70, 0xFEFC } };

	return in_ranges(p, r, COUNT_OF(r));
}

static bool is_blank(uint32_t p)
{
	return p == ' ' || (p >= '\t' && p <= '\r');
}

static bool is_ascii_digit(uint32_t p)
{
	return p >= '0' && p <= '9';
}

/* \w is ASCII, as in Java; a word for \b is of any script. */
static bool is_ascii_word(uint32_t p)
{
	return p < 0x80 && (is_ascii_digit(p) || p == '_' || is_letter(p));
}

bool char_is_word(uint32_t p)
{
	return p && (p == '_' || is_letter(p) || is_number(p));
}

static const struct {
	const char *name;
	bool (*has)(uint32_t);
} kinds[] = { { "d", is_ascii_digit }, { "w", is_ascii_word }, { "s", is_blank },
	{ "L", is_letter }, { "Lu", is_upper }, { "Ll", is_lower }, { "N", is_number },
	{ "Nd", is_number }, { "P", is_punctuation }, { "IsArabic", is_arabic },
	{ "InArabic", is_arabic }, { "Alpha", is_letter }, { "Digit", is_ascii_digit },
	{ "Punct", is_punctuation }, { "Space", is_blank } };

static const char *kind_find(const char *s, size_t n)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strlen(kinds[i].name) == n && memcmp(kinds[i].name, s, n) == 0)
			return kinds[i].name;
	return NULL;
}

bool char_set_has(const struct char_set *set, uint32_t point)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct char_range *r = &set->ranges[i];
		bool has = point >= r->from && point <= r->to;

		for (size_t k = 0; r->kind && k < COUNT_OF(kinds); k++)
			if (kinds[k].name == r->kind)
				has = kinds[k].has(point) != r->inverse;
		if (has)
			return !set->inverse;
	}
	return set->inverse;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

static const char *read_hex(const char *s, int n, uint32_t *point)
{
	*point = 0;
	for (int i = 0; i < n; i++) {
		if (hex(s[i]) < 0)
			return NULL;
		*point = *point * 16 + (uint32_t)hex(s[i]);
	}
	return s + n;
}

static const char *fail(struct msg *why, struct msg reason)
{
	*why = reason;
	return "";
}

/* \p{…} and \P{…}, from the p. */
static const char *read_property(const char *s, struct char_range *r, struct msg *why)
{
	const char *end = s[1] == '{' ? strchr(s, '}') : s[1] ? s + 2 : NULL;
	size_t skip = s[1] == '{' ? 2 : 1;

	r->inverse = *s == 'P';
	r->kind = end ? kind_find(s + skip, (size_t)(end - s) - skip) : NULL;
	if (!r->kind)
		return fail(
			why, MSG(_("The pattern names a kind of characters that forms here do not "
				   "know.")));
	return s[1] == '{' ? end + 1 : end;
}

/* An escape, from after its backslash. */
static const char *read_escape(const char *s, struct char_range *r, struct msg *why)
{
	static const char plain[] = "tnrf", means[] = "\t\n\r\f";
	const char *in, *end;
	uint32_t point;

	if (!*s)
		return fail(why, MSG(_("The pattern ends with a backslash.")));
	if (*s == 'p' || *s == 'P')
		return read_property(s, r, why);
	if (strchr("dwsDWS", *s)) {
		char lower = (char)(*s | 32);

		r->kind = kind_find(&lower, 1);
		r->inverse = *s != lower;
		return s + 1;
	}
	in = strchr(plain, *s);
	if (in) {
		r->from = r->to = (uint32_t)means[in - plain];
		return s + 1;
	}
	if (*s == 'u' || *s == 'x') {
		end = read_hex(s + 1, *s == 'u' ? 4 : 2, &point);
		r->from = r->to = point;
		return end ? end
			   : fail(why, MSG(_("The pattern has a character code that is none.")));
	}
	if ((*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z'))
		return fail(why, MSG(_("The pattern uses an escape that forms here do not know.")));
	r->from = r->to = text_next(&s);
	return s;
}

static const char *read_one(const char *s, struct char_range *r, struct msg *why)
{
	*r = (struct char_range){ .from = 1, .to = 0 };
	if (*s == '\\')
		return read_escape(s + 1, r, why);
	r->from = r->to = text_next(&s);
	return s;
}

/* A class, from after its `[`. */
static const char *read_class(struct arena *a, const char *s, struct char_set *set, struct msg *why)
{
	LIST(struct char_range) ranges = { 0 };
	bool first = true;

	set->inverse = *s == '^';
	s += set->inverse;
	for (; *s && (*s != ']' || first) && !why->id; first = false) {
		struct char_range *r = LIST_PUSH(a, &ranges), to;

		s = read_one(s, r, why);
		if (r->kind || s[0] != '-' || s[1] == ']' || !s[1])
			continue;
		s = read_one(s + 1, &to, why);
		if (!why->id && (to.kind || to.from < r->from))
			return fail(why, MSG(_("A range of the pattern ends before it begins.")));
		r->to = to.to;
	}
	if (*s != ']')
		return why->id ? "" : fail(why, MSG(_("A bracket of the pattern is not closed.")));
	set->ranges = ranges.at;
	set->n = ranges.n;
	return s + 1;
}

const char *char_set_read(struct arena *a, const char *s, struct char_set *set, struct msg *why)
{
	struct char_range *r = ARENA_NEW(a, struct char_range);

	*set = (struct char_set){ .ranges = r, .n = 1 };
	if (*s == '[')
		return read_class(a, s + 1, set, why);
	if (*s == '.') {
		/* All but the ends of lines. */
		*r = (struct char_range){ .from = '\n', .to = '\n' };
		set->inverse = true;
		return s + 1;
	}
	return read_one(s, r, why);
}
