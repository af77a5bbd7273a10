/*
 * A shim (LD_PRELOAD) around the system calls that shows a sync before every acknowledgement: it
 * counts answers to acts ("HTTP/1.1 303") that a thread sends while a write of its own to the
 * store's log is not yet synced, or without a sync since its last answer. At every answer the file
 * named by SYNC_SHIM_REPORT holds "answers synced unsynced writes syncs".
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long answers, synced, unsynced, writes, syncs;
/* An act is done and answered by one thread; other threads (jobs) write between, so these are each
 * thread's own. */
static __thread int dirty;     /* a write to the log is not synced */
static __thread int since_ack; /* syncs since the last answer */

static int is_log(int fd)
{
	char link[64], path[PATH_MAX];
	ssize_t n;

	(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n < 4)
		return 0;
	path[n] = 0;
	return strcmp(path + n - 4, "-wal") == 0;
}

static void report(void)
{
	const char *path = getenv("SYNC_SHIM_REPORT");
	char text[160];
	int fd, n;

	if (!path)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	n = snprintf(text, sizeof(text), "%ld %ld %ld %ld %ld\n", answers, synced, unsynced, writes,
		syncs);
	if (n > 0)
		(void)!write(fd, text, (size_t)n);
	close(fd);
}

static void wrote(int fd)
{
	if (is_log(fd)) {
		writes++;
		dirty = 1;
	}
}

static void sent(const void *data, size_t n)
{
	if (n < 12 || memcmp(data, "HTTP/1.1 303", 12) != 0)
		return;
	answers++;
	if (dirty || !since_ack)
		unsynced++;
	else
		synced++;
	since_ack = 0;
	report();
}

#define REAL(type, name, ...)                                                                      \
	static type (*real)(__VA_ARGS__);                                                          \
	if (!real)                                                                                 \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at)
{
	REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
	wrote(fd);
	return real(fd, data, n, at);
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t at)
{
	REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
	wrote(fd);
	return real(fd, data, n, at);
}

int fdatasync(int fd)
{
	int r;

	REAL(int, fdatasync, int);
	r = real(fd);
	if (r == 0 && is_log(fd)) {
		syncs++;
		since_ack++;
		dirty = 0;
	}
	return r;
}

int fsync(int fd)
{
	int r;

	REAL(int, fsync, int);
	r = real(fd);
	if (r == 0 && is_log(fd)) {
		syncs++;
		since_ack++;
		dirty = 0;
	}
	return r;
}

ssize_t send(int fd, const void *data, size_t n, int flags)
{
	REAL(ssize_t, send, int, const void *, size_t, int);
	sent(data, n);
	return real(fd, data, n, flags);
}

ssize_t writev(int fd, const struct iovec *v, int n)
{
	REAL(ssize_t, writev, int, const struct iovec *, int);
	if (n > 0)
		sent(v[0].iov_base, v[0].iov_len);
	return real(fd, v, n);
}

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
	REAL(ssize_t, sendmsg, int, const struct msghdr *, int);
	if (m->msg_iovlen > 0)
		sent(m->msg_iov[0].iov_base, m->msg_iov[0].iov_len);
	return real(fd, m, flags);
}
