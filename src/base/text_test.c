#include "base/text.h"
#include "test/harness.h"

TEST(utf8_is_checked_as_rfc_3629_says)
{
	CHECK(text_utf8_valid("سلام ڕۆژ €😀", strlen("سلام ڕۆژ €😀")));
	CHECK(!text_utf8_valid("\xC0\xAF", 2));		/* overlong */
	CHECK(!text_utf8_valid("\xE0\x80\xAF", 3));	/* overlong */
	CHECK(!text_utf8_valid("\xED\xA0\x80", 3));	/* surrogate */
	CHECK(!text_utf8_valid("\xF4\x90\x80\x80", 4)); /* past U+10FFFF */
	CHECK(!text_utf8_valid("a\0b", 3));
	CHECK(!text_utf8_valid("\xD8", 1));
	CHECK(!text_utf8_valid("\x80", 1));
	CHECK(text_utf8_valid("", 0));
}

TEST(a_bad_byte_is_read_as_the_replacement_character)
{
	const char *s = "a\xFF\xD8";

	CHECK_INT('a', text_next(&s));
	CHECK_INT(0xFFFD, text_next(&s));
	CHECK_INT(0xFFFD, text_next(&s));
	CHECK_INT(0, text_next(&s));
	CHECK_INT(0, text_next(&s));
	CHECK_INT(3, (int64_t)text_length("ڕۆژ"));
}

TEST(white_space_and_bidi_marks_are_trimmed)
{
	CHECK_STR("a b", text_trim(t->arena, " \t\u00A0\u200Fa b\u200E \n"));
	CHECK_STR("", text_trim(t->arena, " \u2067\u2069 "));
	CHECK_STR("", text_trim(t->arena, ""));
}

TEST(arabic_and_kurdish_spellings_fold_together)
{
	CHECK_STR(text_fold(t->arena, "كركوك"), text_fold(t->arena, "کرکوک"));
	CHECK_STR(text_fold(t->arena, "وزارة الداخلية"), text_fold(t->arena, "وزاره الداخليه"));
	CHECK_STR(text_fold(t->arena, "أربيل"), text_fold(t->arena, "اربيل"));
	CHECK_STR(text_fold(t->arena, "إسراء مؤيد ئ"), text_fold(t->arena, "اسراء مويد ي"));
	CHECK_STR(text_fold(t->arena, "مُدَرِّبَة"), text_fold(t->arena, "مدربة"));
	CHECK_STR(text_fold(t->arena, "مـــدرب"), text_fold(t->arena, "مدرب"));
	CHECK_STR(text_fold(t->arena, "هه\u200Cولێر"), text_fold(t->arena, "هەولیر"));
	CHECK_STR(text_fold(t->arena, "سلێمانی"), text_fold(t->arena, "سليماني"));
	CHECK_STR("ا", text_fold(t->arena, "آ"));
	CHECK(strcmp(text_fold(t->arena, "سر"), text_fold(t->arena, "شر")) != 0);
}

TEST(latin_accents_and_case_are_dropped)
{
	CHECK_STR("duhok zaxo agri", text_fold(t->arena, "Duhok, Zaxô — Ağrî"));
	CHECK_STR("ceiusg", text_fold(t->arena, "ÇêÎûŞğ"));
	CHECK_STR("strasse oeuvre aether", text_fold(t->arena, "Straße Œuvre Æther"));
	CHECK_STR("istanbul", text_fold(t->arena, "İSTANBUL"));
	CHECK_STR("nguyen", text_fold(t->arena, "Nguyễn"));
	CHECK_STR("e", text_fold(t->arena, "e\u0301"));
}

TEST(digits_fold_to_ascii_and_signs_to_one_blank)
{
	CHECK_STR("1325 2024", text_fold(t->arena, "١٣٢٥ / ۲۰۲۴"));
	CHECK_STR("a b", text_fold(t->arena, "  a؟،!! --- b. "));
	CHECK_STR("", text_fold(t->arena, " ؟! "));
	CHECK_STR("", text_fold(t->arena, ""));
}

TEST(folding_twice_changes_nothing)
{
	static const char all[] = "وزارة ئەکادیمیا Straße İÆ ١٢ ۂ ڵ ێ ؤ ٱ ﷼ — x";
	const char *once = text_fold(t->arena, all);
	struct buf b;

	CHECK_STR(once, text_fold(t->arena, once));
	/* and every code point that text may hold */
	for (uint32_t p = 1; p < 0x3100; p++) {
		buf_init(&b, t->arena, 8);
		buf_utf8(&b, p);
		once = text_fold(t->arena, b.data);
		if (!CHECK_STR(once, text_fold(t->arena, once)))
			return;
	}
}

TEST(a_like_pattern_holds_no_sign_of_the_reader)
{
	CHECK_STR("%50 a b%", text_fold_like(t->arena, "50%a_b\\"));
	CHECK_STR("%", text_fold_like(t->arena, ""));
	CHECK_STR("%", text_fold_like(t->arena, "%%"));
}

TEST(whole_numbers_are_read_in_three_digit_sets)
{
	int64_t n = -1;

	CHECK(text_to_int("25", &n) && n == 25);
	CHECK(text_to_int("٢٥", &n) && n == 25);
	CHECK(text_to_int("۲۵", &n) && n == 25);
	CHECK(text_to_int("١٬٠٠٠", &n) && n == 1000);
	CHECK(text_to_int("-7", &n) && n == -7);
	CHECK(text_to_int("\u22127", &n) && n == -7);
	CHECK(text_to_int("9223372036854775807", &n) && n == INT64_MAX);
	CHECK(text_to_int("-9223372036854775808", &n) && n == INT64_MIN);
	n = 1;
	CHECK(!text_to_int("9223372036854775808", &n));
	CHECK(!text_to_int("", &n));
	CHECK(!text_to_int("-", &n));
	CHECK(!text_to_int("--7", &n));
	CHECK(!text_to_int("2 5", &n));
	CHECK(!text_to_int("25x", &n));
	CHECK(!text_to_int("2.0", &n));
	CHECK(!text_to_int("٬1", &n));
	CHECK_INT(1, n);
}

TEST(decimals_are_read_as_scaled_numbers)
{
	int64_t n = 0;

	CHECK(text_to_scaled("12.5", 2, &n) && n == 1250);
	CHECK(text_to_scaled("١٢٫٥", 2, &n) && n == 1250);
	CHECK(text_to_scaled("12", 2, &n) && n == 1200);
	CHECK(text_to_scaled("-0.05", 2, &n) && n == -5);
	CHECK(!text_to_scaled("12.555", 2, &n));
	CHECK(!text_to_scaled("12.", 2, &n));
	CHECK(!text_to_scaled(".5", 2, &n));
	CHECK(!text_to_scaled("1.2.3", 4, &n));
	CHECK(!text_to_scaled("92233720368547758.08", 3, &n));
}

TEST(digits_become_ascii_in_any_text)
{
	CHECK_STR("a1.5 2000", text_ascii_digits(t->arena, "a١٫٥ ۲٬۰۰۰"));
}

TEST(direction_follows_the_first_strong_character)
{
	CHECK(text_is_rtl("12 - وزارة"));
	CHECK(text_is_rtl("٢٥ کۆ"));
	CHECK(!text_is_rtl("NAP وزارة"));
	CHECK(!text_is_rtl("١٢ NAP"));
	CHECK(!text_is_rtl("12، — "));
	CHECK(!text_is_rtl(""));
}

TEST(ascii_case_is_told_apart_only_where_wanted)
{
	CHECK_STR("content-length é", text_lower(t->arena, "Content-LENGTH é"));
	CHECK(text_same_nocase("Host", "hOST"));
	CHECK(!text_same_nocase("Host", "Hos"));
	CHECK(!text_same_nocase("Hos", "Host"));
}
