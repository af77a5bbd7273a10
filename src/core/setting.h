/* A few named texts an administrator sets for the instance. */
#ifndef CORE_SETTING_H
#define CORE_SETTING_H

#include "core/ctx.h"

/* The value, or `other`. */
enum err setting_get(
	struct ctx *cx, const char *key, const char *other, const char **value) MUST_USE;
enum err setting_put(struct ctx *cx, const char *key, const char *value) MUST_USE;

#endif
