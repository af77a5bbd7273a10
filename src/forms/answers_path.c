#include <string.h>

#include "base/text.h"
#include "base/time.h"
#include "forms/expr_impl.h"
#include "forms/update.h"

/* Paths of answers, and settling what is typed. */

/* One name of a path: "need[2]". The index is 0 when there is none. */
struct part {
	const char *name;
	size_t len;
	size_t index;
};

static const char *read_part(const char *s, struct part *part)
{
	size_t index = 0, n = strcspn(s, "[/");

	*part = (struct part){ s, n, 0 };
	s += n;
	if (*s == '[') {
		for (s++; *s >= '0' && *s <= '9'; s++)
			index = index < 1000000 ? index * 10 + (size_t)(*s - '0') : index;
		if (*s != ']' || !index)
			return NULL;
		part->index = index;
		s++;
	}
	if (*s == '/')
		return s[1] ? s + 1 : NULL;
	return *s ? NULL : s;
}

/* The first node of that name inside `in`, of the same scope: children first, then deeper. */
static const struct form_node *find_in(
	const struct form *f, struct form_ref in, const struct part *part)
{
	const struct form_node *holder = in.occ->parent ? in.occ->node : NULL, *found = NULL;

	for (int i = in.node->index + 1; i < in.node->end; i++) {
		const struct form_node *n = &f->nodes[i];

		if (n->repeat != holder || strlen(n->name) != part->len ||
			memcmp(n->name, part->name, part->len) != 0)
			continue;
		if (n->parent == in.node)
			return n;
		if (!found)
			found = n;
	}
	return found;
}

struct form_ref answers_at(struct answers *ans, const char *path)
{
	struct form_ref at = answers_root(ans);
	const struct form_ref nowhere = { NULL, NULL };

	while (path && *path) {
		struct part part;
		const struct form_node *n;

		path = read_part(path, &part);
		n = path ? find_in(ans->form, at, &part) : NULL;
		if (!n || (part.index && n->kind != FORM_REPEAT))
			return nowhere;
		at.node = n;
		if (part.index)
			at = answers_occurrence(at, part.index - 1);
		if (!at.node || (*path && n->kind == FORM_REPEAT && !part.index))
			return nowhere;
	}
	return path ? at : nowhere;
}

/* Whether a name alone finds the node within its scope. */
static bool is_plain(const struct form *f, struct form_ref ref)
{
	struct occurrence *holder = ref.occ->node == ref.node ? ref.occ->parent : ref.occ;
	struct part part = { ref.node->name, strlen(ref.node->name), 0 };

	return find_in(f, (struct form_ref){ holder->node, holder }, &part) == ref.node;
}

static void write_path(struct buf *b, struct form_ref ref)
{
	bool one = ref.occ->node == ref.node;
	struct occurrence *holder = one ? ref.occ->parent : ref.occ;

	if (!holder)
		return;
	if (!is_plain(ref.occ->ans->form, ref))
		write_path(b, (struct form_ref){ ref.node->parent, holder });
	else if (holder->parent)
		write_path(b, (struct form_ref){ holder->node, holder });
	if (b->len)
		buf_char(b, '/');
	buf_str(b, ref.node->name);
	if (one)
		buf_printf(b, "[%zu]", ref.occ->position + 1);
}

const char *answers_path(struct arena *a, struct form_ref ref)
{
	struct buf b;

	buf_init(&b, a, 64);
	if (ref.node && ref.node->parent)
		write_path(&b, ref);
	return b.data;
}

/* Digits become ASCII, and a minus sign of typography a hyphen. */
static const char *settle_number(struct arena *a, const char *text)
{
	const char *s = text_trim(a, text_ascii_digits(a, text));

	if (strncmp(s, "\xE2\x88\x92", 3) == 0)
		return arena_printf(a, "-%s", s + 3);
	return s;
}

static const char *settle_words(struct arena *a, const char *text)
{
	const char *word;
	struct buf b;
	size_t n;

	buf_init(&b, a, strlen(text));
	while ((word = word_next(&text, &n))) {
		if (b.len)
			buf_char(&b, ' ');
		buf_add(&b, word, n);
	}
	return b.data;
}

const char *answer_settle(struct arena *a, const struct form_node *n, const char *text)
{
	const char *date;

	switch (n->type) {
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
		return settle_number(a, text);
	case FORM_DATE:
		date = date_read(a, text);
		return date ? date : settle_number(a, text);
	case FORM_TIME:
	case FORM_DATETIME:
	case FORM_GEOPOINT:
		return settle_number(a, text);
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_RANK:
		return settle_words(a, text);
	default:
		/* Blanks alone are no answer. */
		return *text_trim(a, text) ? arena_str(a, text) : "";
	}
}
