/*
 * Files by SHA-256: in the data folder (files/ab/ab12…), or on a PostgreSQL store in chunks in the
 * store itself, behind this one header. Saving is idempotent. A file is on disk, synced, before its
 * row is.
 */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include "core/ctx.h"

/* Keeps the bytes; *sha is their hash (64 hexadecimal digits). `type` is a sniffed media type. */
enum err file_save(struct ctx *cx, struct bytes data, const char *type, const char **sha) MUST_USE;

/* The same from a file on disk that was received (it may be moved away). */
enum err file_save_path(
	struct ctx *cx, const char *path, const char *type, const char **sha) MUST_USE;

/* The whole content into the arena; ERR_MISSING; ERR_FAULT when damaged (the hash is checked). */
enum err file_read(struct ctx *cx, const char *sha, struct bytes *data, const char **type) MUST_USE;

/* The media type told by the first bytes: application/pdf, image/jpeg, image/png, the OOXML
 * spreadsheet, text/csv …; NULL: unknown. */
const char *file_sniff(const unsigned char *head, size_t n);

/* A record's attachments: add, remove (kept in history). See core/file_sql.h: attachment_list. */
enum err attach(struct ctx *cx, const char *kind, int64_t record, const char *sha, const char *name,
	int64_t *id) MUST_USE;
enum err detach(struct ctx *cx, int64_t attachment) MUST_USE;

/* Checks that every file row has its content and hash: a line per problem. */
enum err file_check(struct ctx *cx, struct buf *report) MUST_USE;

#endif
