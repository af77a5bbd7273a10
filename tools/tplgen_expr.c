/* What stands between {{ and }}, made a call of web/html.h. */
#include "tplgen.h"

#include <ctype.h>
#include <string.h>

/* The inside of an expression and where it stands. */
struct expr {
	struct tpl *t;
	int line;
	enum place place;
};

/* Keyword expressions that are one call. `as` is the argument, with %s for what is written. */
static const struct kind {
	const char *word;
	const char *text, *plain; /* the function, where markup may stand and where not */
	const char *as;
	bool for_people; /* refused where machines read */
	bool address;	 /* allowed in addresses */
} kinds[] = {
	{ "date", "out_date", "out_date_plain", "%s", true, false },
	{ "datefull", "out_datefull", "out_datefull_plain", "%s", true, false },
	{ "time", "out_time", "out_time_plain", "%s", true, false },
	{ "msg", "out_msg", "out_msg_plain", "%s", true, false },
	{ "dec", "out_dec", "out_dec", "%s", true, false },
	{ "percent", "out_percent", "out_percent", "%s", true, false },
	{ "bdi", "out_bdi", "out_bdi_plain", "%s", true, false },
	{ "code", "out_code", "out_code_plain", "%s", true, false },
	/* The product refuses a pointer, the cast takes any integer. */
	{ "#", "out_num", "out_num", "(int64_t)((%s) * 1)", true, false },
	{ "id", "out_id", "out_id", "(int64_t)((%s) * 1)", false, true },
	{ "url", "out_url", "out_url", "%s", false, true },
	{ "href", "out_href", "out_href", "%s", false, true },
};

static const char *trim(struct arena *a, const char *s)
{
	size_t n;

	while (isspace((unsigned char)*s))
		s++;
	n = strlen(s);
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	return arena_strn(a, s, n);
}

/* The rest of s behind a word and a blank, or NULL. */
static const char *after_word(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s, word, n) == 0 && isspace((unsigned char)s[n]) ? s + n + 1 : NULL;
}

static bool plain(const struct expr *e)
{
	return e->place != PLACE_TEXT;
}

static void one_call(const struct expr *e, const struct kind *k, const char *arg)
{
	struct tpl *t = e->t;
	bool href = strcmp(k->word, "href") == 0;
	const char *before = strstr(k->as, "%s");

	if (!*arg)
		fail(t, e->line, "{{%s}} of what?", k->word);
	if (e->place == PLACE_TAG)
		fail(t, e->line, "only {{attr …}} may stand between attributes");
	if (e->place == PLACE_ADDRESS && !k->address)
		fail(t, e->line, "in an address only {{url …}}, {{id …}} and {{href …}} may stand");
	if (e->place == PLACE_MACHINE && k->for_people)
		fail(t, e->line,
			"%s= is read by machines: {{%s}} has no place there, {{id …}} may have",
			t->m.attr.data, k->word);
	if (href && e->place != PLACE_ADDRESS)
		fail(t, e->line, "{{href …}} is the value of an address only");
	flush(t);
	markup_expression(t, href);
	statement(t, e->line, "%s(o, %.*s%s%s);", plain(e) ? k->plain : k->text,
		(int)(before - k->as), k->as, arg, before + 2);
}

/* The end of the string literal that begins at s. */
static const char *literal_end(const struct expr *e, const char *s)
{
	if (*s != '"')
		fail(e->t, e->line, "words in quotes are due");
	for (s++; *s && *s != '"'; s++)
		if (*s == '\\' && s[1])
			s++;
	if (!*s)
		fail(e->t, e->line, "words without end");
	return s + 1;
}

/* How many arguments a list has, by its commas. */
static int count_args(const char *s)
{
	bool any = false;
	int n = 1, depth = 0;

	for (; *s; s++) {
		any = any || !isspace((unsigned char)*s);
		if (*s == '"') {
			for (s++; *s && *s != '"'; s++)
				if (*s == '\\' && s[1])
					s++;
			if (!*s)
				break;
		} else if (*s == '(') {
			depth++;
		} else if (*s == ')') {
			depth--;
		} else if (*s == ',' && depth == 0) {
			n++;
		}
	}
	return any ? n : 0;
}

/* Every place {1} to {6} of the words needs a value. */
static void check_places(const struct expr *e, const char *words, int values)
{
	for (const char *s = words; *s; s++)
		if (s[0] == '{' && s[1] >= '1' && s[1] <= '6' && s[2] == '}' && s[1] - '0' > values)
			fail(e->t, e->line, "{%c} has no value in %s", s[1], words);
}

static void check_words(const struct expr *e)
{
	if (e->place == PLACE_TAG)
		fail(e->t, e->line, "only {{attr …}} may stand between attributes");
	if (e->place == PLACE_ADDRESS || e->place == PLACE_MACHINE)
		fail(e->t, e->line, "words in %s=, which machines read", e->t->m.attr.data);
}

/* The list behind a comma at s, "" if nothing follows. */
static const char *list_at(const struct expr *e, const char *s)
{
	s = trim(e->t->a, s);
	if (*s && *s != ',')
		fail(e->t, e->line, "a comma is due before the values of a message");
	return *s ? trim(e->t->a, s + 1) : "";
}

static void words(const struct expr *e, const char *s)
{
	struct tpl *t = e->t;
	const char *end = literal_end(e, s);
	const char *text = arena_strn(t->a, s, (size_t)(end - s));
	const char *args = list_at(e, end);

	check_words(e);
	check_places(e, text, count_args(args));
	flush(t);
	markup_expression(t, false);
	if (*args)
		statement(t, e->line, "%s(o, MSG(%s, %s));", plain(e) ? "out_msg_plain" : "out_msg",
			text, args);
	else
		statement(t, e->line, "out_words(o, %s);", text);
}

/* plural "one" "many", n and, if there are any, values */
static void plural(const struct expr *e, const char *s)
{
	struct tpl *t = e->t;
	const char *one = trim(t->a, s), *one_end = literal_end(e, one);
	const char *many = trim(t->a, one_end), *many_end = literal_end(e, many);
	const char *rest = list_at(e, many_end), *n = rest, *args = "";
	int depth = 0, values;

	if (!*rest)
		fail(t, e->line, "plural of how many?");
	for (; *rest && (*rest != ',' || depth); rest++)
		depth += (*rest == '(') - (*rest == ')');
	n = arena_strn(t->a, n, (size_t)(rest - n));
	if (*rest)
		args = trim(t->a, rest + 1);
	one = arena_strn(t->a, one, (size_t)(one_end - one));
	many = arena_strn(t->a, many, (size_t)(many_end - many));
	values = *args ? count_args(args) : 1;
	check_words(e);
	check_places(e, one, values);
	check_places(e, many, values);
	flush(t);
	markup_expression(t, false);
	statement(t, e->line, "%s(o, MSGN(%s, %s, (int64_t)((%s) * 1)%s%s));",
		plain(e) ? "out_msg_plain" : "out_msg", one, many, n, *args ? ", " : "", args);
}

/* pick row field */
static void pick(const struct expr *e, const char *s)
{
	struct tpl *t = e->t;
	const char *both = trim(t->a, s);
	size_t n = strlen(both);

	while (n && (isalnum((unsigned char)both[n - 1]) || both[n - 1] == '_'))
		n--;
	if (n == 0 || !isspace((unsigned char)both[n - 1]) || !both[n])
		fail(t, e->line, "{{pick row field}} names a record and a field");
	check_words(e);
	flush(t);
	markup_expression(t, false);
	statement(t, e->line, "%s(o, %s, %s);", plain(e) ? "OUT_PICK_PLAIN" : "OUT_PICK",
		trim(t->a, arena_strn(t->a, both, n)), both + n);
}

/* attr name if cond, attr name="literal" if cond, attr name=expr */
static void attr(const struct expr *e, const char *s)
{
	struct tpl *t = e->t;
	const char *name = trim(t->a, s), *rest = name, *value = NULL, *cond;

	while (isalnum((unsigned char)*rest) || strchr("-:_", *rest ? *rest : ' '))
		rest++;
	if (e->place != PLACE_TAG)
		fail(t, e->line, "{{attr …}} stands between attributes");
	if (rest == name)
		fail(t, e->line, "{{attr …}} without a name");
	if (t->literal.len && t->literal.data[t->literal.len - 1] == ' ')
		buf_cut(&t->literal, t->literal.len - 1);
	flush(t);
	s = rest;
	name = arena_strn(t->a, name, (size_t)(rest - name));
	if (is_refused_attr(name) || is_address(name) || strcmp(name, "method") == 0)
		fail(t, e->line, "{{attr %s …}} is refused; write it out", name);
	if (s[0] == '=' && s[1] != '"') {
		statement(t, e->line, "out_attr(o, \"%s\", %s);", name, s + 1);
		return;
	}
	if (*s == '=') {
		const char *end = literal_end(e, s + 1);

		value = arena_strn(t->a, s + 1, (size_t)(end - s - 1));
		s = end;
	}
	cond = after_word(trim(t->a, s), "if");
	if (!cond)
		fail(t, e->line, "{{attr %s …}} is followed by =value or by if and a condition",
			name);
	statement(t, e->line, "if (%s)", cond);
	buf_cut(&t->code, t->code.len - 1);
	buf_printf(&t->code, "\n\t\tout_attr(o, \"%s\", %s);\n", name, value ? value : "\"\"");
}

/* !expr -- why */
static void trusted(const struct expr *e, const char *s)
{
	const char *why = strstr(s, " -- ");

	if (!why || !*trim(e->t->a, why + 4))
		fail(e->t, e->line, "trusted markup says why: {{!expr -- why}}");
	if (e->place != PLACE_TEXT && e->place != PLACE_PLAIN)
		fail(e->t, e->line, "markup in a tag");
	flush(e->t);
	statement(e->t, e->line, "out_trusted(o, %.*s);", (int)(why - s), s);
}

static void text(const struct expr *e, const char *s)
{
	struct tpl *t = e->t;

	if (e->place == PLACE_TAG)
		fail(t, e->line, "only {{attr …}} may stand between attributes");
	if (e->place == PLACE_ADDRESS)
		fail(t, e->line, "in an address only {{url …}}, {{id …}} and {{href …}} may stand");
	flush(t);
	markup_expression(t, false);
	statement(t, e->line, "out_text(o, %s);", s);
}

void expression(struct tpl *t, const char *inside, int line)
{
	struct expr e = { .t = t, .line = line, .place = markup_place(t) };
	const char *s = trim(t->a, inside), *rest;

	if (!*s)
		fail(t, line, "{{}} with nothing in it");
	if (*s == '"') {
		words(&e, s);
		return;
	}
	if (*s == '!') {
		trusted(&e, trim(t->a, s + 1));
		return;
	}
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		rest = *s == '#' && kinds[i].word[0] == '#' ? s + 1 : after_word(s, kinds[i].word);
		if (rest) {
			one_call(&e, &kinds[i], trim(t->a, rest));
			return;
		}
	}
	if ((rest = after_word(s, "plural")))
		plural(&e, rest);
	else if ((rest = after_word(s, "pick")))
		pick(&e, rest);
	else if ((rest = after_word(s, "attr")))
		attr(&e, rest);
	else
		text(&e, s);
}
