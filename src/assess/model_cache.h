/*
 * Compiled form models, shared by all threads: a model never changes once built, so it is built
 * once for a file (by its SHA-256) and read by everybody. The cache keeps at most `most` models
 * that nobody uses at the moment, the least lately used going first; one in use is never dropped. A
 * thread that asks for a model being built by another one waits for it.
 *
 * A cache belongs to the process (config->models). Without one (NULL) each caller builds its own
 * model in its own arena, which is what tests and short commands want.
 */
#ifndef ASSESS_MODEL_CACHE_H
#define ASSESS_MODEL_CACHE_H

#include "core/ctx.h"
#include "forms/model.h"

struct model_cache;

/* A cache that keeps at most `most` unused models; its end, when no model is in use. */
struct model_cache *model_cache_new(size_t most);
void model_cache_free(struct model_cache *c);

/*
 * The model of the workbook kept under `sha`, read through core/file.h. It stays until cx->arena is
 * reset, rewound or freed. ERR_MISSING when there is no such file, ERR_FAULT (logged) when it is
 * damaged or can no longer be read as a form.
 */
enum err model_get(struct ctx *cx, const char *sha, const struct form **model) MUST_USE;

/* How many models the cache holds, and how many were ever built: for tests and figures. */
size_t model_cache_size(struct model_cache *c, size_t *built);

#endif
