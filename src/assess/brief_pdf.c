/* The brief, drawn. */
#include <string.h>

#include "assess/brief.h"
#include "assess/doc_view.h"
#include "base/text.h"
#include "core/pdf.h"

#define LABEL_MOST 40 /* characters of a text of the data: two or three lines of its column */
#define PLACE_MOST 24
#define PLACES 3 /* groups and governorates named for a topic */

struct drawing {
	struct ctx *cx;
	const struct doc *doc;
	struct pdf *pdf;
	enum lang lang; /* beside English */
	const struct doc_table *topics, *groups, *places;
};

enum { COLUMN_BODIES, COLUMN_NEEDS, COLUMN_PEOPLE, COLUMN_PRIORITY, COLUMN_GAP, COLUMN_SCORE };

static const struct doc_table *table_of(const struct doc *d, const char *key)
{
	for (size_t i = 0; i < d->n_tables; i++)
		if (strcmp(d->tables[i].key, key) == 0)
			return &d->tables[i];
	return NULL;
}

/* A text of the data, cut where it would take more than its room. */
static const char *cut(struct arena *a, const char *text, int most)
{
	const char *at = text;

	for (int i = 0; *at; i++) {
		if (i == most)
			return arena_printf(a, "%.*s…", (int)(at - text), text);
		text_next(&at);
	}
	return text;
}

static const char *label(const struct drawing *d, enum lang lang, const struct doc_words *w)
{
	return cut(d->cx->arena, doc_text(lang, w), LABEL_MOST);
}

static const char *say(const struct drawing *d, enum lang lang, struct msg m)
{
	return msg_text(d->cx->arena, lang, m);
}

/* One text in both languages, side by side. */
static void both(struct drawing *d, enum pdf_style style, struct msg m)
{
	PDF_ROW(d->pdf, { .text = say(d, d->lang, m), .lang = d->lang, .style = style },
		{ .text = say(d, LANG_EN, m), .lang = LANG_EN, .style = style });
}

static void both_words(struct drawing *d, enum pdf_style style, const struct doc_words *w)
{
	PDF_ROW(d->pdf, { .text = label(d, d->lang, w), .lang = d->lang, .style = style },
		{ .text = label(d, LANG_EN, w), .lang = LANG_EN, .style = style });
}

/* A figure between its names. */
static void figure(struct drawing *d, const char *word, const char *value)
{
	const struct pdf_cell cells[] = {
		{ .text = tr(d->lang, word), .lang = d->lang, .width = 4 },
		{ .text = value, .lang = d->lang, .style = PDF_STRONG, .width = 2 },
		{ .text = tr(LANG_EN, word), .lang = LANG_EN, .width = 4 }
	};

	pdf_row(d->pdf, &(struct pdf_row){ .cells = cells, .n = 3, .rule = true });
}

static const char *number(const struct drawing *d, int64_t n)
{
	return num_text(d->cx->arena, d->lang, n);
}

static const char *value(const struct drawing *d, enum doc_kind kind, const struct doc_cell *c)
{
	return doc_cell_text(d->cx->arena, d->lang, kind, c);
}

static size_t shown(const struct doc_table *t)
{
	return t->n_rows < BRIEF_ROWS ? t->n_rows : BRIEF_ROWS;
}

/* How many topics the page leaves out. */
static void rest(struct drawing *d, const struct doc_table *t)
{
	int64_t left = (int64_t)(t->n_rows - shown(t));

	if (left)
		both(d, PDF_SMALL,
			MSGN("And {1} topic more, in the tables.",
				"And {1} topics more, in the tables.", left, N(left)));
}

/* ---- the pages ---- */

static void first_page(struct drawing *d, bool internal)
{
	const struct doc *doc = d->doc;
	struct doc_cell people = { doc->people_hidden ? DOC_HIDDEN : DOC_VALUE, doc->people };

	both(d, PDF_TITLE, MSG(_("Needs in brief")));
	both_words(d, PDF_HEADING, &doc->round);
	both_words(d, PDF_BODY, &doc->publisher);
	both(d, PDF_SMALL, MSG(_("State of {1}"), D(d->cx->today)));
	both(d, PDF_STRONG,
		internal ? MSG(_("Internal: for the coordinating bodies only. Nothing is hidden "
				 "here."))
			 : MSG(_("What a release would show today. It is no release: it has no "
				 "number and no checksum.")));
	pdf_space(d->pdf, 12);
	figure(d, _("Bodies asked"), number(d, doc->asked));
	figure(d, _("Answers accepted"), number(d, doc->answered));
	figure(d, _("Bodies that agreed to sharing"), number(d, doc->sharing));
	figure(d, _("Needs named"), number(d, doc->needs));
	figure(d, _("People in need of training"), value(d, DOC_PEOPLE, &people));
	pdf_space(d->pdf, 12);
	both(d, PDF_HEADING, MSG(_("The first five topics")));
	for (size_t i = 0; d->topics && i < d->topics->n_rows && i < 5; i++)
		both_words(d, PDF_BODY, &d->topics->rows[i].label);
}

static int64_t most_of(const struct doc_table *t, size_t column)
{
	int64_t most = 0;

	for (size_t i = 0; i < shown(t); i++) {
		const struct doc_cell *c = &t->rows[i].cells[column];

		if (c->state == DOC_VALUE && c->value > most)
			most = c->value;
	}
	return most;
}

static int bar_of(const struct doc_cell *c, int64_t most)
{
	if (c->state != DOC_VALUE || c->value <= 0 || most <= 0)
		return 0;
	return (int)(c->value > INT64_MAX / 1000 ? 1000 : c->value * 1000 / most);
}

/* Bars of one column, each topic's names beside it. */
static void bars_page(struct drawing *d)
{
	const struct doc_table *t = d->topics;
	int64_t people, bodies;
	const struct pdf_cell head[] = { { .text = tr(d->lang, _("Topic")),
						 .lang = d->lang,
						 .style = PDF_STRONG,
						 .width = 5 },
		{ .text = tr(d->lang, _("People")),
			.lang = d->lang,
			.style = PDF_STRONG,
			.width = 3 },
		{ .text = tr(d->lang, _("Bodies")),
			.lang = d->lang,
			.style = PDF_STRONG,
			.width = 3 },
		{ .text = tr(LANG_EN, _("Topic")),
			.lang = LANG_EN,
			.style = PDF_STRONG,
			.width = 5 } };

	pdf_break(d->pdf);
	both(d, PDF_HEADING, MSG(_("People and bodies by topic")));
	if (!t)
		return;
	people = most_of(t, COLUMN_PEOPLE);
	bodies = most_of(t, COLUMN_BODIES);
	pdf_row(d->pdf, &(struct pdf_row){ .cells = head, .n = 4, .shaded = true });
	for (size_t i = 0; i < shown(t); i++) {
		const struct doc_cell *c = t->rows[i].cells;
		const struct pdf_cell cells[] = {
			{ .text = label(d, d->lang, &t->rows[i].label),
				.lang = d->lang,
				.width = 5 },
			{ .text = value(d, DOC_PEOPLE, &c[COLUMN_PEOPLE]),
				.lang = d->lang,
				.width = 3,
				.bar = bar_of(&c[COLUMN_PEOPLE], people) },
			{ .text = value(d, DOC_COUNT, &c[COLUMN_BODIES]),
				.lang = d->lang,
				.width = 3,
				.bar = bar_of(&c[COLUMN_BODIES], bodies) },
			{ .text = label(d, LANG_EN, &t->rows[i].label),
				.lang = LANG_EN,
				.width = 5 },
		};

		pdf_row(d->pdf, &(struct pdf_row){ .cells = cells, .n = 4, .rule = true });
	}
	rest(d, t);
}

static void ranking_page(struct drawing *d)
{
	static const char *const heads[] = { _("Gap (0 to 3)"), _("Priority (1 to 3)"), _("People"),
		_("Score") };
	static const struct {
		int column;
		enum doc_kind kind;
	} parts[] = { { COLUMN_GAP, DOC_MEAN }, { COLUMN_PRIORITY, DOC_MEAN },
		{ COLUMN_PEOPLE, DOC_PEOPLE }, { COLUMN_SCORE, DOC_SCORE } };
	const struct doc_table *t = d->topics;
	struct pdf_cell cells[COUNT_OF(parts) + 2] = { 0 };

	pdf_break(d->pdf);
	both(d, PDF_HEADING, MSG(_("Ranking of needs, and its parts")));
	if (!t)
		return;
	for (size_t i = 0; i <= shown(t); i++) {
		const struct doc_row *row = i ? &t->rows[i - 1] : NULL;
		struct doc_words head = { .message = _("Topic") };
		enum pdf_style style = i ? PDF_BODY : PDF_STRONG;

		for (size_t c = 0; c < COUNT_OF(cells); c++)
			cells[c] = (struct pdf_cell){ .lang = d->lang, .style = style, .width = 2 };
		cells[0].text = label(d, d->lang, row ? &row->label : &head);
		cells[COUNT_OF(cells) - 1].text = label(d, LANG_EN, row ? &row->label : &head);
		cells[COUNT_OF(cells) - 1].lang = LANG_EN;
		cells[0].width = cells[COUNT_OF(cells) - 1].width = 4;
		for (size_t c = 0; c < COUNT_OF(parts); c++)
			cells[c + 1].text =
				row ? value(d, parts[c].kind, &row->cells[parts[c].column])
				    : tr(d->lang, heads[c]);
		pdf_row(d->pdf,
			&(struct pdf_row){
				.cells = cells, .n = COUNT_OF(cells), .rule = true, .shaded = !i });
	}
	rest(d, t);
	both(d, PDF_SMALL, MSG(_("A missing part counts as the middle of its scale.")));
}

/* The columns with the most people of a topic's row, in words: "Police 40 · Judges 25". */
static const char *largest(
	const struct drawing *d, enum lang lang, const struct doc_table *t, const char *topic)
{
	struct arena *a = d->cx->arena;
	const struct doc_row *row = NULL;
	const char *words = "";
	bool *taken;

	for (size_t i = 0; t && !row && i < t->n_rows; i++)
		if (strcmp(t->rows[i].key, topic) == 0)
			row = &t->rows[i];
	if (!row)
		return "–";
	taken = ARENA_ARRAY(a, t->n_columns, bool);
	for (int k = 0; k < PLACES; k++) {
		size_t best = SIZE_MAX;

		for (size_t c = 0; c < t->n_columns; c++)
			if (!taken[c] && row->cells[c].state == DOC_VALUE &&
				row->cells[c].value > 0 &&
				(best == SIZE_MAX || row->cells[c].value > row->cells[best].value))
				best = c;
		if (best == SIZE_MAX)
			break;
		taken[best] = true;
		words = arena_printf(a, "%s%s\u2068%s\u2069 %s", words, k ? " · " : "",
			cut(a, doc_text(lang, &t->columns[best].head), PLACE_MOST),
			num_text(a, lang, row->cells[best].value));
	}
	return *words ? words : "–";
}

static void where_page(struct drawing *d)
{
	const struct doc_table *t = d->topics;

	pdf_break(d->pdf);
	both(d, PDF_HEADING, MSG(_("For whom, and where")));
	both(d, PDF_SMALL,
		MSG(_("For each topic the three target groups and the three governorates with the "
		      "most people.")));
	for (size_t i = 0; t && i < shown(t) && i < 4; i++) {
		const char *topic = t->rows[i].key;

		both_words(d, PDF_STRONG, &t->rows[i].label);
		PDF_ROW(d->pdf, { .text = largest(d, d->lang, d->groups, topic), .lang = d->lang },
			{ .text = largest(d, LANG_EN, d->groups, topic), .lang = LANG_EN });
		PDF_ROW(d->pdf, { .text = largest(d, d->lang, d->places, topic), .lang = d->lang },
			{ .text = largest(d, LANG_EN, d->places, topic), .lang = LANG_EN });
	}
}

enum lang brief_lang(const struct ctx *cx)
{
	return cx->lang == LANG_CKB ? LANG_CKB : LANG_AR;
}

enum err brief_pdf(
	struct ctx *cx, const struct doc *doc, bool internal, const char *foot, struct bytes *out)
{
	struct drawing d = { .cx = cx,
		.doc = doc,
		.lang = brief_lang(cx),
		.topics = table_of(doc, "topics"),
		.groups = table_of(doc, "groups"),
		.places = table_of(doc, "places") };

	d.pdf = pdf_new(cx->arena, &(struct pdf_head){ .lang = d.lang,
					   .title = tr(d.lang, _("Needs in brief")),
					   .subject = label(&d, d.lang, &doc->round),
					   .mark = foot,
					   .made = cx->now });
	if (!d.pdf)
		return problem(cx, ERR_FAULT, NULL,
			MSG("Documents as PDF cannot be made on this server. Tell its "
			    "administrator."));
	first_page(&d, internal);
	bars_page(&d);
	ranking_page(&d);
	where_page(&d);
	return pdf_end(d.pdf, out);
}
