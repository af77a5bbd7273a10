#include "base/buf.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void buf_init(struct buf *b, struct arena *a, size_t room)
{
	b->arena = a;
	b->room = room ? room : 256;
	b->len = 0;
	b->data = arena_text(a, b->room + 1);
	b->data[0] = 0;
}

char *buf_reserve(struct buf *b, size_t n)
{
	if (n > b->room - b->len) {
		size_t room = b->room * 2;
		char *data;

		if (room < b->len + n)
			room = b->len + n;
		data = arena_text(b->arena, room + 1);
		memcpy(data, b->data, b->len + 1);
		b->data = data;
		b->room = room;
	}
	return b->data + b->len;
}

void buf_int(struct buf *b, int64_t n)
{
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char text[24], *at = text + sizeof(text);

	do {
		*--at = (char)('0' + size % 10);
		size /= 10;
	} while (size);
	if (n < 0)
		*--at = '-';
	buf_add(b, at, (size_t)(text + sizeof(text) - at));
}

void buf_utf8(struct buf *b, uint32_t p)
{
	char t[4];
	size_t n = 0;

	if (p < 0x80) {
		t[n++] = (char)p;
	} else if (p < 0x800) {
		t[n++] = (char)(0xC0 | p >> 6);
		t[n++] = (char)(0x80 | (p & 0x3F));
	} else if (p < 0x10000) {
		t[n++] = (char)(0xE0 | p >> 12);
		t[n++] = (char)(0x80 | (p >> 6 & 0x3F));
		t[n++] = (char)(0x80 | (p & 0x3F));
	} else {
		t[n++] = (char)(0xF0 | (p >> 18 & 0x07));
		t[n++] = (char)(0x80 | (p >> 12 & 0x3F));
		t[n++] = (char)(0x80 | (p >> 6 & 0x3F));
		t[n++] = (char)(0x80 | (p & 0x3F));
	}
	buf_add(b, t, n);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(n >= 0);
	buf_reserve(b, (size_t)n + 1);
	va_start(args, format);
	(void)vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
	va_end(args);
	b->len += (size_t)n;
}

void buf_cut(struct buf *b, size_t len)
{
	assert(len <= b->len);
	b->len = len;
	b->data[len] = 0;
}
