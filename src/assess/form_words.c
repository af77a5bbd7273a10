#include "assess/form_words.h"

#include <string.h>

const char *doc_text(enum lang lang, const struct doc_words *w)
{
	if (w->message)
		return tr(lang, w->message);
	return pick(lang, w->in[LANG_AR], w->in[LANG_CKB], w->in[LANG_KMR], w->in[LANG_EN]);
}

struct doc_words words_of_names(const struct names *n)
{
	return (struct doc_words){ .in = { [LANG_AR] = n->ar,
					   [LANG_CKB] = n->ckb,
					   [LANG_KMR] = n->kmr,
					   [LANG_EN] = n->en } };
}

/* Whether a language of a form, as written ("Arabic (ar)" or "ar"), is the one of that code. */
static bool is_lang(const char *written, const char *code)
{
	const char *open = strrchr(written, '(');
	size_t n = strlen(code);

	return strcmp(written, code) == 0 ||
	       (open && strncmp(open + 1, code, n) == 0 && open[1 + n] == ')');
}

struct doc_words words_of_text(const struct form *f, const struct form_text *t)
{
	struct doc_words w = { 0 };

	if (t->plain) {
		w.in[LANG_AR] = t->plain;
		return w;
	}
	for (enum lang l = 0; t->in && l < LANG_COUNT; l++)
		for (size_t i = 0; i < f->n_langs; i++)
			if (is_lang(f->langs[i], langs[l].code))
				w.in[l] = t->in[i];
	for (enum lang l = 0; l < LANG_COUNT; l++)
		if (w.in[l])
			return w;
	w.in[LANG_AR] = form_text_in(f, t, f->default_lang);
	return w;
}

enum lang form_lang_of(const struct form *f, size_t lang)
{
	for (enum lang l = 0; l < LANG_COUNT; l++)
		if (is_lang(f->langs[lang], langs[l].code))
			return l;
	return LANG_AR;
}

const char *url_words(struct arena *a, const char *s)
{
	struct buf b;

	buf_init(&b, a, 32);
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			strchr("-._~", c))
			buf_char(&b, *s);
		else
			buf_printf(&b, "%%%02X", c);
	}
	return b.data;
}

static const struct form_node *find(const struct form *f, const char *question)
{
	return question ? form_find(f, NULL, question, strlen(question)) : NULL;
}

struct doc_words words_of_choice(const struct form *f, const char *question, const char *choice)
{
	const struct form_node *n = find(f, question);
	const struct form_choice *c =
		n && n->list ? form_choice(n->list, choice, strlen(choice)) : NULL;

	if (c && form_text_any(f, &c->label.text))
		return words_of_text(f, &c->label.text);
	return (struct doc_words){ .in = { [LANG_EN] = choice } };
}

struct doc_words words_of_question(const struct form *f, const char *question)
{
	const struct form_node *n = find(f, question);

	if (n && form_text_any(f, &n->label.text))
		return words_of_text(f, &n->label.text);
	return (struct doc_words){ .in = { [LANG_EN] = question } };
}

const char *number_words(struct arena *a, enum lang lang, int64_t scaled)
{
	int scale = 4;

	while (scale > 0 && scaled % 10 == 0) {
		scaled /= 10;
		scale--;
	}
	return dec_text(a, lang, scaled, scale);
}
