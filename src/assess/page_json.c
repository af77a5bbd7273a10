#include "assess/page_json.h"

#include <string.h>

#include "base/list.h"

/* ---- pages ---- */

static bool typed_in(const struct form_node *n)
{
	return n->has_value && n->kind == FORM_QUESTION;
}

size_t form_pages(struct arena *a, const struct form *f, const char ***names)
{
	LIST(const char *) list = { 0 };
	bool loose = false;

	for (const struct form_node *n = f->nodes[0].first; n; n = n->next)
		loose = loose || (n->kind == FORM_QUESTION && n->has_control);
	if (loose)
		*LIST_PUSH(a, &list) = "";
	for (const struct form_node *n = f->nodes[0].first; n; n = n->next)
		if (n->kind == FORM_GROUP || n->kind == FORM_REPEAT)
			*LIST_PUSH(a, &list) = n->name;
	*names = list.at;
	return list.n;
}

const struct form_node *form_page_node(const struct form *f, const char *page)
{
	if (!*page)
		return &f->nodes[0];
	for (const struct form_node *n = f->nodes[0].first; n; n = n->next)
		if ((n->kind == FORM_GROUP || n->kind == FORM_REPEAT) && strcmp(n->name, page) == 0)
			return n;
	return NULL;
}

/* Whether a node is on the page that `page` is the node of. */
static bool on_page(const struct form_node *page, const struct form_node *n)
{
	if (!page)
		return true;
	if (page->kind == FORM_ROOT)
		return n->parent == page && n->kind == FORM_QUESTION;
	return n->index >= page->index && n->index < page->end;
}

/* ---- reading ---- */

struct reading {
	struct answers *ans;
	const struct form_node *page; /* NULL: any */
	const char *why;
};

static enum err wrong(struct reading *r, const char *what, const char *name)
{
	r->why = arena_printf(r->ans->arena, "%s: %.60s", what, name);
	return ERR_INPUT;
}

/* The node a member names inside `in`: a child, else the first within the same repeat. */
static const struct form_node *member_node(
	const struct form *f, const struct form_node *in, const char *name)
{
	const struct form_node *repeat = in->kind == FORM_REPEAT ? in : in->repeat;

	for (const struct form_node *n = in->first; n; n = n->next)
		if (strcmp(n->name, name) == 0)
			return n;
	for (int i = in->index + 1; i < in->end; i++)
		if (f->nodes[i].repeat == repeat && strcmp(f->nodes[i].name, name) == 0)
			return &f->nodes[i];
	return NULL;
}

static enum err read_object(struct reading *r, struct form_ref in, const struct json *j);

static enum err read_value(struct reading *r, struct form_ref at, const struct json *j)
{
	struct buf b;
	enum err e;

	buf_init(&b, r->ans->arena, 64);
	if (j->kind == JSON_STR || j->kind == JSON_INT || j->kind == JSON_REAL) {
		buf_str(&b, j->str);
	} else if (j->kind == JSON_ARRAY) {
		for (size_t i = 0; i < j->n; i++) {
			if (j->at[i].kind != JSON_STR)
				return wrong(r, "a list of something else than text", j->key);
			if (i)
				buf_char(&b, ' ');
			buf_str(&b, j->at[i].str);
		}
	} else if (j->kind != JSON_NULL) {
		return wrong(r, "neither text nor a list of texts", j->key);
	}
	e = answers_set(r->ans, at, b.data);
	if (e == ERR_MISSING)
		return OK; /* the form fills it by itself */
	return e == OK ? OK : wrong(r, "too long", j->key);
}

/* Takes every answer inside a place away, also those a form puts there by default. */
static void clear(struct answers *ans, struct form_ref in, const struct form_node *page)
{
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		if (!on_page(page, at.node))
			continue;
		if (at.node->kind == FORM_REPEAT)
			while (answers_count(at) > 0 &&
				answers_remove(
					ans, answers_occurrence(at, answers_count(at) - 1)) == OK)
				;
		else if (at.node->kind == FORM_GROUP)
			clear(ans, at, NULL);
		else if (answers_set(ans, at, "") != OK)
			continue; /* the form fills it by itself */
	}
}

static enum err read_repeat(struct reading *r, struct form_ref at, const struct json *j)
{
	struct form_ref one;

	if (j->kind != JSON_ARRAY)
		return wrong(r, "no list for the repeat", j->key);
	while (answers_count(at) > 0)
		TRY(answers_remove(r->ans, answers_occurrence(at, answers_count(at) - 1)));
	for (size_t i = 0; i < j->n; i++) {
		if (answers_add(r->ans, at, &one) != OK)
			return wrong(r, "too many in the repeat", j->key);
		clear(r->ans, one, NULL);
		TRY(read_object(r, one, &j->at[i]));
	}
	return OK;
}

static enum err read_member(struct reading *r, struct form_ref in, const struct json *j)
{
	const struct form_node *n = member_node(r->ans->form, in.node, j->key);
	struct form_ref at = { .node = n, .occ = in.occ };

	if (!n || !on_page(r->page, n))
		return wrong(r, "no question of this page", j->key);
	if (n->kind == FORM_REPEAT)
		return read_repeat(r, at, j);
	if (n->kind == FORM_GROUP || n->kind == FORM_META)
		return read_object(r, at, j);
	return read_value(r, at, j);
}

static enum err read_object(struct reading *r, struct form_ref in, const struct json *j)
{
	if (j->kind != JSON_OBJECT)
		return wrong(r, "no object", in.node->name);
	for (size_t i = 0; i < j->n; i++)
		TRY(read_member(r, in, &j->at[i]));
	return OK;
}

enum err page_json_read(struct answers *ans, const char *page, const char *text, const char **why)
{
	struct reading r = { .ans = ans };
	struct form_ref in = answers_root(ans);
	struct json *j;
	enum err e;

	if (page && !(r.page = form_page_node(ans->form, page))) {
		*why = "no such page";
		return ERR_INPUT;
	}
	TRY(json_parse(ans->arena, text, strlen(text), &j, why));
	if (r.page && r.page->kind == FORM_GROUP)
		in.node = r.page;
	clear(ans, in, r.page);
	e = read_object(&r, in, j);
	*why = r.why;
	return e;
}

/* ---- writing ---- */

static bool write_members(
	struct json_out *o, struct answers *ans, struct form_ref in, const struct form_node *page);

static bool write_repeat(struct json_out *o, struct answers *ans, struct form_ref at)
{
	size_t n = answers_count(at);

	if (!n)
		return false;
	json_open(o, at.node->name, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(o, NULL, '{');
		write_members(o, ans, answers_occurrence(at, i), NULL);
		json_close(o, '}');
	}
	json_close(o, ']');
	return true;
}

/* A group is written only when something in it is: tried into a buffer of its own first. */
static bool write_group(struct json_out *o, struct answers *ans, struct form_ref at)
{
	struct buf b;
	struct json_out inner;
	bool any;

	buf_init(&b, o->b->arena, 0);
	json_begin(&inner, &b);
	json_open(&inner, NULL, '{');
	any = write_members(&inner, ans, at, NULL);
	json_close(&inner, '}');
	if (any)
		json_put_raw(o, at.node->name, b.data);
	return any;
}

static bool write_value(struct json_out *o, struct form_ref at)
{
	const char *value;

	if (!typed_in(at.node) || at.node->type == FORM_CALCULATE || at.node->type == FORM_NOTE)
		return false;
	value = answer_text(at);
	if (*value)
		json_put_str(o, at.node->name, value);
	return *value != '\0';
}

static bool write_members(
	struct json_out *o, struct answers *ans, struct form_ref in, const struct form_node *page)
{
	struct form_ref at = { 0 };
	bool any = false;

	while ((at = answers_child(in, at)).node) {
		if (!on_page(page, at.node))
			continue;
		if (at.node->kind == FORM_REPEAT)
			any |= write_repeat(o, ans, at);
		else if (at.node->kind == FORM_GROUP)
			any |= write_group(o, ans, at);
		else if (at.node->kind == FORM_QUESTION)
			any |= write_value(o, at);
	}
	return any;
}

const char *page_json_write(struct arena *a, struct answers *ans, const char *page)
{
	const struct form_node *node = form_page_node(ans->form, page);
	struct form_ref in = answers_root(ans);
	struct json_out o;
	struct buf b;

	buf_init(&b, a, 0);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	if (node && node->kind == FORM_GROUP)
		in.node = node;
	if (node)
		write_members(&o, ans, in, node);
	json_close(&o, '}');
	return b.data;
}
