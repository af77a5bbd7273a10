/*
 * Growing arrays in an arena. Declare the shape with LIST(type), then push:
 *
 *	LIST(struct need) needs = { 0 };
 *	*LIST_PUSH(a, &needs) = (struct need){ ... };
 *	for (size_t i = 0; i < needs.n; i++) use(&needs.at[i]);
 *
 * LIST_PUSH returns the address of a new zeroed element; earlier addresses may move.
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stddef.h>

#include "base/arena.h"

#define LIST(type)                                                                                 \
	struct {                                                                                   \
		type *at;                                                                          \
		size_t n, room;                                                                    \
	}

#define LIST_PUSH(a, list)                                                                         \
	((list)->at = list_grow((a), (list)->at, (list)->n, &(list)->room, sizeof(*(list)->at)),   \
		&(list)->at[(list)->n++])

/* Makes room in an empty list for `count` elements, when it is known how many will come. */
#define LIST_ROOM(a, list, count)                                                                  \
	((list)->room = (count), (list)->at = arena_raw((a), (list)->room, sizeof(*(list)->at)))

/* Room for one more element of `size` bytes, zeroed; used by LIST_PUSH. */
void *list_grow(struct arena *a, void *at, size_t n, size_t *room, size_t size);

#endif
