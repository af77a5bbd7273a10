#include "web/gzip.h"

#include <string.h>
#include <zlib.h>

enum { WORTH = 1024, MOST = 4 << 20, LEVEL = 3, WINDOW = 14 + 16, MEMORY = 7 };

bool gzip_accepted(const char *s)
{
	while (*s) {
		size_t n, name;

		s += strspn(s, " \t,");
		n = strcspn(s, ",");
		name = strcspn(s, " \t;,");
		if (name == 4 && strncasecmp(s, "gzip", 4) == 0) {
			const char *q = memmem(s, n, "q=", 2);

			/* "q=0", "q=0.000" refuse; anything else takes. */
			return !q || strspn(q + 2, "0.") != strcspn(q + 2, " \t;,");
		}
		s += n;
	}
	return false;
}

bool gzip_bytes(struct arena *a, struct bytes plain, struct bytes *out)
{
	z_stream z = { 0 };
	size_t room;
	bool good;

	if (plain.len < WORTH || plain.len > MOST ||
		deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	room = plain.len;
	z.next_in = (Bytef *)(uintptr_t)plain.data;
	z.avail_in = (uInt)plain.len;
	z.next_out = arena_alloc(a, room);
	z.avail_out = (uInt)room;
	*out = (struct bytes){ z.next_out, 0 };
	good = deflate(&z, Z_FINISH) == Z_STREAM_END;
	out->len = z.total_out;
	deflateEnd(&z);
	return good;
}
