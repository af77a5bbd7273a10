/*
 * What a thread that works again and again waits on: a pause that a stop ends at once. Times are of
 * the machine's monotonic clock.
 */
#ifndef BASE_PAUSE_H
#define BASE_PAUSE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct pause {
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	_Atomic(bool) stop; /* read by the threads between two pieces of work */
};

void pause_begin(struct pause *p);

/* Waits so many milliseconds, but not past the stop. */
void pause_wait(struct pause *p, int64_t ms);

/* Tells all threads to stop; they are joined by the caller before pause_end. */
void pause_stop(struct pause *p);
void pause_end(struct pause *p);

#endif
