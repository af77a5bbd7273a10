#include "base/text.h"

#include <string.h>

/* Decodes one code point of at most n bytes; 0 bytes if it is not well-formed (RFC 3629 §4). */
static size_t decode(const unsigned char *s, size_t n, uint32_t *point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	uint32_t p;

	if (len == 0 || s[0] > 0xF4 || len > n)
		return 0;
	p = len == 1 ? s[0] : s[0] & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		p = p << 6 | (s[i] & 0x3F);
	}
	if (p < least[len] || p > 0x10FFFF || (p >= 0xD800 && p <= 0xDFFF))
		return 0;
	*point = p;
	return len;
}

bool text_utf8_valid(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	for (size_t i = 0; i < n;) {
		uint32_t p;
		size_t len = decode(u + i, n - i, &p);

		if (!len || !p)
			return false;
		i += len;
	}
	return true;
}

uint32_t text_next(const char **s)
{
	uint32_t p;
	size_t len;

	if (!**s)
		return 0;
	/* A NUL is no continuation byte, so decode stops at the end of the string by itself. */
	len = decode((const unsigned char *)*s, 4, &p);
	if (!len) {
		(*s)++;
		return 0xFFFD;
	}
	*s += len;
	return p;
}

size_t text_length(const char *s)
{
	size_t n = 0;

	while (text_next(&s))
		n++;
	return n;
}

static bool is_space(uint32_t p)
{
	return p == ' ' || (p >= 9 && p <= 13) || p == 0xA0 || p == 0x61C || p == 0x200E ||
	       p == 0x200F || p == 0x202F || (p >= 0x202A && p <= 0x202E) ||
	       (p >= 0x2066 && p <= 0x2069) || p == 0x3000 || p == 0xFEFF;
}

const char *text_trim(struct arena *a, const char *s)
{
	const char *first = NULL, *end = s;

	while (*s) {
		const char *at = s;

		if (is_space(text_next(&s)))
			continue;
		if (!first)
			first = at;
		end = s;
	}
	return first ? arena_strn(a, first, (size_t)(end - first)) : "";
}

/* The value of a digit in any of the three sets, -1 if p is none. */
static int digit_value(uint32_t p)
{
	if (p >= '0' && p <= '9')
		return (int)(p - '0');
	if (p >= 0x660 && p <= 0x669)
		return (int)(p - 0x660);
	if (p >= 0x6F0 && p <= 0x6F9)
		return (int)(p - 0x6F0);
	return -1;
}

const char *text_ascii_digits(struct arena *a, const char *s)
{
	struct buf b;
	uint32_t p;

	buf_init(&b, a, strlen(s));
	for (const char *at = s; (p = text_next(&s)); at = s) {
		int digit = digit_value(p);

		if (digit >= 0)
			buf_char(&b, (char)('0' + digit));
		else if (p == 0x66B)
			buf_char(&b, '.');
		else if (p != 0x66C)
			buf_add(&b, at, (size_t)(s - at));
	}
	return b.data;
}

/* Takes a sign off the front of s; whether it is a minus. */
static bool take_minus(const char **s)
{
	const char *rest = *s;
	uint32_t p = text_next(&rest);

	if (p != '-' && p != '+' && p != 0x2212)
		return false;
	*s = rest;
	return p != '+';
}

bool text_to_int(const char *s, int64_t *n)
{
	return text_to_scaled(s, 0, n);
}

bool text_to_scaled(const char *s, int scale, int64_t *n)
{
	bool minus = take_minus(&s);
	int places = -1; /* -1: before the point */
	bool any = false;
	int64_t value = 0;
	uint32_t p;

	while ((p = text_next(&s))) {
		int digit = digit_value(p);

		if (digit < 0) {
			if (p == 0x66C && any && places < 0)
				continue;
			if ((p != '.' && p != 0x66B) || !any || places >= 0 || scale == 0)
				return false;
			places = 0;
			continue;
		}
		if (places >= scale || __builtin_mul_overflow(value, 10, &value) ||
			__builtin_sub_overflow(value, digit, &value))
			return false;
		any = true;
		if (places >= 0)
			places++;
	}
	if (!any || places == 0)
		return false;
	for (int i = places < 0 ? 0 : places; i < scale; i++)
		if (__builtin_mul_overflow(value, 10, &value))
			return false;
	/* Gathered below zero, where one more number fits. */
	if (!minus && value == INT64_MIN)
		return false;
	*n = minus ? value : -value;
	return true;
}

/* Arabic, Hebrew and kin with their presentation forms; digits and marks are not strong. */
static bool strong_rtl(uint32_t p)
{
	if (p >= 0x590 && p <= 0x8FF)
		return !(p >= 0x600 && p <= 0x607) && !(p >= 0x610 && p <= 0x61A) &&
		       !(p >= 0x64B && p <= 0x66D) && p != 0x60C && p != 0x670 &&
		       !(p >= 0x6D6 && p <= 0x6ED && p != 0x6DD && p != 0x6E5 && p != 0x6E6) &&
		       !(p >= 0x6F0 && p <= 0x6F9);
	return p == 0x200F || (p >= 0xFB1D && p <= 0xFDFF) || (p >= 0xFE70 && p <= 0xFEFC) ||
	       (p >= 0x10800 && p <= 0x10FFF) || (p >= 0x1E800 && p <= 0x1EFFF);
}

static bool strong_ltr(uint32_t p)
{
	if (p < 0xC0)
		return (p >= 'A' && p <= 'Z') || (p >= 'a' && p <= 'z') || p == 0xAA || p == 0xB5 ||
		       p == 0xBA;
	return p == 0x200E ||
	       (p != 0xD7 && p != 0xF7 && !(p >= 0x2B9 && p <= 0x36F) &&
		       !(p >= 0x590 && p <= 0x8FF) && !(p >= 0x2000 && p <= 0x2BFF) &&
		       !(p >= 0x3000 && p <= 0x3004) && !(p >= 0xFE00 && p <= 0xFE6F) &&
		       p < 0x1F000 && p != 0xFEFF);
}

bool text_is_rtl(const char *s)
{
	uint32_t p;

	while ((p = text_next(&s))) {
		if (strong_rtl(p))
			return true;
		if (strong_ltr(p))
			return false;
	}
	return false;
}

static char lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	return c;
}

const char *text_lower(struct arena *a, const char *s)
{
	char *copy = arena_str(a, s);

	for (char *c = copy; *c; c++)
		*c = lower(*c);
	return copy;
}

bool text_same_nocase(const char *a, const char *b)
{
	for (; *a && lower(*a) == lower(*b); a++)
		b++;
	return lower(*a) == lower(*b);
}

bool text_among(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; s && i < n && list[i]; i++)
		if (strcmp(s, list[i]) == 0)
			return true;
	return false;
}
