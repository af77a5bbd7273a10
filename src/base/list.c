#include "base/list.h"

#include <string.h>

void *list_grow(struct arena *a, void *at, size_t n, size_t *room, size_t size)
{
	void *more;

	if (n < *room)
		return at;
	*room = *room ? *room * 2 : 8;
	more = arena_array(a, *room, size);
	if (n)
		memcpy(more, at, n * size);
	return more;
}
