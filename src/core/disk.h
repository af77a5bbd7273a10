/*
 * Writing files so that they survive a power cut: content, then name, then folder are synced, and a
 * name never shows half a file. Used by files and by keys. Where one of these ends in ERR_FAULT,
 * errno says why: ENOSPC or EDQUOT when there was no room.
 */
#ifndef CORE_DISK_H
#define CORE_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Makes a folder and those above it, mode 0700, each synced into its parent. */
enum err disk_folder(struct arena *a, const char *path) MUST_USE;

/*
 * Writes a whole new file, mode 0600: a temporary name beside it, fsync, rename (or, where `fresh`,
 * a link that fails when the name is there: ERR_CONFLICT), fsync of the folder. ERR_FAULT: logged,
 * nothing left.
 */
enum err disk_write(struct arena *a, const char *path, struct bytes data, bool fresh) MUST_USE;

/*
 * Gives the content of `from` the name `path` too, synced: by a hard link, or by a copy where the
 * two are on different file systems. An existing `path` is replaced. `from` stays.
 */
enum err disk_share(struct arena *a, const char *from, const char *path) MUST_USE;

/* The whole file into the arena, at most `most` bytes. ERR_MISSING; ERR_FAULT: unreadable or
 * larger. */
enum err disk_read(struct arena *a, const char *path, int64_t most, struct bytes *data) MUST_USE;

/* The length of a regular file, or -1. */
int64_t disk_size(const char *path);

#endif
