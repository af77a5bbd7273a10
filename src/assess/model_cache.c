#include "assess/model_cache.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "assess/form.h"
#include "base/log.h"
#include "core/file.h"

/* A model with an arena of its own, which also holds this. */
struct entry {
	struct arena *arena;
	struct model_cache *cache;
	const char *sha;
	const struct form *model; /* NULL: being built, or failed */
	enum err failed;
	bool building;
	size_t users;
	uint64_t last_use;
	struct entry *next;
};

struct model_cache {
	struct arena *arena;
	pthread_mutex_t lock;
	pthread_cond_t built; /* some entry is no longer being built */
	struct entry *first;
	size_t most;
	size_t n, n_built;
	uint64_t clock;
};

struct model_cache *model_cache_new(size_t most)
{
	struct arena *a = arena_new(0);
	struct model_cache *c = ARENA_NEW(a, struct model_cache);

	c->arena = a;
	c->most = most;
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->built, NULL);
	return c;
}

void model_cache_free(struct model_cache *c)
{
	if (!c)
		return;
	for (struct entry *e = c->first, *next; e; e = next) {
		next = e->next;
		arena_free(e->arena);
	}
	pthread_cond_destroy(&c->built);
	pthread_mutex_destroy(&c->lock);
	arena_free(c->arena);
}

size_t model_cache_size(struct model_cache *c, size_t *built)
{
	size_t n;

	pthread_mutex_lock(&c->lock);
	n = c->n;
	if (built)
		*built = c->n_built;
	pthread_mutex_unlock(&c->lock);
	return n;
}

/* ---- with the lock held ---- */

static struct entry *find(struct model_cache *c, const char *sha)
{
	struct entry *e = c->first;

	while (e && strcmp(e->sha, sha) != 0)
		e = e->next;
	return e;
}

static struct entry *add(struct model_cache *c, const char *sha)
{
	struct arena *a = arena_new(64UL << 10);
	struct entry *e = ARENA_NEW(a, struct entry);

	*e = (struct entry){
		.arena = a, .cache = c, .sha = arena_str(a, sha), .building = true, .next = c->first
	};
	c->first = e;
	c->n++;
	return e;
}

static void drop(struct model_cache *c, struct entry *gone)
{
	struct entry **at = &c->first;

	assert(gone);
	while (*at != gone)
		at = &(*at)->next;
	*at = gone->next;
	c->n--;
	arena_free(gone->arena);
}

/* Drops the least lately used models until at most `most` are unused. */
static void trim(struct model_cache *c)
{
	for (;;) {
		struct entry *oldest = NULL;
		size_t unused = 0;

		for (struct entry *e = c->first; e; e = e->next) {
			if (e->users)
				continue;
			unused++;
			if (!oldest || e->last_use < oldest->last_use)
				oldest = e;
		}
		if (unused <= c->most)
			return;
		drop(c, oldest);
	}
}

static void give_back(struct model_cache *c, struct entry *e)
{
	e->last_use = ++c->clock;
	if (--e->users == 0 && e->failed != OK)
		drop(c, e);
	trim(c);
}

/* ---- without it ---- */

static enum err build(struct ctx *cx, struct arena *a, const char *sha, const struct form **model)
{
	struct form_problems problems;
	struct bytes data;
	const char *type;

	TRY(file_read(cx, sha, &data, &type));
	form_parse(a, data, "form.xlsx", model, &problems);
	return *model ? OK : fault("a kept workbook can no longer be read: %s", sha);
}

static void on_end(void *what)
{
	struct entry *e = what;
	struct model_cache *c = e->cache;

	pthread_mutex_lock(&c->lock);
	give_back(c, e);
	pthread_mutex_unlock(&c->lock);
}

static void build_into(struct ctx *cx, struct model_cache *c, struct entry *e)
{
	const struct form *model = NULL;
	enum err failed = build(cx, e->arena, e->sha, &model);

	pthread_mutex_lock(&c->lock);
	e->failed = failed;
	e->model = model;
	e->building = false;
	c->n_built += failed == OK;
	pthread_cond_broadcast(&c->built);
	pthread_mutex_unlock(&c->lock);
}

enum err model_get(struct ctx *cx, const char *sha, const struct form **model)
{
	struct model_cache *c = cx->config ? cx->config->models : NULL;
	struct entry *e;
	bool mine;
	enum err failed;

	if (!c)
		return build(cx, cx->arena, sha, model);
	pthread_mutex_lock(&c->lock);
	e = find(c, sha);
	mine = !e;
	if (mine)
		e = add(c, sha);
	e->users++;
	while (!mine && e->building)
		pthread_cond_wait(&c->built, &c->lock);
	pthread_mutex_unlock(&c->lock);

	if (mine)
		build_into(cx, c, e);
	failed = e->failed;
	*model = e->model;
	arena_on_end(cx->arena, on_end, e);
	return failed;
}
