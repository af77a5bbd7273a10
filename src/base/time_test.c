#include "base/time.h"
#include "test/harness.h"

TEST(dates_are_real_days_of_one_shape)
{
	int64_t days = 0;

	CHECK(date_parse("1970-01-01", &days) && days == 0);
	CHECK(date_parse("2026-11-24", &days) && days == 20781);
	CHECK(date_parse("2024-02-29", &days));
	CHECK(date_parse("2000-02-29", &days));
	CHECK(!date_parse("2023-02-29", &days));
	CHECK(!date_parse("1900-02-29", &days));
	CHECK(!date_parse("2026-13-01", &days));
	CHECK(!date_parse("2026-04-31", &days));
	CHECK(!date_parse("2026-00-10", &days));
	CHECK(!date_parse("2026-1-10", &days));
	CHECK(!date_parse("2026-01-10 ", &days));
	CHECK(!date_parse("0000-01-10", &days));
	CHECK(!date_parse("", &days));
	CHECK(!date_parse(NULL, &days));
}

TEST(every_day_of_four_centuries_goes_and_comes_back)
{
	int64_t days = 0;

	for (int64_t d = -80000; d < 66097; d++)
		if (!date_parse(date_text(t->arena, d), &days) || days != d) {
			CHECK_INT(d, days);
			return;
		}
	CHECK_STR("1969-12-31", date_text(t->arena, -1));
}

TEST(times_go_and_come_back)
{
	int64_t ms = 0;

	CHECK_STR("2026-11-24T06:10:00.123Z", time_text(t->arena, INT64_C(1795500600123)));
	CHECK(time_parse("2026-11-24T06:10:00.123Z", &ms) && ms == INT64_C(1795500600123));
	CHECK(time_parse("2026-11-24T06:10:00Z", &ms) && ms == INT64_C(1795500600000));
	CHECK_STR("1969-12-31T23:59:59.999Z", time_text(t->arena, -1));
	CHECK(!time_parse("2026-11-24T24:10:00Z", &ms));
	CHECK(!time_parse("2026-11-24T06:60:00Z", &ms));
	CHECK(!time_parse("2026-11-24 06:10:00Z", &ms));
	CHECK(!time_parse("2026-11-24T06:10:00+", &ms));
	CHECK(!time_parse("2026-11-24T06:10:00", &ms));
	CHECK(!time_parse("2026-02-30T06:10:00Z", &ms));
}

TEST(a_day_ends_with_midnight_in_its_zone)
{
	CHECK_STR("2026-11-24", time_date(t->arena, INT64_C(1795553999999), 180));
	CHECK_STR("2026-11-25", time_date(t->arena, INT64_C(1795554000000), 180));
	CHECK_STR("2026-11-24", time_date(t->arena, INT64_C(1795554000000), 0));
}

TEST(days_are_counted_and_added)
{
	CHECK_INT(1, date_between("2024-02-28", "2024-02-29"));
	CHECK_INT(-366, date_between("2025-01-01", "2024-01-01"));
	CHECK_STR("2025-01-01", date_add(t->arena, "2024-12-31", 1));
	CHECK_INT(1, date_weekday("2026-11-24")); /* a Tuesday */
	CHECK_INT(3, date_weekday("1970-01-01"));
	CHECK_INT(6, date_weekday("1969-12-28"));
}

TEST(dates_are_read_as_people_type_them)
{
	static const char *const ways[] = { "2026-11-24", "2026/11/24", "24/11/2026", "24-11-2026",
		"24.11.2026", " ٢٤/١١/٢٠٢٦ ", "۲۴-۱۱-۲۰۲۶" };

	for (size_t i = 0; i < COUNT_OF(ways); i++)
		CHECK_STR("2026-11-24", date_read(t->arena, ways[i]));
	CHECK_STR("2026-03-05", date_read(t->arena, "5/3/2026"));
	CHECK_STR(NULL, date_read(t->arena, "31/2/2026"));
	CHECK_STR(NULL, date_read(t->arena, "24/11/26"));
	CHECK_STR(NULL, date_read(t->arena, "24/11-2026"));
	CHECK_STR(NULL, date_read(t->arena, "24/11"));
	CHECK_STR(NULL, date_read(t->arena, "24/11/2026x"));
	CHECK_STR(NULL, date_read(t->arena, "11/24/2026"));
	CHECK_STR(NULL, date_read(t->arena, ""));
}

TEST(months_end_on_their_last_day)
{
	CHECK_STR("2026-10-24", date_add_months(t->arena, "2026-11-24", -1));
	CHECK_STR("2024-11-24", date_add_months(t->arena, "2026-11-24", -24));
	CHECK_STR("2026-02-28", date_add_months(t->arena, "2026-03-31", -1));
	CHECK_STR("2028-02-29", date_add_months(t->arena, "2028-01-31", 1));
	CHECK_STR("2025-12-31", date_add_months(t->arena, "2026-01-31", -1));
	CHECK_STR("2027-01-01", date_add_months(t->arena, "2026-12-01", 1));
}
