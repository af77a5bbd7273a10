/*
 * QR codes (ISO/IEC 18004, level M) as squares to draw: on paper (core/paper.h) or in a page. The
 * only module that knows libqrencode.
 */
#ifndef CORE_QR_H
#define CORE_QR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct qr {
	size_t side;
	const unsigned char *dark; /* side × side, row by row: 1 dark, 0 light */
};

/* False: the text is too long, or the library is not there (logged). */
bool qr_make(struct arena *a, const char *text, struct qr *out);

/*
 * The dark squares as the path of an SVG, in units of one square, moved by a quiet zone of four;
 * *size is the side of the whole picture with it.
 */
#define QR_QUIET 4
const char *qr_path(struct arena *a, const struct qr *q, size_t *size);

#endif
