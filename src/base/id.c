#include "base/id.h"

#include <pthread.h>

#include "base/crypto.h"
#include "base/time.h"

#define EPOCH_MS INT64_C(1735689600000) /* 2025-01-01T00:00Z */

/* The last id made: its millisecond and its number within it. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t last_ms;
static int64_t last_count;

static int64_t join(int64_t ms, int64_t count)
{
	int64_t since = ms - EPOCH_MS;

	if (since < 1)
		since = 1;
	return (since & ((INT64_C(1) << 41) - 1)) << 12 | (count & 0xFFF);
}

int64_t id_new(void)
{
	int64_t ms = time_now_ms(), id;
	uint16_t random;

	random_bytes(&random, sizeof(random));
	pthread_mutex_lock(&lock);
	if (ms > last_ms) {
		last_ms = ms;
		last_count = random & 0x7FF; /* leaves half the numbers for what follows */
	} else if (last_count < 0xFFF) {
		last_count++;
	} else {
		last_ms++; /* numbers used up, or the clock went back: borrow the next one */
		last_count = 0;
	}
	id = join(last_ms, last_count);
	pthread_mutex_unlock(&lock);
	return id;
}

int64_t id_first(int64_t ms)
{
	return join(ms, 0);
}

const char *id_public(struct arena *a)
{
	static const char base32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char raw[26];
	char *out = arena_alloc(a, sizeof(raw) + 1);

	random_bytes(raw, sizeof(raw));
	for (size_t i = 0; i < sizeof(raw); i++)
		out[i] = base32[raw[i] & 31];
	return out;
}
