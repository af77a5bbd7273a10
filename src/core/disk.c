#include "core/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"

/* The folder a path is in. */
static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : arena_strn(a, path, (size_t)(slash - path));
}

/* Logs a fault with its reason and leaves the reason in errno. */
static enum err failed(const char *what, int why)
{
	(void)fault("%s: %s", what, strerror(why));
	errno = why;
	return ERR_FAULT;
}

static enum err sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int bad = fd < 0 ? -1 : fsync(fd);
	int why = errno;

	if (fd >= 0)
		close(fd);
	return bad ? failed("folder not synced", why) : OK;
}

enum err disk_folder(struct arena *a, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0)
		return S_ISDIR(st.st_mode) ? OK : fault("a file stands where a folder should be");
	TRY(disk_folder(a, folder_of(a, path)));
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return failed("folder not made", errno);
	return sync_folder(folder_of(a, path));
}

static bool write_all(int fd, const unsigned char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static const char *temporary(struct arena *a, const char *path)
{
	return arena_printf(a, "%s.%s.tmp", path, random_token(a, 9));
}

/* Gives a synced temporary file its name. */
static enum err name_it(struct arena *a, const char *tmp, const char *path, bool fresh)
{
	int bad = fresh ? link(tmp, path) : rename(tmp, path);
	int why = errno;

	if (fresh || bad)
		(void)unlink(tmp);
	if (bad && fresh && why == EEXIST)
		return ERR_CONFLICT;
	if (bad)
		return failed("file not named", why);
	return sync_folder(folder_of(a, path));
}

enum err disk_write(struct arena *a, const char *path, struct bytes data, bool fresh)
{
	const char *tmp = temporary(a, path);
	int fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok;
	int why;

	if (fd < 0)
		return failed("file not made", errno);
	ok = write_all(fd, data.data, data.len) && fsync(fd) == 0;
	why = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		why = errno;
	}
	if (!ok) {
		(void)unlink(tmp);
		return failed("file not written", why);
	}
	return name_it(a, tmp, path, fresh);
}

/* Copies in pieces; both are open. */
static bool copy(int from, int to)
{
	unsigned char piece[65536];

	for (;;) {
		ssize_t n = read(from, piece, sizeof(piece));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		if (!write_all(to, piece, (size_t)n))
			return false;
	}
}

enum err disk_share(struct arena *a, const char *from, const char *path)
{
	const char *tmp = temporary(a, path);
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	bool ok;
	int why;

	if (in < 0)
		return fault("received file not opened: %s", strerror(errno));
	ok = fsync(in) == 0 && link(from, tmp) == 0;
	if (!ok) {
		out = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		ok = out >= 0 && copy(in, out) && fsync(out) == 0;
		why = errno;
		if (out >= 0)
			close(out);
		errno = why;
	}
	why = errno;
	close(in);
	if (!ok) {
		(void)unlink(tmp);
		return failed("file not copied", why);
	}
	TRY(name_it(a, tmp, path, false));
	/* rename() of two names of one file does nothing: the temporary one is still there. */
	(void)unlink(tmp);
	return OK;
}

enum err disk_read(struct arena *a, const char *path, int64_t most, struct bytes *data)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	unsigned char *p;
	size_t n, got = 0;

	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING
				       : fault("file not opened: %s", strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > most) {
		close(fd);
		return fault("file is none, or larger than it should be");
	}
	n = (size_t)st.st_size;
	p = arena_alloc(a, n + 1);
	while (got < n) {
		ssize_t r = read(fd, p + got, n - got);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			break;
		got += (size_t)r;
	}
	close(fd);
	if (got < n)
		return fault("file not read");
	*data = (struct bytes){ p, n };
	return OK;
}

int64_t disk_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (int64_t)st.st_size : -1;
}
