/* A mail as bytes: see core/mail.h. */
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "core/mail.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
enum { PAD = 64 };

/* Base64 (RFC 4648 §4). */
static void base64(struct buf *b, const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;

	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)s[i] << 16 | (i + 1 < n ? (unsigned)s[i + 1] << 8 : 0) |
			     (i + 2 < n ? s[i + 2] : 0);
		const char out[5] = { digits[v >> 18 & 63], digits[v >> 12 & 63],
			digits[i + 1 < n ? v >> 6 & 63 : PAD], digits[i + 2 < n ? v & 63 : PAD],
			'\0' };

		buf_str(b, out);
	}
}

/* A header's text in encoded words of at most 75 characters, none cut within a character. */
static void encoded(struct buf *b, const char *text)
{
	const char *s = text;

	while (*s) {
		const char *end = s, *next = s;

		while (*next && (size_t)(next - s) <= 42) {
			end = next;
			(void)text_next(&next);
		}
		if (!*next && (size_t)(next - s) <= 42)
			end = next;
		buf_str(b, s == text ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		base64(b, s, (size_t)(end - s));
		buf_str(b, "?=");
		s = end;
	}
}

static bool address_fits(const char *s)
{
	for (const char *c = s; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f || *c == '<' || *c == '>')
			return false;
	return strchr(s, '@') != NULL;
}

/* The host of the instance's address, for Message-ID. */
static const char *host_of(struct arena *a, const struct config *c)
{
	const char *at = c->base_url ? strstr(c->base_url, "://") : NULL;
	size_t n;

	if (!at)
		return "tansiq.invalid";
	n = strcspn(at + 3, ":/");
	return n ? arena_strn(a, at + 3, n) : "tansiq.invalid";
}

const char *mail_text(struct arena *a, const struct config *c, const struct mail_message *m)
{
	time_t seconds = (time_t)(m->at_ms / 1000);
	char date[64];
	struct tm tm;
	struct buf b;
	size_t n = strlen(m->text);

	if (!address_fits(m->to) || !c->mail_from || !address_fits(c->mail_from))
		return NULL;
	gmtime_r(&seconds, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	buf_init(&b, a, 1024 + n * 2);
	buf_printf(&b, "Date: %s\r\nFrom: <%s>\r\nTo: <%s>\r\nMessage-ID: <mail.%s@%s>\r\n", date,
		c->mail_from, m->to, m->id, host_of(a, c));
	buf_str(&b, "Subject: ");
	encoded(&b, m->subject);
	buf_str(&b, "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
		    "Content-Type: text/plain; charset=UTF-8\r\n"
		    "Content-Transfer-Encoding: base64\r\n\r\n");
	for (size_t i = 0; i < n; i += 57) {
		base64(&b, m->text + i, n - i < 57 ? n - i : 57);
		buf_str(&b, "\r\n");
	}
	return b.data;
}
