/*
 * Dates and times are text: ISO-8601, "2026-11-24" and "2026-11-24T06:10:00.123Z".
 * UTC everywhere but in `today`, which is the date in the instance's time zone.
 * Text of one shape sorts as time does. Arithmetic is on days since 1970-01-01
 * in the proleptic Gregorian calendar.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Milliseconds since 1970-01-01T00:00Z by the system's clock, and a clock that never goes back. */
int64_t time_now_ms(void);
int64_t time_monotonic_us(void);

/* "2026-11-24T06:10:00.123Z" of such milliseconds, and back (false: malformed). */
const char *time_text(struct arena *a, int64_t ms);
bool time_parse(const char *text, int64_t *ms);

/* The date "2026-11-24" that `ms` falls on in a zone `offset_minutes` east of UTC (Baghdad: 180).
 */
const char *time_date(struct arena *a, int64_t ms, int offset_minutes);

/* A calendar date to days since 1970-01-01; false if it is not a real date of exactly that shape.
 */
bool date_parse(const char *text, int64_t *days);
const char *date_text(struct arena *a, int64_t days);

/* Whole days from `from` to `to`, negative if to is earlier. Both must be valid dates. */
int64_t date_between(const char *from, const char *to);
const char *date_add(struct arena *a, const char *date, int64_t days);

/* A valid date moved by whole months; where that month is shorter, its last day. */
const char *date_add_months(struct arena *a, const char *date, int64_t months);

/* 0 Monday … 6 Sunday. */
int date_weekday(const char *date);

/*
 * A date as people type it, made ISO: "2026-11-24", "2026/11/24", "24/11/2026", "24-11-2026",
 * "24.11.2026", in any digits. NULL if it is none. Day first where the year is last, as in the
 * country.
 */
const char *date_read(struct arena *a, const char *typed);

#endif
