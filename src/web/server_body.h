/* A request's body while it comes in: in memory up to 64 KiB, then in a nameless temporary file
 * that is mapped when it is whole. */
#ifndef WEB_SERVER_BODY_H
#define WEB_SERVER_BODY_H

#include "base/buf.h"

enum { BODY_MEMORY = 64 * 1024 };

struct body {
	struct buf memory;
	const char *dir;
	int fd; /* -1: in memory */
	size_t len, cap;
	bool over;   /* more than the cap came: what comes is counted and dropped */
	bool failed; /* it could not be written */
	void *map;
};

void body_begin(struct body *b, struct arena *a, const char *dir, size_t cap);
void body_add(struct body *b, const char *data, size_t n);
struct bytes body_end(struct body *b); /* nothing when over or failed */
void body_drop(struct body *b);	       /* unmaps and closes; may be called twice */

#endif
