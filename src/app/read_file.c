#include "app/read_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool read_file(struct arena *a, const char *path, size_t most, struct bytes *out)
{
	FILE *f = fopen(path, "re");
	struct buf b;
	size_t n;

	if (!f) {
		fprintf(stderr, "tansiq: %s: %s\n", path, strerror(errno));
		return false;
	}
	buf_init(&b, a, 65536);
	while (b.len <= most && (n = fread(buf_reserve(&b, 65536), 1, 65536, f)) > 0)
		buf_took(&b, n);
	if (ferror(f) || b.len > most) {
		fprintf(stderr, "tansiq: %s: %s\n", path,
			b.len > most ? "the file is too large" : "the file cannot be read");
		(void)fclose(f);
		return false;
	}
	(void)fclose(f);
	out->data = (const unsigned char *)b.data;
	out->len = b.len;
	return true;
}
