/*
 * The markup of a template, followed character by character: enough of the tokenizer of HTML
 * (WHATWG HTML §13.2.5) to know the place of every expression, and an element stack to see that
 * what is opened is closed. Stricter than browsers are: what they would guess at is refused.
 */
#include "tplgen.h"

#include <ctype.h>
#include <string.h>

static bool one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static const char *const void_elements[] = { "area", "base", "br", "col", "embed", "hr", "img",
	"input", "link", "meta", "source", "track", "wbr", NULL };
static const char *const plain_elements[] = { "title", "textarea", "option", "svg", NULL };
static const char *const kept_blanks[] = { "pre", "textarea", NULL };
static const char *const foreign[] = { "svg", "math", NULL };
static const char *const address_attrs[] = { "href", "src", "action", "formaction", "poster",
	"cite", "data", "background", "manifest", "ping", "srcset", "xlink:href", "hx-get",
	"hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url", NULL };
static const char *const machine_attrs[] = { "id", "name", "for", "class", "datetime", "colspan",
	"rowspan", "width", "height", "aria-describedby", "aria-labelledby", "aria-controls",
	"headers", "list", "type", "lang", "dir", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r",
	"rx", "ry", "d", "points", "transform", "viewbox", "min", "max", "step", "maxlength",
	"minlength", "size", "rows", "cols", "tabindex", NULL };

bool is_address(const char *attr)
{
	return one_of(attr, address_attrs);
}

bool is_refused_attr(const char *attr)
{
	return strncmp(attr, "on", 2) == 0 || strcmp(attr, "style") == 0 ||
	       strcmp(attr, "formmethod") == 0 || strcmp(attr, "srcdoc") == 0;
}

static bool within(const struct markup *m, const char *const *list)
{
	for (size_t i = 0; i < m->open.n; i++)
		if (one_of(m->open.at[i].name, list))
			return true;
	return false;
}

static void put(struct tpl *t, char c)
{
	buf_char(&t->literal, c);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A character between elements, white space gathered to one. */
static void put_text(struct tpl *t, char c)
{
	if (is_blank(c) && !within(&t->m, kept_blanks)) {
		if (t->blank != '\n')
			t->blank = c == '\n' ? '\n' : ' ';
		return;
	}
	if (t->blank && !t->skip_blank)
		put(t, t->blank);
	t->blank = 0;
	t->skip_blank = false;
	put(t, c);
}

static void tag_end(struct tpl *t, bool closed)
{
	struct markup *m = &t->m;
	const char *name = m->name.data;
	bool is_void = one_of(name, void_elements);

	if (t->literal.len && t->literal.data[t->literal.len - 1] == ' ')
		buf_cut(&t->literal, t->literal.len - 1);
	if (closed)
		put(t, '/');
	put(t, '>');
	m->state = IN_TEXT;
	if (closed && !is_void && !within(m, foreign))
		fail(t, t->line, "<%s/>: only void elements and SVG close themselves", name);
	if (closed || is_void)
		return;
	*LIST_PUSH(t->a, &m->open) = (struct element){ arena_str(t->a, name), m->tag_line };
	if (strcmp(name, "textarea") == 0)
		put(t, '\n'); /* browsers drop the first line end, so this one instead of the text's
			       */
	if (strcmp(name, "script") == 0 || strcmp(name, "style") == 0)
		m->state = IN_RAW;
	if (m->post) {
		flush(t);
		statement(t, t->line, "out_csrf(o);");
	}
}

static void end_tag(struct tpl *t)
{
	struct markup *m = &t->m;
	const char *name = m->name.data;
	size_t floor = t->blocks.at[t->blocks.n - 1].depth;

	put(t, '>');
	m->state = IN_TEXT;
	if (one_of(name, void_elements))
		fail(t, t->line, "</%s>: a void element has no end tag", name);
	if (m->open.n == 0 && t->partial)
		return;
	if (m->open.n == 0)
		fail(t, t->line, "</%s> closes nothing", name);
	if (strcmp(m->open.at[m->open.n - 1].name, name) != 0)
		fail(t, t->line, "</%s> where </%s> is due, opened in line %d", name,
			m->open.at[m->open.n - 1].name, m->open.at[m->open.n - 1].line);
	if (m->open.n == floor && t->blocks.n > 1)
		fail(t, t->line, "</%s> closes what was opened outside this block", name);
	m->open.n--;
}

/* The name of an attribute is whole. */
static void attr_named(struct tpl *t)
{
	const char *attr = t->m.attr.data;

	if (strncmp(attr, "on", 2) == 0)
		fail(t, t->line, "%s=: scripts live in assets/, never in attributes", attr);
	if (strcmp(attr, "style") == 0)
		fail(t, t->line, "style=: looks live in assets/app.css");
	if (is_refused_attr(attr))
		fail(t, t->line, "%s= is refused", attr);
}

/* What an address must begin with as soon as something is put into it. */
static void check_address(struct tpl *t)
{
	static const char *const schemes[] = { "https:", "http:", "mailto:", "tel:" };
	const char *value = t->m.value.data;

	for (size_t i = 0; i < COUNT_OF(schemes); i++)
		if (strncmp(value, schemes[i], strlen(schemes[i])) == 0)
			return;
	if (*value && (!strchr("/?#", *value) || strncmp(value, "//", 2) == 0))
		fail(t, t->line,
			"an address with an expression in it begins with /, ?, # or a scheme");
}

/* The value of an attribute is whole. */
static void attr_valued(struct tpl *t)
{
	struct markup *m = &t->m;
	const char *attr = m->attr.data, *value = m->value.data;

	if (is_address(attr) && m->dynamic && !m->whole)
		check_address(t);
	if (is_address(attr) && (strncasecmp(value, "javascript:", 11) == 0 ||
					strncasecmp(value, "vbscript:", 9) == 0))
		fail(t, t->line, "a script for an address");
	if (strcmp(m->name.data, "form") == 0 && strcmp(attr, "method") == 0) {
		if (m->dynamic)
			fail(t, t->line, "the method of a form is written, never computed");
		m->post = strcasecmp(value, "post") == 0;
	}
	buf_cut(&m->attr, 0);
	buf_cut(&m->value, 0);
	m->dynamic = m->whole = false;
}

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_' || c == '.' ||
	       c == '@';
}

/* Between attributes, or at the end of one. */
static void in_tag(struct tpl *t, char c)
{
	struct markup *m = &t->m;

	if (is_blank(c)) {
		if (!t->literal.len || t->literal.data[t->literal.len - 1] != ' ')
			put(t, ' ');
		m->state = IN_TAG;
	} else if (c == '>') {
		tag_end(t, false);
	} else if (c == '/') {
		m->state = AFTER_SLASH;
	} else if (is_name_char(c) && m->state == IN_TAG) {
		put(t, c);
		buf_cut(&m->attr, 0);
		buf_char(&m->attr, (char)tolower((unsigned char)c));
		m->state = IN_ATTR;
	} else {
		fail(t, t->line, "'%c' is out of place in the tag <%s>", c, m->name.data);
	}
}

static void in_attr(struct tpl *t, char c)
{
	struct markup *m = &t->m;

	if (is_name_char(c)) {
		put(t, c);
		buf_char(&m->attr, (char)tolower((unsigned char)c));
		return;
	}
	attr_named(t);
	if (c == '=') {
		put(t, c);
		m->state = AFTER_EQ;
		return;
	}
	attr_valued(t);
	in_tag(t, c);
}

static void after_eq(struct tpl *t, char c)
{
	if (is_blank(c) || c == '>')
		fail(t, t->line, "%s= has no value", t->m.attr.data);
	put(t, c);
	t->m.quote = c;
	t->m.state = c == '"' || c == '\'' ? IN_QUOTED : IN_UNQUOTED;
	if (t->m.state == IN_UNQUOTED)
		buf_char(&t->m.value, c);
}

static void in_value(struct tpl *t, char c)
{
	struct markup *m = &t->m;

	if (m->state == IN_UNQUOTED && (is_blank(c) || c == '>')) {
		attr_valued(t);
		in_tag(t, c);
		return;
	}
	if (m->state == IN_UNQUOTED && strchr("\"'`=<", c))
		fail(t, t->line, "an unquoted value with %c in it", c);
	put(t, c);
	if (m->state == IN_QUOTED && c == m->quote) {
		attr_valued(t);
		m->state = AFTER_QUOTED;
		return;
	}
	if (m->whole)
		fail(t, t->line, "{{href}} is the whole value of its attribute");
	buf_char(&m->value, c);
}

static void in_name(struct tpl *t, char c)
{
	struct markup *m = &t->m;

	if (is_name_char(c)) {
		put(t, c);
		buf_char(&m->name, (char)tolower((unsigned char)c));
	} else if (m->state == IN_NAME) {
		m->post = false;
		in_tag(t, c);
	} else if (is_blank(c) && m->name.len) {
		m->state = AFTER_END_NAME;
	} else if (c == '>' && m->name.len) {
		end_tag(t);
	} else {
		fail(t, t->line, "this end tag has no name");
	}
}

static void after_lt(struct tpl *t, char c)
{
	struct markup *m = &t->m;

	put(t, c);
	buf_cut(&m->name, 0);
	m->tag_line = t->line;
	if (c == '/') {
		m->state = IN_END_NAME;
	} else if (c == '!') {
		m->state = IN_BANG;
	} else if (isalpha((unsigned char)c)) {
		m->state = IN_NAME;
		buf_char(&m->name, (char)tolower((unsigned char)c));
	} else {
		fail(t, t->line, "a < that begins no tag is written &lt;");
	}
}

/* "<!", then "-" or a letter; the name buffer holds what came after. Comments are dropped. */
static void in_bang(struct tpl *t, char c)
{
	struct markup *m = &t->m;

	put(t, c);
	buf_char(&m->name, c);
	if (m->name.len == 1 && tolower((unsigned char)c) == 'd') {
		m->state = IN_DOCTYPE;
	} else if (m->name.len == 2 && strcmp(m->name.data, "--") == 0) {
		buf_cut(&t->literal, t->literal.len - 4);
		buf_cut(&m->name, 0);
		m->state = IN_COMMENT;
	} else if (m->name.len == 2 || c != '-') {
		fail(t, t->line, "<! begins neither a comment nor a doctype");
	}
}

static bool ends(const struct buf *b, const char *with)
{
	size_t n = strlen(with);

	return b->len >= n && strncasecmp(b->data + b->len - n, with, n) == 0;
}

static void in_raw(struct tpl *t, char c)
{
	const char *name = t->m.open.at[t->m.open.n - 1].name;

	put(t, c);
	if (!ends(&t->literal, name) || t->literal.len < strlen(name) + 2 ||
		strncmp(t->literal.data + t->literal.len - strlen(name) - 2, "</", 2) != 0)
		return;
	buf_cut(&t->m.name, 0);
	buf_str(&t->m.name, name);
	t->m.state = AFTER_END_NAME;
}

static void in_comment(struct tpl *t, char c)
{
	buf_char(&t->m.name, c);
	if (ends(&t->m.name, "-->"))
		t->m.state = IN_TEXT;
}

void markup_char(struct tpl *t, char c)
{
	if (!t->in_function) {
		if (!is_blank(c))
			fail(t, t->line, "markup outside a function");
		return;
	}
	switch (t->m.state) {
	case IN_TEXT:
		put_text(t, c);
		if (c == '<')
			t->m.state = AFTER_LT;
		return;
	case AFTER_LT:
		after_lt(t, c);
		return;
	case IN_NAME:
	case IN_END_NAME:
		in_name(t, c);
		return;
	case IN_TAG:
	case AFTER_QUOTED:
		in_tag(t, c);
		return;
	case IN_ATTR:
		in_attr(t, c);
		return;
	case AFTER_EQ:
		after_eq(t, c);
		return;
	case IN_UNQUOTED:
	case IN_QUOTED:
		in_value(t, c);
		return;
	case AFTER_SLASH:
		if (c != '>')
			fail(t, t->line, "a / inside a tag");
		tag_end(t, true);
		return;
	case AFTER_END_NAME:
		if (c == '>')
			end_tag(t);
		else if (!is_blank(c))
			fail(t, t->line, "text inside an end tag");
		return;
	case IN_BANG:
		in_bang(t, c);
		return;
	case IN_DOCTYPE:
		put(t, c);
		if (c == '>')
			t->m.state = IN_TEXT;
		return;
	case IN_COMMENT:
		in_comment(t, c);
		return;
	case IN_RAW:
		in_raw(t, c);
	}
}

enum place markup_place(struct tpl *t)
{
	const struct markup *m = &t->m;
	const char *attr = m->attr.data;

	switch (m->state) {
	case IN_TEXT:
		return within(m, plain_elements) ? PLACE_PLAIN : PLACE_TEXT;
	case IN_TAG:
		return PLACE_TAG;
	case IN_QUOTED:
		return is_address(attr)		     ? PLACE_ADDRESS
		       : one_of(attr, machine_attrs) ? PLACE_MACHINE
						     : PLACE_ATTR;
	case IN_RAW:
		fail(t, t->line, "{{ inside <%s>", m->open.at[m->open.n - 1].name);
	case IN_COMMENT:
	case IN_BANG:
	case IN_DOCTYPE:
		fail(t, t->line, "{{ inside a comment or a doctype");
	case AFTER_EQ:
	case IN_UNQUOTED:
		fail(t, t->line, "{{ in an unquoted attribute: write %s=\"…\"", attr);
	case AFTER_QUOTED:
		fail(t, t->line, "a blank is due between an attribute and {{");
	default:
		fail(t, t->line, "{{ inside a name");
	}
}

void markup_expression(struct tpl *t, bool whole)
{
	struct markup *m = &t->m;

	if (m->state != IN_QUOTED)
		return;
	if (m->whole || (whole && (m->dynamic || m->value.len)))
		fail(t, t->line, "{{href}} is the whole value of its attribute");
	m->dynamic = true;
	m->whole = whole;
	if (is_address(m->attr.data) && !whole)
		check_address(t);
}

void block_open(struct tpl *t, int line)
{
	*LIST_PUSH(t->a, &t->blocks) = (struct block){ line, t->m.open.n, t->m.state };
}

void block_close(struct tpl *t, int line)
{
	const struct block *b = &t->blocks.at[t->blocks.n - 1];
	const struct markup *m = &t->m;

	if (m->state != b->state)
		fail(t, line, "a tag begins or ends inside the block of line %d only", b->line);
	if (m->open.n > b->depth && !t->partial)
		fail(t, line, "<%s> of line %d is not closed in its block",
			m->open.at[m->open.n - 1].name, m->open.at[m->open.n - 1].line);
	if (t->blocks.n == 1)
		t->m.open.n = 0;
	t->blocks.n--;
}
