#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "base/text.h"

const struct lang_facts langs[LANG_COUNT] = {
	[LANG_AR] = { "ar", "ar", "rtl", "العربية", { LANG_AR, LANG_CKB, LANG_KMR, LANG_EN } },
	[LANG_CKB] = { "ckb", "ckb", "rtl", "کوردیی ناوەندی",
		{ LANG_CKB, LANG_KMR, LANG_AR, LANG_EN } },
	[LANG_KMR] = { "kmr", "kmr-Arab", "rtl", "کوردی (بادینی)",
		{ LANG_KMR, LANG_CKB, LANG_AR, LANG_EN } },
	[LANG_EN] = { "en", "en", "ltr", "English", { LANG_EN, LANG_AR, LANG_CKB, LANG_KMR } },
};

/* Whether the language tag of n bytes is `code` or begins with it and a hyphen. */
static bool tag_is(const char *tag, size_t n, const char *code)
{
	size_t len = strlen(code);

	return n >= len && strncasecmp(tag, code, len) == 0 && (n == len || tag[len] == '-');
}

static enum lang lang_of_tag(const char *tag, size_t n, enum lang other)
{
	for (size_t i = 0; i < LANG_COUNT; i++)
		if (tag_is(tag, n, langs[i].code))
			return (enum lang)i;
	return tag_is(tag, n, "ku") ? LANG_CKB : other; /* Kurdish, not said which: most in Iraq */
}

enum lang lang_of(const char *code, enum lang other)
{
	return code ? lang_of_tag(code, strlen(code), other) : other;
}

/* The weight of a range in thousandths; s points behind the range, at ';' or not. */
static int weight_of(const char *s, size_t n)
{
	int weight = 0, unit = 1000;
	size_t i = 0;

	while (i < n && strchr("; \tqQ=", s[i]))
		i++;
	if (i == n)
		return 1000;
	for (; i < n && unit > 0; i++) {
		if (s[i] == '.')
			continue;
		if (s[i] < '0' || s[i] > '9')
			return 0;
		weight += (s[i] - '0') * unit;
		unit /= 10;
	}
	return weight > 1000 ? 0 : weight;
}

enum lang lang_accept(const char *header, enum lang other)
{
	enum lang best = other;
	int best_weight = 0;

	for (int i = 0; header && *header && i < 16; i++) {
		size_t whole, tag;
		int weight;
		enum lang lang;

		header += strspn(header, " \t,");
		whole = strcspn(header, ",");
		tag = strcspn(header, ";, \t");
		weight = weight_of(header + tag, whole - tag);
		lang = lang_of_tag(header, tag, LANG_COUNT);
		if (lang != LANG_COUNT && weight > best_weight) {
			best = lang;
			best_weight = weight;
		}
		header += whole;
	}
	return best;
}

static const struct catalogue_entry *find(const struct catalogue *c, const char *id)
{
	for (uint32_t at = catalogue_hash(id) & c->mask; c->slots[at]; at = (at + 1) & c->mask) {
		const struct catalogue_entry *e = &c->entries[c->slots[at] - 1];

		if (strcmp(c->text + e->id, id) == 0)
			return e;
	}
	return NULL;
}

bool catalogue_has(const struct catalogue *c, enum lang lang, const char *id)
{
	const struct catalogue_entry *e = find(c, id);

	return e && e->first[lang];
}

const char *catalogue_pattern(const struct catalogue *c, enum lang lang, const struct msg *m)
{
	const struct catalogue_entry *e = find(c, m->id);

	for (int i = 0; e && i < LANG_COUNT; i++) {
		enum lang l = langs[lang].chain[i];
		const char *form = c->text + e->first[l];

		if (e->first[l]) {
			int skip = m->plural && e->forms[l] > 1 ? plural_form(l, m->n) : 0;

			while (skip-- > 0)
				form += strlen(form) + 1;
			return form;
		}
		if (l == LANG_EN)
			break;
	}
	return m->plural && plural_form(LANG_EN, m->n) ? m->plural : m->id;
}

const char *tr(enum lang lang, const char *id)
{
	return catalogue_pattern(&catalogue, lang, &(struct msg){ .id = id });
}

const char *msg_pattern(enum lang lang, const struct msg *m)
{
	return m->id ? catalogue_pattern(&catalogue, lang, m) : "";
}

bool msg_translated(enum lang lang, const char *id)
{
	return catalogue_has(&catalogue, lang, id);
}

struct arg msg_arg(const struct msg *m, int place)
{
	if (place == 1 && m->plural && m->args[0].kind == ARG_NONE)
		return N(m->n);
	return m->args[place - 1];
}

const char *pattern_next(const char *pattern, const char **literal, size_t *len, int *place)
{
	*literal = pattern;
	for (const char *s = pattern; *s; s++) {
		if (s[0] == '{' && s[1] >= '1' && s[1] <= '6' && s[2] == '}') {
			*len = (size_t)(s - pattern);
			*place = s[1] - '0';
			return s + 3;
		}
	}
	*len = strlen(pattern);
	*place = 0;
	return NULL;
}

const char *msg_text(struct arena *a, enum lang lang, struct msg m)
{
	const char *s = msg_pattern(lang, &m);
	struct buf b;

	buf_init(&b, a, 0);
	while (s) {
		const char *literal;
		struct arg arg;
		size_t len;
		int place;

		s = pattern_next(s, &literal, &len, &place);
		buf_add(&b, literal, len);
		if (!place)
			break;
		arg = msg_arg(&m, place);
		if (arg.kind == ARG_STR && arg.str && *arg.str)
			buf_printf(&b, "\u2068%s\u2069", arg.str);
		else
			buf_str(&b, arg_text(a, lang, arg));
	}
	return b.data;
}

enum lang pick_lang(
	enum lang lang, const char *ar, const char *ckb, const char *kmr, const char *en)
{
	const char *const values[LANG_COUNT] = {
		[LANG_AR] = ar, [LANG_CKB] = ckb, [LANG_KMR] = kmr, [LANG_EN] = en
	};

	for (int i = 0; i < LANG_COUNT; i++) {
		enum lang l = langs[lang].chain[i];

		if (values[l] && *values[l])
			return l;
	}
	return lang;
}

const char *pick(enum lang lang, const char *ar, const char *ckb, const char *kmr, const char *en)
{
	const char *const values[LANG_COUNT] = {
		[LANG_AR] = ar, [LANG_CKB] = ckb, [LANG_KMR] = kmr, [LANG_EN] = en
	};
	const char *value = values[pick_lang(lang, ar, ckb, kmr, en)];

	return value ? value : "";
}
