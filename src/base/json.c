/* jansson's names for kinds are also ours, so they are renamed while its header is read. */
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_REAL JANSSON_REAL
#define JSON_NULL JANSSON_NULL
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_REAL
#undef JSON_NULL

#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LEVELS 64

/* The shortest text that reads back as the same number. */
static const char *real_text(struct arena *a, double d)
{
	char text[40];

	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, d);
		if (strtod(text, NULL) == d)
			break;
	}
	return arena_str(a, text);
}

static bool copy(struct arena *a, json_t *from, struct json *to, int level);

static bool copy_array(struct arena *a, json_t *from, struct json *to, int level)
{
	json_t *child;
	size_t i;

	to->kind = JSON_ARRAY;
	to->at = ARENA_ARRAY(a, json_array_size(from), struct json);
	json_array_foreach(from, i, child)
	{
		if (!copy(a, child, &to->at[to->n++], level + 1))
			return false;
	}
	return true;
}

/* jansson walks an object in the order its members were read. */
static bool copy_object(struct arena *a, json_t *from, struct json *to, int level)
{
	const char *key;
	json_t *child;

	to->kind = JSON_OBJECT;
	to->at = ARENA_ARRAY(a, json_object_size(from), struct json);
	json_object_foreach(from, key, child)
	{
		struct json *member = &to->at[to->n++];

		member->key = arena_str(a, key);
		if (!copy(a, child, member, level + 1))
			return false;
	}
	return true;
}

/* Copies a value into the arena; false if it is nested too deeply. */
static bool copy(struct arena *a, json_t *from, struct json *to, int level)
{
	if (level > MAX_LEVELS)
		return false;
	switch (json_typeof(from)) {
	case JANSSON_OBJECT:
		return copy_object(a, from, to, level);
	case JANSSON_ARRAY:
		return copy_array(a, from, to, level);
	case JSON_STRING:
		to->kind = JSON_STR;
		to->str = arena_strn(a, json_string_value(from), json_string_length(from));
		break;
	case JSON_INTEGER:
		to->kind = JSON_INT;
		to->num = (int64_t)json_integer_value(from);
		to->real = (double)to->num;
		to->str = arena_printf(a, "%lld", (long long)to->num);
		break;
	case JANSSON_REAL:
		to->kind = JSON_REAL;
		to->real = json_real_value(from);
		to->str = real_text(a, to->real);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		to->kind = JSON_BOOL;
		to->num = json_typeof(from) == JSON_TRUE;
		break;
	case JANSSON_NULL:
		to->kind = JSON_NULL;
	}
	return true;
}

enum err json_parse(
	struct arena *a, const char *text, size_t n, struct json **out, const char **why)
{
	json_error_t error;
	json_t *root = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	struct json *value;
	bool fits;

	if (!root) {
		*why = arena_printf(
			a, "line %d, column %d: %s", error.line, error.column, error.text);
		return ERR_INPUT;
	}
	value = ARENA_NEW(a, struct json);
	fits = copy(a, root, value, 0);
	json_decref(root);
	if (!fits) {
		*why = arena_printf(a, "nested deeper than %d levels", MAX_LEVELS);
		return ERR_INPUT;
	}
	*out = value;
	return OK;
}

const struct json *json_get(const struct json *j, const char *key)
{
	if (!j || j->kind != JSON_OBJECT)
		return NULL;
	for (size_t i = 0; i < j->n; i++)
		if (strcmp(j->at[i].key, key) == 0)
			return &j->at[i];
	return NULL;
}

const char *json_str(const struct json *j, const char *key, const char *other)
{
	const struct json *member = json_get(j, key);

	return member && member->kind == JSON_STR ? member->str : other;
}

int64_t json_int(const struct json *j, const char *key, int64_t other)
{
	const struct json *member = json_get(j, key);

	return member && member->kind == JSON_INT ? member->num : other;
}

bool json_bool(const struct json *j, const char *key, bool other)
{
	const struct json *member = json_get(j, key);

	return member && member->kind == JSON_BOOL ? member->num != 0 : other;
}
