#include "core/qr.h"

#include <qrencode.h>

#include "base/buf.h"
#include "base/library.h"

#define QR_FUNCTIONS(X) X(QRcode_encodeString) X(QRcode_free)
LIBRARY(qr, "libqrencode.so.4", QR_FUNCTIONS)

bool qr_make(struct arena *a, const char *text, struct qr *out)
{
	QRcode *code;
	unsigned char *dark;
	size_t n;

	if (!library_open(&qr_library))
		return false;
	code = qr.QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (!code)
		return false;
	out->side = (size_t)code->width;
	n = out->side * out->side;
	dark = arena_alloc(a, n);
	for (size_t i = 0; i < n; i++)
		dark[i] = code->data[i] & 1;
	out->dark = dark;
	qr.QRcode_free(code);
	return true;
}

const char *qr_path(struct arena *a, const struct qr *q, size_t *size)
{
	struct buf b;

	buf_init(&b, a, 4096);
	for (size_t row = 0; row < q->side; row++)
		for (size_t col = 0; col < q->side; col++) {
			const unsigned char *line = q->dark + row * q->side;
			size_t from = col;

			while (col < q->side && line[col])
				col++;
			if (col > from)
				buf_printf(&b, "M%zu %zuh%zuv1h-%zuz", from + QR_QUIET,
					row + QR_QUIET, col - from, col - from);
		}
	*size = q->side + (size_t)2 * QR_QUIET;
	return b.data;
}
