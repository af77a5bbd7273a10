/* What a file is, told by its bytes and never by its name; see core/file.h. */
#include "core/file.h"

#include <string.h>

static bool begins(const unsigned char *p, size_t n, const char *with, size_t len)
{
	return n >= len && memcmp(p, with, len) == 0;
}
#define BEGINS(p, n, with) begins((p), (n), (with), sizeof(with) - 1)

/*
 * A zip by the names in its local headers (APPNOTE 4.3.7: signature, 26 bytes to the name's length,
 * name at 30): the parts of an OOXML package (ECMA-376 part 2) tell which it is.
 */
static const char *zip_kind(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i + 30 < n; i++) {
		const unsigned char *name = p + i + 30;
		size_t len = n - i - 30;

		if (!BEGINS(p + i, n - i, "PK\3\4"))
			continue;
		if (BEGINS(name, len, "xl/"))
			return "application/"
			       "vnd.openxmlformats-officedocument.spreadsheetml.sheet";
		if (BEGINS(name, len, "word/"))
			return "application/"
			       "vnd.openxmlformats-officedocument.wordprocessingml.document";
	}
	return "application/zip";
}

/* Length of the UTF-8 sequence a byte begins, 0: none (RFC 3629 §4). */
static size_t sequence(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef)
		return 3;
	return c >= 0xf0 && c <= 0xf4 ? 4 : 0;
}

/* UTF-8 without control characters; a sequence cut at the end is allowed. */
static bool is_text(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t len = sequence(p[i]);

		if (!len || p[i] == 0x7f || (p[i] < 0x20 && !strchr("\t\r\n\f", p[i])) || !p[i])
			return false;
		for (size_t k = 1; k < len && i + k < n; k++)
			if ((p[i + k] & 0xc0) != 0x80)
				return false;
		i += len;
	}
	return true;
}

/* Whether the first line has a separator of columns. */
static bool is_table(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n && p[i] != '\n' && p[i] != '\r'; i++)
		if (strchr(",;\t", p[i]))
			return true;
	return false;
}

const char *file_sniff(const unsigned char *head, size_t n)
{
	if (BEGINS(head, n, "%PDF-"))
		return "application/pdf";
	if (BEGINS(head, n, "\xff\xd8\xff"))
		return "image/jpeg";
	if (BEGINS(head, n, "\x89PNG\r\n\x1a\n"))
		return "image/png";
	if (BEGINS(head, n, "GIF87a") || BEGINS(head, n, "GIF89a"))
		return "image/gif";
	if (BEGINS(head, n, "PK\3\4"))
		return zip_kind(head, n);
	if (!n || !is_text(head, n))
		return NULL;
	if (BEGINS(head, n, "\xef\xbb\xbf"))
		head += 3, n -= 3;
	if (BEGINS(head, n, "<?xml"))
		return "application/xml";
	return n && head[0] != '<' && is_table(head, n) ? "text/csv" : "text/plain";
}
