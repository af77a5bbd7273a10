/*
 * One file with everything of an instance: the store, the files, the keys. Layout: the line "tansiq
 * backup 1\n", then entries (name length 2 bytes, name, content length 8 bytes, content; numbers
 * big-endian), an entry with an empty name, and the SHA-256 of all before it. It holds personal
 * data and keys: made readable for its owner only.
 */
#ifndef APP_BACKUP_H
#define APP_BACKUP_H

#include "base/arena.h"
#include "core/config.h"
#include "db/db.h"

/* Writes FILE (through FILE.part, synced, renamed) while the instance runs. Files are
 * content-addressed, so those of a committed row are there whenever the store's copy is taken
 * first. */
enum err backup_all(
	struct arena *a, struct pool *pool, const struct config *c, const char *file) MUST_USE;

/* Reads it into an empty instance; *why says in English what is wrong. Nothing is kept of a damaged
 * or cut file. */
enum err restore_all(struct arena *a, struct pool *pool, const struct config *c, const char *file,
	const char **why) MUST_USE;

#endif
