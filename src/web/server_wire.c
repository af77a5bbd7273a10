#include "web/server_wire.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "base/time.h"

struct wire {
	int fd;
	_Atomic int64_t deadline; /* microseconds of the monotonic clock */
	struct wire *before, *after;
};

struct wires {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	pthread_t thread;
	bool stop;
	struct wire *first;
};

static void shut_late(struct wires *ws)
{
	int64_t now = time_monotonic_us();

	for (struct wire *w = ws->first; w; w = w->after) {
		if (atomic_load(&w->deadline) < now) {
			shutdown(w->fd, SHUT_RDWR);
			wire_deadline(w, 3600);
		}
	}
}

static void *watch(void *arg)
{
	struct wires *ws = arg;

	pthread_mutex_lock(&ws->lock);
	while (!ws->stop) {
		struct timespec until;

		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec++;
		pthread_cond_timedwait(&ws->wake, &ws->lock, &until);
		shut_late(ws);
	}
	pthread_mutex_unlock(&ws->lock);
	return NULL;
}

enum err wires_start(struct wires **out)
{
	struct wires *ws = calloc(1, sizeof(*ws));

	if (!ws)
		return fault("no memory");
	pthread_mutex_init(&ws->lock, NULL);
	pthread_cond_init(&ws->wake, NULL);
	if (pthread_create(&ws->thread, NULL, watch, ws)) {
		free(ws);
		return fault("cannot start the thread that watches connections");
	}
	*out = ws;
	return OK;
}

void wires_stop(struct wires *ws)
{
	pthread_mutex_lock(&ws->lock);
	ws->stop = true;
	pthread_cond_signal(&ws->wake);
	pthread_mutex_unlock(&ws->lock);
	pthread_join(ws->thread, NULL);
	while (ws->first)
		wire_close(ws, ws->first);
	pthread_cond_destroy(&ws->wake);
	pthread_mutex_destroy(&ws->lock);
	free(ws);
}

void wire_deadline(struct wire *w, int seconds)
{
	atomic_store(&w->deadline, time_monotonic_us() + (int64_t)seconds * 1000000);
}

struct wire *wire_open(struct wires *ws, int fd)
{
	struct wire *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	w->fd = fd;
	wire_deadline(w, 3600);
	pthread_mutex_lock(&ws->lock);
	w->after = ws->first;
	if (w->after)
		w->after->before = w;
	ws->first = w;
	pthread_mutex_unlock(&ws->lock);
	return w;
}

void wire_close(struct wires *ws, struct wire *w)
{
	pthread_mutex_lock(&ws->lock);
	if (w->before)
		w->before->after = w->after;
	else
		ws->first = w->after;
	if (w->after)
		w->after->before = w->before;
	pthread_mutex_unlock(&ws->lock);
	free(w);
}
