/*
 * Fuzz target of photographs: what is stripped tells no place, says nothing beside the picture a
 * second time, and is no longer than it was (but for how it is turned).
 *
 * Sources: core/jpeg.c base/arena.c base/buf.c base/text.c base/text_code.c base/text_fold.c
 * Sources: base/list.c
 */
#include <assert.h>
#include <string.h>

#include "core/jpeg.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct arena *a = arena_new(0);
	struct bytes file = { data, n }, once, twice;

	(void)jpeg_tells_place(file);
	if (jpeg_strip(a, file, &once) == OK) {
		assert(once.len <= n + 36);
		assert(!jpeg_tells_place(once));
		assert(jpeg_strip(a, once, &twice) == OK);
		assert(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
	}
	arena_free(a);
	return 0;
}
