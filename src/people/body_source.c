/* What the notes of organisations.csv say in their own short words. */
#include "people/body_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"

const char *source_unconfirmed(struct arena *a, const char *source)
{
	bool marked[LANG_COUNT] = { false }, told[LANG_COUNT] = { false }, all = false;
	struct buf b;

	for (const char *p = source; p && *p;) {
		size_t len = strcspn(p, "|");
		const char *part = arena_strn(a, p, len);
		const char *colon = strchr(part, ':');
		bool un = len >= 11 && strcmp(part + len - 11, "unconfirmed") == 0;

		if (strcmp(part, "unconfirmed") == 0)
			all = true;
		for (int l = 0; colon && l < LANG_COUNT; l++) {
			const char *langs_part = arena_strn(a, part, (size_t)(colon - part));
			for (const char *w = langs_part; *w;) {
				size_t n = strcspn(w, ",");
				if (n == strlen(langs[l].code) &&
					strncmp(w, langs[l].code, n) == 0) {
					told[l] = true;
					marked[l] = un;
				}
				w += n + (w[n] == ',');
			}
		}
		p += len + (p[len] == '|');
	}
	buf_init(&b, a, 16);
	for (int l = 0; l < LANG_COUNT; l++)
		if (marked[l] || (all && !told[l] && l != LANG_KMR))
			buf_printf(&b, "%s%s", b.len ? " " : "", langs[l].code);
	return b.len ? b.data : NULL;
}

const char *note_closed_on(struct arena *a, const char *note)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };

	if (!note || strncmp(note, "CLOSED:", 7) != 0)
		return NULL;
	for (const char *p = strstr(note, "ended "); p; p = strstr(p + 1, "ended ")) {
		char *month;
		long day = strtol(p + 6, &month, 10);
		int64_t days;

		for (int m = 0; m < 12; m++) {
			const char *iso;

			if (strncmp(month, " ", 1) != 0 || strncmp(month + 1, months[m], 3) != 0)
				continue;
			iso = arena_printf(
				a, "%04ld-%02d-%02ld", strtol(month + 4, NULL, 10), m + 1, day);
			return date_parse(iso, &days) ? iso : NULL;
		}
	}
	return NULL;
}

const char *source_place(struct arena *a, const char *source)
{
	const char *place = source ? arena_strn(a, source, strcspn(source, "|")) : "";

	return *place && strcmp(place, "unconfirmed") != 0 ? place : NULL;
}

bool source_is_address(const char *source)
{
	return strncmp(source, "https://", 8) == 0 || strncmp(source, "http://", 7) == 0;
}
