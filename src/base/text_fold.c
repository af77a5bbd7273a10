/*
 * Folding for search, by tables: what a reader types and what was stored meet in one form,
 * whatever keyboard either of them used.
 */
#include "base/text.h"

#include <string.h>

/* Base letters without accent, lower case; '.' where there is none. */
static const char latin_c0[] = /* U+00C0 to U+024F */
	"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll."
	".llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
	"................................oo.............uu..............."
	".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa..oo"
	"aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
	"................";
static const char latin_1e[] = /* U+1E00 to U+1EFF */
	"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
	"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
	"wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
	"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/* Two letters for one, and lower case where the tables above have none. */
static const struct {
	uint32_t from;
	const char *to;
} latin_pairs[] = {
	{ 0xC6, "ae" },
	{ 0xE6, "ae" },
	{ 0xDF, "ss" },
	{ 0x1E9E, "ss" },
	{ 0x152, "oe" },
	{ 0x153, "oe" },
	{ 0xDE, "th" },
	{ 0xFE, "th" },
	{ 0x132, "ij" },
	{ 0x133, "ij" },
};

/*
 * Arabic and Kurdish letters written in several ways. Sorani's own ڕ ڵ ۆ ێ meet the letters they
 * are typed as on an Arabic keyboard.
 */
static const struct {
	uint16_t from, to;
} arabic[] = {
	{ 0x0622, 0x0627 }, /* آ ا */
	{ 0x0623, 0x0627 }, /* أ ا */
	{ 0x0624, 0x0648 }, /* ؤ و */
	{ 0x0625, 0x0627 }, /* إ ا */
	{ 0x0626, 0x06CC }, /* ئ ی */
	{ 0x0629, 0x06D5 }, /* ة ە */
	{ 0x0643, 0x06A9 }, /* ك ک */
	{ 0x0647, 0x06D5 }, /* ه ە */
	{ 0x0649, 0x06CC }, /* ى ی */
	{ 0x064A, 0x06CC }, /* ي ی */
	{ 0x0671, 0x0627 }, /* ٱ ا */
	{ 0x0695, 0x0631 }, /* ڕ ر */
	{ 0x06B5, 0x0644 }, /* ڵ ل */
	{ 0x06BE, 0x06D5 }, /* ھ ە */
	{ 0x06C0, 0x06D5 }, /* ۀ ە */
	{ 0x06C1, 0x06D5 }, /* ہ ە */
	{ 0x06C2, 0x06D5 }, /* ۂ ە */
	{ 0x06C3, 0x06D5 }, /* ۃ ە */
	{ 0x06C6, 0x0648 }, /* ۆ و */
	{ 0x06C7, 0x0648 }, /* ۇ و */
	{ 0x06CE, 0x06CC }, /* ێ ی */
	{ 0x06D0, 0x06CC }, /* ې ی */
};

struct range {
	uint32_t first, last;
};

/* Dropped without trace: marks, tatweel, soft hyphen, zero-width and bidi controls. */
static const struct range dropped[] = {
	{ 0xAD, 0xAD },
	{ 0x300, 0x36F },
	{ 0x610, 0x61A },
	{ 0x61C, 0x61C },
	{ 0x640, 0x640 },
	{ 0x64B, 0x65F },
	{ 0x670, 0x670 },
	{ 0x6D6, 0x6DC },
	{ 0x6DF, 0x6E8 },
	{ 0x6EA, 0x6ED },
	{ 0x8D3, 0x8FF },
	{ 0x1AB0, 0x1AFF },
	{ 0x200B, 0x200F },
	{ 0x202A, 0x202E },
	{ 0x2060, 0x2069 },
	{ 0xFE00, 0xFE0F },
	{ 0xFE20, 0xFE2F },
	{ 0xFEFF, 0xFEFF },
};

/* Neither letter nor digit, above U+00BF. */
static const struct range blank[] = {
	{ 0xD7, 0xD7 },
	{ 0xF7, 0xF7 },
	{ 0x2B0, 0x36F },
	{ 0x37E, 0x37E },
	{ 0x387, 0x387 },
	{ 0x600, 0x61F },
	{ 0x66A, 0x66D },
	{ 0x6D4, 0x6D4 },
	{ 0x6DD, 0x6DE },
	{ 0x6E9, 0x6E9 },
	{ 0x6FD, 0x6FE },
	{ 0x1680, 0x1680 },
	{ 0x2000, 0x2BFF },
	{ 0x2E00, 0x2E7F },
	{ 0x3000, 0x303F },
	{ 0xD800, 0xF8FF },
	{ 0xFD3E, 0xFD4F },
	{ 0xFDFC, 0xFDFF },
	{ 0xFE10, 0xFE6F },
	{ 0xFF00, 0xFF0F },
	{ 0xFF1A, 0xFF20 },
	{ 0xFFF0, 0xFFFF },
	{ 0x1F000, 0x1FAFF },
	{ 0xE0000, 0x10FFFF },
};

static bool within(uint32_t p, const struct range *r, size_t n)
{
	for (size_t i = 0; i < n && r[i].first <= p; i++)
		if (p <= r[i].last)
			return true;
	return false;
}

static uint32_t fold_arabic(uint32_t p)
{
	size_t low = 0, high = COUNT_OF(arabic);

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (arabic[mid].from == p)
			return arabic[mid].to;
		if (arabic[mid].from < p)
			low = mid + 1;
		else
			high = mid;
	}
	return p;
}

/* Puts the fold of a Latin letter; false if p is none of the tables. */
static bool fold_latin(struct buf *b, uint32_t p)
{
	char c = '.';

	if (p >= 0xC0 && p < 0x250)
		c = latin_c0[p - 0xC0];
	else if (p >= 0x1E00 && p < 0x1F00)
		c = latin_1e[p - 0x1E00];
	if (c != '.') {
		buf_char(b, c);
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(latin_pairs); i++) {
		if (latin_pairs[i].from == p) {
			buf_str(b, latin_pairs[i].to);
			return true;
		}
	}
	return false;
}

/* Greek and Cyrillic capitals to small letters. */
static uint32_t lower_other(uint32_t p)
{
	if ((p >= 0x391 && p <= 0x3A9) || (p >= 0x410 && p <= 0x42F))
		return p + 32;
	if (p >= 0x400 && p <= 0x40F)
		return p + 80;
	return p;
}

/* The ASCII digit of p, or 0. */
static char digit_of(uint32_t p)
{
	if (p >= 0x660 && p <= 0x669)
		return (char)('0' + (p - 0x660));
	if (p >= 0x6F0 && p <= 0x6F9)
		return (char)('0' + (p - 0x6F0));
	if (p >= 0xFF10 && p <= 0xFF19)
		return (char)('0' + (p - 0xFF10));
	return 0;
}

enum sort { LETTER, BLANK, NOTHING };

static enum sort sort_of(uint32_t p)
{
	if (p < 0x80)
		return (p >= '0' && p <= '9') || (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z')
			       ? LETTER
			       : BLANK;
	if (within(p, dropped, COUNT_OF(dropped)))
		return NOTHING;
	if (p < 0xC0)
		return p == 0xAA || p == 0xB5 || p == 0xBA ? LETTER : BLANK;
	return within(p, blank, COUNT_OF(blank)) ? BLANK : LETTER;
}

static void put_letter(struct buf *b, uint32_t p)
{
	char digit = digit_of(p);

	if (p >= 'A' && p <= 'Z')
		buf_char(b, (char)(p + 32));
	else if (p < 0x80)
		buf_char(b, (char)p);
	else if (digit)
		buf_char(b, digit);
	else if (!fold_latin(b, p))
		buf_utf8(b, lower_other(fold_arabic(p)));
}

const char *text_fold(struct arena *a, const char *s)
{
	struct buf b;
	bool gap = false;
	uint32_t p;

	buf_init(&b, a, strlen(s));
	while ((p = text_next(&s))) {
		enum sort sort = sort_of(p);

		if (sort == BLANK)
			gap = true;
		if (sort != LETTER)
			continue;
		if (gap && b.len)
			buf_char(&b, ' ');
		gap = false;
		put_letter(&b, p);
	}
	return b.data;
}

/* Folding leaves no % _ \ behind, so what is put between the signs needs no escape. */
const char *text_fold_like(struct arena *a, const char *s)
{
	const char *folded = text_fold(a, s);

	return *folded ? arena_printf(a, "%%%s%%", folded) : "%";
}
