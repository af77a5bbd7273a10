/* A file given on the command line, whole and bounded. */
#ifndef APP_READ_FILE_H
#define APP_READ_FILE_H

#include <stdbool.h>

#include "base/buf.h"

/* At most `most` bytes into the arena; prints why not and gives false otherwise. */
bool read_file(struct arena *a, const char *path, size_t most, struct bytes *out);

#endif
