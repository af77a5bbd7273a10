#include "core/qr.h"

#include <stdio.h>
#include <stdlib.h>

#include "test/harness.h"

/* Draws a path of h-runs back into squares. */
static bool same_squares(struct t *t, const struct qr *q, const char *path)
{
	unsigned char *got = arena_alloc(t->arena, q->side * q->side);

	while (*path) {
		char *end;
		size_t x, y, n;

		if (*path != 'M')
			return false;
		x = strtoul(path + 1, &end, 10) - QR_QUIET;
		y = strtoul(end, &end, 10) - QR_QUIET;
		n = *end == 'h' ? strtoul(end + 1, &end, 10) : 0;
		if (!n || y >= q->side || x + n > q->side)
			return false;
		memset(got + y * q->side + x, 1, n);
		path = strchr(end, 'z');
		if (!path++)
			return false;
	}
	return memcmp(got, q->dark, q->side * q->side) == 0;
}

TEST(a_code_is_drawn_square_by_square)
{
	/* ISO/IEC 18004 section 6.3.3: the first line of a finder pattern is seven dark squares. */
	static const unsigned char finder[] = { 1, 1, 1, 1, 1, 1, 1, 0 };
	char long_text[2400] = "";
	struct qr q;
	size_t size;
	const char *path;

	if (!CHECK(qr_make(t->arena, "otpauth://totp/Tansiq:a", &q)))
		return;
	CHECK_INT(25, (int64_t)q.side); /* version 2 */
	CHECK(memcmp(q.dark, finder, sizeof(finder)) == 0);
	path = qr_path(t->arena, &q, &size);
	CHECK_INT(33, (int64_t)size);
	CHECK(same_squares(t, &q, path));
	memset(long_text, 'a', sizeof(long_text) - 1); /* level M holds 2331 bytes */
	CHECK(!qr_make(t->arena, long_text, &q));
}
