#include "web/server_intake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"

void intake_begin(
	struct intake *b, struct arena *a, const char *dir, size_t cap, struct intake_room *room)
{
	*b = (struct intake){ .dir = dir, .fd = -1, .cap = cap, .room = room };
	buf_init(&b->memory, a, 0);
}

static bool write_all(int fd, const char *data, size_t n)
{
	while (n) {
		ssize_t done = write(fd, data, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		data += done;
		n -= (size_t)done;
	}
	return true;
}

/* Whether n more bytes find room in files. */
static bool has_room(struct intake *b, size_t n)
{
	if (!b->room)
		return true;
	b->taken += (int64_t)n;
	return atomic_fetch_add(&b->room->used, (int64_t)n) + (int64_t)n <= b->room->most;
}

static bool kept(const struct intake *b)
{
	return !b->over && !b->failed && !b->drop && !b->full;
}

void intake_add(struct intake *b, const char *data, size_t n)
{
	b->len += n;
	if (b->len > b->cap)
		b->over = true;
	if (!kept(b))
		return;
	if (b->fd < 0 && b->len <= INTAKE_MEMORY) {
		buf_add(&b->memory, data, n);
		return;
	}
	if (!has_room(b, b->fd < 0 ? b->len : n)) {
		b->full = true;
		return;
	}
	if (b->fd < 0) {
		b->fd = open(b->dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
		if (b->fd < 0 || !write_all(b->fd, b->memory.data, b->memory.len))
			b->failed = true;
	}
	if (!b->failed && !write_all(b->fd, data, n))
		b->failed = true;
	if (!b->failed)
		return;
	b->no_room = errno == ENOSPC || errno == EDQUOT;
	log_error("a request's body could not be kept: %s", strerror(errno));
}

struct bytes intake_end(struct intake *b)
{
	if (!kept(b))
		return (struct bytes){ 0 };
	if (b->fd < 0)
		return (struct bytes){ (const unsigned char *)b->memory.data, b->memory.len };
	b->map = mmap(NULL, b->len, PROT_READ, MAP_PRIVATE, b->fd, 0);
	if (b->map == MAP_FAILED) {
		log_error("a request's body could not be mapped: %s", strerror(errno));
		b->map = NULL;
		b->failed = true;
		return (struct bytes){ 0 };
	}
	return (struct bytes){ b->map, b->len };
}

void intake_drop(struct intake *b)
{
	if (b->map)
		munmap(b->map, b->len);
	if (b->fd >= 0)
		close(b->fd);
	if (b->room)
		atomic_fetch_sub(&b->room->used, b->taken);
	b->map = NULL;
	b->fd = -1;
	b->taken = 0;
}
