#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsform_in.h"

struct alias {
	const char *name;
	enum column col;
};

/* Names of columns, in snake case. The survey's and the choices' do not collide. */
static const struct alias aliases[] = {
	{ "type", COL_TYPE },
	{ "command", COL_TYPE },
	{ "name", COL_NAME },
	{ "value", COL_NAME },
	{ "tag", COL_NAME },
	{ "list_name", COL_LIST_NAME },
	{ "dataset", COL_LIST_NAME },
	{ "label", COL_LABEL },
	{ "caption", COL_LABEL },
	{ "hint", COL_HINT },
	{ "guidance_hint", COL_GUIDANCE },
	{ "relevant", COL_RELEVANT },
	{ "relevance", COL_RELEVANT },
	{ "constraint", COL_CONSTRAINT },
	{ "constraint_message", COL_CONSTRAINT_MESSAGE },
	{ "constraining_message", COL_CONSTRAINT_MESSAGE },
	{ "required_message", COL_REQUIRED_MESSAGE },
	{ "noapperrorstring", COL_NO_APP },
	{ "no_app_error_string", COL_NO_APP },
	{ "calculation", COL_CALCULATION },
	{ "calculate", COL_CALCULATION },
	{ "required", COL_REQUIRED },
	{ "skippable", COL_REQUIRED },
	{ "readonly", COL_READ_ONLY },
	{ "read_only", COL_READ_ONLY },
	{ "default", COL_DEFAULT },
	{ "choice_filter", COL_CHOICE_FILTER },
	{ "repeat_count", COL_REPEAT_COUNT },
	{ "count", COL_REPEAT_COUNT },
	{ "jr:count", COL_REPEAT_COUNT },
	{ "trigger", COL_TRIGGER },
	{ "appearance", COL_APPEARANCE },
	{ "parameters", COL_PARAMETERS },
	{ "save_to", COL_SAVE_TO },
	{ "intent", COL_INTENT },
	{ "query", COL_QUERY },
	{ "autoplay", COL_AUTOPLAY },
	{ "rows", COL_ROWS },
	{ "disabled", COL_DISABLED },
	{ "media", COL_MEDIA },
	{ "image", COL_IMAGE },
	{ "big-image", COL_BIG_IMAGE },
	{ "audio", COL_AUDIO },
	{ "video", COL_VIDEO },
	{ "entity_id", COL_ENTITY_ID },
	{ "create_if", COL_CREATE_IF },
	{ "update_if", COL_UPDATE_IF },
};

/* What bind::x and body::x mean when there is a column of its own for x. */
static const struct alias bind_aliases[] = {
	{ "relevant", COL_RELEVANT },
	{ "constraint", COL_CONSTRAINT },
	{ "calculate", COL_CALCULATION },
	{ "required", COL_REQUIRED },
	{ "readonly", COL_READ_ONLY },
	{ "jr:constraintMsg", COL_CONSTRAINT_MESSAGE },
	{ "jr:requiredMsg", COL_REQUIRED_MESSAGE },
	{ "jr:noAppErrorString", COL_NO_APP },
	{ "entities:saveto", COL_SAVE_TO },
};
static const struct alias body_aliases[] = {
	{ "appearance", COL_APPEARANCE },
	{ "jr:count", COL_REPEAT_COUNT },
	{ "rows", COL_ROWS },
	{ "intent", COL_INTENT },
	{ "autoplay", COL_AUTOPLAY },
};

static enum column alias_of(const struct alias *t, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(t[i].name, name) == 0)
			return t[i].col;
	return COL_UNKNOWN;
}

struct form_place row_place(struct reader *r, const struct row *row, enum column col)
{
	bool known = col != COL_UNKNOWN && (row->v[col] || row->at[col] > 0);
	const char *cell = known ? xlsx_ref(r->arena, row->at[col], row->number)
				 : arena_printf(r->arena, "%d", row->number);

	return (struct form_place){ row->table->name, cell, row->number };
}

void fail(struct reader *r, struct form_place where, struct msg reason, struct msg remedy)
{
	form_problem_add(r->problems, where, false, reason, remedy);
}

void warn(struct reader *r, struct form_place where, struct msg reason, struct msg remedy)
{
	form_problem_add(r->problems, where, true, reason, remedy);
}

const struct xlsx_sheet *table_sheet(const struct reader *r, const char *name)
{
	for (size_t i = 0; i < r->book->n; i++)
		if (strcasecmp(r->book->sheets[i].name, name) == 0)
			return &r->book->sheets[i];
	return NULL;
}

/* Levenshtein's distance of two short names, without case. */
static int distance(const char *a, const char *b)
{
	int row[40], n = (int)strlen(b), diagonal;

	if (strlen(a) > 38 || n > 38)
		return 99;
	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 1; a[i - 1]; i++) {
		diagonal = row[0];
		row[0] = i;
		for (int j = 1; j <= n; j++) {
			int cost = diagonal + (tolower(a[i - 1]) != tolower(b[j - 1]));

			diagonal = row[j];
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			if (row[j] + 1 < cost)
				cost = row[j] + 1;
			row[j] = cost;
		}
	}
	return row[n];
}

const char *table_alike(const struct reader *r, const char *name)
{
	struct buf b;

	buf_init(&b, r->arena, 0);
	for (size_t i = 0; i < r->book->n; i++) {
		const char *other = r->book->sheets[i].name;

		if (other[0] == '_' || distance(other, name) > 2)
			continue;
		if (b.len)
			buf_str(&b, ", ");
		buf_str(&b, other);
	}
	return b.len ? b.data : NULL;
}

/* A typographic quote at s (U+2018, U+2019, U+201C, U+201D) as a plain one; 0 when there is none.
 */
static char plain_quote(const char *s)
{
	if ((unsigned char)s[0] != 0xe2 || (unsigned char)s[1] != 0x80)
		return 0;
	switch ((unsigned char)s[2]) {
	case 0x98:
	case 0x99:
		return '\'';
	case 0x9c:
	case 0x9d:
		return '"';
	default:
		return 0;
	}
}

static bool is_nbsp(const char *s)
{
	return (unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0;
}

/* Whether the text must be rewritten: quotes, no-break spaces, runs of blanks. */
static bool needs_cleaning(const char *s, size_t n, bool runs)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] >= 0xc2) {
			if (plain_quote(s + i) || is_nbsp(s + i))
				return true;
		} else if (runs && s[i] == ' ' && i + 1 < n && s[i + 1] == ' ') {
			return true;
		}
	return false;
}

const char *table_text(struct reader *r, const struct table *t, const char *raw)
{
	size_t n = strlen(raw);
	struct buf b;

	while (n && (isspace((unsigned char)*raw) || is_nbsp(raw))) {
		size_t step = is_nbsp(raw) ? 2 : 1;

		raw += step;
		n -= step;
	}
	while (n && isspace((unsigned char)raw[n - 1]))
		n--;
	if (!n)
		return NULL;
	if (!needs_cleaning(raw, n, t->collapse))
		return raw[n] ? arena_strn(r->arena, raw, n) : raw;
	buf_init(&b, r->arena, n);
	for (size_t i = 0; i < n; i++) {
		char quote = plain_quote(raw + i);
		bool nbsp = !quote && is_nbsp(raw + i);
		char c = raw[i];

		if (quote)
			c = quote;
		else if (nbsp)
			c = ' ';
		i += quote ? 2 : nbsp ? 1 : 0;
		if (!(t->collapse && c == ' ' && b.len && b.data[b.len - 1] == ' '))
			buf_char(&b, c);
	}
	return b.data;
}

static const char *snake(struct arena *a, const char *s)
{
	char *t = arena_str(a, s);

	for (char *p = t; *p; p++)
		if (*p == ' ')
			*p = '_';
		else
			*p = (char)tolower((unsigned char)*p);
	return t;
}

/* Splits a heading at "::" (or at ":" where the sheet has no "::") into at most 3 tokens. */
static int split_heading(struct arena *a, const char *raw, bool doubled, const char *token[3])
{
	const char *delimiter = doubled ? "::" : ":";
	size_t width = strlen(delimiter);
	int n = 0;

	while (n < 3) {
		const char *end = n < 2 ? strstr(raw, delimiter) : NULL;

		/* a prefix like jr: is no delimiter */
		if (end && !doubled && end - raw == 2 && strncmp(raw, "jr", 2) == 0)
			end = strstr(end + 1, delimiter);
		token[n++] = text_trim(a, end ? arena_strn(a, raw, (size_t)(end - raw)) : raw);
		if (!end)
			break;
		raw = end + width;
	}
	return n;
}

static int lang_add(struct reader *r, const char *lang)
{
	return (int)form_intern(&r->langs, lang, strlen(lang), NULL);
}

/* Understands one heading. */
static void read_heading(struct reader *r, struct header *h, bool doubled)
{
	const char *token[3];
	bool colons = doubled || strstr(h->raw, "::") != NULL;
	int n = split_heading(r->arena, h->raw, colons, token);
	const char *key = snake(r->arena, token[0]);
	const char *lang = n > 1 ? token[1] : NULL;

	h->lang = -1;
	h->col = alias_of(aliases, COUNT_OF(aliases), key);
	if (n > 1 && strcmp(key, "media") == 0) {
		h->col = alias_of(aliases, COUNT_OF(aliases), token[1]);
		lang = n > 2 ? token[2] : NULL;
		if (h->col < COL_IMAGE)
			h->col = COL_UNKNOWN;
	} else if (n > 1 && strcmp(key, "bind") == 0) {
		h->col = alias_of(bind_aliases, COUNT_OF(bind_aliases), token[1]);
		h->attr = token[1];
		if (h->col == COL_UNKNOWN)
			h->col = COL_BIND;
		lang = n > 2 ? token[2] : NULL;
	} else if (n > 1 && (strcmp(key, "body") == 0 || strcmp(key, "control") == 0)) {
		h->col = alias_of(body_aliases, COUNT_OF(body_aliases), token[1]);
		h->attr = token[1];
		if (h->col == COL_UNKNOWN)
			h->col = COL_BODY;
		lang = n > 2 ? token[2] : NULL;
	} else if (n > 1 && strcmp(key, "instance") == 0) {
		h->col = COL_INSTANCE;
		h->attr = token[1];
	}
	if (h->col >= COL_FIRST_TEXT && lang && *lang)
		h->lang = lang_add(r, lang);
	else if (h->col < COL_FIRST_TEXT && n > 1 && !h->attr)
		h->col = COL_UNKNOWN;
}

/* Two headings for one column: which of them counts cannot be known. */
static void check_twice(struct reader *r, struct table *t, int c)
{
	const struct header *h = &t->headers[c];

	for (int i = 0; i < c; i++) {
		const struct header *o = &t->headers[i];
		bool same = o->col == h->col && o->lang == h->lang;

		if (h->col == COL_UNKNOWN || !o->raw)
			continue;
		if (same && h->attr && o->attr)
			same = strcmp(h->attr, o->attr) == 0;
		if (same)
			fail(r, (struct form_place){ t->name, xlsx_ref(r->arena, c, 1), 1 },
				MSG(_("The columns {1} and {2} mean the same."), S(o->raw),
					S(h->raw)),
				MSG(_("Rename or remove one of them.")));
	}
}

void table_open(struct reader *r, const struct xlsx_sheet *sheet, const char *name, struct table *t)
{
	const struct xlsx_row *top = sheet->n ? &sheet->rows[0] : NULL;
	bool doubled = false;
	const struct xlsx_cell *c;

	*t = (struct table){ .sheet = sheet, .name = name };
	if (!top)
		return;
	t->first = 1;
	t->n_headers = top->cells[top->n - 1].col + 1;
	t->headers = ARENA_ARRAY(r->arena, (size_t)t->n_headers, struct header);
	for (size_t i = 0; i < top->n; i++)
		if (strstr(top->cells[i].text, "::"))
			doubled = true;
	for (size_t i = 0; i < top->n; i++) {
		struct header *h;

		c = &top->cells[i];
		h = &t->headers[c->col];
		if (r->langs.n > FORM_LANGS_MAX)
			break;
		h->raw = text_trim(r->arena, c->text);
		if (!*h->raw) {
			h->raw = NULL;
			continue;
		}
		read_heading(r, h, doubled);
		t->has[h->col] = true;
		if (h->col != COL_UNKNOWN)
			check_twice(r, t, c->col);
	}
	if (r->langs.n > FORM_LANGS_MAX)
		fail(r, (struct form_place){ t->name, NULL, 1 },
			MSG(_("The workbook has more than {1} languages."), N(FORM_LANGS_MAX)),
			MSG(_("Remove the columns the form does not need.")));
}

const char *table_cell(struct reader *r, const struct table *t, size_t i, int c)
{
	const struct xlsx_row *row = &t->sheet->rows[i];

	for (size_t k = 0; k < row->n; k++)
		if (row->cells[k].col == c)
			return table_text(r, t, row->cells[k].text);
	return NULL;
}

/* Refuses a cell that holds no value of its own. */
static bool is_value(struct reader *r, const struct table *t, const struct xlsx_cell *c, int row)
{
	struct form_place at;

	if (!c->formula && c->kind != XLSX_ERROR)
		return true;
	at = (struct form_place){ t->name, xlsx_ref(r->arena, c->col, row), row };
	if (c->formula)
		fail(r, at, MSG(_("The cell holds a formula.")),
			MSG(_("Put the value itself into the cell.")));
	else
		fail(r, at, MSG(_("The cell shows the error {1}."), S(c->text)),
			MSG(_("Put a value into the cell, or clear it.")));
	return false;
}

/*
 * Whether what a refused formula came to last is read all the same: where others refer to it, so
 * that they are not told of as well.
 */
static bool stands_for(enum column col, const struct xlsx_cell *c)
{
	return c->formula && c->kind != XLSX_ERROR && strcmp(c->text, "=") != 0 &&
	       (col == COL_TYPE || col == COL_NAME || col == COL_LIST_NAME);
}

static void put_text(struct reader *r, struct row *row, const struct header *h, const char *text)
{
	const char ***in = &row->in[h->col - COL_FIRST_TEXT];

	if (!*in)
		*in = ARENA_ARRAY(r->arena, r->n_lang_room, const char *);
	(*in)[h->lang] = text;
}

void table_row(struct reader *r, const struct table *t, size_t i, struct row *row)
{
	const struct xlsx_row *x = &t->sheet->rows[i];

	memset(row, 0, sizeof(*row));
	row->table = t;
	row->number = x->number;
	for (size_t k = 0; k < x->n; k++) {
		const struct xlsx_cell *c = &x->cells[k];
		const struct header *h = c->col < t->n_headers ? &t->headers[c->col] : NULL;
		const char *text;
		struct form_attr a;

		if (!h || !h->raw)
			continue;
		if (!is_value(r, t, c, x->number)) {
			row->told[h->col] = true;
			if (!stands_for(h->col, c))
				continue;
		}
		text = table_text(r, t, c->text);
		if (!text)
			continue;
		a = (struct form_attr){ h->attr, text };
		row->at[h->col] = c->col;
		if (h->col == COL_BIND)
			*LIST_PUSH(r->arena, &row->bind) = a;
		else if (h->col == COL_BODY)
			*LIST_PUSH(r->arena, &row->body) = a;
		else if (h->col == COL_INSTANCE)
			*LIST_PUSH(r->arena, &row->instance) = a;
		else if (h->lang >= 0)
			put_text(r, row, h, text);
		else
			row->v[h->col] = text;
	}
}

struct form_text row_text(struct reader *r, const struct row *row, enum column col)
{
	const char **in = row->in[col - COL_FIRST_TEXT];
	size_t at = r->form->default_lang;

	if (!in)
		return (struct form_text){ .plain = row->v[col] };
	if (row->v[col] && !in[at])
		in[at] = row->v[col];
	return (struct form_text){ .in = in };
}

void row_label(struct reader *r, const struct row *row, struct form_label *out)
{
	out->text = row_text(r, row, COL_LABEL);
	for (int m = 0; m < MEDIA_COUNT; m++)
		out->media[m] = row_text(r, row, (enum column)(COL_IMAGE + m));
}

struct form_expr row_expr(struct reader *r, const struct row *row, enum column col)
{
	if (!row->v[col])
		return (struct form_expr){ 0 };
	return (struct form_expr){ .text = row->v[col], .place = row_place(r, row, col) };
}

/* XML names without a colon (XML Namespaces 1.0, production 4), letters of any script. */
bool is_xml_name(const char *s, size_t len)
{
	const char *end = s + len;

	if (!len || len > FORM_NAME_MAX ||
		(!isalpha((unsigned char)*s) && *s != '_' && (unsigned char)*s < 0xc3))
		return false;
	for (; s < end; s++)
		if (!isalnum((unsigned char)*s) && !strchr("_-.", *s) && (unsigned char)*s < 0x80)
			return false;
	return true;
}

bool is_yes(const char *s)
{
	static const char *const words[] = { "yes", "true", "true()", "1" };

	for (size_t i = 0; s && i < COUNT_OF(words); i++)
		if (strcasecmp(s, words[i]) == 0)
			return true;
	return false;
}
