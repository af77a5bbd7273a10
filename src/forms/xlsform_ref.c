#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsform_in.h"

bool has_ref(const char *s)
{
	return s && strstr(s, "${") != NULL;
}

bool next_ref(const char **s, const char **name, size_t *len, bool *last_saved)
{
	static const char saved[] = "last-saved#";
	const char *at = strstr(*s, "${"), *end;

	if (!at || !(end = strchr(at, '}')))
		return false;
	*s = end + 1;
	at += 2;
	while (at < end && isspace((unsigned char)*at))
		at++;
	while (end > at && isspace((unsigned char)end[-1]))
		end--;
	*last_saved = strncmp(at, saved, sizeof(saved) - 1) == 0;
	if (*last_saved)
		at += sizeof(saved) - 1;
	*name = at;
	*len = (size_t)(end - at);
	return true;
}

/* Every reference of one text must name one node. */
static void check(struct reader *r, const char *text, struct form_place at)
{
	const char *name;
	size_t len;
	bool saved;

	if (!has_ref(text))
		return;
	while (next_ref(&text, &name, &len, &saved)) {
		int first = form_names_first(r->form->node_names, name, len);
		const char *copy = arena_strn(r->arena, name, len);

		if (first < 0)
			fail(r, at, MSG(_("There is no question named {1}."), S(copy)),
				MSG(_("Mend the name between the braces.")));
		else if (form_names_next(r->form->node_names, first) >= 0)
			fail(r, at, MSG(_("More than one question is named {1}."), S(copy)),
				MSG(_("Rename the others, so that it is clear which is meant.")));
	}
}

static void check_text(struct reader *r, const struct form_text *t, struct form_place at)
{
	check(r, t->plain, at);
	for (size_t l = 0; t->in && l < r->n_lang_room; l++)
		check(r, t->in[l], at);
}

static void check_expr(struct reader *r, const struct form_expr *e)
{
	check(r, e->text, e->place);
}

static void check_label(struct reader *r, const struct form_label *l, struct form_place at)
{
	check_text(r, &l->text, at);
	for (int m = 0; m < MEDIA_COUNT; m++)
		check_text(r, &l->media[m], at);
}

static void check_attrs(struct reader *r, const struct form_attrs *a, struct form_place at)
{
	for (size_t i = 0; i < a->n; i++)
		check(r, a->at[i].value, at);
}

static void check_node(struct reader *r, const struct form_node *n)
{
	const struct form_expr *const each[] = { &n->relevant, &n->constraint, &n->calculation,
		&n->required, &n->read_only, &n->choice_filter, &n->repeat_count };

	check_label(r, &n->label, n->place);
	check_text(r, &n->hint, n->place);
	check_text(r, &n->guidance, n->place);
	check_text(r, &n->constraint_message, n->place);
	check_text(r, &n->required_message, n->place);
	check_text(r, &n->no_app_error, n->place);
	for (size_t i = 0; i < COUNT_OF(each); i++)
		check_expr(r, each[i]);
	check_expr(r, &n->initial);
	check(r, n->appearance, n->place);
	check(r, n->intent, n->place);
	check(r, n->seed, n->place);
	check(r, n->instance_id, n->place);
	check_attrs(r, &n->bind, n->place);
	check_attrs(r, &n->body, n->place);
}

static void check_lists(struct reader *r, const struct form_list *l, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < l[i].n_choices; k++)
			check_label(r, &l[i].choices[k].label, l[i].choices[k].place);
}

void refs_check(struct reader *r)
{
	for (size_t i = 0; i < r->form->n_nodes; i++)
		check_node(r, &r->form->nodes[i]);
	check_lists(r, r->form->lists, r->form->n_lists);
	check_expr(r, &r->form->settings.instance_name);
	for (size_t i = 0; i < r->entity_list.n; i++) {
		const struct form_entity *e = &r->entity_list.at[i].e;

		check_expr(r, &e->id);
		check_expr(r, &e->create_if);
		check_expr(r, &e->update_if);
	}
}
