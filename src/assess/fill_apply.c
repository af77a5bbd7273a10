/* What was posted on a page, put into the answers. */
#include <string.h>

#include "assess/fill.h"
#include "base/text.h"

static bool below(const struct form_node *page, const struct form_node *n)
{
	if (page->kind == FORM_ROOT)
		return n->depth == 1 && n->kind == FORM_QUESTION;
	return n->index >= page->index && n->index < page->end;
}

/* Several values of one name are several choices. */
static const char *value_of(
	struct arena *a, const struct fill_posted *posted, size_t n, const char *name)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(posted[i].name, name) != 0)
			continue;
		if (b.len)
			buf_char(&b, ' ');
		buf_str(&b, posted[i].value);
	}
	return b.data;
}

/* As many occurrences as the page showed: they may have been removed by somebody else meanwhile. */
static enum err grow(struct answers *ans, const struct form_node *page, const struct fill_posted *p)
{
	struct form_ref repeat = answers_at(ans, p->name + strlen("count:"));
	int64_t wanted;

	if (!repeat.node || repeat.node->kind != FORM_REPEAT || !below(page, repeat.node) ||
		!text_to_int(p->value, &wanted) || wanted < 0 || wanted > FORM_REPEAT_MAX)
		return ERR_INPUT;
	while (answers_count(repeat) < (size_t)wanted)
		TRY(answers_add(ans, repeat, NULL));
	return OK;
}

/* The longest beginning of a text that an answer can hold. */
static const char *cut(struct arena *a, const char *text)
{
	size_t n = FORM_VALUE_MAX;

	if (strlen(text) <= n)
		return text;
	while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return arena_strn(a, text, n);
}

/* Whether a question is inside the occurrence to be removed. */
static bool removed(const struct fill_posted *posted, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(posted[i].value);

		if (strcmp(posted[i].name, "remove") == 0 && len &&
			strncmp(name, posted[i].value, len) == 0 && name[len] == '/')
			return true;
	}
	return false;
}

size_t fill_too_long(
	struct arena *a, const struct fill_posted *posted, size_t n, const struct fill_long **out)
{
	LIST(struct fill_long) list = { 0 };

	for (size_t i = 0; i < n; i++) {
		const char *text;

		if (strcmp(posted[i].name, "shown") != 0 || removed(posted, n, posted[i].value))
			continue;
		text = value_of(a, posted, n, posted[i].value);
		if (text_length(text) > FILL_TEXT_MAX)
			*LIST_PUSH(a, &list) = (struct fill_long){ posted[i].value, text,
				(int64_t)text_length(text) };
	}
	*out = list.at;
	return list.n;
}

struct msg fill_long_text(const struct fill_long *l)
{
	return MSG(_("This text is too long to be saved: {1} characters, and at most {2} are "
		     "taken. Shorten it."),
		N(l->length), N(FILL_TEXT_MAX));
}

/* ERR_CONFLICT: an answer was too long, and its beginning was put; the others are there. */
static enum err put_values(struct answers *ans, const struct form_node *page,
	const struct fill_posted *posted, size_t n)
{
	enum err e = OK;

	for (size_t i = 0; i < n; i++)
		if (strncmp(posted[i].name, "count:", 6) == 0)
			TRY(grow(ans, page, &posted[i]));
	for (size_t i = 0; i < n; i++) {
		struct form_ref ref;
		const char *text;

		if (strcmp(posted[i].name, "shown") != 0 || removed(posted, n, posted[i].value))
			continue;
		ref = answers_at(ans, posted[i].value);
		if (!ref.node || ref.node->kind != FORM_QUESTION || !below(page, ref.node))
			return ERR_INPUT;
		text = value_of(ans->arena, posted, n, posted[i].value);
		if (text_length(text) > FILL_TEXT_MAX) {
			e = ERR_CONFLICT;
			text = cut(ans->arena, text);
		}
		TRY(answers_set(ans, ref, text));
	}
	return e;
}

enum err fill_apply(struct answers *ans, const char *page, const struct fill_posted *posted,
	size_t n, const char *add, const char *remove, struct msg *why)
{
	const struct form_node *node = form_page_node(ans->form, page);
	struct form_ref ref;
	enum err e;

	*why = MSG(
		_("What was sent does not belong to this page of the form. Open the page again."));
	if (!node)
		return ERR_INPUT;
	e = put_values(ans, node, posted, n);
	if (e == ERR_CONFLICT)
		*why = MSG(_("An answer is longer than {1} characters. Shorten it."),
			N(FILL_TEXT_MAX));
	if (e != OK)
		return ERR_INPUT;
	if (add) {
		ref = answers_at(ans, add);
		if (!ref.node || ref.node->kind != FORM_REPEAT || !below(node, ref.node))
			return ERR_INPUT;
		if (answers_add(ans, ref, NULL) != OK) {
			*why = MSG(_("There is no room for one more."));
			return ERR_INPUT;
		}
	}
	if (remove) {
		ref = answers_at(ans, remove);
		if (!ref.node || ref.node->kind != FORM_REPEAT || !ref.occ ||
			ref.occ->node != ref.node || !below(node, ref.node))
			return ERR_INPUT;
		if (answers_remove(ans, ref) != OK)
			return ERR_INPUT;
	}
	return OK;
}
