#include "base/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "base/log.h"

enum { UNTRIED, OPEN, MISSING };

static int try_open(struct library *l)
{
	void *handle = dlopen(l->file, RTLD_NOW | RTLD_LOCAL);

	if (!handle) {
		log_error("%s cannot be opened: %s", l->file, dlerror());
		return MISSING;
	}
	for (size_t i = 0; i < l->n; i++) {
		void *function = dlsym(handle, l->names[i]);

		if (!function) {
			log_error("%s has no function %s", l->file, l->names[i]);
			return MISSING;
		}
		memcpy((char *)l->functions + i * sizeof(function), &function, sizeof(function));
	}
	return OPEN;
}

bool library_open(struct library *l)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	int state = atomic_load(&l->state);

	if (state == UNTRIED) {
		pthread_mutex_lock(&lock);
		state = atomic_load(&l->state);
		if (state == UNTRIED) {
			state = try_open(l);
			atomic_store(&l->state, state);
		}
		pthread_mutex_unlock(&lock);
	}
	return state == OPEN;
}
