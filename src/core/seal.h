/*
 * Secrets the store keeps but may not tell by itself: sealed with a key of the data folder,
 * keys/factor.key (32 random bytes as hexadecimal, made at first use, mode 0600). A copy of the
 * store without the key tells nothing; a backup has both. A sealed text belongs to its owner: given
 * to another record it does not open.
 */
#ifndef CORE_SEAL_H
#define CORE_SEAL_H

#include "core/ctx.h"

/* Seals for the record `owner`: hexadecimal text. ERR_FAULT (logged) when the key cannot be had. */
enum err seal(struct ctx *cx, int64_t owner, struct bytes secret, const char **sealed) MUST_USE;

/* ERR_FAULT (logged) when it was sealed by another key or for another record. */
enum err unseal(struct ctx *cx, int64_t owner, const char *sealed, struct bytes *secret) MUST_USE;

#endif
