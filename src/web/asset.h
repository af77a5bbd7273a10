/*
 * Files of assets/ inside the program: made at build time by tools/embed. A hashed name changes
 * with its content, so it may be cached for ever.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include <stddef.h>

struct asset {
	const char *path;   /* below assets/: "fonts/a.woff2" */
	const char *hashed; /* "fonts/a.0123456789ab.woff2" */
	const char *type;   /* Content-Type */
	const unsigned char *data;
	size_t len;
	const unsigned char *gz; /* the same, gzip; NULL where that is not smaller */
	size_t gz_len;
};

/* Ordered by path (strcmp). */
extern const struct asset assets[];
extern const size_t asset_count;

#endif
