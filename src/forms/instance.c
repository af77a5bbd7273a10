#include "forms/instance.h"

#include <ctype.h>
#include <string.h>

#include "base/list.h"
#include "forms/model_build.h"

struct gathering {
	struct arena *arena;
	struct form_problems *problems;
	struct form_instances *out;
	struct form_intern ids;
	bool last_saved;
};

static void add(struct gathering *g, const char *name, const char *src,
	const struct form_list *list, const struct form_node *by)
{
	bool is_new;
	size_t at = form_intern(&g->ids, name, strlen(name), &is_new);
	const struct form_instance *old;

	if (is_new) {
		*LIST_PUSH(g->arena, g->out) = (struct form_instance){ name, src, list, by };
		return;
	}
	old = &g->out->at[at];
	if (!g->problems || (old->src && src && strcmp(old->src, src) == 0))
		return;
	form_problem_add(g->problems,
		by     ? by->place
		: list ? list->place
		       : (struct form_place){ 0 },
		false, MSG(_("Two different sets of data are both named {1}."), S(name)),
		MSG(_("Rename one of them.")));
}

static const char *file_src(struct arena *a, const char *file)
{
	size_t n = strlen(file);
	bool csv = n > 4 && strcmp(file + n - 4, ".csv") == 0;

	return arena_printf(a, "jr://file%s/%s", csv ? "-csv" : "", file);
}

/* The files named by pulldata('file', …) in an expression. */
static void pulled(struct gathering *g, const struct form_node *n, const char *s)
{
	if (!s)
		return;
	while ((s = strstr(s, "pulldata"))) {
		const char *begin, *end;

		s += 8;
		while (isspace((unsigned char)*s))
			s++;
		if (*s != '(')
			continue;
		begin = s + 1;
		end = strchr(begin, ',');
		if (!end)
			continue;
		while (begin < end && (isspace((unsigned char)*begin) || strchr("'\"", *begin)))
			begin++;
		while (end > begin && (isspace((unsigned char)end[-1]) || strchr("'\"", end[-1])))
			end--;
		if (end > begin && !memchr(begin, '$', (size_t)(end - begin)))
			add(g, arena_strn(g->arena, begin, (size_t)(end - begin)),
				arena_printf(g->arena, "jr://file-csv/%.*s.csv", (int)(end - begin),
					begin),
				NULL, n);
	}
}

static void seek_saved(struct gathering *g, const char *s)
{
	if (s && strstr(s, "${last-saved#"))
		g->last_saved = true;
}

static void of_node(struct gathering *g, const struct form *f, const struct form_node *n)
{
	const char *const exprs[] = { n->calculation.text, n->constraint.text, n->read_only.text,
		n->required.text, n->relevant.text, n->initial.text, n->choice_filter.text,
		n->repeat_count.text };

	if (n->type == FORM_EXTERNAL_XML)
		add(g, n->name, arena_printf(g->arena, "jr://file/%s.xml", n->name), NULL, n);
	else if (n->type == FORM_EXTERNAL_CSV)
		add(g, n->name, arena_printf(g->arena, "jr://file-csv/%s.csv", n->name), NULL, n);
	for (size_t i = 0; i < COUNT_OF(exprs); i++) {
		pulled(g, n, exprs[i]);
		seek_saved(g, exprs[i]);
	}
	if (n->file)
		add(g, n->instance_id, file_src(g->arena, n->file), NULL, n);
	for (size_t l = 0; l < f->n_langs; l++) {
		seek_saved(g, n->label.text.in ? n->label.text.in[l] : n->label.text.plain);
		seek_saved(g, n->hint.in ? n->hint.in[l] : n->hint.plain);
	}
}

/* A list only search() uses stands in the question itself. */
static bool *searched(struct arena *a, const struct form *f)
{
	bool *is = ARENA_ARRAY(a, f->n_lists + 1, bool);

	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];

		if (n->search && n->type != FORM_OSM && n->type != FORM_SELECT_EXTERNAL)
			is[n->list->index] = true;
	}
	return is;
}

void form_instances(struct arena *a, const struct form *f, struct form_problems *problems,
	struct form_instances *out)
{
	struct gathering g = { .arena = a, .problems = problems, .out = out };
	const bool *skip = searched(a, f);

	form_intern_init(&g.ids, a);
	for (size_t i = 0; i < f->n_nodes; i++)
		of_node(&g, f, &f->nodes[i]);
	seek_saved(&g, f->settings.instance_name.text);
	if (g.last_saved)
		add(&g, "__last-saved", "jr://instance/last-saved", NULL, NULL);
	for (size_t i = 0; i < f->n_lists; i++)
		if (!skip[i])
			add(&g, f->lists[i].name, NULL, &f->lists[i], NULL);
}
