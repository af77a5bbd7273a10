#include "core/paper.h"

#include <pango/pangocairo.h>
#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/library.h"
#include "base/list.h"
#include "base/log.h"
#include "base/text.h"
#include "core/qr.h"

#define CAIRO_FUNCTIONS(X)                                                                         \
	X(cairo_create)                                                                            \
	X(cairo_destroy)                                                                           \
	X(cairo_fill)                                                                              \
	X(cairo_font_options_create)                                                               \
	X(cairo_font_options_destroy)                                                              \
	X(cairo_font_options_set_hint_metrics)                                                     \
	X(cairo_font_options_set_hint_style)                                                       \
                                                                                                   \
	X(cairo_move_to)                                                                           \
	X(cairo_paint)                                                                             \
	X(cairo_pdf_surface_create_for_stream)                                                     \
	X(cairo_pdf_surface_set_metadata)                                                          \
	X(cairo_recording_surface_create)                                                          \
	X(cairo_rectangle)                                                                         \
	X(cairo_set_line_width)                                                                    \
	X(cairo_set_source_rgb)                                                                    \
	X(cairo_set_source_surface)                                                                \
	X(cairo_show_page)                                                                         \
	X(cairo_status_to_string)                                                                  \
	X(cairo_stroke)                                                                            \
	X(cairo_surface_destroy)                                                                   \
	X(cairo_surface_finish)                                                                    \
	X(cairo_surface_status)
#define PANGO_FUNCTIONS(X)                                                                         \
	X(pango_attr_language_new)                                                                 \
	X(pango_attr_list_insert)                                                                  \
	X(pango_attr_list_new)                                                                     \
	X(pango_attr_list_unref)                                                                   \
	X(pango_context_set_base_dir)                                                              \
	X(pango_context_set_round_glyph_positions)                                                 \
	X(pango_font_description_free)                                                             \
	X(pango_font_description_new)                                                              \
	X(pango_font_description_set_absolute_size)                                                \
	X(pango_font_description_set_family_static)                                                \
	X(pango_font_description_set_weight)                                                       \
	X(pango_font_map_create_context)                                                           \
	X(pango_language_from_string)                                                              \
	X(pango_layout_get_iter)                                                                   \
	X(pango_layout_get_line_count)                                                             \
	X(pango_layout_iter_free)                                                                  \
	X(pango_layout_iter_get_baseline)                                                          \
	X(pango_layout_iter_get_line_extents)                                                      \
	X(pango_layout_iter_get_line_readonly)                                                     \
	X(pango_layout_iter_get_line_yrange)                                                       \
	X(pango_layout_iter_next_line)                                                             \
	X(pango_layout_new)                                                                        \
	X(pango_layout_set_alignment)                                                              \
	X(pango_layout_set_attributes)                                                             \
	X(pango_layout_set_auto_dir)                                                               \
	X(pango_layout_set_font_description)                                                       \
	X(pango_layout_set_text)                                                                   \
	X(pango_layout_set_width)                                                                  \
	X(pango_layout_set_wrap)
#define PANGOCAIRO_FUNCTIONS(X)                                                                    \
	X(pango_cairo_context_set_font_options)                                                    \
	X(pango_cairo_font_map_get_default)                                                        \
	X(pango_cairo_show_layout_line)                                                            \
	X(pango_cairo_update_context)
#define GOBJECT_FUNCTIONS(X) X(g_object_unref)
LIBRARY(cairo, "libcairo.so.2", CAIRO_FUNCTIONS)
LIBRARY(pango, "libpango-1.0.so.0", PANGO_FUNCTIONS)
LIBRARY(pangocairo, "libpangocairo-1.0.so.0", PANGOCAIRO_FUNCTIONS)
LIBRARY(gobject, "libgobject-2.0.so.0", GOBJECT_FUNCTIONS)

#ifdef __SANITIZE_ADDRESS__
/* fontconfig and pango keep what they know of fonts until the process ends, unreachable. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

/* The tokens of the design language that ink needs: --ink --soft --edge --sunk --deep --brand. */
static const double inks[INK_COUNT][3] = {
	[INK_TEXT] = { 0.094, 0.129, 0.180 },
	[INK_SOFT] = { 0.302, 0.345, 0.400 },
	[INK_LINE] = { 0.459, 0.494, 0.545 },
	[INK_SHADE] = { 0.937, 0.925, 0.898 },
	[INK_DEEP] = { 0.078, 0.149, 0.302 },
	[INK_BAR] = { 0.118, 0.247, 0.541 },
	[INK_WHITE] = { 1, 1, 1 },
};

struct paper {
	struct arena *arena;
	double w, h;
	const char *title, *made;
	PangoContext *contexts[2]; /* left to right, right to left */
	LIST(cairo_surface_t *) pages;
	LIST(cairo_t *) pens;
	cairo_t *pen; /* of the page drawn on */
};

struct block {
	PangoLayout *layout;
	enum ink ink;
	size_t lines;
	double *tops;	 /* lines + 1 */
	double baseline; /* of the first line */
};

static void paper_give_back(void *what)
{
	struct paper *p = what;

	for (size_t i = 0; i < p->pages.n; i++) {
		cairo.cairo_destroy(p->pens.at[i]);
		cairo.cairo_surface_destroy(p->pages.at[i]);
	}
	for (size_t i = 0; i < COUNT_OF(p->contexts); i++)
		gobject.g_object_unref(p->contexts[i]);
}

struct paper *paper_new(struct arena *a, double w, double h, const char *title, const char *made)
{
	struct paper *p;
	cairo_font_options_t *exact;

	if (!library_open(&cairo_library) || !library_open(&pango_library) ||
		!library_open(&pangocairo_library) || !library_open(&gobject_library))
		return NULL;
	p = ARENA_NEW(a, struct paper);
	p->arena = a;
	p->w = w;
	p->h = h;
	p->title = title;
	p->made = made;
	exact = cairo.cairo_font_options_create(); /* places of a printer, not of a screen */
	cairo.cairo_font_options_set_hint_style(exact, CAIRO_HINT_STYLE_NONE);
	cairo.cairo_font_options_set_hint_metrics(exact, CAIRO_HINT_METRICS_OFF);
	for (size_t i = 0; i < COUNT_OF(p->contexts); i++) {
		p->contexts[i] = pango.pango_font_map_create_context(
			pangocairo.pango_cairo_font_map_get_default());
		pango.pango_context_set_base_dir(
			p->contexts[i], i ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
		pango.pango_context_set_round_glyph_positions(p->contexts[i], FALSE);
		pangocairo.pango_cairo_context_set_font_options(p->contexts[i], exact);
	}
	cairo.cairo_font_options_destroy(exact);
	arena_on_end(a, paper_give_back, p);
	return p;
}

void paper_page(struct paper *p)
{
	const cairo_rectangle_t all = { 0, 0, p->w, p->h };
	cairo_surface_t *page =
		cairo.cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);

	*LIST_PUSH(p->arena, &p->pages) = page;
	*LIST_PUSH(p->arena, &p->pens) = cairo.cairo_create(page);
	paper_turn(p, p->pages.n - 1);
}

void paper_turn(struct paper *p, size_t i)
{
	p->pen = p->pens.at[i];
}

size_t paper_pages(const struct paper *p)
{
	return p->pages.n;
}

static void set_font(PangoLayout *layout, const struct block_look *look)
{
	PangoFontDescription *font = pango.pango_font_description_new();
	PangoAttrList *attrs = pango.pango_attr_list_new();

	pango.pango_font_description_set_family_static(
		font, look->lang == LANG_EN ? "Noto Sans, Noto Sans Arabic, sans-serif"
					    : "Noto Sans Arabic, Noto Sans, Amiri, sans-serif");
	pango.pango_font_description_set_absolute_size(font, look->size * PANGO_SCALE);
	if (look->bold)
		pango.pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango.pango_layout_set_font_description(layout, font);
	pango.pango_font_description_free(font);
	pango.pango_attr_list_insert(
		attrs, pango.pango_attr_language_new(
			       pango.pango_language_from_string(langs[look->lang].bcp47)));
	pango.pango_layout_set_attributes(layout, attrs);
	pango.pango_attr_list_unref(attrs);
}

static void measure(struct paper *p, struct block *b)
{
	PangoLayoutIter *it = pango.pango_layout_get_iter(b->layout);
	int top = 0, bottom = 0;
	size_t i = 0;

	b->lines = (size_t)pango.pango_layout_get_line_count(b->layout);
	b->baseline = (double)pango.pango_layout_iter_get_baseline(it) / PANGO_SCALE;
	b->tops = ARENA_ARRAY(p->arena, b->lines + 1, double);
	do {
		pango.pango_layout_iter_get_line_yrange(it, &top, &bottom);
		b->tops[i++] = (double)top / PANGO_SCALE;
	} while (i < b->lines && pango.pango_layout_iter_next_line(it));
	b->tops[b->lines] = (double)bottom / PANGO_SCALE;
	pango.pango_layout_iter_free(it);
}

/* Text that is well-formed UTF-8: what is not has been told to be so, byte by byte. */
static const char *sound(struct arena *a, const char *text)
{
	struct buf b;

	if (!text)
		return "";
	if (text_utf8_valid(text, strlen(text)))
		return text;
	buf_init(&b, a, strlen(text));
	for (const char *p = text; *p; p++) {
		if ((unsigned char)*p < 0x80)
			buf_char(&b, *p);
		else
			buf_utf8(&b, 0xFFFD);
	}
	return b.data;
}

struct block *block_new(
	struct paper *p, const struct block_look *look, const char *text, double width)
{
	struct block *b = ARENA_NEW(p->arena, struct block);
	bool rtl = !look->left && langs[look->lang].dir[0] == 'r';

	b->layout = pango.pango_layout_new(p->contexts[rtl]);
	b->ink = look->ink;
	set_font(b->layout, look);
	pango.pango_layout_set_auto_dir(b->layout, FALSE);
	pango.pango_layout_set_width(b->layout, (int)(width * PANGO_SCALE));
	pango.pango_layout_set_wrap(b->layout, PANGO_WRAP_WORD_CHAR);
	pango.pango_layout_set_alignment(
		b->layout, rtl != look->end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	pango.pango_layout_set_text(b->layout, sound(p->arena, text), -1);
	measure(p, b);
	return b;
}

void block_end(struct block *b)
{
	gobject.g_object_unref(b->layout);
	b->layout = NULL;
}

size_t block_lines(const struct block *b)
{
	return b->lines;
}

double block_baseline(const struct block *b)
{
	return b->baseline;
}

double block_top(const struct block *b, size_t i)
{
	return b->tops[i];
}

static void use_ink(struct paper *p, enum ink ink)
{
	cairo.cairo_set_source_rgb(p->pen, inks[ink][0], inks[ink][1], inks[ink][2]);
}

void block_draw(struct paper *p, const struct block *b, double x, double y, size_t from, size_t to)
{
	PangoLayoutIter *it = pango.pango_layout_get_iter(b->layout);
	double up = b->tops[from];

	use_ink(p, b->ink);
	for (size_t i = 0; i < to; i++) {
		PangoRectangle logical;

		if (i >= from) {
			pango.pango_layout_iter_get_line_extents(it, NULL, &logical);
			cairo.cairo_move_to(p->pen, x + (double)logical.x / PANGO_SCALE,
				y - up +
					(double)pango.pango_layout_iter_get_baseline(it) /
						PANGO_SCALE);
			pangocairo.pango_cairo_show_layout_line(
				p->pen, pango.pango_layout_iter_get_line_readonly(it));
		}
		if (!pango.pango_layout_iter_next_line(it))
			break;
	}
	pango.pango_layout_iter_free(it);
}

void paper_fill(struct paper *p, double x, double y, double w, double h, enum ink ink)
{
	use_ink(p, ink);
	cairo.cairo_rectangle(p->pen, x, y, w, h);
	cairo.cairo_fill(p->pen);
}

void paper_box(struct paper *p, double x, double y, double w, double h, enum ink ink)
{
	use_ink(p, ink);
	cairo.cairo_set_line_width(p->pen, 0.75);
	cairo.cairo_rectangle(p->pen, x, y, w, h);
	cairo.cairo_stroke(p->pen);
}

bool paper_code(struct paper *p, const char *text, double x, double y, double side)
{
	const size_t quiet = 4;
	struct qr code;
	double one;

	if (!qr_make(p->arena, text, &code))
		return false;
	one = side / (double)(code.side + 2 * quiet);
	use_ink(p, INK_TEXT);
	for (size_t row = 0; row < code.side; row++)
		for (size_t col = 0; col < code.side; col++)
			if (code.dark[row * code.side + col])
				cairo.cairo_rectangle(p->pen, x + (double)(col + quiet) * one,
					y + (double)(row + quiet) * one, one, one);
	cairo.cairo_fill(p->pen);
	return true;
}

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int n)
{
	buf_add(closure, data, n);
	return CAIRO_STATUS_SUCCESS;
}

enum err paper_end(struct paper *p, struct bytes *out)
{
	struct buf *b = ARENA_NEW(p->arena, struct buf);
	cairo_surface_t *pdf;
	cairo_status_t status;
	cairo_t *pen;

	buf_init(b, p->arena, 65536);
	pdf = cairo.cairo_pdf_surface_create_for_stream(take, b, p->w, p->h);
	cairo.cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, p->title);
	cairo.cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Tansiq");
	cairo.cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, p->made);
	pen = cairo.cairo_create(pdf);
	for (size_t i = 0; i < p->pages.n; i++) {
		cairo.cairo_set_source_surface(pen, p->pages.at[i], 0, 0);
		cairo.cairo_paint(pen);
		cairo.cairo_show_page(pen);
	}
	cairo.cairo_destroy(pen);
	cairo.cairo_surface_finish(pdf);
	status = cairo.cairo_surface_status(pdf);
	cairo.cairo_surface_destroy(pdf);
	if (status != CAIRO_STATUS_SUCCESS) {
		log_error("pdf: %s", cairo.cairo_status_to_string(status));
		return ERR_FAULT;
	}
	*out = (struct bytes){ (const unsigned char *)b->data, b->len };
	return OK;
}
