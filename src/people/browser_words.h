/* What a browser says of itself (its User-Agent), in words a person knows it by. */
#ifndef PEOPLE_BROWSER_WORDS_H
#define PEOPLE_BROWSER_WORDS_H

#include "base/arena.h"
#include "base/i18n.h"

/* "Chrome on Windows"; only what is known of it; "Unknown browser" when nothing is (or NULL). */
const char *browser_words(struct arena *a, enum lang lang, const char *agent);

#endif
