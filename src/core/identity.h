/*
 * What an instance says of itself: its name in four languages, the language of who has chosen none,
 * the address people open it at. An administrator of everything sets them (settings "instance.…");
 * what is set goes before the configuration. Each process keeps a copy for its pages, read again
 * every half minute (IDENTITY_KEPT), since another process may have changed it.
 */
#ifndef CORE_IDENTITY_H
#define CORE_IDENTITY_H

#include "core/ctx.h"

#define IDENTITY_NAME_MAX 100 /* characters */
#define IDENTITY_URL_MAX 200
#define IDENTITY_KEPT 30 /* seconds */

struct identity {
	const char *name[LANG_COUNT]; /* NULL: none in that language */
	enum lang lang;
	const char *base_url; /* without a slash at the end; NULL: none */
	bool set;	      /* an administrator has set it at least once */
};

/* What holds now, from the store and the configuration. */
enum err identity_get(struct ctx *cx, struct identity *out) MUST_USE;

/*
 * Sets it. ERR_DENIED but for administrators of everything; ERR_INPUT on name_ar … name_en (too
 * long), base_url (no http or https address of a host without path, too long). A slash at the end
 * is dropped. What stays as it is writes nothing.
 */
enum err identity_set(struct ctx *cx, const struct identity *in) MUST_USE;

/* The copy of a process (config->identity): made at start; NULL is none. */
struct identity_copy;
struct identity_copy *identity_copy_new(void);
void identity_copy_free(struct identity_copy *c);

/* Reads the copy again if it is old, or (now) in any case. Without a copy it does nothing. */
enum err identity_refresh(struct ctx *cx, bool now) MUST_USE;

/* From the copy, else from the configuration: the language; the address, "" if none; the name in a
 * language by its chain, NULL if none. */
enum lang identity_lang(const struct config *c);
const char *identity_url(struct arena *a, const struct config *c);
const char *identity_name(struct arena *a, const struct config *c, enum lang lang);

#endif
