/* The lines of C in a template: few kinds, each told by how it begins and ends. */
#include "tplgen.h"

#include <ctype.h>
#include <string.h>

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && strcmp(s + n - m, with) == 0;
}

/* Parentheses, brackets and braces left open in s; strings and characters are skipped. */
static int open_parentheses(const char *s)
{
	int depth = 0;

	for (; *s; s++) {
		if (*s == '"' || *s == '\'') {
			for (char quote = *s++; *s && *s != quote; s++)
				if (*s == '\\' && s[1])
					s++;
			if (!*s)
				break;
		} else if (*s == '(' || *s == '[') {
			depth++;
		} else if (*s == ')' || *s == ']') {
			depth--;
		}
	}
	return depth;
}

bool c_complete(const char *text)
{
	char last = text[strlen(text) - 1];

	if (begins(text, "#") || begins(text, "/*"))
		return true;
	return open_parentheses(text) <= 0 && strchr("{});", last);
}

/* The name of a template at s, or 0 characters. */
static size_t template_name(const char *s)
{
	size_t n = 0;

	while (islower((unsigned char)s[n]) || isdigit((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n > 5 && strncmp(s + n - 5, "_html", 5) == 0 ? n : 0;
}

static void function_head(struct tpl *t, const char *text, int line)
{
	bool local = begins(text, "static ");
	const char *name = text + (local ? 7 : 0) + 5;
	size_t n = template_name(name);

	if (!n || (!begins(name + n, "(struct out *o)") && !begins(name + n, "(struct out *o,")))
		fail(t, line, "a template is void name_html(struct out *o, ...)");
	if (!local)
		buf_printf(&t->head, "\n%s;\n", text);
	statement(t, line, "%s", text);
	t->head_seen = true;
}

static void function_open(struct tpl *t, int line)
{
	t->head_seen = false;
	t->in_function = true;
	statement(t, line, "{");
	block_open(t, line);
	t->skip_blank = true;
}

static void close_brace(struct tpl *t, int line)
{
	if (t->blocks.n == 1) {
		t->blank = 0; /* nothing follows the last line */
		flush(t);
		block_close(t, line);
		t->in_function = false;
		statement(t, line, "}\n");
		return;
	}
	flush(t);
	block_close(t, line);
	statement(t, line, "}");
	t->skip_blank = true;
}

static void outside(struct tpl *t, const char *text, int line)
{
	bool head = begins(text, "void ") || begins(text, "static void ");

	if (t->head_seen && strcmp(text, "{") == 0) {
		function_open(t, line);
	} else if (t->head_seen) {
		fail(t, line, "a { is due after the head of a function");
	} else if (begins(text, "#include \"") && ends(text, "\"")) {
		buf_printf(&t->head, "%s\n", text);
	} else if (head && ends(text, ")")) {
		function_head(t, text, line);
	} else {
		fail(t, line, "not allowed outside a function: %s", text);
	}
}

static bool is_call(const char *text)
{
	size_t n = template_name(text);

	return n && (begins(text + n, "(o,") || begins(text + n, "(o)")) && ends(text, ");");
}

/* One statement only: no ; but in the head of a for, and the one at the end. */
static bool is_single(const char *text)
{
	size_t semicolons = 0;
	bool loop = begins(text, "for ");

	for (const char *s = text; *s; s++) {
		if (*s == '"') {
			for (s++; *s && *s != '"'; s++)
				if (*s == '\\' && s[1])
					s++;
			if (!*s)
				return false;
		} else if (*s == ';') {
			semicolons++;
		}
	}
	return semicolons == (loop ? 2 : ends(text, ";") ? 1 : 0);
}

void c_statement(struct tpl *t, const char *text, int line)
{
	bool more = begins(text, "} else {") || begins(text, "} else if (");

	if (strcmp(text, "/* partial */") == 0 && line == 1) {
		t->partial = true;
		return;
	}
	if (begins(text, "/*") && ends(text, "*/"))
		return;
	if (!t->in_function) {
		outside(t, text, line);
		return;
	}
	if (t->m.state != IN_TEXT && t->m.state != IN_TAG)
		fail(t, line, "a line of C inside a name, an attribute, a script or a comment");
	if (strcmp(text, "}") == 0) {
		close_brace(t, line);
		return;
	}
	if (!is_single(text))
		fail(t, line, "one statement a line: %s", text);
	if (more && (ends(text, "} else {") || ends(text, ") {"))) {
		if (t->blocks.n < 2)
			fail(t, line, "else without if");
		flush(t);
		block_close(t, line);
		statement(t, line, "%s", text);
		block_open(t, line);
		t->skip_blank = true;
	} else if ((begins(text, "if (") || begins(text, "for (")) && ends(text, ") {")) {
		flush(t);
		statement(t, line, "%s", text);
		block_open(t, line);
		t->skip_blank = true;
	} else if (begins(text, "const ") && strchr(text, '=') && ends(text, ";")) {
		flush(t);
		statement(t, line, "%s", text);
		t->skip_blank = true;
	} else if (is_call(text) && t->m.state == IN_TEXT) {
		flush(t);
		statement(t, line, "%s", text);
		t->blank = '\n'; /* the one that ends this line */
	} else {
		fail(t, line, "not allowed in a template: %s", text);
	}
}
