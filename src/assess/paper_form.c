#include "assess/paper_form.h"

#include <string.h>

#include "assess/form_words.h"
#include "base/log.h"
#include "core/pdf.h"

#define COLUMNS 3 /* of choices */

struct writer {
	struct arena *a;
	const struct form *f;
	const struct paper_form *p;
	struct pdf *d;
	enum lang lang, second;
	int *number; /* of each node; 0: none */
};

static bool is_asked(const struct form_node *n)
{
	return n->kind == FORM_QUESTION && n->has_control && n->type != FORM_NOTE &&
	       !form_is_scaffold(n);
}

/* A text as printed: what an answer would fill in becomes a gap. */
static const char *printed(
	struct arena *a, const struct form *f, const struct form_text *t, size_t lang)
{
	const char *s = form_text_in(f, t, lang);
	struct buf b;

	if (!strstr(s, "${"))
		return s;
	buf_init(&b, a, strlen(s));
	while (*s) {
		const char *close = s[0] == '$' && s[1] == '{' ? strchr(s, '}') : NULL;

		if (close)
			buf_str(&b, "……");
		else
			buf_char(&b, *s);
		s = close ? close + 1 : s + 1;
	}
	return b.data;
}

static const char *main_text(const struct writer *w, const struct form_text *t)
{
	return printed(w->a, w->f, t, w->p->lang);
}

/* The text in the second language, NULL when there is none of its own. */
static const char *other_text(const struct writer *w, const struct form_text *t)
{
	if (w->p->second >= w->f->n_langs || !t->in || !t->in[w->p->second])
		return NULL;
	return printed(w->a, w->f, t, w->p->second);
}

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t\n");
}

/* Reads ${name}; gives the node, and in *s what follows. */
static const struct form_node *read_ref(
	const struct form *f, const struct form_node *at, const char **s)
{
	const char *from = skip_blanks(*s), *close;

	if (from[0] != '$' || from[1] != '{' || !(close = strchr(from, '}')))
		return NULL;
	*s = skip_blanks(close + 1);
	return form_find(f, at, from + 2, (size_t)(close - from - 2));
}

/* Reads 'text' or a number; NULL when it is neither. */
static const char *read_value(struct arena *a, const char **s)
{
	const char *from = skip_blanks(*s);
	size_t n;

	if (*from == '\'' || *from == '"') {
		const char *close = strchr(from + 1, *from);

		if (!close)
			return NULL;
		*s = skip_blanks(close + 1);
		return arena_strn(a, from + 1, (size_t)(close - from - 1));
	}
	n = strspn(from, "0123456789.");
	*s = skip_blanks(from + n);
	return n ? arena_strn(a, from, n) : NULL;
}

static const char *label_of_value(struct arena *a, const struct form *f, const struct form_node *q,
	const char *value, size_t lang)
{
	const struct form_choice *c = q->list ? form_choice(q->list, value, strlen(value)) : NULL;

	return c ? printed(a, f, &c->label.text, lang) : value;
}

struct msg paper_form_rule(struct arena *a, const struct form *f, const struct form_node *n,
	size_t lang, const int *number)
{
	const char *s = n->relevant.text, *value;
	const struct form_node *q;
	bool picked, differs;

	if (!s)
		return (struct msg){ 0 };
	s = skip_blanks(s);
	picked = strncmp(s, "selected(", 9) == 0;
	if (picked)
		s += 9;
	q = read_ref(f, n, &s);
	differs = !picked && strncmp(s, "!=", 2) == 0;
	if (q && number[q->index] && (picked ? *s == ',' : differs || *s == '=')) {
		s += differs ? 2 : 1;
		value = read_value(a, &s);
		if (picked && *s == ')')
			s = skip_blanks(s + 1);
		if (value && *value && !*s) {
			const char *label = label_of_value(a, f, q, value, lang);

			if (differs)
				return MSG("Only if question {1} is not “{2}”.",
					N(number[q->index]), S(label));
			return MSG("Only if question {1} is “{2}”.", N(number[q->index]), S(label));
		}
	}
	return MSG("Only where it applies: Tansiq checks that from your other answers.");
}

static void small(const struct writer *w, const char *text)
{
	if (text && *text)
		PDF_ROW(w->d, { .width = 1 },
			{ .text = text, .lang = w->lang, .style = PDF_SMALL, .width = 16 });
}

static void small_msg(const struct writer *w, struct msg m)
{
	if (m.id)
		small(w, msg_text(w->a, w->lang, m));
}

/* Choices from ≤ i < to that have this value in the column (−1: all), some a row. */
static void choices(const struct writer *w, const struct form_node *n, int column, const char *of)
{
	enum pdf_tick tick = n->type == FORM_SELECT_ONE ? PDF_EMPTY_RING : PDF_EMPTY_BOX;
	const struct form_list *l = n->list;
	struct pdf_cell cells[COLUMNS + 1];
	size_t used = 0;

	for (size_t i = 0; i <= l->n_choices; i++) {
		const struct form_choice *c = i < l->n_choices ? &l->choices[i] : NULL;
		const char *extra = c && column >= 0 ? c->extra[column] : NULL;

		if (c && column >= 0 && strcmp(extra ? extra : "", of) != 0)
			continue;
		if (c) {
			const char *more = other_text(w, &c->label.text);
			const char *text = main_text(w, &c->label.text);

			if (!used)
				memset(cells, 0, sizeof(cells));
			cells[0].width = 1;
			cells[++used] = (struct pdf_cell){ .tick = tick,
				.lang = w->lang,
				.width = 5,
				.text = more ? arena_printf(w->a, "%s\n%s", text, more) : text };
		}
		if (used && (!c || used == COLUMNS)) {
			for (size_t k = used + 1; k <= COLUMNS; k++)
				cells[k] = (struct pdf_cell){ .width = 5, .lang = w->lang };
			pdf_row(w->d, &(struct pdf_row){ .cells = cells, .n = COLUMNS + 1 });
			used = 0;
		}
	}
}

/* Whether an earlier choice has the same value in the column. */
static bool said(const struct form_list *l, size_t i, int column)
{
	const char *of = l->choices[i].extra[column];

	for (size_t j = 0; j < i; j++) {
		const char *before = l->choices[j].extra[column];

		if (strcmp(before ? before : "", of ? of : "") == 0)
			return true;
	}
	return false;
}

/* A list narrowed by another answer, "column = ${question}", is printed whole, in groups. */
static void choice_groups(const struct writer *w, const struct form_node *n)
{
	const char *s = skip_blanks(n->choice_filter.text);
	size_t len = strcspn(s, " =");
	int column = form_column(n->list, s, len);
	const struct form_node *q = NULL;

	s = skip_blanks(s + len);
	if (column >= 0 && *s == '=') {
		s++;
		q = read_ref(w->f, n, &s);
	}
	if (!q || *s || !n->list->n_choices) {
		small_msg(w, MSG("Not every choice fits every answer: Tansiq checks that."));
		choices(w, n, -1, NULL);
		return;
	}
	for (size_t i = 0; i < n->list->n_choices; i++) {
		const char *of = n->list->choices[i].extra[column];

		if (said(n->list, i, column))
			continue;
		if (of)
			small_msg(w, MSG("If question {1} is “{2}”:", N(w->number[q->index]),
					     S(label_of_value(w->a, w->f, q, of, w->p->lang))));
		choices(w, n, column, of ? of : "");
	}
}

static void space_to_write(const struct writer *w, const struct form_node *n)
{
	switch (n->type) {
	case FORM_TEXT:
		pdf_lines(w->d, 2);
		break;
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_RANK:
		if (n->list && n->choice_filter.text)
			choice_groups(w, n);
		else if (n->list)
			choices(w, n, -1, NULL);
		else
			pdf_lines(w->d, 1);
		break;
	case FORM_ACKNOWLEDGE:
		PDF_ROW(w->d, { .width = 1 },
			{ .tick = PDF_EMPTY_BOX,
				.text = tr(w->lang, _("Yes")),
				.lang = w->lang,
				.width = 16 });
		break;
	case FORM_IMAGE:
	case FORM_AUDIO:
	case FORM_VIDEO:
	case FORM_FILE:
		small_msg(w, MSG("Put the file or a copy with this paper."));
		break;
	default:
		PDF_ROW(w->d, { .width = 1 }, { .boxed = true, .high = 22, .width = 5 },
			{ .width = 11 });
	}
	pdf_space(w->d, 4);
}

static void question(const struct writer *w, const struct form_node *n)
{
	const char *other = other_text(w, &n->label.text);
	const char *mark = n->required.text && strcmp(n->required.text, "true()") == 0 ? " *" : "";

	pdf_row(w->d, &(struct pdf_row){ .keep = true,
			      .n = 2,
			      .cells = (const struct pdf_cell[]){
				      { .text = num_text(w->a, w->lang, w->number[n->index]),
					      .lang = w->lang,
					      .style = PDF_STRONG,
					      .width = 1 },
				      { .text = arena_printf(
						w->a, "%s%s", main_text(w, &n->label.text), mark),
					      .lang = w->lang,
					      .style = PDF_STRONG,
					      .width = 16 } } });
	if (other)
		PDF_ROW(w->d, { .width = 1 }, { .text = other, .lang = w->second, .width = 16 });
	small(w, main_text(w, &n->hint));
	small_msg(w, paper_form_rule(w->a, w->f, n, w->p->lang, w->number));
	if (n->constraint.text)
		small(w, main_text(w, &n->constraint_message));
	space_to_write(w, n);
}

static void children(const struct writer *w, const struct form_node *n);

static void heading(const struct writer *w, const struct form_node *n)
{
	const struct form_node *h = form_heading(n);
	const char *text = main_text(w, &h->label.text), *other = other_text(w, &h->label.text);

	if (*text)
		pdf_say(w->d, n->depth > 1 ? PDF_SUBHEADING : PDF_HEADING, w->lang, text);
	if (*text && other)
		pdf_say(w->d, PDF_SMALL, w->second, other);
	small_msg(w, paper_form_rule(w->a, w->f, n, w->p->lang, w->number));
}

static void repeat(const struct writer *w, const struct form_node *n)
{
	for (int i = 1; i <= w->p->blocks; i++) {
		pdf_say(w->d, PDF_STRONG, w->lang,
			msg_text(w->a, w->lang,
				MSG("Block {1} of {2}. Leave unused ones empty.", N(i),
					N(w->p->blocks))));
		children(w, n);
	}
}

static void children(const struct writer *w, const struct form_node *n)
{
	for (const struct form_node *c = n->first; c; c = c->next) {
		if (c->kind == FORM_GROUP) {
			heading(w, c);
			children(w, c);
		} else if (c->kind == FORM_REPEAT) {
			heading(w, c);
			repeat(w, c);
		} else if (is_asked(c)) {
			question(w, c);
		} else if (c->type == FORM_NOTE && !form_is_scaffold(c)) {
			pdf_say(w->d, PDF_BODY, w->lang, main_text(w, &c->label.text));
		}
	}
}

static void head(const struct writer *w)
{
	const struct paper_form *p = w->p;

	pdf_say(w->d, PDF_TITLE, w->lang, p->title);
	if (p->body)
		pdf_say(w->d, PDF_STRONG, w->lang, p->body);
	if (p->due_on)
		pdf_say(w->d, PDF_BODY, w->lang,
			msg_text(w->a, w->lang, MSG("Due {1}", D(p->due_on))));
	if (p->code)
		pdf_code(w->d, p->code, 70);
	if (p->number)
		pdf_say(w->d, PDF_BODY, w->lang,
			msg_text(w->a, w->lang, MSG("Number of this paper: {1}", S(p->number))));
	pdf_say(w->d, PDF_SMALL, w->lang,
		tr(w->lang,
			_("A ring: choose one. A square: choose any. *: has to be answered. Write "
			  "clearly; what cannot be checked on paper is checked when it is "
			  "entered.")));
}

enum err paper_form_write(struct arena *a, const struct form *f, const struct paper_form *p,
	struct bytes *out, size_t *pages)
{
	struct writer w = { .a = a, .f = f, .p = p, .lang = form_lang_of(f, p->lang) };
	int next = 0;

	w.second = p->second < f->n_langs ? form_lang_of(f, p->second) : w.lang;
	w.d = pdf_new(a, &(struct pdf_head){ .lang = w.lang, .title = p->title, .mark = p->mark });
	if (!w.d)
		return fault("no PDF: its libraries are not installed");
	w.number = ARENA_ARRAY(a, f->n_nodes, int);
	for (size_t i = 0; i < f->n_nodes; i++)
		if (is_asked(&f->nodes[i]))
			w.number[i] = ++next;
	head(&w);
	children(&w, &f->nodes[0]);
	*pages = pdf_pages(w.d);
	return pdf_end(w.d, out);
}
