/*
 * What templates write with. Every function appends to o->b; text is escaped for elements and
 * quoted attributes alike. The _plain kinds give text without markup, for attributes, <title>,
 * <option>, <textarea> and SVG; see docs/templates.md, which says what each is for. NULL text
 * writes nothing.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/list.h"

/* The label of a field as it was shown: by the field's name. */
struct out_label {
	const char *name, *text;
};

enum { OUT_SAID = 32 };

struct out {
	struct buf *b;
	struct arena *arena;
	enum lang lang;
	struct out_said { /* messages of this page and their translations: rows repeat them */
		const char *id, *pattern;
		enum lang lang;
	} said[OUT_SAID];	       /* by the address of the message, which is a constant */
	const char *csrf;	       /* value of the hidden field of posted forms */
	LIST(struct out_label) labels; /* of the fields written so far */
};

/* Bytes as they are: n of them, and a whole string. */
static inline void out_raw(struct out *o, const char *html, size_t n)
{
	buf_add(o->b, html, n);
}
void out_trusted(struct out *o, const char *html);

/* & < > " ' as character references. */
void out_text(struct out *o, const char *text);

/* A translated plain message; messages with values. */
void out_words(struct out *o, const char *id);
void out_msg(struct out *o, struct msg m);
void out_msg_plain(struct out *o, struct msg m);

void out_num(struct out *o, int64_t n);
void out_dec(struct out *o, int64_t scaled, int scale);
void out_percent(struct out *o, int64_t tenths);
void out_id(struct out *o, int64_t n);

void out_date(struct out *o, const char *iso_date);
void out_date_plain(struct out *o, const char *iso_date);
void out_datefull(struct out *o, const char *iso_date);
void out_datefull_plain(struct out *o, const char *iso_date);
void out_time(struct out *o, const char *iso_time);
void out_time_plain(struct out *o, const char *iso_time);

/* Percent-encodes all but the unreserved characters (RFC 3986 §2.3). */
void out_url(struct out *o, const char *component);

/* An address; "#" unless it begins with one "/" (not "//"), "?", "#", or a scheme that is harmless.
 */
void out_href(struct out *o, const char *address);

void out_bdi(struct out *o, const char *name);
void out_bdi_plain(struct out *o, const char *name);
void out_code(struct out *o, const char *code);
void out_code_plain(struct out *o, const char *code);

/* The value of the reader's language by its chain, marked with lang and dir where it is another. */
void out_pick(struct out *o, const char *ar, const char *ckb, const char *kmr, const char *en);
void out_pick_plain(
	struct out *o, const char *ar, const char *ckb, const char *kmr, const char *en);
#define OUT_PICK(o, row, field)                                                                    \
	out_pick((o), (row)->field##_ar, (row)->field##_ckb, (row)->field##_kmr, (row)->field##_en)
#define OUT_PICK_PLAIN(o, row, field)                                                              \
	out_pick_plain(                                                                            \
		(o), (row)->field##_ar, (row)->field##_ckb, (row)->field##_kmr, (row)->field##_en)

/* ` name="value"`, nothing if value is NULL. */
void out_attr(struct out *o, const char *name, const char *value);

/* <input type="hidden" name="csrf" …> */
void out_csrf(struct out *o);

#endif
