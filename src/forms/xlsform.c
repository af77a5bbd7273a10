#include "forms/xlsform.h"

#include <string.h>

#include "base/text.h"
#include "forms/instance.h"
#include "forms/xlsform_finish.h"
#include "forms/xlsform_in.h"

static bool open_sheet(struct reader *r, const char *name, struct table *t)
{
	const struct xlsx_sheet *s = table_sheet(r, name);

	if (!s)
		return false;
	table_open(r, s, name, t);
	return true;
}

/* ---- settings ---- */

static bool one_of(const char *key, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(key, *words) == 0)
			return true;
	return false;
}

static void put_id(struct form_settings *s, const char *key, const char *value)
{
	/* form_id wins over its old name id_string */
	if (!s->id || strcmp(key, "id_string") != 0)
		s->id = value;
}

static void setting(struct reader *r, const char *key, const char *value, struct form_place at)
{
	static const char *const ids[] = { "form_id", "id_string", "set_form_id", NULL };
	static const char *const titles[] = { "form_title", "title", "set_form_title", NULL };
	struct form_settings *s = &r->form->settings;
	const struct {
		const char *key;
		const char **to;
	} plain[] = {
		{ "version", &s->version },
		{ "name", &s->name },
		{ "style", &s->style },
		{ "default_language", &s->default_language },
		{ "public_key", &s->public_key },
		{ "submission_url", &s->submission_url },
		{ "auto_send", &s->auto_send },
		{ "auto_delete", &s->auto_delete },
		{ "instance_xmlns", &s->instance_xmlns },
		{ "client_editable", &s->client_editable },
		{ "prefix", &s->prefix },
		{ "delimiter", &s->delimiter },
		{ "sms_keyword", &s->sms_keyword },
		{ "sms_separator", &s->sms_separator },
		{ "namespaces", &s->namespaces },
	};

	for (size_t i = 0; i < COUNT_OF(plain); i++)
		if (strcmp(plain[i].key, key) == 0)
			*plain[i].to = value;
	if (one_of(key, ids))
		put_id(s, key, value);
	else if (one_of(key, titles))
		s->title = value;
	else if (strcmp(key, "instance_name") == 0)
		s->instance_name = (struct form_expr){ .text = value, .place = at };
	else if (strcmp(key, "omit_instanceid") == 0)
		s->omit_instance_id = is_yes(value);
	else if (strcmp(key, "clean_text_values") == 0)
		r->clean = is_yes(value);
	else if (strcmp(key, "allow_choice_duplicates") == 0)
		r->duplicates = is_yes(value);
}

static void read_settings(struct reader *r)
{
	LIST(struct form_attr) attrs = { 0 };
	const struct table *t = &r->settings;

	if (!r->has_settings || t->sheet->n < 2)
		return;
	for (int c = 0; c < t->n_headers; c++) {
		const char *raw = t->headers[c].raw;
		const char *value = raw ? table_cell(r, t, 1, c) : NULL;
		struct form_place at = { t->name, xlsx_ref(r->arena, c, t->sheet->rows[1].number),
			t->sheet->rows[1].number };

		if (!value)
			continue;
		if (strncmp(raw, "attribute::", 11) == 0)
			*LIST_PUSH(r->arena, &attrs) =
				(struct form_attr){ text_trim(r->arena, raw + 11), value };
		else
			setting(r, text_lower(r->arena, raw), value, at);
	}
	r->form->settings.attributes = (struct form_attrs){ attrs.at, attrs.n };
}

static void default_settings(struct reader *r, const char *stem, const char *root)
{
	struct form_settings *s = &r->form->settings;

	if (!s->id)
		s->id = stem && *stem ? stem : "form";
	if (!s->title)
		s->title = s->id;
	if (!s->name)
		s->name = root && *root ? root : "data";
	if (!s->default_language)
		s->default_language = "default";
	if (!is_xml_name(s->name, strlen(s->name)))
		fail(r, (struct form_place){ "settings", NULL, 0 },
			MSG(_("{1} cannot be the name of the form."), S(s->name)),
			MSG(_("Begin with a letter or underscore; then letters, digits, "
			      "underscores, "
			      "hyphens and points.")));
}

/* ---- languages ---- */

/*
 * Slots of every text: the languages of the headings in the order met, then one for the default
 * language when no heading names it.
 */
static void settle_languages(struct reader *r)
{
	const char *usual = r->form->settings.default_language;
	int at = form_intern_find(&r->langs, usual, strlen(usual));

	r->form->n_langs = r->langs.n;
	if (at < 0)
		at = (int)form_intern(&r->langs, usual, strlen(usual), NULL);
	r->form->default_lang = (size_t)at;
	r->form->langs = r->langs.name;
	r->n_lang_room = r->langs.n;
}

static bool text_uses(const struct form_text *t, size_t lang)
{
	return t->in && t->in[lang];
}

/* The default also holds what has no language but stands in the translations. */
static bool label_uses(const struct form_label *l, size_t lang)
{
	for (int m = 0; m < MEDIA_COUNT; m++)
		if (text_uses(&l->media[m], lang) || l->media[m].plain)
			return true;
	return text_uses(&l->text, lang);
}

static bool language_used(const struct form *f, size_t lang)
{
	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];

		if (n->guidance.plain || has_ref(n->constraint_message.plain) ||
			has_ref(n->required_message.plain))
			return true;
		if (label_uses(&n->label, lang) || text_uses(&n->hint, lang) ||
			text_uses(&n->guidance, lang) || text_uses(&n->constraint_message, lang) ||
			text_uses(&n->required_message, lang) || text_uses(&n->no_app_error, lang))
			return true;
	}
	for (size_t i = 0; i < f->n_lists; i++)
		for (size_t k = 0; k < f->lists[i].n_choices; k++)
			if (label_uses(&f->lists[i].choices[k].label, lang) ||
				(f->lists[i].translated && f->lists[i].choices[k].label.text.plain))
				return true;
	return false;
}

/* The slot of the default is a language only when something is written in it. */
static void drop_unused_default(struct reader *r)
{
	struct form *f = r->form;

	if (f->n_langs == r->n_lang_room)
		return;
	if (f->n_langs == 0 || language_used(f, f->default_lang))
		f->n_langs++;
	else
		f->default_lang = 0;
}

/* ---- the whole ---- */

static bool open_all(struct reader *r)
{
	struct form_place at = { "survey", NULL, 1 };
	const char *alike;

	r->has_settings = open_sheet(r, "settings", &r->settings);
	read_settings(r);
	r->has_survey = open_sheet(r, "survey", &r->survey);
	if (!r->has_survey && r->book->n == 1 && !table_alike(r, "survey")) {
		/* a workbook of one sheet is its survey, whatever its name */
		table_open(r, &r->book->sheets[0], r->book->sheets[0].name, &r->survey);
		r->has_survey = true;
	}
	r->survey.collapse = r->clean;
	r->has_choices = open_sheet(r, "choices", &r->choices);
	r->has_external = open_sheet(r, "external_choices", &r->external);
	r->has_osm = open_sheet(r, "osm", &r->osm);
	r->has_entities = open_sheet(r, "entities", &r->entities);
	if (r->has_survey && r->survey.has[COL_TYPE])
		return true;
	alike = table_alike(r, "survey");
	if (r->has_survey)
		fail(r, at, MSG(_("The column {1} is missing."), S("type")),
			MSG(_("Put it into the first row of the sheet.")));
	else if (alike)
		fail(r, (struct form_place){ 0 },
			MSG(_("There is no sheet {1}, but one named {2}."), S("survey"), S(alike)),
			MSG(_("Rename that sheet to {1}."), S("survey")));
	else
		fail(r, (struct form_place){ 0 }, MSG(_("There is no sheet {1}."), S("survey")),
			MSG(_("Add it with the columns type, name and label.")));
	return false;
}

static void add_meta(struct reader *r)
{
	struct form_settings *s = &r->form->settings;
	int at;

	if (!s->omit_instance_id) {
		at = node_add(r, r->meta, FORM_QUESTION, FORM_INSTANCE_ID, "instanceID");
		r->nodes.at[at].n.generated = true;
		r->nodes.at[at].n.read_only.text = "true()";
	}
	if (s->instance_name.text) {
		at = node_add(r, r->meta, FORM_QUESTION, FORM_INSTANCE_NAME, "instanceName");
		r->nodes.at[at].n.calculation = s->instance_name;
		r->nodes.at[at].n.generated = true;
	}
}

static void build(struct reader *r)
{
	size_t rows = r->survey.sheet->n + 16;
	struct form_instances instances = { 0 };

	/* most rows make a node, and nodes are large to move */
	LIST_ROOM(r->arena, &r->nodes, rows < 10000 ? rows : 10000);
	node_add(r, -1, FORM_ROOT, FORM_NO_TYPE, r->form->settings.name);
	r->meta = node_add(r, 0, FORM_META, FORM_NO_TYPE, "meta");
	lists_read(r);
	survey_read(r);
	entities_read(r);
	entities_bind(r);
	add_meta(r);
	params_check(r);
	r->form->lists = r->lists.at;
	r->form->n_lists = r->lists.n;
	r->form->external_lists = r->external_lists.at;
	r->form->n_external_lists = r->external_lists.n;
	r->form->osm_lists = r->osm_lists.at;
	r->form->n_osm_lists = r->osm_lists.n;
	form_finish(r);
	form_instances(r->arena, r->form, r->problems, &instances);
	drop_unused_default(r);
}

enum err xlsform_read(struct arena *a, const struct xlsx_book *book, const char *stem,
	const char *root, struct form_problems *problems, const struct form **out)
{
	struct reader r = { .arena = a, .book = book, .problems = problems, .clean = true };
	size_t before = problems->errors;

	*out = NULL;
	r.form = ARENA_NEW(a, struct form);
	r.form->arena = a;
	form_intern_init(&r.langs, a);
	if (open_all(&r)) {
		default_settings(&r, stem, root);
		settle_languages(&r);
		build(&r);
	}
	if (problems->errors > before)
		return ERR_INPUT;
	*out = r.form;
	return OK;
}

enum err xlsform_read_file(struct arena *a, struct bytes file, const char *stem, const char *root,
	struct form_problems *problems, const struct form **out)
{
	struct xlsx_book book;

	*out = NULL;
	TRY(xlsx_read(a, file, problems, &book));
	return xlsform_read(a, &book, stem, root, problems, out);
}
