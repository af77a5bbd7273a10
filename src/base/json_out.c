/* The writer of json.h, which needs no library. */
#include "base/json.h"

#include <string.h>

void json_begin(struct json_out *o, struct buf *b)
{
	o->b = b;
	o->comma = false;
}

static void put_text(struct buf *b, const char *s)
{
	buf_char(b, '"');
	for (const char *run = s;; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(b, run, (size_t)(s - run));
		run = s + 1;
		if (!c)
			break;
		if (c == '\n')
			buf_str(b, "\\n");
		else if (c < 0x20)
			buf_printf(b, "\\u%04x", c);
		else
			buf_printf(b, "\\%c", c);
	}
	buf_char(b, '"');
}

/* What comes before a value: a comma if one came before, and its name. */
static void put_key(struct json_out *o, const char *key)
{
	if (o->comma)
		buf_char(o->b, ',');
	o->comma = true;
	if (key) {
		put_text(o->b, key);
		buf_char(o->b, ':');
	}
}

void json_open(struct json_out *o, const char *key, char bracket)
{
	put_key(o, key);
	buf_char(o->b, bracket);
	o->comma = false;
}

void json_close(struct json_out *o, char bracket)
{
	buf_char(o->b, bracket);
	o->comma = true;
}

void json_put_str(struct json_out *o, const char *key, const char *s)
{
	put_key(o, key);
	if (s)
		put_text(o->b, s);
	else
		buf_str(o->b, "null");
}

void json_put_int(struct json_out *o, const char *key, int64_t n)
{
	put_key(o, key);
	buf_int(o->b, n);
}

void json_put_bool(struct json_out *o, const char *key, bool b)
{
	put_key(o, key);
	buf_str(o->b, b ? "true" : "false");
}

void json_put_raw(struct json_out *o, const char *key, const char *json)
{
	put_key(o, key);
	buf_str(o->b, json);
}
