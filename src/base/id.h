/* Numbers for records: minted here, positive, below 2^53, ordered by time, unique in one instance.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdint.h>

#include "base/arena.h"

/*
 * A new id: 41 bits of milliseconds since 2025-01-01, then 12 bits that count within one
 * millisecond and start at random, so two processes seldom meet; the primary key refuses the rest.
 * Thread-safe.
 */
int64_t id_new(void);

/* The lowest number of a moment (milliseconds since 1970): what is above it was made then or later.
 */
int64_t id_first(int64_t ms);

/* A random public number: 26 characters of Crockford's base32 (130 bits), never guessable. */
const char *id_public(struct arena *a);

#endif
