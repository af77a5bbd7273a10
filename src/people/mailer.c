/* The thread that sends mail: see people/mail_out.h. */
#include <pthread.h>
#include <string.h>

#include "base/log.h"
#include "base/pause.h"
#include "people/mail_out.h"

#define LOOK_MS 1000
#define TROUBLE_MS 5000

struct mailer {
	struct arena *arena;
	struct pool *pool;
	const struct config *config;
	struct pause pause;
	pthread_t thread;
};

static void *work(void *arg)
{
	struct mailer *m = arg;

	log_set_request("mail");
	while (!m->pause.stop) {
		bool sent = false;
		enum err e = mail_send_one(m->pool, m->config, NULL, &m->pause.stop, &sent);

		if (e != OK && e != ERR_BUSY)
			pause_wait(&m->pause, TROUBLE_MS);
		else if (!sent)
			pause_wait(&m->pause, LOOK_MS);
	}
	return NULL;
}

enum err mailer_start(struct pool *pool, const struct config *config, struct mailer **out)
{
	struct arena *a;
	struct mailer *m;
	int bad;

	*out = NULL;
	if (!config->mail_url)
		return OK;
	a = arena_new(0);
	m = ARENA_NEW(a, struct mailer);
	m->arena = a;
	m->pool = pool;
	m->config = config;
	pause_begin(&m->pause);
	bad = pthread_create(&m->thread, NULL, work, m);
	if (bad) {
		pause_end(&m->pause);
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
	pause_stop(&m->pause);
	pthread_join(m->thread, NULL);
	pause_end(&m->pause);
	arena_free(m->arena);
}
