#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "core/disk.h"
#include "core/file_sql.h"

#define CHUNK 262144
#define AT_ONCE 100

static const char *path_of(struct ctx *cx, const char *sha)
{
	return arena_printf(cx->arena, "%s/files/%.2s/%s", cx->config->data, sha, sha);
}

static bool in_store(struct ctx *cx)
{
	return db_engine(cx->db) == DB_POSTGRES;
}

static enum err add_row(struct ctx *cx, const char *sha, size_t size, const char *type)
{
	return file_insert_query(cx->db, sha, (int64_t)size,
		type ? type : "application/octet-stream", cx->now, NULL);
}

/* Makes the folder of a file's place. */
static enum err make_folder(struct ctx *cx, const char *path, const char *sha)
{
	return disk_folder(cx->arena, arena_strn(cx->arena, path, strlen(path) - strlen(sha) - 1));
}

/* How a file's writing ended: without room, the page that answers says so. */
static enum err ended(struct ctx *cx, enum err e)
{
	if (e == ERR_FAULT && (errno == ENOSPC || errno == EDQUOT))
		pool_no_room(cx->pool);
	return e;
}

/* Writes the bytes to their place. */
static enum err write_file(struct ctx *cx, const char *path, const char *sha, struct bytes data)
{
	TRY(make_folder(cx, path, sha));
	return disk_write(cx->arena, path, data, false);
}

/* Gives a received file its place. */
static enum err take_file(struct ctx *cx, const char *path, const char *sha, const char *from)
{
	TRY(make_folder(cx, path, sha));
	return disk_share(cx->arena, from, path);
}

enum err file_save(struct ctx *cx, struct bytes data, const char *type, const char **sha)
{
	const char *path;

	*sha = sha256_hex(cx->arena, data.data, data.len);
	if (in_store(cx)) {
		TRY(add_row(cx, *sha, data.len, type));
		for (size_t at = 0; at < data.len; at += CHUNK) {
			size_t n = data.len - at < CHUNK ? data.len - at : CHUNK;

			TRY(file_chunk_insert_query(cx->db, *sha, (int64_t)(at / CHUNK),
				(struct bytes){ data.data + at, n }, NULL));
		}
		return OK;
	}
	path = path_of(cx, *sha);
	if (disk_size(path) != (int64_t)data.len)
		TRY(ended(cx, write_file(cx, path, *sha, data)));
	return add_row(cx, *sha, data.len, type);
}

/* Fills a piece from a file; *n less than CHUNK only at its end. */
static enum err read_piece(int fd, unsigned char *piece, size_t *n)
{
	*n = 0;
	while (*n < CHUNK) {
		ssize_t r = read(fd, piece + *n, CHUNK - *n);

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return fault("received file not read: %s", strerror(errno));
		if (r == 0)
			break;
		*n += (size_t)r;
	}
	return OK;
}

/* Passes over an open file once: to its hash and size, or (sha given) to the store. */
static enum err pass(struct ctx *cx, int fd, const char *sha, unsigned char hash[32], int64_t *size)
{
	struct arena_mark mark = arena_mark(cx->arena);
	unsigned char *piece = arena_alloc(cx->arena, CHUNK);
	struct sha256_state state;
	enum err e = OK;
	size_t n = CHUNK;

	sha256_begin(&state);
	*size = 0;
	for (int64_t part = 0; n == CHUNK && e == OK; part++) {
		e = read_piece(fd, piece, &n);
		if (e == OK && n && sha)
			e = file_chunk_insert_query(
				cx->db, sha, part, (struct bytes){ piece, n }, NULL);
		sha256_more(&state, piece, n);
		*size += (int64_t)n;
	}
	sha256_end(&state, hash);
	arena_rewind(cx->arena, mark);
	return e;
}

static enum err save_open(
	struct ctx *cx, int fd, const char *from, const char *type, const char **sha)
{
	unsigned char hash[32];
	const char *path;
	int64_t size;

	TRY(pass(cx, fd, NULL, hash, &size));
	*sha = text_hex(cx->arena, (struct bytes){ hash, sizeof(hash) });
	if (in_store(cx)) {
		TRY(add_row(cx, *sha, (size_t)size, type));
		if (lseek(fd, 0, SEEK_SET) != 0)
			return fault("received file not read again: %s", strerror(errno));
		return pass(cx, fd, *sha, hash, &size);
	}
	path = path_of(cx, *sha);
	if (disk_size(path) != size)
		TRY(ended(cx, take_file(cx, path, *sha, from)));
	return add_row(cx, *sha, (size_t)size, type);
}

enum err file_save_path(struct ctx *cx, const char *path, const char *type, const char **sha)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e;

	if (fd < 0)
		return fault("received file not opened: %s", strerror(errno));
	e = save_open(cx, fd, path, type, sha);
	close(fd);
	return e;
}

/* The content of a row, unchecked; ERR_MISSING when it or a part of it is gone. */
static enum err content(struct ctx *cx, const char *sha, int64_t size, struct bytes *data)
{
	struct buf b;

	if (!in_store(cx))
		return disk_read(cx->arena, path_of(cx, sha), size, data);
	buf_init(&b, cx->arena, (size_t)size);
	for (int64_t part = 0; (int64_t)b.len < size; part++) {
		struct file_chunk_at chunk;

		TRY(file_chunk_at_query(cx->db, cx->arena, sha, part, &chunk));
		buf_add(&b, chunk.data.data, chunk.data.len);
		if (!chunk.data.len)
			return ERR_MISSING;
	}
	*data = (struct bytes){ (const unsigned char *)b.data, b.len };
	return OK;
}

static bool whole(struct ctx *cx, const char *sha, int64_t size, struct bytes data)
{
	return (int64_t)data.len == size &&
	       strcmp(sha256_hex(cx->arena, data.data, data.len), sha) == 0;
}

enum err file_read(struct ctx *cx, const char *sha, struct bytes *data, const char **type)
{
	struct file_by_sha row;
	enum err e;

	TRY(file_by_sha_query(cx->db, cx->arena, sha, &row));
	e = content(cx, sha, row.size, data);
	if (e == ERR_MISSING)
		return fault("content of file %.12s is gone", sha);
	TRY(e);
	if (!whole(cx, sha, row.size, *data))
		return fault("content of file %.12s is damaged", sha);
	if (type)
		*type = row.type;
	return OK;
}

/* Memory is kept only for what is reported. */
static enum err check_one(
	struct ctx *cx, const struct file_after *row, struct buf *report, bool *wrong)
{
	struct arena_mark mark = arena_mark(cx->arena);
	struct bytes data;
	enum err e;
	bool good;

	if (!in_store(cx) && disk_size(path_of(cx, row->sha256)) > row->size)
		e = OK, data = (struct bytes){ NULL, 0 };
	else
		e = content(cx, row->sha256, row->size, &data);
	good = e == OK && data.data && whole(cx, row->sha256, row->size, data);
	arena_rewind(cx->arena, mark);
	if (e == ERR_BUSY || good)
		return e;
	*wrong = true;
	report_line(cx, report,
		e == OK ? MSG(_("The content of file {1} has changed."), S(row->sha256))
			: MSG(_("The content of file {1} is missing."), S(row->sha256)));
	return OK;
}

enum err file_check(struct ctx *cx, struct buf *report)
{
	const char *last = "";
	struct file_after *rows;
	bool wrong = false;
	size_t n = AT_ONCE;

	while (n == AT_ONCE) {
		TRY(file_after_query(cx->db, cx->arena, last, AT_ONCE, &rows, &n));
		for (size_t i = 0; i < n; i++) {
			TRY(check_one(cx, &rows[i], report, &wrong));
			last = rows[i].sha256;
		}
	}
	return wrong ? ERR_CONFLICT : OK;
}

enum err file_drop(struct ctx *cx, const char *sha, bool *gone)
{
	int64_t changed = 0;
	enum err e;

	TRY(db_savepoint(cx->db));
	e = file_chunk_delete_query(cx->db, sha, NULL);
	if (e == OK)
		e = file_delete_query(cx->db, sha, &changed);
	if (gone)
		*gone = e == OK && changed;
	if (e == ERR_CONFLICT) {
		db_undo(cx->db);
		return OK;
	}
	TRY(e);
	TRY(db_release(cx->db));
	return changed && !in_store(cx) ? file_going_insert_query(cx->db, sha, cx->now, NULL) : OK;
}

/* The content goes while this transaction keeps writers out: whoever saves the same bytes later
 * finds no file and writes it anew. */
enum err file_sweep(struct ctx *cx, int64_t most, int64_t *n)
{
	struct file_going_list *rows;
	size_t found;

	*n = 0;
	TRY(file_going_list_query(cx->db, cx->arena, most, &rows, &found));
	for (size_t i = 0; i < found; i++) {
		const char *path = path_of(cx, rows[i].sha256);

		if (!rows[i].saved_again && unlink(path) != 0 && errno != ENOENT)
			return fault("files: %.12s was not removed: %s", rows[i].sha256,
				strerror(errno));
		TRY(file_going_delete_query(cx->db, rows[i].sha256, NULL));
		*n += !rows[i].saved_again;
	}
	return OK;
}
