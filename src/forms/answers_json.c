#include <string.h>

#include "base/json.h"
#include "base/list.h"
#include "base/text.h"
#include "forms/check.h"
#include "forms/expr_impl.h"
#include "forms/model_build.h"
#include "forms/update.h"

/* Whether the name of a node is its key: no other of the same scope that has a value bears it. */
static bool is_unique(const struct form *f, const struct form_node *n)
{
	size_t len = strlen(n->name), found = 0;

	if (form_count(f, n->name, len) == 1)
		return true;
	for (const struct form_node *m = n->repeat ? n->repeat : f->nodes; m; m = NULL)
		for (int i = m->index + 1; i < m->end; i++)
			found += f->nodes[i].repeat == n->repeat &&
				 f->nodes[i].kind != FORM_GROUP && f->nodes[i].kind != FORM_META &&
				 strcmp(f->nodes[i].name, n->name) == 0;
	return found < 2;
}

/* Its name, or the path from the inside of its scope. */
static const char *key_of(struct arena *a, const struct form *f, const struct form_node *n)
{
	const struct form_node *scope = n->repeat ? n->repeat : f->nodes;

	return is_unique(f, n) ? n->name : arena_str(a, n->path + strlen(scope->path) + 1);
}

/* Whether the text is a number as JSON writes it (RFC 8259 §6), without exponent. */
static bool is_json_number(const char *s)
{
	size_t n = 0;

	s += *s == '-';
	while (s[n] >= '0' && s[n] <= '9')
		n++;
	if (!n || (n > 1 && *s == '0'))
		return false;
	s += n;
	if (*s == '.') {
		if (s[1] < '0' || s[1] > '9')
			return false;
		s += 1 + strspn(s + 1, "0123456789");
	}
	return !*s;
}

static bool is_several(const struct form_node *n)
{
	return n->type == FORM_SELECT_MULTIPLE || n->type == FORM_RANK;
}

static void write_words(struct json_out *o, const char *key, const char *words, struct arena *a)
{
	const char *word;
	size_t n;

	json_open(o, key, '[');
	while ((word = word_next(&words, &n)))
		json_put_str(o, NULL, arena_strn(a, word, n));
	json_close(o, ']');
}

static void write_value(struct json_out *o, struct form_ref ref, struct arena *a)
{
	const struct form_node *n = ref.node;
	const char *key = key_of(a, ref.occ->ans->form, n), *value = answer_text(ref);
	bool number = plan_is_number(n) || n->calculation.code;

	if (is_several(n))
		write_words(o, key, value, a);
	else if (number && is_json_number(value))
		json_put_raw(o, key, value);
	else
		json_put_str(o, key, value);
}

static bool is_written(const struct answers *ans, struct form_ref ref, unsigned what)
{
	const struct form_node *n = ref.node;
	const struct answer *x = answer_of(ref);

	if (n->kind != FORM_QUESTION || !n->has_value || !*x->value)
		return false;
	if ((what & WRITE_RELEVANT) && !x->relevant)
		return false;
	return !n->calculation.code || (what & WRITE_CALCULATED) || answer_is_taken(ans->form, n);
}

static void write_occurrence(
	struct answers *ans, struct occurrence *occ, unsigned what, struct json_out *o)
{
	const struct plan_scope *s = &plan_of(ans->form)->scopes[occ->scope];

	for (int i = 0; i < s->n_slots; i++) {
		struct form_ref ref = { &ans->form->nodes[s->nodes[i]], occ };
		size_t n = answers_count(ref);

		if (is_written(ans, ref, what))
			write_value(o, ref, o->b->arena);
		if (!n || ((what & WRITE_RELEVANT) && !answer_of(ref)->relevant))
			continue;
		json_open(o, key_of(o->b->arena, ans->form, ref.node), '[');
		for (size_t k = 0; k < n; k++) {
			struct form_ref one = answers_occurrence(ref, k);

			if ((what & WRITE_RELEVANT) && !one.occ->relevant)
				continue;
			json_open(o, NULL, '{');
			write_occurrence(ans, one.occ, what, o);
			json_close(o, '}');
		}
		json_close(o, ']');
	}
}

void answers_write(struct answers *ans, unsigned what, struct buf *out)
{
	struct json_out o;

	json_begin(&o, out);
	json_open(&o, NULL, '{');
	write_occurrence(ans, ans->root, what, &o);
	json_close(&o, '}');
}

struct reading {
	struct answers *ans;
	struct form_findings *findings;
};

/* The node of a key, within a scope. */
static const struct form_node *node_of(struct answers *ans, struct occurrence *occ, const char *key)
{
	const struct form *f = ans->form;
	const struct form_node *scope = occ->node, *holder = occ->parent ? scope : NULL;
	int i;

	if (strchr(key, '/')) {
		const struct form_node *n =
			form_at(f, arena_printf(ans->scratch, "%s/%s", scope->path, key));

		return n && n->repeat == holder ? n : NULL;
	}
	for (i = form_names_first(f->node_names, key, strlen(key)); i >= 0;
		i = form_names_next(f->node_names, i))
		if (f->nodes[i].repeat == holder && plan_inside(&f->nodes[i], scope) &&
			f->nodes[i].kind != FORM_GROUP && f->nodes[i].kind != FORM_META)
			return &f->nodes[i];
	return NULL;
}

static void find(struct reading *r, enum form_fault fault, struct form_ref ref, const char *path,
	struct msg msg)
{
	form_finding_add(r->findings,
		(struct form_finding){ .fault = fault, .ref = ref, .path = path, .msg = msg });
}

static void unknown(struct reading *r, struct occurrence *occ, const char *key)
{
	struct arena *a = r->findings->arena;
	struct form_ref around = { occ->node, occ };
	const char *name = strlen(key) > 100 ? arena_strn(a, key, 100) : key;
	const char *path = occ->parent ? arena_printf(a, "%s/%s", answers_path(a, around), name)
				       : arena_str(a, name);

	find(r, FAULT_UNKNOWN, (struct form_ref){ NULL, NULL }, path,
		MSG(_("This form has no question named {1}."), S(arena_str(a, name))));
}

/* The text of a value: arrays of texts are choices. NULL: something else. */
static const char *text_of(struct arena *a, const struct json *j)
{
	struct buf b;

	if (j->kind == JSON_NULL)
		return "";
	if (j->kind == JSON_STR || j->kind == JSON_INT || j->kind == JSON_REAL)
		return j->str;
	if (j->kind != JSON_ARRAY)
		return NULL;
	buf_init(&b, a, 64);
	for (size_t i = 0; i < j->n; i++) {
		const struct json *x = &j->at[i];

		if ((x->kind != JSON_STR && x->kind != JSON_INT) || strpbrk(x->str, " \t\r\n"))
			return NULL;
		if (b.len)
			buf_char(&b, ' ');
		buf_str(&b, x->str);
	}
	return b.data;
}

/* Whether what is sent for a node is passed over. */
static bool is_passed_over(const struct form *f, const struct form_node *n)
{
	if (n->type == FORM_NOTE || !n->has_value)
		return true;
	if (n->calculation.code)
		return !answer_is_taken(f, n);
	return n->read_only.text && strcmp(n->read_only.text, "true()") == 0;
}

static void read_value(struct reading *r, struct form_ref ref, const struct json *j)
{
	const char *text = text_of(r->ans->arena, j);

	if (is_passed_over(r->ans->form, ref.node))
		return;
	if (!text || (j->kind == JSON_ARRAY && !is_several(ref.node)))
		find(r, FAULT_TYPE, ref, NULL,
			MSG(_("What was sent for this question is not a value it can have.")));
	else if (answers_set(r->ans, ref, text) != OK)
		find(r, FAULT_TOO_LONG, ref, NULL,
			MSG(_("The answer is longer than {1} bytes."), N(FORM_VALUE_MAX)));
}

static void read_object(struct reading *r, struct occurrence *occ, const struct json *j);

static void read_repeat(struct reading *r, struct form_ref ref, const struct json *j)
{
	if (j->kind == JSON_NULL)
		return;
	if (j->kind != JSON_ARRAY) {
		find(r, FAULT_TYPE, ref, NULL,
			MSG(_("What was sent for this question is not a value it can have.")));
		return;
	}
	for (size_t i = 0; i < j->n; i++) {
		struct form_ref one;

		if (j->at[i].kind != JSON_OBJECT) {
			find(r, FAULT_TYPE, ref, NULL,
				MSG(_("What was sent for this question is not a value it can "
				      "have.")));
			return;
		}
		if (answers_add(r->ans, ref, &one) != OK) {
			find(r, FAULT_TOO_MANY, ref, NULL,
				MSG(_("There are more entries than {1}."), N(FORM_REPEAT_MAX)));
			return;
		}
		read_object(r, one.occ, &j->at[i]);
	}
}

/* One object; recursion ends with the nesting of repeats. */
static void read_object(struct reading *r, struct occurrence *occ, const struct json *j)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct json *x = &j->at[i];
		struct form_ref ref = { node_of(r->ans, occ, x->key), occ };

		if (!ref.node)
			unknown(r, occ, x->key);
		else if (ref.node->kind == FORM_REPEAT)
			read_repeat(r, ref, x);
		else
			read_value(r, ref, x);
	}
}

enum err answers_read(struct arena *a, const struct form *f, const struct json *json,
	struct answers **out, struct form_findings *findings)
{
	struct reading r = { .ans = answers_new(a, f), .findings = findings };

	*out = r.ans;
	if (!findings->arena)
		*findings = (struct form_findings){ .arena = a };
	if (!json || json->kind != JSON_OBJECT) {
		find(&r, FAULT_TYPE, (struct form_ref){ NULL, NULL }, "",
			MSG(_("The answers are not a JSON object.")));
		return ERR_INPUT;
	}
	read_object(&r, r.ans->root, json);
	return findings->n ? ERR_INPUT : OK;
}
