/* Collation through ICU, the only file that includes it; see sort_key in i18n.h. */
#include "base/i18n.h"

#include <pthread.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/library.h"
#include "base/log.h"
#include "base/text.h"

#define ICU_FUNCTIONS(X)                                                                           \
	X(u_errorName)                                                                             \
	X(u_strFromUTF8)                                                                           \
	X(u_strFromUTF8WithSub)                                                                    \
	X(ucol_getSortKey)                                                                         \
	X(ucol_openRules)
#define ICU_FILE(version) ICU_FILE_NAMED(version)
#define ICU_FILE_NAMED(version) "libicui18n.so." #version
LIBRARY(icu, ICU_FILE(U_ICU_VERSION_MAJOR_NUM), ICU_FUNCTIONS)

/* Arabic lists put the letters that only differ by hamza or madda together, as dictionaries do. */
static const char arabic_rules[] = "&ا<<آ<<أ<<إ<<ٱ&و<<ؤ&ي<<ى<<ئ";

/*
 * The order of the Sorani alphabet, with the letters that only borrowed Arabic words have at their
 * Arabic places. ICU 72 has no Sorani collation. Letters typed on an Arabic keyboard (ك ي ة ه with
 * a zero-width non-joiner) sort with the Kurdish letter they stand for.
 */
static const char sorani_rules[] =
	"&[before 1]ا<ئ"
	"&ا<<آ<<أ<<إ<<ٱ<ب<پ<ت<ث<ج<چ<ح<خ<د<ذ<ر<ڕ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ڤ<ق<ک<<<ك<گ<ل<ڵ<م<ن"
	"<ه<<<ھ<ە<<<ه\u200C<<<ة<و<<ؤ<ۆ<وو<ی<<<ي<<<ى<ێ";

static pthread_once_t opened = PTHREAD_ONCE_INIT;
static UCollator *collators[LANG_COUNT]; /* read only once open, which ICU allows many threads */

static UCollator *open_rules(const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *collator;
	UChar rules[512];
	int32_t len;

	icu.u_strFromUTF8(rules, (int32_t)COUNT_OF(rules), &len, text, -1, &status);
	collator = icu.ucol_openRules(rules, len, UCOL_ON, UCOL_TERTIARY, NULL, &status);
	if (U_FAILURE(status)) {
		log_error("collation: %s", icu.u_errorName(status));
		return NULL;
	}
	return collator;
}

static void open_all(void)
{
	if (!library_open(&icu_library))
		return; /* sort_key then folds */
	collators[LANG_AR] = open_rules(arabic_rules);
	collators[LANG_CKB] = collators[LANG_KMR] = open_rules(sorani_rules);
	collators[LANG_EN] = open_rules("");
}

const char *sort_key(struct arena *a, enum lang lang, const char *text)
{
	const UCollator *collator;
	size_t n = strlen(text);
	UErrorCode status = U_ZERO_ERROR;
	UChar *wide;
	uint8_t *key;
	int32_t len = 0, size;

	pthread_once(&opened, open_all);
	collator = collators[lang];
	if (!collator)
		return text_fold(a, text);
	if (n > 2000)
		n = 2000;
	wide = ARENA_ARRAY(a, n + 1, UChar);
	icu.u_strFromUTF8WithSub(
		wide, (int32_t)n + 1, &len, text, (int32_t)n, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		return text_fold(a, text);
	size = icu.ucol_getSortKey(collator, wide, len, NULL, 0);
	key = arena_alloc(a, (size_t)size + 1);
	size = icu.ucol_getSortKey(collator, wide, len, key, size);
	return text_hex(a, (struct bytes){ key, size > 0 ? (size_t)size - 1 : 0 });
}
