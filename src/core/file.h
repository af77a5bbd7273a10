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

/*
 * The same from a file on disk that was received. The file stays (its content may be shared by a
 * hard link, so it must not be written to again), so that an act that is tried again finds it.
 */
enum err file_save_path(
	struct ctx *cx, const char *path, const char *type, const char **sha) MUST_USE;

/*
 * The whole content into the arena; ERR_MISSING if there is no such file; ERR_FAULT when it is
 * damaged or gone (length and hash are checked). `type` may be NULL.
 */
enum err file_read(struct ctx *cx, const char *sha, struct bytes *data, const char **type) MUST_USE;

/*
 * The media type told by the first bytes (4 KiB are plenty; more where there are, for the kind of a
 * zip): application/pdf, image/jpeg, image/png, image/gif, the OOXML spreadsheet and document,
 * application/zip, application/xml, text/csv, text/plain (UTF-8 without control characters); NULL:
 * unknown. HTML and SVG are told as text and XML, so that no browser runs them.
 */
const char *file_sniff(const unsigned char *head, size_t n);

/*
 * A record's attachments; queries attachment_list, attachment_by_id and attachment_history of
 * core/file_sql.h read them. attach: ERR_MISSING if there is no such file, ERR_INPUT on "file" if
 * the name is empty or longer than 200 characters; folders in a name are dropped; the same file by
 * the same name on the same record is one attachment. detach keeps it in the history; ERR_MISSING
 * if it is not there now.
 */
enum err attach(struct ctx *cx, const char *kind, int64_t record, const char *sha, const char *name,
	int64_t *id) MUST_USE;
enum err detach(struct ctx *cx, int64_t attachment) MUST_USE;

/*
 * Drops a file that no record refers to any more, else leaves it: the row now, with what the store
 * holds; what the data folder holds at a later file_sweep, when the row is surely gone, so that a
 * crash between the two leaves no row without content. *gone may be NULL.
 */
enum err file_drop(struct ctx *cx, const char *sha, bool *gone) MUST_USE;

/* Removes the content of at most `most` dropped files that nobody saved again; *n counts them. */
enum err file_sweep(struct ctx *cx, int64_t most, int64_t *n) MUST_USE;

/* Checks that every file row has its content and hash: a line per problem, and ERR_CONFLICT if any.
 */
enum err file_check(struct ctx *cx, struct buf *report) MUST_USE;

#endif
