/*
 * pogen: compiles catalogues.
 *
 *	pogen OUT.c SYMBOL ar.po ckb.po kmr.po en.po
 *
 * Reads one PO file a language, in the order of enum lang, and writes the C source of a struct
 * catalogue named SYMBOL (base/catalogue.h). Of the PO format (GNU gettext manual, "The Format of
 *PO Files") it knows msgid, msgid_plural, msgstr, msgstr[n], strings over several lines with C
 * escapes, and comments; an entry marked fuzzy or with any form empty counts as untranslated;
 * obsolete entries (#~) are skipped, as is the header. Errors name file and line and end with exit
 * status 1.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/catalogue.h"
#include "base/list.h"

struct message {
	const char *id;
	const char *forms[LANG_COUNT][PLURAL_FORMS_MAX];
	int n[LANG_COUNT];
};

struct messages {
	LIST(struct message) list;
};

/* One entry of a PO file while it is read. */
struct entry {
	struct buf id, plural, form[PLURAL_FORMS_MAX];
	bool has_id, has_plural, fuzzy;
	int n; /* forms begun */
	int line;
};

struct reader {
	struct arena *a;
	const char *path;
	int line;
	enum lang lang;
	struct entry e;
	struct buf *into; /* where a continued string goes */
	struct messages *out;
};

static void fail(const struct reader *r, int line, const char *format, ...) PRINTF_LIKE(3, 4)
	__attribute__((noreturn));

static void fail(const struct reader *r, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s:%d: ", r->path, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static void begin_entry(struct reader *r)
{
	struct entry *e = &r->e;

	*e = (struct entry){ 0 };
	buf_init(&e->id, r->a, 0);
	buf_init(&e->plural, r->a, 0);
	for (int i = 0; i < PLURAL_FORMS_MAX; i++)
		buf_init(&e->form[i], r->a, 0);
	r->into = NULL;
}

static struct message *message_of(struct reader *r, const char *id)
{
	struct message *m;

	for (size_t i = 0; i < r->out->list.n; i++)
		if (strcmp(r->out->list.at[i].id, id) == 0)
			return &r->out->list.at[i];
	m = LIST_PUSH(r->a, &r->out->list);
	m->id = arena_str(r->a, id);
	return m;
}

/* Takes a whole entry over into the messages. */
static void end_entry(struct reader *r)
{
	struct entry *e = &r->e;
	bool translated = !e->fuzzy && e->n > 0;
	struct message *m;

	if (!e->has_id || !e->id.len) {
		begin_entry(r);
		return;
	}
	if (e->n == 0)
		fail(r, e->line, "message without msgstr");
	if (e->n != (e->has_plural ? plural_forms(r->lang) : 1))
		fail(r, e->line, "%d forms where %d are due", e->n,
			e->has_plural ? plural_forms(r->lang) : 1);
	m = message_of(r, e->id.data);
	if (m->n[r->lang]) { /* two branches translated it: the first stays, po-check tells */
		begin_entry(r);
		return;
	}
	for (int i = 0; i < e->n; i++)
		translated = translated && e->form[i].len;
	for (int i = 0; translated && i < e->n; i++)
		m->forms[r->lang][i] = arena_str(r->a, e->form[i].data);
	m->n[r->lang] = translated ? e->n : 0;
	begin_entry(r);
}

/* Reads a quoted string at s into the open field. */
static void read_string(struct reader *r, const char *s)
{
	static const char from[] = "nt\"\\", to[] = "\n\t\"\\";

	s += strspn(s, " \t");
	if (*s++ != '"' || !r->into)
		fail(r, r->line, "a string in quotes is due here");
	for (; *s != '"'; s++) {
		const char *escape;

		if (!*s)
			fail(r, r->line, "string without end");
		if (*s != '\\') {
			buf_char(r->into, *s);
			continue;
		}
		s++;
		escape = *s ? strchr(from, *s) : NULL;
		if (!escape)
			fail(r, r->line, "unknown escape");
		buf_char(r->into, to[escape - from]);
	}
	if (s[1 + strspn(s + 1, " \t")])
		fail(r, r->line, "text after the string");
}

static bool word(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

static void read_line(struct reader *r, const char *s)
{
	struct entry *e = &r->e;

	if (*s == '#' || !*s) {
		if (e->n > 0 || !*s)
			end_entry(r);
		if (strncmp(s, "#,", 2) == 0 && strstr(s, "fuzzy"))
			e->fuzzy = true;
		return;
	}
	if (*s == '"') {
		read_string(r, s);
		return;
	}
	if (word(&s, "msgid_plural ")) {
		e->has_plural = true;
		r->into = &e->plural;
	} else if (word(&s, "msgid ")) {
		if (e->n > 0)
			end_entry(r);
		if (e->has_id)
			fail(r, r->line, "the message before this one has no msgstr");
		e->has_id = true;
		e->line = r->line;
		r->into = &e->id;
	} else if (word(&s, "msgstr ")) {
		r->into = &e->form[0];
		e->n = 1;
	} else if (word(&s, "msgstr[") && *s == '0' + e->n && s[1] == ']' &&
		   e->n < PLURAL_FORMS_MAX) {
		r->into = &e->form[e->n++];
		s += 2;
	} else {
		fail(r, r->line, "not understood: %.40s", s);
	}
	read_string(r, s);
}

static void read_po(struct arena *a, const char *path, enum lang lang, struct messages *out)
{
	struct reader r = { .a = a, .path = path, .lang = lang, .out = out };
	char line[8192];
	FILE *f = fopen(path, "r");

	if (!f) {
		perror(path);
		exit(1);
	}
	begin_entry(&r);
	while (fgets(line, sizeof(line), f)) {
		size_t n = strcspn(line, "\r\n");

		r.line++;
		if (n == sizeof(line) - 1)
			fail(&r, r.line, "line too long");
		line[n] = 0;
		read_line(&r, line);
	}
	end_entry(&r);
	fclose(f);
}

/* Puts one string, with its NUL, into the text and says where it begins. */
static uint32_t put(FILE *out, const char *s, uint32_t *at)
{
	uint32_t began = *at;

	fputs("\t\"", out);
	for (const unsigned char *c = (const unsigned char *)s; *c; c++) {
		if (*c == '\n')
			fputs("\\n", out);
		else if (*c == '"' || *c == '\\' || *c == '?')
			fprintf(out, "\\%c", *c);
		else if (*c < 32)
			fprintf(out, "\\%03o", *c);
		else
			fputc(*c, out);
	}
	fputs("\\0\"\n", out);
	*at += (uint32_t)strlen(s) + 1;
	return began;
}

static void write_slots(FILE *out, const struct messages *all, uint32_t slots)
{
	uint16_t *table = calloc(slots, sizeof(*table));

	if (!table)
		abort();
	for (size_t i = 0; i < all->list.n; i++) {
		uint32_t at = catalogue_hash(all->list.at[i].id) & (slots - 1);

		while (table[at])
			at = (at + 1) & (slots - 1);
		table[at] = (uint16_t)(i + 1);
	}
	fputs("static const uint16_t slots[] = {", out);
	for (uint32_t i = 0; i < slots; i++)
		fprintf(out, "%s%u,", i % 16 ? " " : "\n\t", table[i]);
	fputs("\n};\n", out);
	free(table);
}

static void write_catalogue(FILE *out, const char *symbol, const struct messages *all)
{
	struct catalogue_entry *entries = calloc(all->list.n + 1, sizeof(*entries));
	uint32_t at = 1, slots = 16;

	if (!entries)
		abort();
	while (slots < all->list.n * 2)
		slots *= 2;
	fputs("/* Made by tools/pogen from po/. */\n#include \"base/catalogue.h\"\n\n"
	      "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
	      "static const char text[] =\n\t\"\\0\"\n",
		out);
	for (size_t i = 0; i < all->list.n; i++) {
		const struct message *m = &all->list.at[i];

		entries[i].id = put(out, m->id, &at);
		for (int l = 0; l < LANG_COUNT; l++) {
			entries[i].forms[l] = (uint8_t)m->n[l];
			entries[i].first[l] = m->n[l] ? at : 0;
			for (int f = 0; f < m->n[l]; f++)
				put(out, m->forms[l][f], &at);
		}
	}
	fputs("\t;\nstatic const struct catalogue_entry entries[] = {\n", out);
	for (size_t i = 0; i <= all->list.n; i++) {
		fprintf(out, "\t{ %u, {", entries[i].id);
		for (int l = 0; l < LANG_COUNT; l++)
			fprintf(out, " %u,", entries[i].first[l]);
		fputs(" }, {", out);
		for (int l = 0; l < LANG_COUNT; l++)
			fprintf(out, " %u,", entries[i].forms[l]);
		fputs(" } },\n", out);
	}
	fputs("};\n", out);
	write_slots(out, all, slots);
	fprintf(out, "const struct catalogue %s = { text, entries, slots, %u };\n", symbol,
		slots - 1);
	free(entries);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(1 << 20);
	struct messages all = { 0 };
	FILE *out;

	if (argc != 3 + LANG_COUNT) {
		fputs("usage: pogen OUT.c SYMBOL ar.po ckb.po kmr.po en.po\n", stderr);
		return 2;
	}
	for (int l = 0; l < LANG_COUNT; l++)
		read_po(a, argv[3 + l], (enum lang)l, &all);
	if (all.list.n >= UINT16_MAX) {
		fputs("pogen: too many messages\n", stderr);
		return 1;
	}
	out = fopen(argv[1], "w");
	if (!out) {
		perror(argv[1]);
		return 1;
	}
	write_catalogue(out, argv[2], &all);
	arena_free(a);
	if (fclose(out) != 0) {
		perror(argv[1]);
		return 1;
	}
	return 0;
}
