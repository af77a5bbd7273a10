/*
 * A byte buffer in an arena: the one thing that grows. Always NUL-terminated
 * past its length, so `data` is a string when no NUL was put into it.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *data;  /* never NULL after buf_init */
	size_t len;  /* bytes in use */
	size_t room; /* bytes there are, without the NUL */
};

/* Bytes with a length: what blobs, files and wire data are passed as. */
struct bytes {
	const unsigned char *data;
	size_t len;
};

/* Starts an empty buffer; `room` is a first guess of its size (0: 256). */
void buf_init(struct buf *b, struct arena *a, size_t room);

void buf_int(struct buf *b, int64_t n);	      /* ASCII decimal */
void buf_utf8(struct buf *b, uint32_t point); /* one code point as UTF-8 */
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);

/* Cuts the buffer back to `len`, which must not exceed its length. */
void buf_cut(struct buf *b, size_t len);

/* Makes room for n more bytes and returns where they begin; buf_took says how many were put there.
 */
char *buf_reserve(struct buf *b, size_t n);

static inline void buf_took(struct buf *b, size_t n)
{
	b->len += n;
	b->data[b->len] = 0;
}

/* Inline, because pages are made of many short pieces. */
static inline void buf_add(struct buf *b, const void *data, size_t n)
{
	if (n > b->room - b->len)
		buf_reserve(b, n);
	if (n)
		memcpy(b->data + b->len, data, n);
	b->len += n;
	b->data[b->len] = 0;
}

static inline void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

static inline void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

#endif
