/* Embedded files by name. */
#ifndef WEB_STATIC_H
#define WEB_STATIC_H

#include "base/arena.h"

/* The address of a file of assets/ by its path there: "/assets/app.0123456789ab.css". */
const char *asset_href(struct arena *a, const char *path);

#endif
