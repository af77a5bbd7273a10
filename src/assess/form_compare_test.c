#include "assess/form_compare.h"
#include "base/buf.h"
#include "forms/form_fixture.h"

#define HEAD "# survey\ntype|name|label::English (en)|label::Arabic (ar)|relevant\n"

static const struct compare_row *row_of(const struct form_comparison *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp((c->rows[i].b ? c->rows[i].b : c->rows[i].a)->name, name) == 0)
			return &c->rows[i];
	return NULL;
}

static struct form_comparison compare(struct t *t, const char *was, const char *now)
{
	const struct form *a = fixture_form(t, was, NULL), *b = fixture_form(t, now, NULL);
	struct form_comparison c = { 0 };

	if (CHECK(a && b))
		form_compare(t->arena, a, b, &c);
	return c;
}

/* "facet lang choice: was > now" of each change, in lines. */
static const char *told(struct t *t, const struct compare_row *r)
{
	struct buf b;

	buf_init(&b, t->arena, 64);
	for (size_t i = 0; r && i < r->n; i++)
		buf_printf(&b, "%d %s %s: %s > %s\n", (int)r->changes[i].facet,
			r->changes[i].lang ? r->changes[i].lang : "-",
			r->changes[i].choice ? r->changes[i].choice : "-", r->changes[i].was,
			r->changes[i].now);
	return b.data;
}

TEST(the_needs_form_against_itself_has_no_change)
{
	const struct form *f = fixture_needs(t);
	struct form_comparison c;

	if (!f)
		return;
	form_compare(t->arena, f, f, &c);
	CHECK_INT(0, (int64_t)(c.added + c.removed + c.moved + c.changed));
	CHECK_INT((int64_t)c.n, (int64_t)c.same);
	CHECK(c.shared > 40);
}

TEST(questions_are_matched_by_name_and_told_in_the_order_of_the_newer_form)
{
	struct form_comparison c = compare(t,
		HEAD "text|one|One|\ntext|gone|Gone|\ntext|two|Two|\ntext|three|Three|\n",
		HEAD "text|one|One|\ntext|new|New|\ntext|three|Three|\ntext|two|Two|\n");

	if (!CHECK_INT(5, (int64_t)c.n))
		return;
	CHECK_STR("one", c.rows[0].b->name);
	CHECK_STR("gone", c.rows[1].a->name);
	CHECK(!c.rows[1].b);
	CHECK_STR("new", c.rows[2].b->name);
	CHECK(!c.rows[2].a);
	CHECK_INT(1, (int64_t)c.moved);
	CHECK(row_of(&c, "three")->moved != row_of(&c, "two")->moved);
	CHECK_INT(1, (int64_t)c.added);
	CHECK_INT(1, (int64_t)c.removed);
	CHECK_INT(3, (int64_t)c.shared);
}

TEST(a_question_under_another_group_moved_and_what_moves_with_its_group_did_not)
{
	struct form_comparison c = compare(t,
		HEAD "begin group|g|G|\ntext|one|One|\ntext|two|Two|\nend group||\ntext|last|L|\n",
		HEAD "text|last|L|\ntext|one|One|\nbegin group|g|G|\ntext|two|Two|\nend group||\n");

	CHECK(row_of(&c, "one")->moved);
	CHECK(!row_of(&c, "two")->moved);
	CHECK_INT(2, (int64_t)c.moved);
}

TEST(the_same_name_in_two_groups_is_matched_at_its_place)
{
	struct form_comparison c = compare(t,
		HEAD "begin group|a|A|\ntext|n|In a|\nend group||\nbegin group|b|B|\ntext|n|In b|"
		     "\nend group||\n",
		HEAD "begin group|b|B|\ntext|n|In b|\nend group||\nbegin group|a|A|\ntext|n|In a|"
		     "\nend group||\n");

	CHECK_INT(0, (int64_t)c.changed);
	CHECK_INT(1, (int64_t)c.moved);
}

TEST(labels_are_told_by_language_and_expressions_as_written)
{
	struct form_comparison c = compare(t, HEAD "integer|n|How many|كم\ninteger|m|M|\n",
		HEAD "integer|n|How many people|كم\ninteger|m|M||${n} > 1\n");

	CHECK_STR("0 English (en) -: How many > How many people\n", told(t, row_of(&c, "n")));
	CHECK_STR("4 - -:  > ${n} > 1\n", told(t, row_of(&c, "m")));
	CHECK_INT(2, (int64_t)c.changed);
}

TEST(choices_added_removed_said_otherwise_and_given_another_code)
{
	struct form_comparison c = compare(t,
		HEAD "select_one l|q|Q|\nselect_one l|r|R|\n"
		     "# choices\nlist_name|name|label\nl|a|Apple\nl|b|Pear\nl|c|Plum\nl|d|Fig\n",
		HEAD "select_one l|q|Q|\nselect_one l|r|R|\n"
		     "# choices\nlist_name|name|label\nl|a|Apples\nl|p|Pear\nl|d|Fig\nl|e|Date\n");
	const char *want =
		"19 - a: Apple > Apples\n18 - p: b > p\n16 - e:  > Date\n17 - c: Plum > \n";

	CHECK_STR(want, told(t, row_of(&c, "q")));
	CHECK_STR(want, told(t, row_of(&c, "r")));
}

TEST(a_repeat_is_compared_too_and_a_question_that_became_a_group_is_another)
{
	struct form_comparison c = compare(t,
		HEAD "begin repeat|r|R|\ntext|x|X|\nend repeat||\ntext|y|Y|\n",
		HEAD "begin repeat|r|Rr|\ntext|x|X|\ntext|z|Z|\nend repeat||\nbegin group|y|Y|\n"
		     "text|w|W|\nend group||\n");

	CHECK_INT(1, (int64_t)row_of(&c, "r")->n);
	CHECK_INT(3, (int64_t)c.added);
	CHECK_INT(1, (int64_t)c.removed);
}

TEST(forms_that_share_no_question_say_so)
{
	struct form_comparison c =
		compare(t, HEAD "text|a|A|\ntext|b|B|\n", HEAD "text|c|C|\ntext|d|D|\n");

	CHECK_INT(0, (int64_t)c.shared);
	CHECK_INT(2, (int64_t)c.added);
	CHECK_INT(2, (int64_t)c.removed);
}

static const char *marked(struct t *t, const struct text_parts *p)
{
	struct buf b;

	buf_init(&b, t->arena, 64);
	for (size_t i = 0; i < p->n; i++)
		buf_printf(&b, p->at[i].changed ? "[%s]" : "%s", p->at[i].text);
	return b.data ? b.data : "";
}

TEST(words_that_changed_are_marked_and_the_pieces_give_the_text)
{
	struct text_parts was, now;

	text_compare(
		t->arena, "How many women work here", "How many women and men work", &was, &now);
	CHECK_STR("How many women work [here]", marked(t, &was));
	CHECK_STR("How many women [and men ]work", marked(t, &now));
	text_compare(t->arena, "", "عدد النساء", &was, &now);
	CHECK_STR("", marked(t, &was));
	CHECK_STR("[عدد النساء]", marked(t, &now));
	text_compare(t->arena, "a  b", "a b", &was, &now);
	CHECK_STR("a  b", marked(t, &was));
}

TEST(long_texts_without_a_word_in_common_are_marked_whole)
{
	struct text_parts was, now;
	struct buf x, y;

	buf_init(&x, t->arena, 64);
	buf_init(&y, t->arena, 64);
	for (int i = 0; i < 5000; i++) {
		buf_printf(&x, "x%d ", i);
		buf_printf(&y, "y%d ", i);
	}
	buf_str(&x, "end");
	buf_str(&y, "end");
	text_compare(t->arena, x.data, y.data, &was, &now);
	CHECK_INT(2, (int64_t)was.n);
	CHECK(was.at[0].changed && !was.at[1].changed);
	CHECK_INT(2, (int64_t)now.n);
}
