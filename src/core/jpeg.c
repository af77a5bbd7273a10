#include "core/jpeg.h"

#include <stdint.h>
#include <string.h>

enum {
	SOI = 0xD8,
	EOI = 0xD9,
	SOS = 0xDA,
	APP0 = 0xE0,
	APP1 = 0xE1,
	APP2 = 0xE2,
	APP14 = 0xEE,
	APP15 = 0xEF,
	COM = 0xFE,
	TEM = 0x01,
	RST0 = 0xD0,
	RST7 = 0xD7
};

#define EXIF "Exif\0"
#define TAG_ORIENTATION 0x0112
#define TAG_GPS 0x8825

/* One marker with its segment: [from, to) of the file; data after the length. */
struct segment {
	unsigned marker;
	size_t from, to;
	const unsigned char *data;
	size_t n;
};

static unsigned be16(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/*
 * The segment at *at, and moves behind it. False at the end or where it is none. Between segments
 * any number of fill bytes 0xFF may stand (B.1.1.2).
 */
static bool next_segment(struct bytes f, size_t *at, struct segment *s)
{
	size_t i = *at;

	if (i >= f.len || f.data[i] != 0xFF)
		return false;
	while (i < f.len && f.data[i] == 0xFF)
		i++;
	if (i >= f.len || f.data[i] == 0)
		return false;
	*s = (struct segment){ .marker = f.data[i], .from = *at, .to = i + 1 };
	i++;
	if (s->marker == SOI || s->marker == EOI || s->marker == TEM ||
		(s->marker >= RST0 && s->marker <= RST7)) {
		*at = i;
		return true;
	}
	if (f.len - i < 2 || be16(f.data + i) < 2 || be16(f.data + i) > f.len - i)
		return false;
	s->data = f.data + i + 2;
	s->n = be16(f.data + i) - 2;
	s->to = *at = i + 2 + s->n;
	return true;
}

/* Where the entropy-coded data from `at` on ends: at a marker that is none of its own (B.1.1.5). */
static size_t scan_end(struct bytes f, size_t at)
{
	for (; at + 1 < f.len; at++)
		if (f.data[at] == 0xFF && f.data[at + 1] != 0 && f.data[at + 1] != 0xFF &&
			!(f.data[at + 1] >= RST0 && f.data[at + 1] <= RST7))
			return at;
	return f.len;
}

/* ---- Exif: a TIFF file in a segment ---- */

struct tiff {
	const unsigned char *p;
	size_t n;
	bool little;
};

static bool get16(const struct tiff *t, size_t at, unsigned *v)
{
	if (at > t->n || t->n - at < 2)
		return false;
	*v = t->little ? (unsigned)t->p[at + 1] << 8 | t->p[at] : be16(t->p + at);
	return true;
}

static bool get32(const struct tiff *t, size_t at, size_t *v)
{
	unsigned a, b;

	if (!get16(t, at, &a) || !get16(t, at + 2, &b))
		return false;
	*v = t->little ? (size_t)b << 16 | a : (size_t)a << 16 | b;
	return true;
}

static bool tiff_of(const struct segment *s, struct tiff *t)
{
	unsigned magic;

	if (s->marker != APP1 || s->n < 14 || memcmp(s->data, EXIF, 6) != 0)
		return false;
	*t = (struct tiff){ s->data + 6, s->n - 6, false };
	if (t->p[0] != t->p[1] || (t->p[0] != 'I' && t->p[0] != 'M'))
		return false;
	t->little = t->p[0] == 'I';
	return get16(t, 2, &magic) && magic == 42;
}

/* The value field of a tag in the directory at `dir` (TIFF 6.0, section 2). */
static bool find_tag(const struct tiff *t, size_t dir, unsigned tag, size_t *value)
{
	unsigned n, one;

	if (!get16(t, dir, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!get16(t, dir + 2 + 12 * i, &one))
			return false;
		if (one == tag) {
			*value = dir + 2 + 12 * i + 8;
			return *value <= t->n;
		}
	}
	return false;
}

static bool exif_place(const struct segment *s)
{
	size_t dir, value, gps;
	struct tiff t;

	if (!tiff_of(s, &t) || !get32(&t, 4, &dir) || !find_tag(&t, dir, TAG_GPS, &value) ||
		!get32(&t, value, &gps))
		return false;
	return find_tag(&t, gps, 2, &value) || find_tag(&t, gps, 4, &value);
}

static unsigned exif_orientation(const struct segment *s)
{
	size_t dir, value;
	unsigned turned;
	struct tiff t;

	if (!tiff_of(s, &t) || !get32(&t, 4, &dir) || !find_tag(&t, dir, TAG_ORIENTATION, &value) ||
		!get16(&t, value, &turned))
		return 0;
	return turned >= 2 && turned <= 8 ? turned : 0;
}

static bool names(const struct segment *s, const char *word)
{
	return s->marker == APP1 && memmem(s->data, s->n, word, strlen(word));
}

bool jpeg_tells_place(struct bytes f)
{
	struct segment s;
	size_t at = 0;

	if (!next_segment(f, &at, &s) || s.marker != SOI)
		return false;
	while (next_segment(f, &at, &s) && s.marker != EOI) {
		if (exif_place(&s) || names(&s, "GPSLatitude") || names(&s, "GPSLongitude"))
			return true;
		if (s.marker == SOS)
			at = scan_end(f, at);
	}
	return false;
}

/* ---- without it ---- */

static bool stays(const struct segment *s)
{
	if (s->marker == COM)
		return false;
	if (s->marker < APP0 || s->marker > APP15 || s->marker == APP0 || s->marker == APP14)
		return true;
	return s->marker == APP2 && s->n >= 12 && memcmp(s->data, "ICC_PROFILE", 12) == 0;
}

/* Exif data that says nothing but how the picture is turned. */
static void put_orientation(struct buf *b, unsigned turned)
{
	unsigned char exif[] = { 0xFF, APP1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0,
		0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 };

	exif[29] = (unsigned char)turned;
	buf_add(b, exif, sizeof(exif));
}

static unsigned orientation(struct bytes f)
{
	struct segment s;
	unsigned turned = 0;
	size_t at = 0;

	while (!turned && next_segment(f, &at, &s) && s.marker != SOS)
		turned = exif_orientation(&s);
	return turned;
}

enum err jpeg_strip(struct arena *a, struct bytes f, struct bytes *out)
{
	unsigned turned = orientation(f);
	struct segment s;
	size_t at = 0;
	struct buf b;

	if (!next_segment(f, &at, &s) || s.marker != SOI)
		return ERR_INPUT;
	buf_init(&b, a, f.len + 64);
	buf_add(&b, "\xFF\xD8", 2);
	for (bool first = true; next_segment(f, &at, &s);) {
		size_t end = s.to;

		if (s.marker == SOS)
			end = at = scan_end(f, at);
		/* JFIF's own segment comes first (T.871, 10.1); ours after it. */
		if (turned && first && s.marker != APP0) {
			put_orientation(&b, turned);
			turned = 0;
		}
		first = false;
		if (stays(&s))
			buf_add(&b, f.data + s.from, end - s.from);
		if (s.marker == APP0)
			first = true;
		if (s.marker == EOI) {
			*out = (struct bytes){ (const unsigned char *)b.data, b.len };
			return OK;
		}
	}
	return ERR_INPUT;
}
