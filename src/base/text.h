/*
 * Text: UTF-8, digits, folding for search. Everything is NUL-terminated UTF-8
 * unless a length is passed. Nothing here changes stored text; folded forms
 * are only for finding.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* Whether n bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong) without NUL. */
bool text_utf8_valid(const char *s, size_t n);

/* Next code point of a NUL-terminated string, advancing *s; 0 at its end, U+FFFD for a bad byte. */
uint32_t text_next(const char **s);

/* Number of code points. */
size_t text_length(const char *s);

/* Whether a text (NULL: no) is in a list of `n`, or of as many as stand before a NULL. */
bool text_among(const char *s, const char *const *list, size_t n);

/* A copy without white space (ASCII, NBSP, bidi marks) at both ends. */
const char *text_trim(struct arena *a, const char *s);

/*
 * The folded form for search: lower case; Arabic ك→ک, ي ى→ی, ة ه→ە-class, أ إ آ→ا, ؤ→و, ئ→ی; marks,
 * tatweel and zero-width characters dropped; all digits ASCII; Latin accents dropped; runs of
 * anything that is no letter or digit become one blank. Idempotent.
 */
const char *text_fold(struct arena *a, const char *s);

/* text_fold with % _ \ escaped by \ and % put around it, for LIKE … ESCAPE '\'. "" gives "%". */
const char *text_fold_like(struct arena *a, const char *s);

/* A copy with Arabic-Indic (U+0660…) and Persian (U+06F0…) digits, ٫ and ٬ made ASCII (٬ dropped).
 */
const char *text_ascii_digits(struct arena *a, const char *s);

/* Reads a whole decimal integer in any of the three digit sets; false if it is none or too large.
 */
bool text_to_int(const char *s, int64_t *n);

/* Reads a decimal with at most `scale` places as a scaled integer (12.5, scale 2 → 1250). */
bool text_to_scaled(const char *s, int scale, int64_t *n);

/* Whether the first strong character of s is right-to-left. */
bool text_is_rtl(const char *s);

/* ASCII only: lower-case copy; equality without case. */
const char *text_lower(struct arena *a, const char *s);
bool text_same_nocase(const char *a, const char *b);

/* Lower-case hexadecimal, base64url without padding (RFC 4648 §5), and back (false: malformed). */
const char *text_hex(struct arena *a, struct bytes b);
bool text_unhex(struct arena *a, const char *s, struct bytes *out);
const char *text_base64url(struct arena *a, struct bytes b);
bool text_unbase64url(struct arena *a, const char *s, size_t n, struct bytes *out);

#endif
