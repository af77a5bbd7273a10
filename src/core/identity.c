#include "core/identity.h"

#include <pthread.h>
#include <string.h>

#include "base/text.h"
#include "base/time.h"
#include "core/may.h"
#include "core/setting.h"

#define NAME_BYTES (4 * IDENTITY_NAME_MAX + 1)

struct identity_copy {
	struct arena *arena;
	pthread_mutex_t lock;
	int64_t read_us; /* by the clock that never goes back; 0: never */
	char name[LANG_COUNT][NAME_BYTES];
	char url[IDENTITY_URL_MAX + 1];
	enum lang lang;
	bool has_lang;
};

static const char *name_key(struct ctx *cx, int lang)
{
	return arena_printf(cx->arena, "instance.name_%s", langs[lang].code);
}

enum err identity_get(struct ctx *cx, struct identity *out)
{
	const char *lang;

	*out = (struct identity){ .lang = cx->config->lang };
	for (int l = 0; l < LANG_COUNT; l++) {
		TRY(setting_get(cx, name_key(cx, l), NULL, &out->name[l]));
		if (out->name[l] && !*out->name[l])
			out->name[l] = NULL;
	}
	TRY(setting_get(cx, "instance.lang", NULL, &lang));
	TRY(setting_get(cx, "instance.url", NULL, &out->base_url));
	out->set = lang != NULL;
	if (lang)
		out->lang = lang_of(lang, out->lang);
	if (!out->base_url || !*out->base_url)
		out->base_url = cx->config->base_url;
	return OK;
}

/* "https://host", "http://host:port": nothing behind, nothing that could mean something in a page.
 */
static bool url_ok(const char *url)
{
	const char *host = strncmp(url, "https://", 8) == 0  ? url + 8
			   : strncmp(url, "http://", 7) == 0 ? url + 7
							     : NULL;

	return host && *host && *host != ':' && strlen(url) <= IDENTITY_URL_MAX &&
	       strspn(host,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") ==
		       strlen(host);
}

static enum err check(struct ctx *cx, const struct identity *in, const char *url)
{
	enum err e = OK;

	for (int l = 0; l < LANG_COUNT; l++)
		if (in->name[l] && text_length(in->name[l]) > IDENTITY_NAME_MAX)
			e = problem(cx, ERR_INPUT,
				arena_printf(cx->arena, "name_%s", langs[l].code),
				MSG(_("Shorten the text to {1} characters."),
					N(IDENTITY_NAME_MAX)));
	if (*url && !url_ok(url))
		e = problem(cx, ERR_INPUT, "base_url",
			MSG(_("Enter the address as it stands in the browser before the first "
			      "single slash, for example {1}."),
				S("https://tansiq.example")));
	return e;
}

static enum err put(struct ctx *cx, const char *key, const char *value)
{
	const char *was;

	TRY(setting_get(cx, key, NULL, &was));
	return was && strcmp(was, value) == 0 ? OK : setting_put(cx, key, value);
}

enum err identity_set(struct ctx *cx, const struct identity *in)
{
	const char *url = text_trim(cx->arena, in->base_url ? in->base_url : "");
	size_t n = strlen(url);

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	if (n && url[n - 1] == '/')
		url = arena_strn(cx->arena, url, n - 1);
	TRY(check(cx, in, url));
	for (int l = 0; l < LANG_COUNT; l++)
		TRY(put(cx, name_key(cx, l), in->name[l] ? in->name[l] : ""));
	TRY(put(cx, "instance.lang", langs[in->lang].code));
	return put(cx, "instance.url", url);
}

/* ---- the copy of the process ---- */

struct identity_copy *identity_copy_new(void)
{
	struct arena *a = arena_new(0);
	struct identity_copy *c = ARENA_NEW(a, struct identity_copy);

	c->arena = a;
	pthread_mutex_init(&c->lock, NULL);
	return c;
}

void identity_copy_free(struct identity_copy *c)
{
	if (!c)
		return;
	pthread_mutex_destroy(&c->lock);
	arena_free(c->arena);
}

static void keep(char *to, size_t room, const char *text)
{
	size_t n = text ? strlen(text) : 0;

	if (n >= room)
		n = 0;
	if (n)
		memcpy(to, text, n);
	to[n] = 0;
}

enum err identity_refresh(struct ctx *cx, bool now)
{
	struct identity_copy *c = cx->config->identity;
	struct identity in;
	bool old;

	if (!c)
		return OK;
	pthread_mutex_lock(&c->lock);
	old = !c->read_us || time_monotonic_us() - c->read_us > IDENTITY_KEPT * INT64_C(1000000);
	pthread_mutex_unlock(&c->lock);
	if (!old && !now)
		return OK;
	TRY(identity_get(cx, &in));
	pthread_mutex_lock(&c->lock);
	for (int l = 0; l < LANG_COUNT; l++)
		keep(c->name[l], sizeof(c->name[l]), in.name[l]);
	keep(c->url, sizeof(c->url), in.base_url);
	c->lang = in.lang;
	c->has_lang = true;
	c->read_us = time_monotonic_us();
	pthread_mutex_unlock(&c->lock);
	return OK;
}

enum lang identity_lang(const struct config *c)
{
	enum lang lang = c->lang;

	if (!c->identity)
		return lang;
	pthread_mutex_lock(&c->identity->lock);
	if (c->identity->has_lang)
		lang = c->identity->lang;
	pthread_mutex_unlock(&c->identity->lock);
	return lang;
}

const char *identity_url(struct arena *a, const struct config *c)
{
	const char *url = c->base_url ? c->base_url : "";

	if (!c->identity)
		return url;
	pthread_mutex_lock(&c->identity->lock);
	if (*c->identity->url)
		url = arena_str(a, c->identity->url);
	pthread_mutex_unlock(&c->identity->lock);
	return url;
}

const char *identity_name(struct arena *a, const struct config *c, enum lang lang)
{
	const char *name = NULL;

	if (!c->identity)
		return NULL;
	pthread_mutex_lock(&c->identity->lock);
	for (int i = 0; i < LANG_COUNT && !name; i++) {
		const char *at = c->identity->name[langs[lang].chain[i]];

		if (*at)
			name = arena_str(a, at);
	}
	pthread_mutex_unlock(&c->identity->lock);
	return name;
}
