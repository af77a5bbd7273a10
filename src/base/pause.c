#include "base/pause.h"

#include <errno.h>
#include <time.h>

void pause_begin(struct pause *p)
{
	pthread_condattr_t attr;

	p->stop = false;
	pthread_mutex_init(&p->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&p->stopped, &attr);
	pthread_condattr_destroy(&attr);
}

void pause_wait(struct pause *p, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&p->lock);
	while (!p->stop && pthread_cond_timedwait(&p->stopped, &p->lock, &until) != ETIMEDOUT)
		;
	pthread_mutex_unlock(&p->lock);
}

void pause_stop(struct pause *p)
{
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_broadcast(&p->stopped);
	pthread_mutex_unlock(&p->lock);
}

void pause_end(struct pause *p)
{
	pthread_cond_destroy(&p->stopped);
	pthread_mutex_destroy(&p->lock);
}
