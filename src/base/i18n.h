/*
 * Languages, messages, numbers and dates for readers. Messages are English sentences compiled from
 * po/ into the binary; a message missing in a language falls back along a chain (kmr: ckb, ar, en).
 * Nothing here uses the operating system's locale.
 *
 * A message has places {1} to {6}, in any order. Values are passed as struct arg:
 *	MSG("Sent by {1} on {2}.", S(name), D(date))
 *	MSGN("{1} day late", "{1} days late", n, N(n))		plural by the language's rule (CLDR)
 * N formats in the reader's digits, D as a date, T as date and time (Asia/Baghdad), S is text as it
 * is (isolated with U+2068/U+2069 in plain text, <bdi> in HTML), P a share as per cent.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum lang { LANG_AR, LANG_CKB, LANG_KMR, LANG_EN, LANG_COUNT };

/* The one table of what follows from a language. */
struct lang_facts {
	const char *code;	     /* in addresses and cookies: ar ckb kmr en */
	const char *bcp47;	     /* in HTML: ar ckb kmr-Arab en */
	const char *dir;	     /* rtl or ltr */
	const char *name;	     /* its own name */
	enum lang chain[LANG_COUNT]; /* itself, then where words are looked for in turn */
};
extern const struct lang_facts langs[LANG_COUNT];

/* The language of a code, or `other`. Accepts the BCP 47 forms too. */
enum lang lang_of(const char *code, enum lang other);

/* The best of an Accept-Language header (RFC 9110 §12.5.4), or `other`. Bounded: reads 16 ranges.
 */
enum lang lang_accept(const char *header, enum lang other);

enum arg_kind { ARG_NONE, ARG_STR, ARG_NUM, ARG_DATE, ARG_TIME, ARG_PERCENT, ARG_DECIMAL };
struct arg {
	enum arg_kind kind;
	const char *str;
	int64_t num;
	int scale; /* ARG_DECIMAL: num / 10^scale */
};
struct msg {
	const char *id;	    /* English, also the key; NULL: no message */
	const char *plural; /* English plural, NULL if the message does not count */
	int64_t n;	    /* what it counts */
	struct arg args[6];
};

#define S(text) ((struct arg){ .kind = ARG_STR, .str = (text) })
#define N(number) ((struct arg){ .kind = ARG_NUM, .num = (number) })
#define D(date) ((struct arg){ .kind = ARG_DATE, .str = (date) })
#define T(time) ((struct arg){ .kind = ARG_TIME, .str = (time) })
#define P(tenths)                                                                                  \
	((struct arg){ .kind = ARG_PERCENT, .num = (tenths) }) /* tenths of a per cent             \
								*/
#define DEC(scaled, places)                                                                        \
	((struct arg){ .kind = ARG_DECIMAL, .num = (scaled), .scale = (places) })

/* __extension__: without arguments the braces are empty, which ISO C knows only since C23. */
#define MSG(text, ...) (__extension__(struct msg){ .id = (text), .args = { __VA_ARGS__ } })
#define MSGN(one, many, count, ...)                                                                \
	(__extension__(struct msg){                                                                \
		.id = (one), .plural = (many), .n = (count), .args = { __VA_ARGS__ } })

/* Marks a sentence for the catalogues without translating it here. */
#define _(text) text

/* The translation of a plain message; the English text if nothing else is known. Never NULL. */
const char *tr(enum lang lang, const char *id);

/* A whole message in plain text, in the arena. */
const char *msg_text(struct arena *a, enum lang lang, struct msg m);

/* The pattern of a message after translation and choice of plural form, with its {1} places. */
const char *msg_pattern(enum lang lang, const struct msg *m);

/* One value as the reader sees it, without isolation and not escaped; "" for ARG_NONE. */
const char *arg_text(struct arena *a, enum lang lang, struct arg arg);

/* What stands at place 1 to 6. A counting message without arguments has its count at {1}. */
struct arg msg_arg(const struct msg *m, int place);

/*
 * Cuts a pattern into pieces: copies nothing, sets *literal and *len to the text up to the next
 * place and *place to its number (0 at the end), and returns where to go on, NULL after the last.
 */
const char *pattern_next(const char *pattern, const char **literal, size_t *len, int *place);

/* Whether the language itself (not its fallback) has this message. */
bool msg_translated(enum lang lang, const char *id);

/* Numbers: grouped, in the language's digits (ar ckb kmr: ٠١٢ ٬ ٫ ٪). `scale` places of a scaled
 * integer. */
const char *num_text(struct arena *a, enum lang lang, int64_t n);
const char *dec_text(struct arena *a, enum lang lang, int64_t scaled, int scale);
const char *percent_text(struct arena *a, enum lang lang, int64_t tenths);

/* Replaces ASCII digits of any text by the language's. */
const char *digits_text(struct arena *a, enum lang lang, const char *s);

/* An ISO date as it is typed, "24/11/2026", in the language's digits; other text only in those
 * digits. */
const char *date_typed(struct arena *a, enum lang lang, const char *s);

/*
 * Dates: "٢٤ تشرين الثاني ٢٠٢٦" (Iraqi month names), "٢٤ تشرینی دووەم ٢٠٢٦", "24 November 2026";
 * words joined by U+00A0. date_full puts the week day before it. A malformed date or time comes
 * back as it is; NULL gives "".
 */
const char *date_words(struct arena *a, enum lang lang, const char *iso_date);
const char *date_full(struct arena *a, enum lang lang, const char *iso_date);
const char *time_words(
	struct arena *a, enum lang lang, const char *iso_time); /* date, 10:42, Baghdad time */

/* The same straight into a buffer, for pages. A malformed date or time puts nothing: false. */
void num_put(struct buf *b, enum lang lang, int64_t n);
void dec_put(struct buf *b, enum lang lang, int64_t scaled, int scale);
void percent_put(struct buf *b, enum lang lang, int64_t tenths);
bool date_put(struct buf *b, enum lang lang, const char *iso_date);
bool date_full_put(struct buf *b, enum lang lang, const char *iso_date);
bool time_put(struct buf *b, enum lang lang, const char *iso_time);

/* The value of a record's field in the reader's language, by its chain: never NULL, "" if all are
 * missing. */
const char *pick(enum lang lang, const char *ar, const char *ckb, const char *kmr, const char *en);
/* PICK(lang, row, title) reads row->title_ar … row->title_en. */
#define PICK(lang, row, field)                                                                     \
	pick((lang), (row)->field##_ar, (row)->field##_ckb, (row)->field##_kmr, (row)->field##_en)

/* Which language pick would take (for lang= on a passage); `lang` itself if all are missing. */
enum lang pick_lang(
	enum lang lang, const char *ar, const char *ckb, const char *kmr, const char *en);

/* A text key (hexadecimal) that sorts as the language's alphabet does: ICU's root order for en,
 * with alef and hamza kin together for ar, the Sorani alphabet for ckb and kmr. Reads 2,000 bytes.
 */
const char *sort_key(struct arena *a, enum lang lang, const char *text);

#endif
