#include "assess/fill.h"

#include <string.h>

#include "forms/xlsform.h"
#include "test/harness.h"

static const struct form_clock clock_fixed = { .today = "2026-11-24", .zone = 180 };

static const struct form *model(struct t *t)
{
	struct form_problems problems = { .arena = t->arena };
	const struct form *f = NULL;
	size_t len;
	char *data = t_file(
		t->arena, arena_printf(t->arena, "%s/data/needs-assessment.xlsx", t_root()), &len);

	CHECK(data != NULL);
	CHECK_ERR(
		OK, xlsform_read_file(t->arena, (struct bytes){ (const unsigned char *)data, len },
			    "f", NULL, &problems, &f));
	return f;
}

static struct answers *begin(struct t *t, const struct form *f)
{
	struct answers *ans = answers_new(t->arena, f);

	CHECK_ERR(OK, form_begin(ans, &clock_fixed, 0));
	return ans;
}

static void check(struct t *t, struct answers *ans, struct form_findings *found)
{
	*found = (struct form_findings){ .arena = t->arena };
	(void)!form_check(ans, &clock_fixed, 0, t->arena, found);
}

static enum err post(struct answers *ans, const char *page, const struct fill_posted *p, size_t n,
	const char *add, const char *remove)
{
	struct msg why;

	return fill_apply(ans, page, p, n, add, remove, &why);
}

static const struct fill_item *item(const struct fill_item *items, size_t n, const char *name)
{
	const struct fill_item *found = NULL;

	for (size_t i = 0; i < n && !found; i++)
		found = items[i].name && strcmp(items[i].name, name) == 0
				? &items[i]
				: item(items[i].items, items[i].n_items, name);
	return found;
}

TEST(only_pages_with_questions_that_matter_are_shown)
{
	struct answers *ans = begin(t, model(t));
	struct form_findings found;
	struct fill_page *pages;
	size_t n;

	check(t, ans, &found);
	n = fill_pages(ans, 0, LANG_AR, t->arena, &found, &pages);
	CHECK_INT(6, (int64_t)n); /* F, on justice, only for some bodies */
	CHECK_STR("A", pages[0].address);
	CHECK_INT(2, (int64_t)pages[0].missing);
	CHECK_HAS(pages[3].title, "التقييم الذاتي");
	CHECK_INT(8, (int64_t)pages[3].asked);
	CHECK_ERR(OK, answers_set(ans, answers_at(ans, "org"), "MOJ"));
	check(t, ans, &found);
	CHECK_INT(7, (int64_t)fill_pages(ans, 0, LANG_AR, t->arena, &found, &pages));
}

TEST(a_box_nobody_ticked_is_empty_and_a_question_not_shown_is_kept)
{
	struct answers *ans = begin(t, model(t));
	const struct fill_posted first[] = { { "shown", "scope_gov" }, { "scope_gov", "IQG01" },
		{ "scope_gov", "IQG08" }, { "shown", "org" }, { "org", "MOI" } };
	const struct fill_posted second[] = { { "shown", "scope_gov" } };

	CHECK_ERR(OK, post(ans, "A", first, COUNT_OF(first), NULL, NULL));
	CHECK_STR("IQG01 IQG08", answer_text(answers_at(ans, "scope_gov")));
	CHECK_ERR(OK, post(ans, "A", second, COUNT_OF(second), NULL, NULL));
	CHECK_STR("", answer_text(answers_at(ans, "scope_gov")));
	CHECK_STR("MOI", answer_text(answers_at(ans, "org")));
}

TEST(what_is_not_on_the_page_is_refused)
{
	struct answers *ans = begin(t, model(t));
	const struct fill_posted other[] = { { "shown", "staff_total" }, { "staff_total", "5" } };
	const struct fill_posted unknown[] = { { "shown", "nonsense" } };
	const struct fill_posted calculated[] = { { "shown", "unit_code" }, { "unit_code", "X" } };
	const struct fill_posted many[] = { { "count:need", "100000" } };

	CHECK_ERR(ERR_INPUT, post(ans, "A", other, COUNT_OF(other), NULL, NULL));
	CHECK_ERR(ERR_INPUT, post(ans, "A", unknown, COUNT_OF(unknown), NULL, NULL));
	CHECK_ERR(ERR_INPUT, post(ans, "", calculated, COUNT_OF(calculated), NULL, NULL));
	CHECK_ERR(ERR_INPUT, post(ans, "E", many, COUNT_OF(many), NULL, NULL));
	CHECK_ERR(ERR_INPUT, post(ans, "E", NULL, 0, "org", NULL));
	CHECK_ERR(ERR_INPUT, post(ans, "E", NULL, 0, NULL, "need[4]"));
	CHECK_ERR(ERR_INPUT, post(ans, "Z", NULL, 0, NULL, NULL));
}

TEST(an_answer_too_long_is_refused_and_its_beginning_kept)
{
	struct answers *ans = begin(t, model(t));
	char *long_text = arena_alloc(t->arena, FORM_VALUE_MAX + 12);
	const struct fill_long *longs;
	const struct fill_posted p[] = { { "shown", "fp_ref" }, { "fp_ref", long_text },
		{ "shown", "org" }, { "org", "MOI" } };

	memset(long_text, 'x', FORM_VALUE_MAX + 10);
	CHECK_ERR(ERR_INPUT, post(ans, "A", p, COUNT_OF(p), NULL, NULL));
	CHECK_INT(FORM_VALUE_MAX, (int64_t)strlen(answer_text(answers_at(ans, "fp_ref"))));
	CHECK_STR("MOI", answer_text(answers_at(ans, "org")));
	CHECK_INT(1, (int64_t)fill_too_long(t->arena, p, COUNT_OF(p), &longs));
	CHECK_STR("fp_ref", longs[0].name);
	CHECK_INT(FORM_VALUE_MAX + 10, longs[0].length);
	long_text[FILL_TEXT_MAX + 1] = '\0';
	CHECK_ERR(ERR_INPUT, post(ans, "A", p, COUNT_OF(p), NULL, NULL));
	long_text[FILL_TEXT_MAX] = '\0';
	CHECK_ERR(OK, post(ans, "A", p, COUNT_OF(p), NULL, NULL));
	CHECK_INT(0, (int64_t)fill_too_long(t->arena, p, COUNT_OF(p), &longs));
}

TEST(a_text_too_long_is_put_back_whole_with_its_reason)
{
	struct answers *ans = begin(t, model(t));
	struct fill_long l = { "staff_total", "as typed", 20000 };
	struct form_findings found;
	struct fill_page page;

	check(t, ans, &found);
	CHECK(fill_page_of(ans, "C", 0, LANG_AR, t->arena, &found, FILL_SAY_WRONG, &page));
	fill_put_back(t->arena, &page, &l, "too long");
	CHECK_STR("as typed", item(page.items, page.n_items, "staff_total")->value);
	CHECK_STR("too long", item(page.items, page.n_items, "staff_total")->error);
	CHECK_HAS(item(page.items, page.n_items, "staff_total")->described, "f-staff_total-error");
}

TEST(nothing_in_an_entry_stands_against_its_removal)
{
	struct answers *ans = begin(t, model(t));
	char *long_text = arena_alloc(t->arena, FORM_VALUE_MAX + 12);
	const struct fill_posted p[] = { { "count:need", "2" }, { "shown", "need[1]/n_people" },
		{ "need[1]/n_people", long_text }, { "shown", "need[2]/n_people" },
		{ "need[2]/n_people", "50" }, { "remove", "need[1]" } };
	const struct fill_posted other[] = { { "count:need", "2" }, { "shown", "need[1]/n_people" },
		{ "need[1]/n_people", long_text }, { "remove", "need[2]" } };
	const struct fill_long *longs;

	memset(long_text, 'x', FORM_VALUE_MAX + 10);
	long_text[FORM_VALUE_MAX + 10] = '\0';
	CHECK_ERR(OK, post(ans, "E", p, COUNT_OF(p), NULL, "need[1]"));
	CHECK_INT(0, (int64_t)fill_too_long(t->arena, p, COUNT_OF(p), &longs));
	CHECK_INT(1, (int64_t)answers_count(answers_at(ans, "need")));
	CHECK_STR("50", answer_text(answers_at(ans, "need[1]/n_people")));
	CHECK_ERR(ERR_INPUT, post(ans, "E", other, COUNT_OF(other), NULL, "need[2]"));
	CHECK_INT(1, (int64_t)fill_too_long(t->arena, other, COUNT_OF(other), &longs));
}

TEST(occurrences_are_added_filled_and_removed)
{
	struct answers *ans = begin(t, model(t));
	const struct fill_posted both[] = { { "count:need", "2" }, { "shown", "need[1]/n_people" },
		{ "need[1]/n_people", "٤٠" }, { "shown", "need[2]/n_people" },
		{ "need[2]/n_people", "50" } };
	struct form_findings found;
	struct fill_page page;

	CHECK_ERR(OK, post(ans, "E", NULL, 0, "need", NULL));
	CHECK_ERR(OK, post(ans, "E", both, COUNT_OF(both), NULL, NULL));
	CHECK_STR("40", answer_text(answers_at(ans, "need[1]/n_people")));
	check(t, ans, &found);
	CHECK(fill_page_of(ans, "E", 0, LANG_AR, t->arena, &found, FILL_SAY_ALL, &page));
	CHECK(item(page.items, page.n_items, "need[2]/n_topic") != NULL);
	CHECK_ERR(OK, post(ans, "E", NULL, 0, NULL, "need[1]"));
	CHECK_STR("50", answer_text(answers_at(ans, "need[1]/n_people")));
	CHECK_INT(1, (int64_t)answers_count(answers_at(ans, "need")));
}

TEST(what_is_missing_is_told_only_when_asked)
{
	struct answers *ans = begin(t, model(t));
	const struct fill_posted wrong[] = { { "shown", "staff_total" }, { "staff_total", "-3" } };
	struct form_findings found;
	struct fill_page page;

	CHECK_ERR(OK, post(ans, "C", wrong, COUNT_OF(wrong), NULL, NULL));
	check(t, ans, &found);
	CHECK(fill_page_of(ans, "C", 0, LANG_AR, t->arena, &found, FILL_SAY_WRONG, &page));
	CHECK_INT(1, (int64_t)page.wrong);
	CHECK(item(page.items, page.n_items, "staff_total")->error != NULL);
	CHECK_STR("-3", item(page.items, page.n_items, "staff_total")->value);
	CHECK(fill_page_of(ans, "A", 0, LANG_AR, t->arena, &found, FILL_SAY_WRONG, &page));
	CHECK(item(page.items, page.n_items, "org")->error == NULL);
	CHECK(fill_page_of(ans, "A", 0, LANG_AR, t->arena, &found, FILL_SAY_ALL, &page));
	CHECK(item(page.items, page.n_items, "org")->error != NULL);
}

TEST(questions_are_shown_by_their_kind)
{
	struct answers *ans = begin(t, model(t));
	struct form_findings found;
	struct fill_page page;

	check(t, ans, &found);
	CHECK(fill_page_of(ans, "A", 0, LANG_AR, t->arena, &found, FILL_SAY_ALL, &page));
	CHECK_INT(FILL_SELECT, item(page.items, page.n_items, "org")->kind);
	CHECK_INT(FILL_PICKER, item(page.items, page.n_items, "scope_gov")->kind);
	CHECK_INT(FILL_DATE, item(page.items, page.n_items, "answered_on")->kind);
	CHECK(item(page.items, page.n_items, "fp_ref") == NULL);
	CHECK(fill_page_of(ans, "D", 0, LANG_AR, t->arena, &found, FILL_SAY_ALL, &page));
	CHECK_INT(1, (int64_t)page.n_items);
	CHECK_INT(FILL_TABLE, page.items[0].kind);
	CHECK_INT(8, (int64_t)page.items[0].n_items);
	CHECK(!fill_page_of(ans, "nonsense", 0, LANG_AR, t->arena, &found, FILL_SAY_ALL, &page));
}
