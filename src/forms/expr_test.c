#include <math.h>

#include "forms/expr_impl.h"
#include "forms/form_fixture.h"
#include "forms/update.h"

static const char survey[] = "# survey\n"
			     "type|name|label|calculation\n"
			     "integer|n|N|\n"
			     "integer|blank|Blank|\n"
			     "decimal|d|D|\n"
			     "text|s|S|\n"
			     "date|on|On|\n"
			     "select_multiple color|colors|Colours|\n"
			     "select_one color|color|Colour|\n"
			     "begin_group|g|G|\n"
			     "text|inner|Inner|\n"
			     "end_group|||\n"
			     "begin_repeat|row|Row|\n"
			     "integer|x|X|\n"
			     "begin_repeat|sub|Sub|\n"
			     "integer|y|Y|\n"
			     "end_repeat|||\n"
			     "end_repeat|||\n"
			     "text|last|Last|\n"
			     "# choices\n"
			     "list_name|name|label::English (en)|label::Arabic (ar)|kind\n"
			     "color|red|Red|أحمر|warm\n"
			     "color|blue|Blue|أزرق|cold\n"
			     "color|green|Green|أخضر|cold\n";

static struct answers *answers(struct t *t)
{
	return fixture_answers(t, fixture_form(t, survey, NULL), "n", "5", "d", "2.50", "s",
		"hello world", "on", "2026-11-18", "colors", "red green", "color", "blue",
		"g/inner", "in", "row[]", "", "row[]", "", "row[]", "", "row[1]/x", "10",
		"row[2]/x", "20", "row[3]/x", "30", "row[2]/sub[]", "", "row[2]/sub[]", "",
		"row[2]/sub[1]/y", "1", "row[2]/sub[2]/y", "2", "last", "x", NULL);
}

struct pair {
	const char *text, *want;
};

static void check_all(struct t *t, const char *at, const struct pair *p, size_t n)
{
	struct answers *ans = answers(t);

	for (size_t i = 0; i < n; i++)
		t_check_str(t, p[i].want, fixture_eval(t, ans, at, p[i].text), __FILE__, __LINE__,
			p[i].text);
}

TEST(expr_arithmetic_and_precedence)
{
	static const struct pair p[] = { { "1 + 2 * 3", "7" }, { "(1 + 2) * 3", "9" },
		{ "10 div 4", "2.5" }, { "7 mod 3", "1" }, { "-7 mod 3", "-1" },
		{ "5 - 3 - 1", "1" }, { "- - 3", "3" }, { "-(2+1)", "-3" }, { "2 -1", "1" },
		{ "1 div 0", "Infinity" }, { "0 div 0", "NaN" },
		{ "0.1 + 0.2", "0.30000000000000004" }, { ".5 + .5", "1" },
		{ "1 < 2 and 2 < 3 or 1 > 2", "true" }, { "1 = 1 = 1", "true" },
		{ "3 > 2 > 1", "false" }, { "2 * -3", "-6" }, { "'5' + 1", "6" },
		{ "'' + 1", "NaN" }, { "'x' * 1", "NaN" }, { "true() + 1", "2" },
		{ "1000000 * 1000000", "1000000000000" },
		{ "100000000000 * 100000000000", "10000000000000000000000" } };

	check_all(t, "", p, COUNT_OF(p));
}

TEST(expr_names_that_look_like_operators)
{
	struct answers *ans = fixture_answers(t,
		fixture_form(t,
			"# survey\ntype|name|label\ninteger|div|D\ninteger|and|A\ninteger|a-b|M\n",
			NULL),
		"div", "8", "and", "2", "a-b", "3", NULL);

	CHECK_STR("4", fixture_eval(t, ans, "", "/data/div div /data/and"));
	CHECK_STR("true", fixture_eval(t, ans, "", "${and}=2 and ${div}=8"));
	CHECK_STR("3", fixture_eval(t, ans, "", "${ a-b }"));
	CHECK_STR("64", fixture_eval(t, ans, "", "${div}*${div}"));
	CHECK_STR("8", fixture_eval(t, ans, "", "sum(/data/div | /data/div)"));
	CHECK_STR("13", fixture_eval(t, ans, "", "sum(/data/*)"));
}

TEST(expr_comparisons_of_unlike_things)
{
	static const struct pair p[] = { { "${blank} = ''", "true" }, { "${blank} != ''", "false" },
		{ "${n} = ''", "false" }, { "${n} != ''", "true" }, { "${n} = '5'", "true" },
		{ "${n} = 5.0", "true" }, { "${d} = 2.5", "true" }, { "${d} = '2.5'", "true" },
		{ "${blank} > 0", "false" }, { "${blank} <= 0", "false" },
		{ "'abc' = 'abd'", "false" }, { "'b' > 'a'", "false" }, { "true() = 'x'", "true" },
		{ "true() = 1", "true" }, { "false() = ''", "true" },
		{ "${s} = 'hello world'", "true" }, { "${row} = ''", "true" },
		{ "/data/row/x = 20", "true" }, { "/data/row/x > 25", "true" },
		{ "/data/row/x = 21", "false" }, { "not(/data/row/x = 21)", "true" },
		{ "'10' < '9'", "false" }, { "'1e3' = 1000", "false" }, { "' 5 ' = 5", "true" } };

	check_all(t, "", p, COUNT_OF(p));
}

TEST(expr_dates)
{
	static const struct pair p[] = { { "today()", "2026-11-24" },
		{ "${on} <= today()", "true" }, { "${on} < today()", "true" },
		{ "${on} > today()", "false" }, { "${on} = '2026-11-18'", "true" },
		{ "today() - ${on}", "6" }, { "date(today() + 7)", "2026-12-01" },
		{ "number('1970-01-02')", "1" }, { "format-date(${on}, '%d/%m/%Y')", "18/11/2026" },
		{ "format-date('2026-03-05', '%e %b %y %a %n')", "5 Mar 26 Thu 3" },
		{ "format-date('', '%Y')", "" }, { "date('2026-02-30')", "" },
		{ "now()", "2026-11-24T09:10:00.000+03:00" },
		{ "format-date-time(now(), '%H:%M:%S.%3')", "09:10:00.000" },
		{ "decimal-date-time('1970-01-01T12:00:00.000+03:00')", "0.5" },
		{ "decimal-time('06:00')", "0.25" }, { "'10:30' < '11:00'", "true" },
		{ "int((today() - date('2000-11-25')) div 365.25)", "25" },
		{ "now() > today()", "true" }, { "'2026-11-24T23:30:00Z' > '2026-11-25'", "true" },
		{ "date-time('2026-11-24')", "2026-11-24T00:00:00.000+03:00" } };

	check_all(t, "", p, COUNT_OF(p));
}

TEST(expr_text_functions)
{
	static const struct pair p[] = { { "concat('a', 1, true())", "a1true" },
		{ "concat(/data/row/x)", "102030" }, { "join(', ', /data/row/x)", "10, 20, 30" },
		{ "string-length('سلام')", "4" }, { "substr('سلام', 1, 3)", "لا" },
		{ "substr('hello', -3)", "llo" }, { "substring('hello', 2, 3)", "ell" },
		{ "substring('hello', 0)", "hello" }, { "substring-before('a-b', '-')", "a" },
		{ "substring-after('a-b', '-')", "b" }, { "substring-after('ab', '-')", "" },
		{ "contains(${s}, 'lo w')", "true" }, { "starts-with(${s}, 'hell')", "true" },
		{ "ends-with(${s}, 'rld')", "true" }, { "ends-with('d', 'rld')", "false" },
		{ "normalize-space('  a  b ')", "a b" }, { "translate('bar', 'abc', 'AB')", "BAr" },
		{ "translate('a-b', '-', '')", "ab" }, { "selected(${colors}, 'green')", "true" },
		{ "selected(${colors}, 'gree')", "false" }, { "selected('', '')", "false" },
		{ "count-selected(${colors})", "2" }, { "count-selected('')", "0" },
		{ "selected-at(${colors}, 1)", "green" }, { "selected-at(${colors}, 2)", "" },
		{ "jr:choice-name(${color}, '${color}')", "Blue" },
		{ "jr:choice-name('red', '/data/color')", "Red" },
		{ "coalesce(${blank}, ${n})", "5" }, { "coalesce('', '')", "" },
		{ "if(${n} > 3, 'big', 'small')", "big" }, { "if(${blank} != '', 1, '')", "" },
		{ "string(3.0)", "3" }, { "string(-0.05)", "-0.05" }, { "string(${d})", "2.5" },
		{ "boolean-from-string('1')", "true" }, { "regex('0770', '[0-9]{4}')", "true" } };

	check_all(t, "", p, COUNT_OF(p));
}

TEST(expr_number_functions)
{
	static const struct pair p[] = { { "round(2.5)", "3" }, { "round(-2.5)", "-2" },
		{ "round(1.005, 2)", "1.01" }, { "round(-1.005, 2)", "-1.01" },
		{ "round(3910 div 48200, 4)", "0.0811" }, { "round(0.4226 * 100, 1)", "42.3" },
		{ "round(1234.5, -2)", "1200" }, { "round(0.0004, 2)", "0" },
		{ "round('x', 2)", "NaN" }, { "round(9.999, 2)", "10" }, { "int(-3.7)", "-3" },
		{ "int('')", "NaN" }, { "floor(-1.5)", "-2" }, { "ceiling(1.2)", "2" },
		{ "abs(-3)", "3" }, { "pow(2, 10)", "1024" }, { "sqrt(16)", "4" },
		{ "sum(/data/row/x)", "60" }, { "min(/data/row/x)", "10" }, { "max(3, 9, 4)", "9" },
		{ "max('')", "NaN" }, { "sum(${blank}, 4)", "4" }, { "number('')", "NaN" },
		{ "number(true())", "1" }, { "checklist(1, 2, true(), false(), true())", "true" },
		{ "checklist(-1, 1, true(), true())", "false" },
		{ "weighted-checklist(5, 9, true(), 4, true(), 3)", "true" }, { "random()", "" } };

	check_all(t, "", p, COUNT_OF(p));
}

TEST(expr_paths_and_repeats)
{
	static const struct pair p[] = { { "count(${row})", "3" }, { "count(/data/row)", "3" },
		{ "count(${x})", "3" }, { "sum(${x})", "60" }, { "count(${y})", "2" },
		{ "/data/g/inner", "in" }, { "${inner}", "in" }, { "./g/inner", "in" },
		{ "/data/row[2]/x", "20" }, { "/data/row[position() = 3]/x", "30" },
		{ "/data/row[x > 15][1]/x", "20" }, { "/data/row[last()]/x", "30" },
		{ "count(/data/row[x > 15])", "2" }, { "${row}[2]/x", "20" },
		{ "indexed-repeat(${x}, ${row}, 2)", "20" },
		{ "indexed-repeat(${x}, ${row}, 9)", "" },
		{ "indexed-repeat(${y}, ${row}, 2, ${sub}, 2)", "2" },
		{ "indexed-repeat(/data/row/x, /data/row, 3)", "30" }, { "count(//x)", "3" },
		{ "count(/data/*)", "13" }, { "count(//sub/..)", "1" },
		{ "count-non-empty(${x})", "3" },
		{ "instance('color')/root/item[name = 'green']/label", "Green" },
		{ "instance('color')/root/item[kind = 'cold'][2]/name", "green" },
		{ "count(instance('color')/root/item)", "3" },
		{ "instance('color')/root/item[name = ${color}]/kind", "cold" },
		{ "count(instance('nothing')/root/item)", "0" }, { "name(/data/g)", "g" },
		{ "/elsewhere/x", "" }, { "${last-saved#s}", "" }, { "/data/@version", "" },
		{ "position(/data/row[3])", "3" }, { "count(/data/row/x | /data/n)", "4" } };
	static const struct pair inside[] = { { ".", "20" }, { "../x", "20" }, { "${x}", "20" },
		{ "position(..)", "2" }, { "count(${row})", "3" }, { "sum(${x})", "20" },
		{ "sum(../../row/x)", "60" }, { "sum(${y})", "3" }, { "count(../sub)", "2" },
		{ "indexed-repeat(${x}, ${row}, position(..) - 1)", "10" }, { "${n} + .", "25" },
		{ "/data/row[position() < position(current()/..)]/x", "10" },
		{ "sum(/data/row[x <= current()]/x)", "30" }, { "once(9)", "20" } };

	check_all(t, "", p, COUNT_OF(p));
	check_all(t, "row[2]/x", inside, COUNT_OF(inside));
}

/* Text, and a part of what is said of it. */
TEST(expr_faults_say_where)
{
	static const struct pair p[] = { { "1 +", "ends where something is still expected" },
		{ "1 + )", "At character 5 stands )" },
		{ "(1", "At character 3 the mark ) is missing" },
		{ "'abc", "At character 1 a text begins" },
		{ "foo(1)", "At character 1: there is no function foo" },
		{ "1 + ${nobody}", "At character 5: there is no question named nobody" },
		{ "if(1, 2)", "At character 1: if cannot take 2 values" },
		{ "'سلام' = ${", "At character 10 a question is named" },
		{ "1 # 2", "At character 3 stands #" }, { "a ‘b’", "At character 3 stands ‘" },
		{ "regex(., '(')", "bracket of the pattern is not closed" },
		{ "regex(., '(?=a)')", "looks ahead or behind" },
		{ "regex(., 'a{5,2}')", "braces" }, { "1 2", "At character 3 stands 2" },
		{ "preceding::x", "the axis preceding" }, { "x[1", "the mark ] is missing" },
		{ "", "ends where" }, { "a/", "ends where" },
		{ "${}", "At character 1 a question" }, { "count()", "cannot take 0" } };
	const struct form *f = fixture_form(t, survey, NULL);

	for (size_t i = 0; f && i < COUNT_OF(p); i++) {
		const struct expr *e;
		struct expr_error error;

		CHECK_ERR(ERR_INPUT, expr_compile(t->arena, f, &f->nodes[1], USE_RELEVANT,
					     p[i].text, &e, &error));
		t_check(t, strstr(fixture_words(t, error.msg), p[i].want) != NULL, __FILE__,
			__LINE__, fixture_words(t, error.msg));
	}
}

/* `n` times `a`, then `middle`, then `n` times `b`. */
static const char *nested(struct t *t, const char *a, const char *middle, const char *b, int n)
{
	struct buf out;

	buf_init(&out, t->arena, 1000);
	for (int i = 0; i < n; i++)
		buf_str(&out, a);
	buf_str(&out, middle);
	for (int i = 0; i < n; i++)
		buf_str(&out, b);
	return out.data;
}

TEST(expr_hostile_texts_end)
{
	struct answers *ans = answers(t);

	CHECK_STR("1", fixture_eval(t, ans, "", nested(t, "(", "1", ")", 90)));
	CHECK(!fixture_eval(t, ans, "", nested(t, "(", "1", ")", 101)));
	CHECK(!fixture_eval(t, ans, "", nested(t, "(", "1", ")", 15000)));
	CHECK(!fixture_eval(t, ans, "", nested(t, "not(", "1", ")", 3000)));
	CHECK(!fixture_eval(t, ans, "", nested(t, "x[", "1", "]", 5000)));
	CHECK(!fixture_eval(t, ans, "", nested(t, "1+", "1", "", 20000)));
	CHECK_STR("15001", fixture_eval(t, ans, "", nested(t, "1+", "1", "", 15000)));
	CHECK_STR("1", fixture_eval(t, ans, "", nested(t, "-", "1", "", 20000)));
	CHECK_STR("true", fixture_eval(t, ans, "", nested(t, "0 or ", "1", "", 6000)));
	CHECK(fixture_eval(t, ans, "", nested(t, "//", "x", "/..", 1000)) == NULL);
	CHECK(fixture_eval(t, ans, "", nested(t, "//*/..", "", "", 1)) != NULL);
	CHECK_STR("too long", fixture_eval(t, ans, "", nested(t, "count(//*[", "1", "])", 20)));
}

TEST(regex_matches_whole_texts)
{
	static const struct {
		const char *pattern, *text;
		bool want;
	} p[] = { { "abc", "abc", true }, { "abc", "xabcx", false }, { "a|bc|d", "bc", true },
		{ "a|bc|d", "d", true }, { "a|bc|d", "abc", false }, { "(a|b)*c", "ababc", true },
		{ "[0-9]{3}-[0-9]{2,}", "123-4567", true }, { "[0-9]{3}", "12", false },
		{ "\\d{2,3}", "1234", false }, { "[^a-c]+", "xyz", true },
		{ "[^a-c]+", "xbz", false }, { ".*", "", true }, { ".+", "\n", false },
		{ "^a$", "a", true }, { "a$b", "ab", false }, { "(ab){2}", "abab", true },
		{ "(ab){2}", "ab", false }, { "a{0}b", "b", true }, { "a??b", "ab", true },
		{ "\\p{IsArabic}+", "سلام", true }, { "\\p{L}+", "ئاشتی", true },
		{ "\\p{L}+", "a1", false }, { "[ء-ي]+", "وزارة", true },
		{ "\\w+@\\w+\\.iq", "a@b.iq", true }, { "\\u0633.*", "سلام", true },
		{ "[\\d\\-]+", "1-2", true }, { "[]a]+", "]a", true }, { "\\bab\\b", "ab", true },
		{ "(a*)*", "aaa", true }, { "(|a)+", "aa", true },
		{ "(a|b|c|d)(x|y)?", "dy", true }, { "[a-]+", "a-", true }, { "\\D+", "12", false },
		{ "()", "", true }, { "a||b", "", true } };

	for (size_t i = 0; i < COUNT_OF(p); i++) {
		struct msg why = { .id = NULL };
		const struct regex *r = regex_new(t->arena, p[i].pattern, &why);
		int64_t steps = 100000;

		if (t_check(t, r != NULL, __FILE__, __LINE__, p[i].pattern) && r)
			t_check_int(t, p[i].want, regex_match(t->arena, r, p[i].text, &steps),
				__FILE__, __LINE__, p[i].pattern);
	}
}

TEST(regex_never_hangs)
{
	struct msg why = { .id = NULL };
	const struct regex *r = regex_new(t->arena, "(a+)+b", &why);
	const char *as = nested(t, "a", "", "", 50000);
	int64_t steps = 10000000;

	CHECK(r && !regex_match(t->arena, r, as, &steps));
	CHECK(steps > 0);
	r = regex_new(t->arena, "(a?){200}a{200}", &why);
	steps = 100000;
	CHECK(r && !regex_match(t->arena, r, as, &steps));
	CHECK(steps < 0);
	CHECK(!regex_new(t->arena, "((a{1000}){1000}){1000}", &why));
	CHECK(!regex_new(t->arena, nested(t, "(", "a", ")", 5000), &why));
	CHECK(!regex_new(t->arena, nested(t, "a|", "a", "", 10000), &why));
	CHECK(regex_new(t->arena, nested(t, "a|", "a", "", 100), &why) != NULL);
}

TEST(numbers_and_their_text)
{
	static const struct {
		double n;
		const char *text;
	} p[] = { { 0, "0" }, { 1e15, "1000000000000000" }, { 0.1, "0.1" }, { -2.5, "-2.5" },
		{ 1e-7, "0.0000001" }, { 123456.789, "123456.789" },
		{ 1e21, "1000000000000000000000" }, { 0.30000000000000004, "0.30000000000000004" },
		{ 5e-324, NULL } };

	for (size_t i = 0; i < COUNT_OF(p); i++) {
		const char *s = num_to_str(t->arena, p[i].n);

		if (p[i].text)
			CHECK_STR(p[i].text, s);
		CHECK(num_read(s, strlen(s)) == p[i].n);
	}
	CHECK(isnan(num_read("1e3", 3)) && isnan(num_read("", 0)) && isnan(num_read("--1", 3)));
	CHECK(isnan(num_read("1.2.3", 5)) && isnan(num_read(".", 1)) && isnan(num_read("+1", 2)));
	CHECK(isnan(days_read("2026-13-01", 0)) && isnan(days_read("2026-11-24x", 0)));
	CHECK(isnan(days_read("25:00", 0)) && days_read("2026-11-24T00:00:00Z", 180) == 20781.125);
}

TEST(each_fault_of_an_expression_has_a_remedy)
{
	static const char *const wrong[] = { "1 +* 2", "(1 + 2", "1 +", "1 ; 2",
		"following-axis::a = 1", "${nothing} = 1", "nothing(1)", "if(1)" };

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct form_problems problems = { .arena = t->arena };

		CHECK(!fixture_form(t,
			arena_printf(t->arena, "# survey\ntype|name|label|relevant\ntext|a|A|%s\n",
				wrong[i]),
			&problems));
		if (!CHECK_INT(1, (int64_t)problems.n) || !CHECK(problems.at[0].remedy.id != NULL))
			return;
		CHECK_STR("survey", problems.at[0].sheet);
		CHECK_STR("D2", problems.at[0].cell);
	}
}

TEST(circles_are_named_in_order)
{
	struct form_problems problems = { .arena = t->arena };

	CHECK(!fixture_form(t,
		"# survey\ntype|name|label|calculation|relevant\n"
		"calculate|a||${b} + 1|\ncalculate|b||${c} + 1|\n"
		"text|free|Free||\ncalculate|c||if(${free} = '', ${a}, 0)|\n",
		&problems));
	if (CHECK_INT(1, (int64_t)problems.n))
		CHECK_HAS(fixture_words(t, problems.at[0].reason), "a → b → c → a");
	memset(&problems, 0, sizeof(problems));
	CHECK(!fixture_form(
		t, "# survey\ntype|name|label|calculation\ncalculate|a||${a} + 1\n", &problems));
	if (CHECK_INT(1, (int64_t)problems.n))
		CHECK_HAS(fixture_words(t, problems.at[0].reason), "a → a");
	memset(&problems, 0, sizeof(problems));
	CHECK(!fixture_form(t,
		"# survey\ntype|name|label|relevant\nbegin_group|g|G|${q} = 'x'\ntext|q|Q|\n"
		"end_group|||\n",
		&problems));
	if (CHECK_INT(1, (int64_t)problems.n))
		CHECK_HAS(fixture_words(t, problems.at[0].reason), "g → q → g");
	/* A constraint may read what depends on its own answer. */
	CHECK(fixture_form(t,
		      "# survey\ntype|name|label|calculation|constraint\n"
		      "integer|q|Q||${twice} < 10\ncalculate|twice||${q} * 2|\n",
		      NULL) != NULL);
}

TEST(a_running_total_reads_the_occurrence_before)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|calculation\nbegin_repeat|row|Row|\ninteger|x|X|\n"
		"calculate|total||${x} + coalesce(indexed-repeat(${total}, ${row}, position(..) - "
		"1), "
		"0)\nend_repeat|||\n",
		NULL);
	struct answers *ans = fixture_answers(t, f, "row[]", "", "row[]", "", "row[]", "",
		"row[1]/x", "1", "row[2]/x", "2", "row[3]/x", "3", NULL);

	CHECK_STR("6", answer_text(answers_at(ans, "row[3]/total")));
	CHECK_ERR(OK, answers_set(ans, answers_at(ans, "row[1]/x"), "10"));
	CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
	CHECK_STR("15", answer_text(answers_at(ans, "row[3]/total")));
	CHECK_ERR(OK, answers_remove(ans, answers_at(ans, "row[2]")));
	CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
	CHECK_STR("13", answer_text(answers_at(ans, "row[2]/total")));
}

TEST(dependencies_are_known)
{
	const struct form *f = fixture_needs(t);
	const struct form_dependency *d;
	size_t n;

	if (!f)
		return;
	n = form_dependents(f, form_find(f, NULL, "fp_exists", 9), &d);
	if (CHECK_INT(2, (int64_t)n)) {
		CHECK_STR("fp_ref", d[0].node->name);
		CHECK_STR("fp_level", d[1].node->name);
		CHECK_INT(USE_RELEVANT, d[0].uses);
	}
	n = form_dependencies(f, form_find(f, NULL, "n_topic", 7), &d);
	if (CHECK_INT(1, (int64_t)n))
		CHECK(d[0].uses == USE_CONSTRAINT && d[0].wide && d[0].on->kind == FORM_REPEAT);
	n = form_dependents(f, form_find(f, NULL, "share_women_pct", 15), &d);
	if (CHECK_INT(1, (int64_t)n))
		CHECK_INT(USE_RELEVANT | USE_LABEL, d[0].uses);
}
