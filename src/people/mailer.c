/* The thread that sends mail: see people/mail_out.h. */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "people/mail_out.h"

#define LOOK_MS 1000
#define TROUBLE_MS 5000

struct mailer {
	struct arena *arena;
	struct pool *pool;
	const struct config *config;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	_Atomic(bool) stop;
	pthread_t thread;
};

/* Waits, but not past the stop. */
static void wait_for(struct mailer *m, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&m->lock);
	while (!m->stop && pthread_cond_timedwait(&m->stopped, &m->lock, &until) != ETIMEDOUT)
		;
	pthread_mutex_unlock(&m->lock);
}

static void *work(void *arg)
{
	struct mailer *m = arg;

	log_set_request("mail");
	while (!m->stop) {
		bool sent = false;
		enum err e = mail_send_one(m->pool, m->config, NULL, &sent);

		if (e != OK && e != ERR_BUSY)
			wait_for(m, TROUBLE_MS);
		else if (!sent)
			wait_for(m, LOOK_MS);
	}
	return NULL;
}

enum err mailer_start(struct pool *pool, const struct config *config, struct mailer **out)
{
	struct arena *a;
	struct mailer *m;
	pthread_condattr_t attr;
	int bad;

	*out = NULL;
	if (!config->mail_url)
		return OK;
	a = arena_new(0);
	m = ARENA_NEW(a, struct mailer);
	m->arena = a;
	m->pool = pool;
	m->config = config;
	pthread_mutex_init(&m->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&m->stopped, &attr);
	pthread_condattr_destroy(&attr);
	bad = pthread_create(&m->thread, NULL, work, m);
	if (bad) {
		pthread_cond_destroy(&m->stopped);
		arena_free(a);
		return fault("mail thread not started: %s", strerror(bad));
	}
	*out = m;
	return OK;
}

void mailer_stop(struct mailer *m)
{
	if (!m)
		return;
	pthread_mutex_lock(&m->lock);
	m->stop = true;
	pthread_cond_broadcast(&m->stopped);
	pthread_mutex_unlock(&m->lock);
	pthread_join(m->thread, NULL);
	pthread_cond_destroy(&m->stopped);
	arena_free(m->arena);
}
