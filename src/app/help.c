#include "app/help.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"

static const enum lang written[] = { LANG_EN, LANG_AR, LANG_CKB };

struct reader {
	struct arena *a;
	const char *at, *end;
	int line;
};

/* The next line that is no comment, or NULL at the end. */
static const char *next_line(struct reader *r)
{
	while (r->at < r->end) {
		const char *stop = memchr(r->at, '\n', (size_t)(r->end - r->at));
		const char *from = r->at;

		if (!stop)
			stop = r->end;
		r->at = stop < r->end ? stop + 1 : stop;
		r->line++;
		if (stop > from && *from != '#')
			return arena_strn(r->a, from, (size_t)(stop - from));
	}
	return NULL;
}

static enum err wrong(const struct reader *r, const char *why)
{
	log_error("help.txt:%d: %s", r->line, why);
	return ERR_FAULT;
}

static bool is_field(const char *line)
{
	return *line == '[' || strcmp(line, "title") == 0 || strcmp(line, "what") == 0 ||
	       strcmp(line, "can") == 0 || strcmp(line, "next") == 0 ||
	       strncmp(line, "ask ", 4) == 0;
}

static enum err read_text(struct reader *r, struct help_text *t)
{
	for (size_t i = 0; i < COUNT_OF(written); i++) {
		const char *line = next_line(r);

		if (!line || is_field(line))
			return wrong(r, "a language is missing");
		t->in[written[i]] = line;
	}
	return OK;
}

static enum err begin(struct reader *r, char *line, struct help *out)
{
	char *close = strchr(line, ']');

	if (!close || close == line + 1)
		return wrong(r, "[KEY] ADDRESS... is meant");
	*close = 0;
	*LIST_PUSH(r->a, &out->topics) = (struct help_topic){ .key = line + 1,
		.addresses = arena_printf(r->a, "%s ", close + 1) };
	return OK;
}

static enum err read_field(struct reader *r, const char *line, struct help_topic *t)
{
	static const char *const whom[] = { "administrator", "coordinator", "head" };

	if (strcmp(line, "title") == 0)
		return read_text(r, &t->title);
	if (strcmp(line, "what") == 0)
		return read_text(r, &t->what);
	if (strcmp(line, "next") == 0)
		return read_text(r, &t->next);
	if (strcmp(line, "can") == 0)
		return read_text(r, LIST_PUSH(r->a, &t->can));
	for (size_t i = 0; strncmp(line, "ask ", 4) == 0 && i < COUNT_OF(whom); i++)
		if (strcmp(line + 4, whom[i]) == 0) {
			t->ask = whom[i];
			return OK;
		}
	return wrong(r, "no such field");
}

enum err help_read(struct arena *a, struct bytes text, struct help *out)
{
	struct reader r = {
		.a = a, .at = (const char *)text.data, .end = (const char *)text.data + text.len
	};
	const char *line;

	*out = (struct help){ 0 };
	while ((line = next_line(&r))) {
		if (*line == '[')
			TRY(begin(&r, arena_str(a, line), out));
		else if (!out->topics.n)
			return wrong(&r, "a topic is to begin first");
		else
			TRY(read_field(&r, line, &out->topics.at[out->topics.n - 1]));
	}
	for (size_t i = 0; i < out->topics.n; i++) {
		const struct help_topic *t = &out->topics.at[i];

		if (!t->title.in[LANG_EN] || !t->what.in[LANG_EN] || !t->next.in[LANG_EN] ||
			!t->can.n || !t->ask) {
			log_error("help.txt: [%s] is not whole", t->key);
			return ERR_FAULT;
		}
	}
	return OK;
}

const struct help_topic *help_by_key(const struct help *h, const char *key)
{
	for (size_t i = 0; i < h->topics.n; i++)
		if (strcmp(h->topics.at[i].key, key) == 0)
			return &h->topics.at[i];
	return NULL;
}

/* How many parts of an address begin the path: 0 when it does not fit. */
static size_t fits(const char *address, size_t len, const char *path)
{
	const char *end = address + len;
	size_t parts = 0;

	if (len == 1)
		return strcmp(path, "/") == 0;
	while (address < end) {
		const char *stop = memchr(address + 1, '/', (size_t)(end - address - 1));
		size_t n = (size_t)((stop ? stop : end) - address);
		size_t m = *path ? 1 + strcspn(path + 1, "/") : 0;

		if (!m || (address[1] != ':' && (n != m || memcmp(address, path, n) != 0)))
			return 0;
		address += n;
		path += m;
		parts++;
	}
	return parts;
}

const struct help_topic *help_of_page(const struct help *h, const char *path)
{
	const struct help_topic *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < h->topics.n; i++)
		for (const char *s = h->topics.at[i].addresses; *s;) {
			size_t len;

			s += strspn(s, " ");
			len = strcspn(s, " ");
			if (len && fits(s, len, path) > most) {
				most = fits(s, len, path);
				best = &h->topics.at[i];
			}
			s += len;
		}
	return best;
}

const char *help_words(enum lang lang, const struct help_text *t)
{
	return pick(lang, t->in[LANG_AR], t->in[LANG_CKB], t->in[LANG_KMR], t->in[LANG_EN]);
}

bool help_matches(struct arena *a, enum lang lang, const struct help_topic *t, const char *query)
{
	struct buf b;
	const char *all, *q = text_fold(a, query);

	buf_init(&b, a, 512);
	buf_printf(&b, "%s %s %s", help_words(lang, &t->title), help_words(lang, &t->what),
		help_words(lang, &t->next));
	for (size_t i = 0; i < t->can.n; i++)
		buf_printf(&b, " %s", help_words(lang, &t->can.at[i]));
	all = text_fold(a, b.data);
	while (*q) {
		size_t n = strcspn(q, " ");

		if (n && !strstr(all, arena_strn(a, q, n)))
			return false;
		q += n;
		q += strspn(q, " ");
	}
	return true;
}
