/*
 * JSON (RFC 8259) read and written through jansson, the only file that includes it.
 * Values live in the arena and are immutable. The reader refuses bad UTF-8, duplicate keys, NUL in
 * strings, more than 64 levels. The writer makes one canonical text: no white space, keys as given.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_STR, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_kind kind;
	const char *key; /* name within an object, NULL elsewhere */
	const char *str; /* JSON_STR; for JSON_INT and JSON_REAL the canonical number text */
	int64_t num;	 /* JSON_INT, JSON_BOOL (0, 1) */
	double real;	 /* JSON_REAL, and JSON_INT as a double */
	struct json *at; /* children of arrays and objects, in order */
	size_t n;
};

/* Parses n bytes. ERR_INPUT, with *why set to one English line with position, if malformed. */
enum err json_parse(
	struct arena *a, const char *text, size_t n, struct json **out, const char **why) MUST_USE;

/* Member of an object by name, NULL if there is none or j is no object (or NULL). */
const struct json *json_get(const struct json *j, const char *key);

/* Text of a string member, or `other`; integer member, or `other`; boolean member, or `other`. */
const char *json_str(const struct json *j, const char *key, const char *other);
int64_t json_int(const struct json *j, const char *key, int64_t other);
bool json_bool(const struct json *j, const char *key, bool other);

/* Writing: the caller opens and closes; commas are put by themselves. */
struct json_out {
	struct buf *b;
	bool comma;
};
void json_begin(struct json_out *o, struct buf *b);
void json_open(
	struct json_out *o, const char *key, char bracket); /* '{' or '['; key NULL in arrays */
void json_close(struct json_out *o, char bracket);	    /* '}' or ']' */
void json_put_str(struct json_out *o, const char *key, const char *s); /* NULL writes null */
void json_put_int(struct json_out *o, const char *key, int64_t n);
void json_put_bool(struct json_out *o, const char *key, bool b);
void json_put_raw(struct json_out *o, const char *key, const char *json); /* already JSON text */

#endif
