#include "people/browser_words.h"

#include <string.h>

struct mark {
	const char *part; /* of the User-Agent */
	const char *name;
};

/* In this order: most browsers also name those they resemble. */
static const struct mark browsers[] = {
	{ "Edg", "Edge" },
	{ "OPR/", "Opera" },
	{ "SamsungBrowser/", "Samsung Internet" },
	{ "YaBrowser/", "Yandex" },
	{ "FxiOS/", "Firefox" },
	{ "Firefox/", "Firefox" },
	{ "CriOS/", "Chrome" },
	{ "Chrome/", "Chrome" },
	{ "Safari/", "Safari" },
};

static const struct mark systems[] = {
	{ "Windows", "Windows" },
	{ "Android", "Android" },
	{ "iPhone", "iPhone" },
	{ "iPad", "iPad" },
	{ "Mac OS X", "macOS" },
	{ "CrOS", "ChromeOS" },
	{ "Linux", "Linux" },
};

static const char *named(const struct mark *marks, size_t n, const char *agent)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(agent, marks[i].part))
			return marks[i].name;
	return NULL;
}

const char *browser_words(struct arena *a, enum lang lang, const char *agent)
{
	const char *browser = named(browsers, COUNT_OF(browsers), agent ? agent : "");
	const char *system = named(systems, COUNT_OF(systems), agent ? agent : "");

	if (browser && system)
		return msg_text(a, lang, MSG(_("{1} on {2}"), S(browser), S(system)));
	if (browser || system)
		return browser ? browser : system;
	return tr(lang, _("Unknown browser"));
}
