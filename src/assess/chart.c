#include "assess/chart.h"

#include <string.h>

#define STEP 46

struct chart *chart_new(
	struct arena *a, enum lang lang, const char *id, const char *title, size_t n)
{
	struct chart *c = ARENA_NEW(a, struct chart);
	bool rtl = strcmp(langs[lang].dir, "rtl") == 0;

	c->id = id;
	c->title = title;
	c->fill = "f1";
	c->label_x = rtl ? "100%" : "0";
	c->value_x = rtl ? "0" : "100%";
	c->bars = ARENA_ARRAY(a, n, struct bar);
	return c;
}

/* Tenths of a per cent as "33.7%". */
static const char *share(struct arena *a, int64_t tenths)
{
	return arena_printf(a, "%lld.%lld%%", (long long)(tenths / 10), (long long)(tenths % 10));
}

void chart_bar(struct arena *a, struct chart *c, enum lang lang, const char *label,
	const char *value, int64_t n, int64_t most, bool hidden, const char *href)
{
	struct bar *b = &c->bars[c->n];
	int64_t tenths = most > 0 ? n * 1000 / most : 0;

	b->label = label;
	b->value = value;
	b->href = href;
	b->text_y = 14 + STEP * (int64_t)c->n;
	b->bar_y = 22 + STEP * (int64_t)c->n;
	if (!hidden) {
		b->width = share(a, tenths);
		b->x = strcmp(langs[lang].dir, "rtl") == 0 ? share(a, 1000 - tenths) : "0";
	}
	c->n++;
	c->height = STEP * (int64_t)c->n;
}
