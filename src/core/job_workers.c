/* The worker threads; see core/job.h. */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "core/job.h"
#include "core/job_work.h"

#define LOOK_MS 500	/* how often an idle worker looks */
#define TROUBLE_MS 3000 /* after the store could not be reached */

struct job_workers {
	struct arena *arena;
	struct pool *pool;
	const struct config *config;
	const struct job_kind *kinds;
	size_t n_kinds;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	_Atomic(bool) stop;
	pthread_t *threads;
	int n;
};

/* Waits, but not past the stop. */
static void wait_for(struct job_workers *w, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&w->lock);
	while (!w->stop && pthread_cond_timedwait(&w->stopped, &w->lock, &until) != ETIMEDOUT)
		;
	pthread_mutex_unlock(&w->lock);
}

static void *work(void *arg)
{
	struct job_workers *w = arg;

	log_set_request("job");
	while (!w->stop) {
		bool ran = false;
		enum err e = job_work_one(
			w->pool, w->config, w->kinds, w->n_kinds, NULL, &w->stop, &ran);

		if (e != OK && e != ERR_BUSY)
			wait_for(w, TROUBLE_MS);
		else if (e != OK || !ran)
			wait_for(w, LOOK_MS);
	}
	return NULL;
}

enum err job_start(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, int n, struct job_workers **out)
{
	struct arena *a = arena_new(0);
	struct job_workers *w = ARENA_NEW(a, struct job_workers);
	pthread_condattr_t attr;

	w->arena = a;
	w->pool = pool;
	w->config = config;
	w->kinds = kinds;
	w->n_kinds = n_kinds;
	w->threads = ARENA_ARRAY(a, (size_t)n, pthread_t);
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&w->stopped, &attr);
	pthread_condattr_destroy(&attr);
	for (; w->n < n; w->n++) {
		int bad = pthread_create(&w->threads[w->n], NULL, work, w);

		if (bad) {
			job_stop(w);
			return fault("worker thread not started: %s", strerror(bad));
		}
	}
	*out = w;
	return OK;
}

void job_stop(struct job_workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_broadcast(&w->stopped);
	pthread_mutex_unlock(&w->lock);
	for (int i = 0; i < w->n; i++)
		pthread_join(w->threads[i], NULL);
	pthread_cond_destroy(&w->stopped);
	pthread_mutex_destroy(&w->lock);
	arena_free(w->arena);
}
