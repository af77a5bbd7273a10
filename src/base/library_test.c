#include "base/library.h"

#include <zlib.h>

#include "test/harness.h"

void absent(void); /* nowhere defined */

#define Z_FUNCTIONS(X) X(crc32) X(zlibVersion)
LIBRARY(z, "libz.so.1", Z_FUNCTIONS)
#define NONE_FUNCTIONS(X) X(crc32)
LIBRARY(none, "libtansiq-none.so.1", NONE_FUNCTIONS)
#define ABSENT_FUNCTIONS(X) X(crc32) X(absent)
LIBRARY(partial, "libz.so.1", ABSENT_FUNCTIONS)

TEST(a_library_is_opened_when_needed)
{
	CHECK(z.crc32 == NULL);
	if (!CHECK(library_open(&z_library)))
		return;
	CHECK(library_open(&z_library));
	CHECK_INT(0xcbf43926, (int64_t)z.crc32(0, (const unsigned char *)"123456789", 9));
	CHECK(z.zlibVersion()[0] == '1');
}

TEST(a_missing_library_or_function_is_told)
{
	CHECK(!library_open(&none_library));
	CHECK(none.crc32 == NULL);
	CHECK(!library_open(&partial_library));
	CHECK(!library_open(&partial_library));
	CHECK(partial.absent == NULL);
}
