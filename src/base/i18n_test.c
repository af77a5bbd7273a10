#include <stdio.h>

#include "base/catalogue.h"
#include "base/i18n.h"
#include "test/harness.h"

/* Compiled from test/data/po. */
extern const struct catalogue test_catalogue;

static const char *pattern(enum lang lang, struct msg m)
{
	return catalogue_pattern(&test_catalogue, lang, &m);
}

TEST(words_are_found_along_the_chain)
{
	CHECK_STR("حفظ", pattern(LANG_AR, MSG("Save")));
	CHECK_STR("پاشەکەوتکردن", pattern(LANG_CKB, MSG("Save")));
	CHECK_STR("پاشەکەوتکردن", pattern(LANG_KMR, MSG("Save")));
	CHECK_STR("Save", pattern(LANG_EN, MSG("Save")));
	CHECK_STR("أرسله {1} يوم {2}.", pattern(LANG_CKB, MSG("Sent by {1} on {2}.")));
	CHECK_STR("Better English", pattern(LANG_EN, MSG("ui.better")));
	CHECK_STR("Better English", pattern(LANG_AR, MSG("ui.better")));
	CHECK_STR("Unknown", pattern(LANG_AR, MSG("Unknown")));
	CHECK_STR("Gone", pattern(LANG_EN, MSG("Gone")));
	CHECK_STR("Empty", pattern(LANG_KMR, MSG("Empty")));
	CHECK_STR("سطر\n\"اثنان\"", pattern(LANG_AR, MSG("Line\n\"two\"")));
}

TEST(what_is_fuzzy_or_empty_is_not_translated)
{
	CHECK_STR("Fuzzy", pattern(LANG_AR, MSG("Fuzzy")));
	CHECK(!catalogue_has(&test_catalogue, LANG_AR, "Fuzzy"));
	CHECK(!catalogue_has(&test_catalogue, LANG_CKB, "Empty"));
	CHECK(catalogue_has(&test_catalogue, LANG_CKB, "Save"));
	CHECK(!catalogue_has(&test_catalogue, LANG_KMR, "Save"));
	CHECK(!catalogue_has(&test_catalogue, LANG_KMR, "Unknown"));
}

TEST(arabic_counts_in_six_forms)
{
	static const struct {
		int64_t n;
		int form;
	} cases[] = { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 }, { 10, 3 }, { 11, 4 }, { 99, 4 },
		{ 100, 5 }, { 102, 5 }, { 103, 3 }, { 111, 4 }, { 1000, 5 }, { -2, 2 },
		{ INT64_MIN, 5 } };

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK_INT(cases[i].form, plural_form(LANG_AR, cases[i].n));
	CHECK_INT(6, plural_forms(LANG_AR));
	CHECK_STR("متأخر يومين", pattern(LANG_AR, MSGN("{1} day late", "{1} days late", 2)));
	CHECK_STR("متأخر {1} يوماً", pattern(LANG_AR, MSGN("{1} day late", "{1} days late", 11)));
}

TEST(other_languages_count_in_two_forms)
{
	CHECK_STR("یەک ڕۆژ دواکەوتوو", pattern(LANG_KMR, MSGN("{1} day late", "{1} days late", 1)));
	CHECK_STR("{1} ڕۆژ دواکەوتوو", pattern(LANG_CKB, MSGN("{1} day late", "{1} days late", 0)));
	CHECK_STR("{1} day late", pattern(LANG_EN, MSGN("{1} day late", "{1} days late", 1)));
	CHECK_STR("{1} days late", pattern(LANG_EN, MSGN("{1} day late", "{1} days late", 0)));
	CHECK_STR("many", pattern(LANG_AR, MSGN("one", "many", 0)));
}

TEST(a_message_is_put_together_in_plain_text)
{
	struct arena *a = t->arena;

	CHECK_STR("\u2068Aram\u2069: 1,234, 24\u00A0November\u00A02026, {7} 12.5%",
		msg_text(a, LANG_EN,
			MSG("{2}: {1}, {3}, {7} {4}", N(1234), S("Aram"), D("2026-11-24"),
				P(125))));
	CHECK_STR("12 left of 3",
		msg_text(a, LANG_EN, MSGN("x", "{1} left of {2}", 12, N(12), N(3))));
	CHECK_STR("5 left", msg_text(a, LANG_EN, MSGN("x", "{1} left", 5)));
	CHECK_STR("nobody: ", msg_text(a, LANG_EN, MSG("nobody: {1}{2}", S(NULL))));
	CHECK_STR("1.50", msg_text(a, LANG_EN, MSG("{1}", DEC(150, 2))));
	CHECK_STR("", msg_text(a, LANG_EN, (struct msg){ 0 }));
}

TEST(numbers_are_grouped_in_the_readers_digits)
{
	struct arena *a = t->arena;

	CHECK_STR("١٬٢٣٤٬٥٦٧", num_text(a, LANG_AR, 1234567));
	CHECK_STR("١٢٣", num_text(a, LANG_CKB, 123));
	CHECK_STR("٠", num_text(a, LANG_KMR, 0));
	CHECK_STR("1,000", num_text(a, LANG_EN, 1000));
	CHECK_STR("\u2212999", num_text(a, LANG_EN, -999));
	CHECK_STR("\u2212"
		  "9,223,372,036,854,775,808",
		num_text(a, LANG_EN, INT64_MIN));
	CHECK_STR("\u061C-٥", num_text(a, LANG_AR, -5));
	CHECK_STR("١٬٢٣٤٫٥٠", dec_text(a, LANG_AR, 123450, 2));
	CHECK_STR("0.05", dec_text(a, LANG_EN, 5, 2));
	CHECK_STR("\u22120.5", dec_text(a, LANG_EN, -5, 1));
	CHECK_STR("٢٥٪", percent_text(a, LANG_AR, 250));
	CHECK_STR("0.5%", percent_text(a, LANG_EN, 5));
	CHECK_STR("v٢٫ش", digits_text(a, LANG_AR, "v2٫ش"));
	CHECK_STR("v2", digits_text(a, LANG_EN, "v2"));
	CHECK_STR("٠٥/١١/٢٠٢٦", date_typed(a, LANG_AR, "2026-11-05"));
	CHECK_STR("05/11/2026", date_typed(a, LANG_EN, "2026-11-05"));
	CHECK_STR("tomorrow 5", date_typed(a, LANG_EN, "tomorrow 5"));
}

TEST(dates_are_written_with_the_names_of_the_country)
{
	struct arena *a = t->arena;

	CHECK_STR("٢٤\u00A0تشرين\u00A0الثاني\u00A0٢٠٢٦", date_words(a, LANG_AR, "2026-11-24"));
	CHECK_STR("٥\u00A0تشرینی\u00A0دووەم\u00A0٢٠٢٦", date_words(a, LANG_CKB, "2026-11-05"));
	CHECK_STR("٢٤\u00A0تشرینی\u00A0دووەم\u00A0٢٠٢٦", date_words(a, LANG_KMR, "2026-11-24"));
	CHECK_STR("24\u00A0November\u00A02026", date_words(a, LANG_EN, "2026-11-24"));
	CHECK_STR("الأحد\u00A0٢٢\u00A0تشرين\u00A0الثاني\u00A0٢٠٢٦",
		date_full(a, LANG_AR, "2026-11-22"));
	CHECK_STR("Sunday\u00A0"
		  "22\u00A0November\u00A02026",
		date_full(a, LANG_EN, "2026-11-22"));
	CHECK_STR("soon", date_words(a, LANG_EN, "soon"));
	CHECK_STR("", date_full(a, LANG_EN, NULL));
}

TEST(times_are_shown_as_they_are_in_baghdad)
{
	CHECK_STR("24\u00A0November\u00A02026,\u00A0"
		  "09:10",
		time_words(t->arena, LANG_EN, "2026-11-24T06:10:00.123Z"));
	CHECK_STR("٢٥\u00A0تشرين\u00A0الثاني\u00A0٢٠٢٦،\u00A0٠٠:٠٠",
		time_words(t->arena, LANG_AR, "2026-11-24T21:00:00Z"));
	CHECK_STR("x", time_words(t->arena, LANG_AR, "x"));
	CHECK_STR("", time_words(t->arena, LANG_AR, NULL));
}

TEST(the_browsers_languages_are_weighed)
{
	CHECK_INT(LANG_AR, lang_accept("ar-IQ,ar;q=0.9,en;q=0.8", LANG_EN));
	CHECK_INT(LANG_CKB, lang_accept("de, en;q=0.5 , ckb;q=0.7", LANG_AR));
	CHECK_INT(LANG_KMR, lang_accept("kmr-Arab", LANG_AR));
	CHECK_INT(LANG_CKB, lang_accept("KU", LANG_AR));
	CHECK_INT(LANG_AR, lang_accept("de, fr", LANG_AR));
	CHECK_INT(LANG_AR, lang_accept("en;q=0", LANG_AR));
	CHECK_INT(LANG_AR, lang_accept("en;q=x, *", LANG_AR));
	CHECK_INT(LANG_AR, lang_accept(NULL, LANG_AR));
	CHECK_INT(LANG_AR, lang_accept("", LANG_AR));
	CHECK_INT(LANG_AR, lang_accept(";;;,,,=q", LANG_AR));
	/* the seventeenth range is not read */
	CHECK_INT(LANG_AR, lang_accept("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,en", LANG_AR));
	CHECK_INT(LANG_EN, lang_accept("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,en", LANG_AR));
	CHECK_INT(LANG_KMR, lang_of("kmr-Arab", LANG_EN));
	CHECK_INT(LANG_EN, lang_of("arabic", LANG_EN));
	CHECK_INT(LANG_AR, lang_of(NULL, LANG_AR));
}

TEST(a_field_is_picked_along_the_chain)
{
	CHECK_STR("b", pick(LANG_KMR, "a", "b", "", "d"));
	CHECK_STR("d", pick(LANG_AR, NULL, "", NULL, "d"));
	CHECK_INT(LANG_EN, pick_lang(LANG_AR, NULL, "", NULL, "d"));
	CHECK_STR("", pick(LANG_AR, NULL, NULL, NULL, NULL));
	CHECK_INT(LANG_AR, pick_lang(LANG_AR, NULL, NULL, NULL, NULL));
}

static void check_order(struct t *t, enum lang lang, const char *const words[], size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (!CHECK(strcmp(sort_key(t->arena, lang, words[i - 1]),
				   sort_key(t->arena, lang, words[i])) < 0))
			printf("  %s is not before %s\n", words[i - 1], words[i]);
}

TEST(words_sort_as_the_alphabet_does)
{
	static const char *const ar[] = { "إبراهيم", "أحمد", "بابل", "تميم", "ثابت", "هند", "وزارة",
		"ياسين" };
	static const char *const ckb[] = { "ئاسۆ", "ئەحمەد", "ئێران", "بابان", "پارێزگا", "تارا",
		"چرا", "دیار", "رابەر", "ڕووناک", "زانا", "ژینا", "سارا", "شادی", "غەریب", "ڤیان",
		"قادر", "کاوە", "گوڵ", "لانە", "ڵ", "مریەم", "نازە", "هانا", "ەرز", "واتا", "ۆدا",
		"ووشە", "یاد", "ێ" };
	static const char *const en[] = { "Aram", "élan", "Zahra" };

	check_order(t, LANG_AR, ar, COUNT_OF(ar));
	check_order(t, LANG_CKB, ckb, COUNT_OF(ckb));
	check_order(t, LANG_KMR, ckb, COUNT_OF(ckb));
	check_order(t, LANG_EN, en, COUNT_OF(en));
	CHECK(strcmp(sort_key(t->arena, LANG_CKB, "کوردستان"),
		      sort_key(t->arena, LANG_CKB, "كوردستانە")) < 0);
	CHECK(*sort_key(t->arena, LANG_AR, "\xFFx"));
	CHECK_INT(0, (int64_t)strspn(sort_key(t->arena, LANG_AR, ""), "ghijk"));
}
