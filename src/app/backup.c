#include "app/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"

static const char head[] = "tansiq backup 1\n";

struct writer {
	FILE *f;
	struct sha256_state hash;
	bool failed;
};

static void put(struct writer *w, const void *data, size_t n)
{
	if (fwrite(data, 1, n, w->f) != n)
		w->failed = true;
	sha256_more(&w->hash, data, n);
}

static void put_number(struct writer *w, uint64_t n, size_t size)
{
	unsigned char b[8];

	for (size_t i = 0; i < size; i++)
		b[i] = (unsigned char)(n >> (8 * (size - 1 - i)));
	put(w, b, size);
}

/* One file of the instance as an entry. */
static enum err put_file(struct writer *w, const char *name, const char *path)
{
	unsigned char block[65536];
	struct stat st;
	uint64_t left;
	FILE *f = fopen(path, "re");

	if (!f || fstat(fileno(f), &st) != 0) {
		if (f)
			(void)fclose(f);
		return fault("backup: %s cannot be read", name);
	}
	left = (uint64_t)st.st_size;
	put_number(w, strlen(name), 2);
	put(w, name, strlen(name));
	put_number(w, left, 8);
	while (left) {
		size_t want = left < sizeof(block) ? (size_t)left : sizeof(block);
		size_t n = fread(block, 1, want, f);

		if (!n)
			break;
		put(w, block, n);
		left -= n;
	}
	(void)fclose(f);
	return left ? fault("backup: %s became shorter", name) : OK;
}

/* Every plain file below data/NAME, depth first. */
static enum err put_folder(
	struct arena *a, struct writer *w, const char *data, const char *name, int depth)
{
	DIR *d = opendir(arena_printf(a, "%s/%s", data, name));
	enum err e = OK;
	struct dirent *entry;

	if (!d)
		return OK;
	while (e == OK && (entry = readdir(d)) != NULL) {
		const char *below = arena_printf(a, "%s/%s", name, entry->d_name);
		const char *path = arena_printf(a, "%s/%s", data, below);
		struct stat st;

		if (entry->d_name[0] == '.' || lstat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode) && depth < 4)
			e = put_folder(a, w, data, below, depth + 1);
		else if (S_ISREG(st.st_mode) && !strstr(entry->d_name, ".part"))
			e = put_file(w, below, path);
	}
	(void)closedir(d);
	return e;
}

static enum err put_all(
	struct arena *a, struct writer *w, const struct config *c, const char *store)
{
	unsigned char sum[32];

	put(w, head, sizeof(head) - 1);
	TRY(put_file(w, "store", store));
	TRY(put_folder(a, w, c->data, "files", 0));
	TRY(put_folder(a, w, c->data, "keys", 0));
	put_number(w, 0, 2);
	sha256_end(&w->hash, sum);
	if (fwrite(sum, 1, sizeof(sum), w->f) != sizeof(sum))
		w->failed = true;
	if (w->failed || fflush(w->f) != 0 || fsync(fileno(w->f)) != 0)
		return fault("backup: not written: %s", strerror(errno));
	return OK;
}

enum err backup_all(struct arena *a, struct pool *pool, const struct config *c, const char *file)
{
	const char *part = arena_printf(a, "%s.part", file);
	const char *store = arena_printf(a, "%s.store.part", file);
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct writer w = { .f = fd < 0 ? NULL : fdopen(fd, "w") };
	enum err e;

	if (!w.f)
		return fault("backup: %s: %s", part, strerror(errno));
	sha256_begin(&w.hash);
	e = db_backup_to(pool, store);
	if (e == OK)
		e = put_all(a, &w, c, store);
	(void)unlink(store);
	if (fclose(w.f) != 0 && e == OK)
		e = fault("backup: %s: %s", part, strerror(errno));
	if (e == OK && rename(part, file) != 0)
		e = fault("backup: %s: %s", file, strerror(errno));
	if (e != OK)
		(void)unlink(part);
	return e;
}

struct reader {
	FILE *f;
	struct sha256_state hash;
};

static bool take(struct reader *r, void *to, size_t n)
{
	if (fread(to, 1, n, r->f) != n)
		return false;
	sha256_more(&r->hash, to, n);
	return true;
}

static bool take_number(struct reader *r, size_t size, uint64_t *n)
{
	unsigned char b[8];

	*n = 0;
	if (!take(r, b, size))
		return false;
	for (size_t i = 0; i < size; i++)
		*n = *n << 8 | b[i];
	return true;
}

/* Only "store", and plain names below files/ and keys/. */
static bool good_name(const char *name)
{
	if (strcmp(name, "store") == 0)
		return true;
	if (strncmp(name, "files/", 6) != 0 && strncmp(name, "keys/", 5) != 0)
		return false;
	for (const char *p = name; *p; p++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789/._-", *p) ||
			(*p == '.' && p[1] == '.') || (*p == '/' && (p[1] == '/' || !p[1])))
			return false;
	return true;
}

static bool make_folders(struct arena *a, const char *path)
{
	char *copy = arena_str(a, path);

	for (char *p = copy + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = 0;
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			return false;
		*p = '/';
	}
	return true;
}

/* One entry into `folder`, or (folder NULL) only read for the checksum. False: damaged. */
static bool take_entry(struct arena *a, struct reader *r, const char *folder, const char *name)
{
	unsigned char block[65536];
	const char *path = folder ? arena_printf(a, "%s/%s", folder, name) : "/dev/null";
	FILE *f = NULL;
	uint64_t left;
	bool ok = take_number(r, 8, &left);

	if (folder && (!make_folders(a, path) || !(f = fopen(path, "wxe"))))
		return false;
	if (f)
		(void)fchmod(fileno(f), 0600);
	while (ok && left) {
		size_t n = left < sizeof(block) ? (size_t)left : sizeof(block);

		ok = take(r, block, n) && (!f || fwrite(block, 1, n, f) == n);
		left -= n;
	}
	if (f && (fflush(f) != 0 || fsync(fileno(f)) != 0))
		ok = false;
	if (f && fclose(f) != 0)
		ok = false;
	return ok;
}

/* The whole file once: checked only (folder NULL), or unpacked. */
static bool take_all(struct arena *a, const char *file, const char *folder)
{
	struct reader r = { .f = fopen(file, "re") };
	char line[sizeof(head) - 1];
	unsigned char want[32], sum[32];
	uint64_t n = 0;
	bool ok;

	if (!r.f)
		return false;
	sha256_begin(&r.hash);
	ok = take(&r, line, sizeof(line)) && memcmp(line, head, sizeof(line)) == 0;
	while (ok && (ok = take_number(&r, 2, &n)) && n) {
		struct arena_mark mark = arena_mark(a);
		char *name = arena_alloc(a, n + 1);

		ok = take(&r, name, n) && strlen(name) == n && good_name(name) &&
		     take_entry(a, &r, folder, name);
		arena_rewind(a, mark);
	}
	sha256_end(&r.hash, sum);
	ok = ok && fread(want, 1, 32, r.f) == 32 && memcmp(want, sum, 32) == 0 && fgetc(r.f) == EOF;
	(void)fclose(r.f);
	return ok;
}

/* One thing of a folder that goes. */
static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static void remove_tree(const char *folder)
{
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Puts what was unpacked into its place; what the copy does not have is no fault. */
static bool move_in(struct arena *a, const char *part, const char *data, const char *name)
{
	const char *from = arena_printf(a, "%s/%s", part, name);

	return access(from, F_OK) != 0 || rename(from, arena_printf(a, "%s/%s", data, name)) == 0;
}

/* Everything is unpacked beside; the store is filled, and only then files and keys move to their
 * place. */
static enum err restore_from(struct arena *a, struct pool *pool, const struct config *c,
	const char *part, const char *file, const char **why)
{
	enum err e;

	if (!take_all(a, file, part)) {
		*why = "the data folder could not be written";
		return fault("restore: %s: %s", part, strerror(errno));
	}
	e = db_restore_from(pool, arena_printf(a, "%s/store", part));
	if (e == ERR_CONFLICT)
		*why = "the store is not empty";
	TRY(e);
	if (!move_in(a, part, c->data, "files") || !move_in(a, part, c->data, "keys")) {
		*why = "the store was restored, but the files could not be moved into the data "
		       "folder";
		return fault("restore: %s: %s", c->data, strerror(errno));
	}
	return OK;
}

enum err restore_all(struct arena *a, struct pool *pool, const struct config *c, const char *file,
	const char **why)
{
	const char *part = arena_printf(a, "%s/restore.part", c->data);
	enum err e;

	if (access(arena_printf(a, "%s/files", c->data), F_OK) == 0 ||
		access(arena_printf(a, "%s/keys", c->data), F_OK) == 0) {
		*why = "the data folder already has files of an instance";
		return ERR_CONFLICT;
	}
	if (!take_all(a, file, NULL)) {
		*why = "the file is no backup, or it is damaged or cut";
		return ERR_INPUT;
	}
	remove_tree(part);
	e = restore_from(a, pool, c, part, file, why);
	remove_tree(part);
	return e;
}
