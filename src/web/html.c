#include "web/html.h"

#include <string.h>

#define FSI "\u2068"
#define PDI "\u2069"
#define LRI "\u2066"

void out_trusted(struct out *o, const char *html)
{
	if (html)
		buf_str(o->b, html);
}

/* What a byte is replaced by; 0: stays. */
static const unsigned char special[256] = {
	['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4, ['\''] = 5
};
static const char *const references[] = { "", "&amp;", "&lt;", "&gt;", "&#34;", "&#39;" };

typedef unsigned char sixteen __attribute__((vector_size(16)));

/* Whether one of sixteen bytes is special: & and ', and < and >, differ by one bit. */
static bool has_special(const char *s)
{
	sixteen v, hit;
	uint64_t word[2];

	memcpy(&v, s, sizeof(v));
	hit = (sixteen)((v | 1) == '\'') | (sixteen)((v | 2) == '>') | (sixteen)(v == '"');
	memcpy(word, &hit, sizeof(hit));
	return word[0] | word[1];
}

/* What follows the first special byte of n, replaced. */
static void replace(struct buf *b, const char *text, size_t n)
{
	const char *end = text + n;

	for (const char *s = text;; s++) {
		while (s < end && !special[(unsigned char)*s])
			s++;
		buf_add(b, text, (size_t)(s - text));
		if (s == end)
			return;
		buf_str(b, references[special[(unsigned char)*s]]);
		text = s + 1;
	}
}

/* Most texts have nothing to replace: they are copied, and looked at where they then stand, by
 * sixteen bytes; room is made for the last of these to reach past the end, over zeros. */
static void escape(struct buf *b, const char *text, size_t n)
{
	char *to = buf_reserve(b, n + sizeof(sixteen));

	memcpy(to, text, n);
	memset(to + n, 0, sizeof(sixteen));
	for (size_t i = 0; i < n; i += sizeof(sixteen)) {
		if (has_special(to + i)) {
			*to = 0;
			replace(b, text, n);
			return;
		}
	}
	b->len += n;
}

void out_text(struct out *o, const char *text)
{
	if (text)
		escape(o->b, text, strlen(text));
}

/* The pattern of a message, looked up once a page. */
static const char *pattern_of(struct out *o, const struct msg *m)
{
	struct out_said *s = &o->said[(uintptr_t)m->id / 8 % OUT_SAID];

	if (m->plural)
		return msg_pattern(o->lang, m);
	if (s->id != m->id || s->lang != o->lang)
		*s = (struct out_said){ m->id, msg_pattern(o->lang, m), o->lang };
	return s->pattern;
}

void out_words(struct out *o, const char *id)
{
	if (id)
		out_text(o, pattern_of(o, &(struct msg){ .id = id }));
}

typedef void arg_writer(struct out *o, struct arg arg);

static void put_msg(struct out *o, const struct msg *m, arg_writer *put)
{
	const char *s = pattern_of(o, m);

	while (s) {
		const char *literal;
		size_t len;
		int place;

		s = pattern_next(s, &literal, &len, &place);
		escape(o->b, literal, len);
		if (place)
			put(o, msg_arg(m, place));
	}
}

static void arg_markup(struct out *o, struct arg arg)
{
	if (arg.kind == ARG_STR)
		out_bdi(o, arg.str);
	else if (arg.kind == ARG_DATE)
		out_date(o, arg.str);
	else if (arg.kind == ARG_TIME)
		out_time(o, arg.str);
	else if (arg.kind == ARG_NUM)
		out_num(o, arg.num);
	else
		out_text(o, arg_text(o->arena, o->lang, arg));
}

static void arg_plain(struct out *o, struct arg arg)
{
	if (arg.kind == ARG_STR)
		out_bdi_plain(o, arg.str);
	else
		out_text(o, arg_text(o->arena, o->lang, arg));
}

void out_msg(struct out *o, struct msg m)
{
	put_msg(o, &m, arg_markup);
}

void out_msg_plain(struct out *o, struct msg m)
{
	put_msg(o, &m, arg_plain);
}

void out_num(struct out *o, int64_t n)
{
	num_put(o->b, o->lang, n);
}

void out_dec(struct out *o, int64_t scaled, int scale)
{
	dec_put(o->b, o->lang, scaled, scale);
}

void out_percent(struct out *o, int64_t tenths)
{
	percent_put(o->b, o->lang, tenths);
}

void out_id(struct out *o, int64_t n)
{
	buf_int(o->b, n);
}

typedef bool time_writer(struct buf *b, enum lang lang, const char *iso);

static void time_plain(struct out *o, const char *iso, time_writer *put)
{
	if (!put(o->b, o->lang, iso))
		out_text(o, iso);
}

static void time_element(struct out *o, const char *iso, time_writer *put)
{
	if (!iso)
		return;
	buf_str(o->b, "<time datetime=\"");
	out_text(o, iso);
	buf_str(o->b, "\">");
	time_plain(o, iso, put);
	buf_str(o->b, "</time>");
}

void out_date(struct out *o, const char *iso_date)
{
	time_element(o, iso_date, date_put);
}

void out_date_plain(struct out *o, const char *iso_date)
{
	time_plain(o, iso_date, date_put);
}

void out_datefull(struct out *o, const char *iso_date)
{
	time_element(o, iso_date, date_full_put);
}

void out_datefull_plain(struct out *o, const char *iso_date)
{
	time_plain(o, iso_date, date_full_put);
}

void out_time(struct out *o, const char *iso_time)
{
	time_element(o, iso_time, time_put);
}

void out_time_plain(struct out *o, const char *iso_time)
{
	time_plain(o, iso_time, time_put);
}

void out_url(struct out *o, const char *component)
{
	static const char hex[] = "0123456789ABCDEF";

	for (const char *s = component ? component : ""; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
			strchr("-._~", c))
			buf_char(o->b, *s);
		else
			buf_add(o->b, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
	}
}

/* Browsers drop tabs and line ends inside addresses, so "/\t/evil" is "//evil". */
static int is_harmless(const char *address)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };

	if (strpbrk(address, "\t\r\n\\"))
		return 0;
	if (address[0] == '?' || address[0] == '#' || (address[0] == '/' && address[1] != '/'))
		return 1;
	for (size_t i = 0; i < COUNT_OF(schemes); i++)
		if (strncasecmp(address, schemes[i], strlen(schemes[i])) == 0)
			return 1;
	return 0;
}

void out_href(struct out *o, const char *address)
{
	out_text(o, address && is_harmless(address) ? address : "#");
}

static void wrapped(struct out *o, const char *before, const char *text, const char *after)
{
	if (!text)
		return;
	buf_str(o->b, before);
	out_text(o, text);
	buf_str(o->b, after);
}

void out_bdi(struct out *o, const char *name)
{
	wrapped(o, "<bdi>", name, "</bdi>");
}

void out_bdi_plain(struct out *o, const char *name)
{
	wrapped(o, FSI, name, PDI);
}

void out_code(struct out *o, const char *code)
{
	wrapped(o, "<bdi class=\"id\">", code, "</bdi>");
}

void out_code_plain(struct out *o, const char *code)
{
	wrapped(o, LRI, code, PDI);
}

void out_pick(struct out *o, const char *ar, const char *ckb, const char *kmr, const char *en)
{
	enum lang lang = pick_lang(o->lang, ar, ckb, kmr, en);

	if (lang == o->lang) {
		out_bdi(o, pick(o->lang, ar, ckb, kmr, en));
		return;
	}
	buf_str(o->b, "<bdi lang=\"");
	buf_str(o->b, langs[lang].bcp47);
	buf_str(o->b, "\" dir=\"");
	buf_str(o->b, langs[lang].dir);
	wrapped(o, "\">", pick(o->lang, ar, ckb, kmr, en), "</bdi>");
}

void out_pick_plain(struct out *o, const char *ar, const char *ckb, const char *kmr, const char *en)
{
	out_bdi_plain(o, pick(o->lang, ar, ckb, kmr, en));
}

void out_attr(struct out *o, const char *name, const char *value)
{
	if (!value)
		return;
	buf_char(o->b, ' ');
	buf_str(o->b, name);
	wrapped(o, "=\"", value, "\"");
}

void out_csrf(struct out *o)
{
	buf_str(o->b, "<input type=\"hidden\" name=\"csrf\" value=\"");
	out_text(o, o->csrf);
	buf_str(o->b, "\">");
}
