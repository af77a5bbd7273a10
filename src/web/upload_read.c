#include "web/page.h"

#include <stdio.h>

#include "base/log.h"

enum err upload_read(
	struct ctx *cx, const struct upload *up, int64_t most, const char *field, struct bytes *out)
{
	if (!up || up->size == 0)
		return problem(cx, ERR_INPUT, field, MSG("Choose a file."));
	if (up->size > most)
		return problem(cx, ERR_INPUT, field,
			MSG("The file is larger than {1} MB. Divide it.", N(most / 1024 / 1024)));
	FILE *f = fopen(up->path, "rbe");
	if (!f)
		return fault("an upload cannot be read again");
	unsigned char *data = arena_alloc(cx->arena, (size_t)up->size + 1);
	size_t n = fread(data, 1, (size_t)up->size, f);
	fclose(f);
	if (n != (size_t)up->size)
		return fault("an upload is shorter than it was");
	*out = (struct bytes){ data, n };
	return OK;
}
