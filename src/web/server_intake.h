/* A request's body while it comes in: in memory up to 64 KiB, then in a nameless temporary file
 * that is mapped when it is whole. */
#ifndef WEB_SERVER_INTAKE_H
#define WEB_SERVER_INTAKE_H

#include <stdbool.h>

#include "base/buf.h"

enum { INTAKE_MEMORY = 64 * 1024 };

struct intake {
	struct buf memory;
	const char *dir;
	int fd; /* -1: in memory */
	size_t len, cap;
	bool over;   /* more than the cap came: what comes is counted and dropped */
	bool failed; /* it could not be written */
	void *map;
};

void intake_begin(struct intake *b, struct arena *a, const char *dir, size_t cap);
void intake_add(struct intake *b, const char *data, size_t n);
struct bytes intake_end(struct intake *b); /* nothing when over or failed */
void intake_drop(struct intake *b);	   /* unmaps and closes; may be called twice */

#endif
