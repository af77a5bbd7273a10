#include <string.h>

#include "forms/xform_in.h"

void x_escape(struct buf *b, const char *s, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		const char *as = NULL;

		switch (s[i]) {
		case '&':
			as = "&amp;";
			break;
		case '<':
			as = "&lt;";
			break;
		case '>':
			as = "&gt;";
			break;
		case '"':
			as = "&quot;";
			break;
		case '\r':
			as = "&#13;";
			break;
		default:
			/* what XML 1.0 cannot hold is left out */
			if ((unsigned char)s[i] < 32 && s[i] != '\n' && s[i] != '\t')
				as = "";
		}
		if (!as)
			continue;
		buf_add(b, s + from, i - from);
		buf_str(b, as);
		from = i + 1;
	}
	buf_add(b, s + from, n - from);
}

static void new_line(struct writer *w)
{
	buf_char(w->b, '\n');
	for (int i = 0; i < w->depth; i++)
		buf_add(w->b, "  ", 2);
}

void x_open(struct writer *w, const char *tag)
{
	new_line(w);
	buf_char(w->b, '<');
	buf_str(w->b, tag);
}

void x_attr(struct writer *w, const char *name, const char *value)
{
	if (!value)
		return;
	buf_char(w->b, ' ');
	buf_str(w->b, name);
	buf_str(w->b, "=\"");
	x_escape(w->b, value, strlen(value)); /* line ends become blanks when read (XML 3.3.3) */
	buf_char(w->b, '"');
}

void x_more(struct writer *w)
{
	buf_char(w->b, '>');
	w->more = w->b->len;
	w->depth++;
}

void x_empty(struct writer *w)
{
	buf_str(w->b, "/>");
}

void x_close(struct writer *w, const char *tag)
{
	w->depth--;
	if (w->b->len == w->more) {
		buf_cut(w->b, w->b->len - 1);
		x_empty(w);
		return;
	}
	new_line(w);
	buf_str(w->b, "</");
	buf_str(w->b, tag);
	buf_char(w->b, '>');
}

void x_leaf(struct writer *w, const char *tag, const char *text)
{
	x_open(w, tag);
	if (!text || !*text) {
		x_empty(w);
		return;
	}
	buf_char(w->b, '>');
	x_escape(w->b, text, strlen(text));
	buf_str(w->b, "</");
	buf_str(w->b, tag);
	buf_char(w->b, '>');
}
