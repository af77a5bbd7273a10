/* Posted forms through a table of fields: see page.h. */
#include <string.h>

#include "base/text.h"
#include "base/time.h"
#include "web/page.h"

struct value {
	const char *name;
	const char *text;
	int64_t num;
	bool flag;
	const struct upload *file;
};

struct values {
	size_t n;
	struct value *at;
};

static const char *sent(const struct page *pg, const char *name)
{
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0)
			return pg->rq->form[i].value;
	return "";
}

static enum err read_text(struct ctx *cx, const struct field *f, const char *text, struct value *v)
{
	int64_t n = (int64_t)text_length(text);

	if (n < f->min && n == 0)
		return problem(cx, ERR_INPUT, f->name, MSG(_("Fill this in.")));
	if (n < f->min)
		return problem(cx, ERR_INPUT, f->name,
			MSG(_("Write at least {1} characters. There are {2}."), N(f->min), N(n)));
	if (n > f->max)
		return problem(cx, ERR_INPUT, f->name,
			MSG(_("Write at most {1} characters. There are {2}."), N(f->max), N(n)));
	if (f->kind == FIELD_TEXT && strchr(text, '\n'))
		return problem(cx, ERR_INPUT, f->name, MSG(_("Write this in one line.")));
	for (const char *s = text; *s; s++)
		if ((unsigned char)*s < 0x20 && *s != '\n' && *s != '\t')
			return problem(cx, ERR_INPUT, f->name,
				MSG(_("Remove the control characters from this text.")));
	v->text = n ? text : NULL;
	return OK;
}

static enum err read_int(struct ctx *cx, const struct field *f, const char *text, struct value *v)
{
	bool optional = f->words != NULL;

	if (!*text && optional)
		return OK;
	if (text_to_int(text, &v->num) && v->num >= f->min && v->num <= f->max)
		return OK;
	v->num = DB_NULL;
	if (!*text)
		return problem(cx, ERR_INPUT, f->name,
			MSG(_("Enter a number between {1} and {2}."), N(f->min), N(f->max)));
	return problem(cx, ERR_INPUT, f->name,
		MSG(_("Enter a number between {1} and {2}. You typed {3}."), N(f->min), N(f->max),
			S(text)));
}

static enum err read_date(struct ctx *cx, const struct field *f, const char *text, struct value *v)
{
	if (!*text && !f->min)
		return OK;
	if (!*text)
		return problem(cx, ERR_INPUT, f->name,
			MSG(_("Enter a date, for example {1}."),
				S(date_typed(cx->arena, cx->lang, "2026-11-24"))));
	v->text = date_read(cx->arena, text);
	if (v->text)
		return OK;
	return problem(cx, ERR_INPUT, f->name,
		MSG(_("Enter a date that exists, for example {1}. You typed {2}."),
			S(date_typed(cx->arena, cx->lang, "2026-11-24")), S(text)));
}

static enum err read_id(struct ctx *cx, const struct field *f, const char *text, struct value *v)
{
	if (!*text && !f->min)
		return OK;
	if (*text && strlen(text) <= 16 && text_to_int(text, &v->num) && v->num > 0)
		return OK;
	v->num = DB_NULL;
	return problem(cx, ERR_INPUT, f->name, MSG(_("Choose one from the list.")));
}

static enum err read_word(struct ctx *cx, const struct field *f, const char *text, struct value *v)
{
	if (!*text && !f->min)
		return OK;
	for (size_t i = 0; f->words[i]; i++) {
		if (strcmp(f->words[i], text) == 0) {
			v->text = f->words[i];
			return OK;
		}
	}
	return problem(cx, ERR_INPUT, f->name, MSG(_("Choose one from the list.")));
}

/* One @, something before it, a dot inside what follows, no blanks: the rest only a mail tells. */
static bool email_like(const char *s)
{
	const char *at = strchr(s, '@');
	const char *dot = at ? strchr(at + 1, '.') : NULL;

	return at && at > s && !strchr(at + 1, '@') && dot && dot > at + 1 && dot[1] &&
	       !strpbrk(s, " \t\n,;<>\"");
}

static enum err read_email(struct ctx *cx, const struct field *f, const char *text, struct value *v)
{
	if (!*text && !f->min)
		return OK;
	if (!*text)
		return problem(cx, ERR_INPUT, f->name, MSG(_("Enter an e-mail address.")));
	if (!email_like(text) || (int64_t)strlen(text) > f->max)
		return problem(cx, ERR_INPUT, f->name,
			MSG(_("Enter an e-mail address like {1}. You typed {2}."),
				S("name@example.org"), S(text)));
	v->text = text;
	return OK;
}

static enum err read_file(struct page *pg, const struct field *f, struct value *v)
{
	for (size_t i = 0; i < pg->rq->n_uploads && !v->file; i++)
		if (strcmp(pg->rq->uploads[i].field, f->name) == 0)
			v->file = &pg->rq->uploads[i];
	if (!v->file && f->min)
		return problem(pg->cx, ERR_INPUT, f->name, MSG(_("Choose a file.")));
	if (v->file && !v->file->size)
		return problem(pg->cx, ERR_INPUT, f->name,
			MSG(_("This file is empty. Choose another one.")));
	if (v->file && v->file->size > pg->cx->config->file_bytes)
		return problem(pg->cx, ERR_INPUT, f->name,
			MSG(_("This file is too large. At most {1} MB are taken."),
				N(pg->cx->config->file_bytes / 1000000)));
	return OK;
}

static enum err read_one(struct page *pg, const struct field *f, struct value *v)
{
	struct ctx *cx = pg->cx;
	const char *text = text_trim(cx->arena, sent(pg, f->name));

	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_LINES:
		return read_text(cx, f, text, v);
	case FIELD_INT:
		return read_int(cx, f, text, v);
	case FIELD_DATE:
		return read_date(cx, f, text, v);
	case FIELD_ID:
		return read_id(cx, f, text, v);
	case FIELD_WORD:
		return read_word(cx, f, text, v);
	case FIELD_EMAIL:
		return read_email(cx, f, text, v);
	case FIELD_FLAG:
		v->flag = *text != '\0';
		return OK;
	case FIELD_FILE:
		return read_file(pg, f, v);
	}
	return ERR_FAULT;
}

enum err form_read(struct page *pg, const struct field *fields, size_t n, struct values **out)
{
	struct values *v = ARENA_NEW(pg->cx->arena, struct values);
	enum err all = OK;

	v->n = n;
	v->at = ARENA_ARRAY(pg->cx->arena, n ? n : 1, struct value);
	for (size_t i = 0; i < n; i++) {
		v->at[i].name = fields[i].name;
		v->at[i].num = DB_NULL;
		enum err e = read_one(pg, &fields[i], &v->at[i]);
		if (e != OK)
			all = e;
	}
	*out = v;
	return all;
}

/* A name that the table does not have is a mistake of ours, not of a reader. */
static const struct value *value(const struct values *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->at[i].name, name) == 0)
			return &v->at[i];
	__builtin_trap();
}

const char *value_text(const struct values *v, const char *name)
{
	return value(v, name)->text;
}

int64_t value_int(const struct values *v, const char *name)
{
	return value(v, name)->num;
}

bool value_flag(const struct values *v, const char *name)
{
	return value(v, name)->flag;
}

const struct upload *value_file(const struct values *v, const char *name)
{
	return value(v, name)->file;
}

enum err stale(struct page *pg, const struct values *v, int64_t now)
{
	if (value_int(v, "version") == now)
		return OK;
	pg->stale = true;
	return problem(pg->cx, ERR_CONFLICT, NULL,
		MSG(_("Somebody else changed this meanwhile. Your text is kept below; compare it "
		      "with "
		      "what is stored now, then save again.")));
}
