/* Finding the route of a path. A segment ":name" takes any text; one of plain letters wins over it.
 * ":id.csv" takes a text that ends so. */
#ifndef WEB_MATCH_H
#define WEB_MATCH_H

#include "web/route.h"

/* The table of a site; the application's is `routes` of route.h. */
struct route_table {
	const struct route *at;
	size_t n;
};

/*
 * The route of a decoded path and a method, or NULL; then *other tells whether the path exists with
 * the other method (405 rather than 404).
 */
const struct route *route_find(
	const struct route_table *t, enum route_method method, const char *path, bool *other);

/* The text that a pattern's segment ":name" takes from a path that it matches; "" if it has none.
 */
const char *route_segment(struct arena *a, const char *pattern, const char *path, const char *name);

#endif
