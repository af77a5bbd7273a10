/* Bytes as text and back: hexadecimal and base64url (RFC 4648). */
#include "base/text.h"

#include <string.h>

const char *text_hex(struct arena *a, struct bytes b)
{
	char *out = arena_alloc(a, b.len * 2 + 1);

	for (size_t i = 0; i < b.len; i++) {
		out[2 * i] = "0123456789abcdef"[b.data[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[b.data[i] & 15];
	}
	return out;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool text_unhex(struct arena *a, const char *s, struct bytes *out)
{
	size_t n = strlen(s);
	unsigned char *data = arena_alloc(a, n / 2 + 1);

	if (n % 2)
		return false;
	for (size_t i = 0; i < n; i += 2) {
		int high = hex_value(s[i]), low = hex_value(s[i + 1]);

		if (high < 0 || low < 0)
			return false;
		data[i / 2] = (unsigned char)(high << 4 | low);
	}
	*out = (struct bytes){ data, n / 2 };
	return true;
}

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const char *text_base64url(struct arena *a, struct bytes b)
{
	char *out = arena_alloc(a, b.len / 3 * 4 + 5);
	char *o = out;

	for (size_t i = 0; i < b.len; i += 3) {
		size_t left = b.len - i;
		uint32_t v = (uint32_t)b.data[i] << 16;

		if (left > 1)
			v |= (uint32_t)b.data[i + 1] << 8;
		if (left > 2)
			v |= b.data[i + 2];
		*o++ = alphabet[v >> 18];
		*o++ = alphabet[v >> 12 & 63];
		if (left > 1)
			*o++ = alphabet[v >> 6 & 63];
		if (left > 2)
			*o++ = alphabet[v & 63];
	}
	return out;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

bool text_unbase64url(struct arena *a, const char *s, size_t n, struct bytes *out)
{
	unsigned char *data = arena_alloc(a, n / 4 * 3 + 3);
	size_t len = 0;
	uint32_t v = 0;
	int bits = 0;

	if (n % 4 == 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		int six = base64_value(s[i]);

		if (six < 0)
			return false;
		v = v << 6 | (uint32_t)six;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			data[len++] = (unsigned char)(v >> bits);
			v &= (1u << bits) - 1;
		}
	}
	/* One text for one value: what is left over must be zero. */
	if (v)
		return false;
	*out = (struct bytes){ data, len };
	return true;
}
