/* The bytes of an uploaded file. */
#ifndef PEOPLE_UPLOAD_PAGES_H
#define PEOPLE_UPLOAD_PAGES_H

#include "web/page.h"

/* The whole file into the arena; a problem on `field` if there is none or it is larger than `most`.
 */
enum err upload_read(struct ctx *cx, const struct upload *up, int64_t most, const char *field,
	struct bytes *out) MUST_USE;

#endif
