/* Plural rules; see catalogue.h. Apart, because pogen needs them before there is a catalogue. */
#include "base/catalogue.h"

int plural_forms(enum lang lang)
{
	return lang == LANG_AR ? 6 : 2;
}

/* CLDR 42, cardinal rules for whole numbers. */
int plural_form(enum lang lang, int64_t n)
{
	int64_t count = n < 0 && n != INT64_MIN ? -n : n, hundred = count % 100;

	if (lang != LANG_AR)
		return count == 1 ? 0 : 1;
	if (count >= 0 && count <= 2)
		return (int)count;
	if (hundred >= 3 && hundred <= 10)
		return 3;
	return hundred >= 11 ? 4 : 5;
}
