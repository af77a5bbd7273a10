/* What the house subset of SQL (docs/sql.md) leaves out, and what to write instead. */
#include "sqlgen.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* `call`: only when an opening parenthesis follows. */
static const struct banned {
	const char *word;
	bool call;
	const char *instead;
} banned[] = {
	{ "ilike", false, "LIKE on a folded column" },
	{ "glob", false, "LIKE on a folded column" },
	{ "regexp", false, "LIKE on a folded column" },
	{ "similar", false, "LIKE on a folded column" },
	{ "ifnull", true, "coalesce" },
	{ "nvl", true, "coalesce" },
	{ "isnull", false, "IS NULL" },
	{ "notnull", false, "IS NOT NULL" },
	{ "iif", true, "CASE WHEN" },
	{ "now", true, "a parameter such as :now" },
	{ "current_timestamp", false, "a parameter such as :now" },
	{ "current_date", false, "a parameter such as :today" },
	{ "current_time", false, "a parameter such as :now" },
	{ "datetime", true, "text passed in; times are ISO-8601 text" },
	{ "date", true, "substr(x, 1, 10); times are ISO-8601 text" },
	{ "strftime", true, "substr; times are ISO-8601 text" },
	{ "julianday", true, "a parameter computed in C" },
	{ "unixepoch", true, "a parameter computed in C" },
	{ "date_trunc", false, "substr; times are ISO-8601 text" },
	{ "interval", false, "a parameter computed in C" },
	{ "random", true, "a parameter computed in C" },
	{ "group_concat", true, "rows, joined in C" },
	{ "string_agg", true, "rows, joined in C" },
	{ "array_agg", true, "rows, joined in C" },
	{ "total", true, "CAST(sum(x) AS BIGINT)" },
	{ "printf", true, "plain values, formatted in C" },
	{ "format", true, "plain values, formatted in C" },
	{ "instr", true, "LIKE on a folded column" },
	{ "last_insert_rowid", true, "an id from id_new()" },
	{ "changes", true, "the `changed` of an exec query" },
	{ "typeof", true, "a column with a type" },
	{ "rowid", false, "the column id" },
	{ "oid", false, "the column id" },
	{ "_rowid_", false, "the column id" },
	{ "autoincrement", false, "an id from id_new()" },
	{ "serial", false, "BIGINT and an id from id_new()" },
	{ "bigserial", false, "BIGINT and an id from id_new()" },
	{ "indexed", false, "nothing; the engine chooses" },
	{ "pragma", false, "nothing; src/db sets the engine up" },
	{ "json", true, "columns, or JSON read in C" },
	{ "json_extract", true, "columns, or JSON read in C" },
	{ "json_each", true, "rows of a table" },
	{ "integer", false, "BIGINT" },
	{ "int", false, "BIGINT" },
	{ "smallint", false, "BIGINT" },
	{ "real", false, "a scaled BIGINT" },
	{ "float", false, "a scaled BIGINT" },
	{ "double", false, "a scaled BIGINT" },
	{ "numeric", false, "a scaled BIGINT" },
	{ "decimal", false, "a scaled BIGINT" },
	{ "varchar", false, "TEXT" },
	{ "char", false, "TEXT" },
	{ "blob", false, "BYTEA" },
	{ "bool", false, "BOOLEAN" },
	{ "timestamp", false, "TEXT; times are ISO-8601 text" },
	{ "timestamptz", false, "TEXT; times are ISO-8601 text" },
};

static bool follows(const char *next, const char *word)
{
	while (isspace((unsigned char)*next))
		next++;
	size_t n = strlen(word);
	return strncasecmp(next, word, n) == 0 && !isalnum((unsigned char)next[n]) &&
	       next[n] != '_';
}

void lint_word(struct place at, const char *p, size_t n, const char *next)
{
	while (*next == ' ' || *next == '\t' || *next == '\n')
		next++;
	for (size_t i = 0; i < COUNT_OF(banned); i++) {
		const struct banned *b = &banned[i];

		if (strlen(b->word) != n || strncasecmp(b->word, p, n) != 0)
			continue;
		if (b->call && *next != '(')
			continue;
		complain(at, "%.*s does not mean the same in both engines; write %s", (int)n, p,
			b->instead);
	}
	if (n == 2 && strncasecmp(p, "or", 2) == 0)
		for (size_t i = 0; i < 5; i++) {
			static const char *const after[] = { "replace", "ignore", "abort", "fail",
				"rollback" };
			if (follows(next, after[i]))
				complain(at, "OR %s is SQLite's alone; write ON CONFLICT ... DO",
					after[i]);
		}
	if (n == 8 && strncasecmp(p, "distinct", 8) == 0 && follows(next, "on"))
		complain(at, "DISTINCT ON is PostgreSQL's alone; write row_number() OVER (...)");
}

void lint_sign(struct place at, const char *p)
{
	switch (*p) {
	case '"':
	case '`':
		complain(at, "quoted identifiers are not used; choose a name that needs no quotes, "
			     "and write text in 'single' quotes");
	case '[':
	case ']':
		complain(at, "arrays and [names] are not used; write rows of a table");
	case ';':
		complain(at, "a query ends at the next signature; leave the semicolon out");
	case '?':
	case '$':
		complain(at, "write a parameter as :name, and declare it in the signature");
	case '=':
		if (p[1] == '=')
			complain(at, "== is SQLite's alone; write =");
		break;
	case '-':
		if (p[1] == '>')
			complain(at,
				"JSON operators are not used; write columns, or read JSON in C");
		break;
	case '/':
		if (p[1] == '*')
			complain(at, "write comments as -- to the end of the line");
		break;
	case ':':
		if (p[1] == ':')
			complain(at, ":: is PostgreSQL's alone; write CAST(x AS BIGINT)");
		complain(at, "a colon begins a parameter such as :name");
	case '~':
	case '#':
		complain(at, "the operator %c does not mean the same in both engines; leave it out",
			*p);
	default:
		break;
	}
}

bool c_keyword(const char *name)
{
	static const char *const words[] = { "auto", "break", "case", "char", "const", "continue",
		"default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if",
		"inline", "int", "long", "register", "restrict", "return", "short", "signed",
		"sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void",
		"volatile", "while", "asm", "typeof", "bool", "true", "false", "db", "arena" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i], name) == 0)
			return true;
	return false;
}
