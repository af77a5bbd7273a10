/* The worker threads; see core/job.h. */
#include <pthread.h>
#include <string.h>

#include "base/log.h"
#include "base/pause.h"
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
	struct pause pause;
	pthread_t *threads;
	int n;
};

static void *work(void *arg)
{
	struct job_workers *w = arg;

	log_set_request("job");
	while (!w->pause.stop) {
		bool ran = false;
		enum err e = job_work_one(
			w->pool, w->config, w->kinds, w->n_kinds, NULL, &w->pause.stop, &ran);

		if (e != OK && e != ERR_BUSY)
			pause_wait(&w->pause, TROUBLE_MS);
		else if (e != OK || !ran)
			pause_wait(&w->pause, LOOK_MS);
	}
	return NULL;
}

enum err job_start(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, int n, struct job_workers **out)
{
	struct arena *a = arena_new(0);
	struct job_workers *w = ARENA_NEW(a, struct job_workers);

	w->arena = a;
	w->pool = pool;
	w->config = config;
	w->kinds = kinds;
	w->n_kinds = n_kinds;
	w->threads = ARENA_ARRAY(a, (size_t)n, pthread_t);
	pause_begin(&w->pause);
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
	pause_stop(&w->pause);
	for (int i = 0; i < w->n; i++)
		pthread_join(w->threads[i], NULL);
	pause_end(&w->pause);
	arena_free(w->arena);
}
