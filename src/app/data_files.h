/* The table tools/datagen makes of data/ at build time. */
#ifndef APP_DATA_FILES_H
#define APP_DATA_FILES_H

#include <stddef.h>

struct data_entry {
	const char *name;
	const unsigned char *data;
	size_t len;
};
extern const struct data_entry data_files[];
extern const size_t data_file_count;

#endif
