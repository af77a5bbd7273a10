/*
 * Posted forms and query strings, parsed by length and bounded: application/x-www-form-urlencoded
 * (WHATWG URL §5.1) and multipart/form-data (RFC 7578). Names and values must be valid UTF-8
 * without NUL; line ends become \n. Pure: bytes in, pairs out, all in the arena.
 */
#ifndef WEB_FORM_PARSE_H
#define WEB_FORM_PARSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "web/page.h"

enum { FORM_MAX_PAIRS = 2000, FORM_MAX_FILES = 20, FORM_MAX_FILE_NAME = 200, FORM_MAX_NAME = 400 };

/* A file of a multipart body: a slice of that body. */
struct form_file {
	const char *field;
	const char *
		name; /* without folders and control characters; at most FORM_MAX_FILE_NAME bytes */
	struct bytes data;
	size_t after; /* how many pairs came before it */
};

struct form_parts {
	LIST(struct pair) pairs;
	LIST(struct form_file) files;
};

/* `text` is a query string or such a body. ERR_INPUT: bad escape of UTF-8, NUL, too many pairs. */
enum err form_parse_urlencoded(struct arena *a, struct bytes text, struct form_parts *out) MUST_USE;

/*
 * A multipart body by its Content-Type. A file field left empty (no name, no bytes) is no file.
 * ERR_INPUT: no boundary, a part without a name, an unfinished body, too many parts, bad text.
 */
enum err form_parse_multipart(struct arena *a, const char *content_type, struct bytes body,
	struct form_parts *out) MUST_USE;

/*
 * The first part of a multipart body of which perhaps only the beginning is there. ERR_INPUT if it
 * is not there whole, or is a file.
 */
enum err form_parse_first(
	struct arena *a, const char *content_type, struct bytes begun, struct pair *first) MUST_USE;

/* Percent-decodes n bytes into the arena; `plus`: '+' is a blank. NULL if that is no UTF-8 text. */
const char *form_decode(struct arena *a, const char *s, size_t n, bool plus);

#endif
