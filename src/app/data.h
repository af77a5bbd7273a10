/* The project's own data files, embedded: for the demonstration and a fresh instance. */
#ifndef APP_DATA_H
#define APP_DATA_H

#include "base/buf.h"

/* A file of data/ by its name; it must be there (an assert otherwise). */
struct bytes data_file(const char *name);

#endif
