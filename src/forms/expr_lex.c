#include "forms/expr_lex.h"

#include <string.h>

#include "base/text.h"
#include "forms/expr_impl.h"

bool lexer_fail(struct lexer *l, size_t at, struct msg msg, struct msg remedy)
{
	if (!l->failed)
		*l->error = (struct expr_error){ .at = at, .msg = msg, .remedy = remedy };
	l->failed = true;
	l->token = (struct token){ .kind = TOKEN_END, .text = "", .at = at };
	return false;
}

int64_t lexer_column(const struct lexer *l, size_t at)
{
	int64_t column = 1;

	for (size_t i = 0; i < at; i++)
		column += ((unsigned char)l->text[i] & 0xC0) != 0x80;
	return column;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Names may hold any letter outside ASCII; which of them XML allows is the form's business. */
static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return is_name_start(c) || is_digit(c) || c == '-' || c == '.';
}

static size_t name_length(const char *s)
{
	size_t n = 0;

	if (!is_name_start(s[0]))
		return 0;
	while (is_name(s[n]))
		n++;
	return n;
}

/* Whether, after this token, `*` and `and` are names and no operators (XPath 1.0 §3.7). */
static bool expects_operand(const struct token *before)
{
	if (before->kind == TOKEN_OPERATOR || before->kind == TOKEN_AXIS || !before->text)
		return true;
	return before->kind == TOKEN_MARK && before->code && strchr("@([,/d", before->code);
}

static void set(struct lexer *l, enum token_kind kind, int code, size_t len)
{
	l->token = (struct token){
		.kind = kind, .code = code, .text = l->text + l->at, .len = len, .at = l->at
	};
	l->at += len;
}

static void read_number(struct lexer *l)
{
	const char *s = l->text + l->at;
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	if (s[n] == '.')
		n++;
	while (is_digit(s[n]))
		n++;
	set(l, TOKEN_NUMBER, 0, n);
}

static void read_string(struct lexer *l)
{
	size_t from = l->at;
	const char *end = strchr(l->text + from + 1, l->text[from]);

	if (!end) {
		lexer_fail(l, from,
			MSG(_("At character {1} a text begins whose closing quotation mark is "
			      "missing."),
				N(lexer_column(l, from))),
			MSG(_("Close the text with the same mark it begins with.")));
		return;
	}
	l->at++;
	set(l, TOKEN_STRING, 0, (size_t)(end - l->text) - l->at);
	l->token.at = from;
	l->at++;
}

static void read_ref(struct lexer *l)
{
	size_t from = l->at;
	const char *s = l->text + from + 2, *end = strchr(s, '}');
	enum token_kind kind = TOKEN_REF;

	while (is_blank(*s))
		s++;
	if (strncmp(s, "last-saved#", 11) == 0) {
		kind = TOKEN_SAVED;
		s += 11;
	}
	if (end) {
		size_t n = (size_t)(end - s);

		while (n && is_blank(s[n - 1]))
			n--;
		if (n && !memchr(s, '{', n) && !memchr(s, '$', n)) {
			l->token = (struct token){ kind, 0, s, n, from };
			l->at = (size_t)(end - l->text) + 1;
			return;
		}
	}
	lexer_fail(l, from,
		MSG(_("At character {1} a question is named, but not in the way {2}."),
			N(lexer_column(l, from)), S("${name}")),
		MSG(_("Write the name of a question between the braces.")));
}

static enum op_code operator_name(const char *s, size_t n)
{
	static const struct {
		const char *name;
		enum op_code code;
	} names[] = { { "or", CODE_OR }, { "and", CODE_AND }, { "div", CODE_DIV },
		{ "mod", CODE_MOD } };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strlen(names[i].name) == n && memcmp(names[i].name, s, n) == 0)
			return names[i].code;
	return 0;
}

/* The first character after blanks from `at`. */
static const char *after_blanks(const struct lexer *l, size_t at)
{
	while (is_blank(l->text[at]))
		at++;
	return l->text + at;
}

static void read_name(struct lexer *l, bool operand)
{
	const char *s = l->text + l->at, *next;
	size_t n = name_length(s);
	enum op_code code = operand ? 0 : operator_name(s, n);

	if (code) {
		set(l, TOKEN_OPERATOR, (int)code, n);
		return;
	}
	if (s[n] == ':' && s[n + 1] != ':') {
		size_t local = s[n + 1] == '*' ? 1 : name_length(s + n + 1);

		n += local ? 1 + local : 0;
	}
	next = after_blanks(l, l->at + n);
	if (*next == '(')
		set(l, TOKEN_FUNCTION, 0, n);
	else if (next[0] == ':' && next[1] == ':')
		set(l, TOKEN_AXIS, 0, n);
	else
		set(l, TOKEN_NAME, 0, n);
	if (l->token.kind == TOKEN_AXIS)
		l->at = (size_t)(next - l->text) + 2;
}

/* Signs: true when one was read. */
static bool read_sign(struct lexer *l, bool operand)
{
	static const struct {
		char sign[3];
		enum op_code code;
	} signs[] = { { "!=", CODE_NE }, { "<=", CODE_LE }, { ">=", CODE_GE }, { "=", CODE_EQ },
		{ "<", CODE_LT }, { ">", CODE_GT }, { "+", CODE_ADD }, { "-", CODE_SUB },
		{ "|", CODE_UNION } };
	const char *s = l->text + l->at;

	if (*s == '*') {
		if (operand)
			set(l, TOKEN_NAME, 0, 1);
		else
			set(l, TOKEN_OPERATOR, CODE_MUL, 1);
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(signs); i++) {
		size_t n = strlen(signs[i].sign);

		if (strncmp(s, signs[i].sign, n) == 0) {
			set(l, TOKEN_OPERATOR, (int)signs[i].code, n);
			return true;
		}
	}
	if (strncmp(s, "..", 2) == 0 || strncmp(s, "//", 2) == 0) {
		set(l, TOKEN_MARK, *s == '.' ? 'p' : 'd', 2);
		return true;
	}
	if (*s && strchr("()[],.@/", *s)) {
		set(l, TOKEN_MARK, *s, 1);
		return true;
	}
	return false;
}

/* Quotation marks of a word processor and blanks that do not break are pasted often. */
static bool is_foreign(const char *s)
{
	return strncmp(s, "\xE2\x80", 2) == 0 || strncmp(s, "\xC2\xA0", 2) == 0;
}

static void unexpected_character(struct lexer *l)
{
	const char *s = l->text + l->at, *end = s;

	text_next(&end);
	lexer_fail(l, l->at,
		MSG(_("At character {1} stands {2}, which has no meaning there."),
			N(lexer_column(l, l->at)), S(arena_strn(l->arena, s, (size_t)(end - s)))),
		is_foreign(s) ? MSG(_("Use the straight marks ' or \" and ordinary blanks."))
			      : MSG(_("Remove it, or put the text between ' marks.")));
}

void lexer_next(struct lexer *l)
{
	bool operand = expects_operand(&l->token);
	const char *s;

	if (l->failed)
		return;
	while (is_blank(l->text[l->at]))
		l->at++;
	s = l->text + l->at;
	if (!*s)
		set(l, TOKEN_END, 0, 0);
	else if (is_foreign(s))
		unexpected_character(l);
	else if (*s == '"' || *s == '\'')
		read_string(l);
	else if (is_digit(*s) || (*s == '.' && is_digit(s[1])))
		read_number(l);
	else if (s[0] == '$' && s[1] == '{')
		read_ref(l);
	else if (is_name_start(*s))
		read_name(l, operand);
	else if (!read_sign(l, operand))
		unexpected_character(l);
}

void lexer_begin(struct lexer *l, struct arena *a, const char *text, struct expr_error *error)
{
	*l = (struct lexer){ .arena = a, .text = text, .error = error };
	lexer_next(l);
}
