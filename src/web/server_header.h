/*
 * The grammar of a header line: what may stand in a name and in a value (RFC 9110 §5.1, §5.5,
 * §5.6.2).
 */
#ifndef WEB_SERVER_HEADER_H
#define WEB_SERVER_HEADER_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are a token: not empty, visible ASCII without the delimiters. */
bool header_name_good(const char *s, size_t n);

/* Whether the bytes hold no control character but the tabulator. */
bool header_value_good(const char *s, size_t n);

/* Whether a name, or a value that is a token, is `want`; case does not matter. */
bool header_is(const char *s, size_t n, const char *want);

#endif
