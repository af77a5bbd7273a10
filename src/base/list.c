#include "base/list.h"

#include <string.h>

void *list_grow(struct arena *a, void *at, size_t n, size_t *room, size_t size)
{
	if (n >= *room) {
		void *more;

		*room = *room ? *room * 2 : 8;
		more = arena_raw(a, *room, size);
		if (n)
			memcpy(more, at, n * size);
		at = more;
	}
	memset((char *)at + n * size, 0, size);
	return at;
}
