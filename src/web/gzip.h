/* gzip (RFC 1952) of a reply made on the spot, and whether a browser takes it. */
#ifndef WEB_GZIP_H
#define WEB_GZIP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

/* Whether an Accept-Encoding header (RFC 9110 §12.5.3) takes gzip: named, and not with q=0. */
bool gzip_accepted(const char *accept_encoding);

/* The same bytes smaller; false when they are not worth it or memory is short. */
bool gzip_bytes(struct arena *a, struct bytes plain, struct bytes *out);

#endif
