#include "app/data.h"

#include <assert.h>
#include <string.h>

#include "app/data_files.h"

struct bytes data_file(const char *name)
{
	for (size_t i = 0; i < data_file_count; i++)
		if (strcmp(data_files[i].name, name) == 0)
			return (struct bytes){ data_files[i].data, data_files[i].len };
	assert(!"a data file is missing");
	return (struct bytes){ NULL, 0 };
}
