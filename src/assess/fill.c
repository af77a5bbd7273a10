#include "assess/fill.h"

#include <string.h>

#define RADIOS_MOST 8  /* more choices of one are a list to open */
#define CHECKS_MOST 12 /* more boxes are folded away */

struct filler {
	struct answers *ans;
	size_t lang;
	enum lang reader;
	struct arena *a;
	const struct form_findings *findings;
	enum fill_say say;
};

static bool appears(const struct form_node *n, const char *word)
{
	return n->appearance && strstr(n->appearance, word);
}

static enum fill_kind kind_of(const struct form_node *n, size_t n_options)
{
	switch (n->type) {
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
		return FILL_NUMBER;
	case FORM_DATE:
		return FILL_DATE;
	case FORM_SELECT_ONE:
		return n_options > RADIOS_MOST || appears(n, "minimal") ||
				       appears(n, "autocomplete")
			       ? FILL_SELECT
			       : FILL_RADIOS;
	case FORM_SELECT_MULTIPLE:
		return n_options > CHECKS_MOST || appears(n, "minimal") ? FILL_PICKER : FILL_CHECKS;
	case FORM_ACKNOWLEDGE:
		return FILL_RADIOS;
	case FORM_NOTE:
		return FILL_NOTE;
	case FORM_TEXT:
	case FORM_TIME:
	case FORM_DATETIME:
	case FORM_BARCODE:
		return appears(n, "multiline") ? FILL_LINES : FILL_LINE;
	default:
		return FILL_NOT_HERE;
	}
}

/* The inputs of a question's options; an acknowledgement has one of its own. */
static void put_options(const struct filler *f, const struct form_item *it, struct fill_item *out)
{
	struct fill_option *o = ARENA_ARRAY(f->a, it->n_options + 1, struct fill_option);
	struct buf chosen;

	buf_init(&chosen, f->a, 64);
	for (size_t i = 0; i < it->n_options; i++) {
		o[i] = (struct fill_option){ .value = it->options[i].value,
			.label = it->options[i].label,
			.id = arena_printf(f->a, "f-%s-%zu", out->name, i),
			.chosen = it->options[i].chosen };
		if (!o[i].chosen)
			continue;
		if (chosen.len)
			buf_str(&chosen, " · ");
		buf_str(&chosen, o[i].label);
	}
	out->n_options = it->n_options;
	if (it->node->type == FORM_ACKNOWLEDGE) {
		o[0] = (struct fill_option){ .value = "OK",
			.label = tr(f->reader, _("I have read this")),
			.id = arena_printf(f->a, "f-%s-0", out->name),
			.chosen = strcmp(it->value, "OK") == 0 };
		out->n_options = 1;
	}
	out->options = o;
	out->clearable = out->kind == FILL_RADIOS && !it->required;
	if (out->kind == FILL_SELECT && *it->value && !chosen.len)
		out->stray = it->value;
	out->chosen = chosen.len ? chosen.data : NULL;
}

/* The problem of a place, as far as it is told now. */
static const char *error_of(const struct filler *f, const struct form_item *it)
{
	if (!it->finding || (f->say == FILL_SAY_WRONG && it->finding->fault == FAULT_MISSING))
		return NULL;
	return form_finding_text(f->a, it->finding, f->reader);
}

static void question(const struct filler *f, const struct form_item *it, struct fill_item *out)
{
	const char *hint, *error;

	out->name = answers_path(f->a, it->ref);
	out->id = arena_printf(f->a, "f-%s", out->name);
	out->kind = kind_of(it->node, it->n_options);
	out->label = it->label;
	out->hint = it->hint;
	if (out->kind == FILL_DATE && !*out->hint)
		out->hint = tr(f->reader, _("Day, month and year, such as 24/11/2026"));
	out->value = out->shown = it->value;
	if (out->kind == FILL_NUMBER)
		out->shown = digits_text(f->a, f->reader, it->value);
	else if (out->kind == FILL_DATE)
		out->shown = date_typed(f->a, f->reader, it->value);
	out->required = it->required;
	out->error = error_of(f, it);
	put_options(f, it, out);
	if (it->read_only && out->kind != FILL_NOTE)
		out->kind = FILL_NOTE;
	hint = *out->hint ? arena_printf(f->a, "f-%s-hint", out->name) : "";
	error = out->error ? arena_printf(f->a, "f-%s-error", out->name) : "";
	if (*hint || *error)
		out->described =
			arena_printf(f->a, "%s%s%s", hint, *hint && *error ? " " : "", error);
}

static size_t inside(const struct filler *f, struct form_ref in, struct fill_item **items);

static void repeat(const struct filler *f, const struct form_item *it, struct fill_item *out)
{
	out->kind = FILL_REPEAT;
	out->name = answers_path(f->a, it->ref);
	out->label = it->label;
	out->hint = it->hint;
	out->error = error_of(f, it);
	out->count = it->occurrences;
	out->n_items = it->occurrences;
	out->items = ARENA_ARRAY(f->a, it->occurrences, struct fill_item);
	for (size_t i = 0; i < it->occurrences; i++) {
		struct form_ref one = answers_occurrence(it->ref, i);
		struct fill_item *round = &out->items[i];

		round->kind = FILL_ROUND;
		round->name = answers_path(f->a, one);
		round->label = it->label;
		round->hint = "";
		round->position = i + 1;
		round->count = it->occurrences;
		round->n_items = inside(f, one, &round->items);
	}
}

/* Whether a group's questions may stand as rows of one table: all of them relevant selects of one
 * list. */
static bool is_table(const struct fill_item *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_items; i++) {
		if (g->items[i].kind != FILL_RADIOS ||
			(n && g->items[i].n_options != g->items[0].n_options))
			return false;
		n++;
	}
	return n > 0;
}

/* The relevant things inside a place, in document order. */
static size_t inside(const struct filler *f, struct form_ref in, struct fill_item **items)
{
	struct form_ref at = { 0 };
	LIST(struct fill_item) list = { 0 };

	while ((at = answers_child(in, at)).node) {
		struct fill_item *out;
		struct form_item it;

		if (!at.node->has_control || at.node->kind == FORM_META ||
			form_is_scaffold(at.node))
			continue;
		form_item(f->ans, at, f->lang, f->a, f->findings, &it);
		if (!it.relevant)
			continue;
		out = LIST_PUSH(f->a, &list);
		if (at.node->kind == FORM_REPEAT) {
			repeat(f, &it, out);
		} else if (at.node->kind == FORM_GROUP) {
			out->kind = FILL_GROUP;
			out->label = it.label;
			out->hint = it.hint;
			out->n_items = inside(f, at, &out->items);
			if (at.node->table_list && is_table(out))
				out->kind = FILL_TABLE;
		} else {
			question(f, &it, out);
		}
	}
	*items = list.at;
	return list.n;
}

/* ---- pages ---- */

static bool on_page(const struct form_node *page, const struct form_node *n)
{
	if (page->kind == FORM_ROOT)
		return n->depth == 1 && n->kind == FORM_QUESTION;
	return n->index >= page->index && n->index < page->end;
}

/* Whether anybody can answer something there. */
static bool askable(const struct form *form, const struct form_node *page)
{
	for (int i = page->index; i < page->end; i++) {
		const struct form_node *n = &form->nodes[i];

		if (n->kind == FORM_QUESTION && n->has_control && n->type != FORM_NOTE &&
			on_page(page, n))
			return true;
	}
	return false;
}

static void count_in(const struct filler *f, struct form_ref in, bool deep, struct fill_page *p)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		const struct form_node *n = at.node;

		if (n->kind == FORM_REPEAT && deep) {
			for (size_t i = 0; i < answers_count(at); i++)
				count_in(f, answers_occurrence(at, i), true, p);
		} else if (n->kind == FORM_GROUP && deep) {
			count_in(f, at, true, p);
		} else if (n->kind == FORM_QUESTION && n->has_control && n->type != FORM_NOTE &&
			   !form_is_scaffold(n) && answer_of(at)->relevant) {
			p->asked++;
			if (*answer_text(at))
				p->answered++;
		}
	}
}

static void count(const struct filler *f, const struct form_node *node, struct form_ref in,
	struct fill_page *p)
{
	if (node->kind == FORM_REPEAT) {
		for (size_t i = 0; i < answers_count(in); i++)
			count_in(f, answers_occurrence(in, i), true, p);
	} else {
		count_in(f, in, node->kind != FORM_ROOT, p);
	}
	for (size_t i = 0; f->findings && i < f->findings->n; i++) {
		const struct form_finding *x = &f->findings->at[i];

		if (!x->ref.node || !on_page(node, x->ref.node))
			continue;
		if (x->fault == FAULT_MISSING)
			p->missing++;
		else
			p->wrong++;
	}
}

static struct form_ref ref_of(struct answers *ans, const struct form_node *node)
{
	return node->kind == FORM_ROOT ? answers_root(ans) : answers_at(ans, node->name);
}

static void page_head(
	const struct filler *f, const struct form_node *node, const char *name, struct fill_page *p)
{
	struct form_ref ref = ref_of(f->ans, node);

	*p = (struct fill_page){ .page = name, .address = *name ? name : "-" };
	p->title = *name ? form_label(f->ans, ref_of(f->ans, form_heading(node)), f->lang, f->a)
			 : tr(f->reader, _("Further questions"));
	if (!*p->title)
		p->title = name;
	p->relevant = node->kind == FORM_ROOT || answer_of(ref)->relevant;
	if (p->relevant)
		count(f, node, ref, p);
}

size_t fill_pages(struct answers *ans, size_t lang, enum lang reader, struct arena *a,
	const struct form_findings *findings, struct fill_page **pages)
{
	struct filler f = { ans, lang, reader, a, findings, FILL_SAY_ALL };
	const char **names;
	size_t n = form_pages(a, ans->form, &names), kept = 0;

	*pages = ARENA_ARRAY(a, n, struct fill_page);
	for (size_t i = 0; i < n; i++) {
		const struct form_node *node = form_page_node(ans->form, names[i]);

		if (!node || !askable(ans->form, node))
			continue;
		page_head(&f, node, names[i], &(*pages)[kept]);
		if ((*pages)[kept].relevant)
			kept++;
	}
	return kept;
}

bool fill_page_of(struct answers *ans, const char *address, size_t lang, enum lang reader,
	struct arena *a, const struct form_findings *findings, enum fill_say say,
	struct fill_page *page)
{
	struct filler f = { ans, lang, reader, a, findings, say };
	const char *name = strcmp(address, "-") == 0 ? "" : address;
	const struct form_node *node = form_page_node(ans->form, name);
	struct form_item it;

	if (!node || !askable(ans->form, node))
		return false;
	page_head(&f, node, name, page);
	if (node->kind == FORM_REPEAT) {
		form_item(ans, ref_of(ans, node), lang, a, findings, &it);
		page->items = ARENA_NEW(a, struct fill_item);
		page->n_items = 1;
		repeat(&f, &it, page->items);
		return true;
	}
	page->n_items = inside(&f, ref_of(ans, node), &page->items);
	if (node->kind == FORM_ROOT) {
		size_t kept = 0;

		for (size_t i = 0; i < page->n_items; i++)
			if (page->items[i].kind != FILL_GROUP &&
				page->items[i].kind != FILL_TABLE &&
				page->items[i].kind != FILL_REPEAT)
				page->items[kept++] = page->items[i];
		page->n_items = kept;
	} else if (node->table_list) {
		struct fill_item table = { .kind = FILL_TABLE,
			.label = page->title,
			.hint = "",
			.items = page->items,
			.n_items = page->n_items };

		if (is_table(&table)) {
			page->items = arena_copy(a, &table, sizeof(table));
			page->n_items = 1;
		}
	}
	return true;
}

static void mark(struct arena *a, struct fill_item *items, size_t n, const char *name,
	const char *filled, bool confirms)
{
	for (size_t i = 0; i < n; i++) {
		struct fill_item *x = &items[i];

		mark(a, x->items, x->n_items, name, filled, confirms);
		if (!x->id || strcmp(x->name, name) != 0)
			continue;
		x->filled = filled;
		x->confirms = confirms;
		x->described = x->described
				       ? arena_printf(a, "f-%s-filled %s", x->name, x->described)
				       : arena_printf(a, "f-%s-filled", x->name);
	}
}

void fill_mark(struct arena *a, struct fill_page *page, const char *name, const char *filled,
	bool confirms)
{
	mark(a, page->items, page->n_items, name, filled, confirms);
}

static struct fill_item *input_of(struct fill_item *items, size_t n, const char *name)
{
	struct fill_item *found = NULL;

	for (size_t i = 0; i < n && !found; i++)
		found = items[i].id && strcmp(items[i].name, name) == 0
				? &items[i]
				: input_of(items[i].items, items[i].n_items, name);
	return found;
}

void fill_ask(struct arena *a, struct fill_page *page, const char *name,
	const struct inquiry_thread *thread, bool *placed)
{
	struct fill_item *x = input_of(page->items, page->n_items, name);
	const struct inquiry_thread **all;

	*placed = x != NULL;
	if (!x)
		return;
	all = ARENA_ARRAY(a, x->n_asked + 1, const struct inquiry_thread *);
	for (size_t i = 0; i < x->n_asked; i++)
		all[i] = x->asked[i];
	all[x->n_asked++] = thread;
	x->asked = all;
}

void fill_put_back(
	struct arena *a, struct fill_page *page, const struct fill_long *l, const char *error)
{
	struct fill_item *x = input_of(page->items, page->n_items, l->name);
	const char *hint = "";

	if (!x)
		return;
	if (*x->hint)
		hint = arena_printf(a, "f-%s-hint ", x->name);
	x->value = x->shown = l->text;
	x->error = error;
	x->described = arena_printf(a, "%sf-%s-error", hint, x->name);
}

size_t fill_notes(
	struct answers *ans, size_t lang, struct arena *a, bool before, const char ***texts)
{
	struct form_ref at = { 0 }, root = answers_root(ans);
	LIST(const char *) list = { 0 };
	bool met = false;

	while ((at = answers_child(root, at)).node) {
		if (at.node->kind == FORM_GROUP || at.node->kind == FORM_REPEAT)
			met = true;
		if (at.node->type == FORM_NOTE && met != before && answer_of(at)->relevant)
			*LIST_PUSH(a, &list) = form_label(ans, at, lang, a);
	}
	*texts = list.at;
	return list.n;
}
