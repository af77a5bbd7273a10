/* A request's body while it comes in: in memory up to 64 KiB, then in a nameless temporary file
 * that is mapped when it is whole. */
#ifndef WEB_SERVER_INTAKE_H
#define WEB_SERVER_INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { INTAKE_MEMORY = 64 * 1024 };

/* How much of all bodies together may lie in files: what anybody may send is bounded as a whole. */
struct intake_room {
	_Atomic int64_t used;
	int64_t most;
};

struct intake {
	struct buf memory;
	const char *dir;
	int fd; /* -1: in memory */
	size_t len, cap;
	bool over;		  /* more than the cap came: what comes is counted and dropped */
	bool failed;		  /* it could not be written */
	bool no_room;		  /* because the disk is full */
	bool drop;		  /* nothing of it is wanted any more */
	bool full;		  /* there was no room for it */
	struct intake_room *room; /* NULL: it need not fit */
	int64_t taken;		  /* of the room */
	void *map;
};

void intake_begin(
	struct intake *b, struct arena *a, const char *dir, size_t cap, struct intake_room *room);
void intake_add(struct intake *b, const char *data, size_t n);
struct bytes intake_end(struct intake *b); /* nothing unless it is whole */
void intake_drop(struct intake *b);	   /* unmaps and closes; may be called twice */

#endif
