#include "forms/xlsform.h"

#include "forms/form_fixture.h"

/* "sheet!cell reason" of the first error, "" when the form is right. */
static const char *wrong(struct t *t, const char *text)
{
	struct form_problems p = { .arena = t->arena };
	const struct form *f = fixture_form(t, text, &p);

	CHECK((f == NULL) == (p.errors > 0));
	for (size_t i = 0; i < p.n; i++)
		if (!p.at[i].warning)
			return arena_printf(t->arena, "%s!%s %s",
				p.at[i].sheet ? p.at[i].sheet : "",
				p.at[i].cell ? p.at[i].cell : "", fixture_words(t, p.at[i].reason));
	return "";
}

static const struct form_node *node(struct t *t, const struct form *f, const char *name)
{
	const struct form_node *n = f ? form_find(f, NULL, name, strlen(name)) : NULL;
	static const struct form_node none = { .name = "", .path = "" };

	return CHECK(n != NULL) ? n : &none;
}

TEST(a_form_is_a_tree_in_document_order)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label\n"
		"text|a|A\nbegin_group|g|G\ninteger|b|B\nbegin repeat|r|R\ndate|c|C\nend repeat\n"
		"end_group\nnote|d|D\n",
		NULL);
	const struct form_node *r = node(t, f, "r"), *c = node(t, f, "c");

	if (!f)
		return;
	CHECK_STR("/data/g/r/c", c->path);
	CHECK_INT(FORM_DATE, c->type);
	CHECK(c->repeat == r);
	CHECK(r->repeat == NULL);
	CHECK(c->parent == r && r->first == c && !c->next);
	CHECK_INT(3, c->depth);
	CHECK_INT(c->index + 1, r->end);
	CHECK_INT((int64_t)f->n_nodes, f->nodes[0].end);
	CHECK(form_at(f, "/data/g/r/c") == c);
	CHECK(form_at(f, "/data/c") == NULL);
	for (size_t i = 0; i < f->n_nodes; i++)
		CHECK_INT((int64_t)i, f->nodes[i].index);
	CHECK_STR("test", f->settings.id);
	CHECK_STR("meta", f->nodes[f->n_nodes - 2].name);
}

TEST(columns_stand_in_any_order_and_under_other_names)
{
	const struct form *f = fixture_form(t,
		"# choices\nlabel|value|list name\nOne|1|l\n"
		"# survey\nread only|caption|relevance|name|Type\n"
		"yes|A||a|select one from l\n|B|${a} = 1|b|string\n",
		NULL);

	CHECK_STR("true()", node(t, f, "a")->read_only.text);
	CHECK_STR("A", node(t, f, "a")->label.text.plain);
	CHECK(f && node(t, f, "a")->list == form_list(f, "l"));
	CHECK_STR("${a} = 1", node(t, f, "b")->relevant.text);
	CHECK_INT(FORM_TEXT, node(t, f, "b")->type);
}

TEST(texts_have_languages_and_blanks_fall_back)
{
	const struct form *f = fixture_form(t,
		"# settings\ndefault_language\nArabic (ar)\n"
		"# survey\ntype|name|label::English (en)|label::Arabic (ar)|hint\n"
		"text|a|Name|الاسم|H\ntext|b|Only English||\n",
		NULL);
	const struct form_node *a = node(t, f, "a"), *b = node(t, f, "b");

	if (!f)
		return;
	CHECK_INT(2, (int64_t)f->n_langs);
	CHECK_INT(1, (int64_t)f->default_lang);
	CHECK_INT(1, (int64_t)form_lang(f, "ar"));
	CHECK_INT(0, (int64_t)form_lang(f, "EN"));
	CHECK_INT(1, (int64_t)form_lang(f, "ckb"));
	CHECK_STR("الاسم", form_text_in(f, &a->label.text, 1));
	CHECK_STR("Name", form_text_in(f, &a->label.text, 0));
	CHECK_STR("Only English", form_text_in(f, &b->label.text, 1));
	CHECK_STR("H", form_text_in(f, &a->hint, 1));
	CHECK(!form_text_any(f, &b->hint));
}

TEST(a_label_without_a_language_belongs_to_the_default)
{
	const struct form *f = fixture_form(
		t, "# survey\ntype|name|label|label::fr\ntext|a|A|Ah\ntext|b|B|\n", NULL);

	if (!f || !CHECK_INT(2, (int64_t)f->n_langs))
		return;
	CHECK_STR("default", f->langs[f->default_lang]);
	CHECK_STR("A", form_text_in(f, &node(t, f, "a")->label.text, f->default_lang));
	CHECK_STR("Ah", form_text_in(f, &node(t, f, "a")->label.text, form_lang(f, "fr")));
	CHECK_STR("B", node(t, f, "b")->label.text.plain);
}

TEST(problems_name_sheet_and_cell)
{
	CHECK_HAS(
		wrong(t, "# survey\ntype|name|label\ntext||A\n"), "survey!A2 The row has no name");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\ntext|1a|A\n"), "survey!B2");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\nflag|a|A\n"), "survey!A2 There is no type");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\ntext|a|\n"), "survey!B2");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\n|a|A\n"), "survey!B2 The row has no type");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\ntext|a|A\ntext|a|B\n"),
		"survey!B3 The name a occurs twice");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label|relevant\ntext|a|A|${b} = 1\n"),
		"survey!D2 There is no question named");
	CHECK_HAS(wrong(t, "# survey\nname|label\na|A\n"), "type");
	CHECK_HAS(wrong(t, "# survey\ntype|name|value|label\ntext|a|b|A\n"), "survey!C1");
	CHECK_HAS(wrong(t, "# surveys\ntype|name|label\ntext|a|A\n"), "surveys");
	CHECK_HAS(wrong(t, "# other\ntype\n# more\ntype\n"), "no sheet");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\ntext|meta|A\n"), "survey!B2");
}

TEST(groups_must_be_balanced)
{
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\nbegin_group|g|G\ntext|a|A\n"),
		"survey!B2 The group is never closed");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\nbegin_repeat|g|G\ntext|a|A\n"),
		"survey!B2 The repeat is never closed");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\ntext|a|A\nend_group\n"), "survey!A3");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label\nbegin_group|g|G\ntext|a|A\nend_repeat\n"),
		"survey!A4");
}

TEST(choices_must_be_there)
{
	static const char head[] = "# survey\ntype|name|label\nselect_one l|a|A\n";

	CHECK_HAS(wrong(t, head), "no sheet");
	CHECK_HAS(wrong(t, arena_printf(
				   t->arena, "%s# choises\nlist_name|name|label\nl|x|X\n", head)),
		"choises");
	CHECK_HAS(wrong(t, arena_printf(
				   t->arena, "%s# choices\nlist_name|name|label\nm|x|X\n", head)),
		"survey!A2 There is no list");
	CHECK_HAS(
		wrong(t, arena_printf(t->arena, "%s# choices\nlist_name|name|label\nl||X\n", head)),
		"choices!A2");
	CHECK_HAS(wrong(t, arena_printf(t->arena,
				   "%s# choices\nlist_name|name|label\nl|x|X\nl|x|Y\n", head)),
		"choices!B3");
	CHECK_HAS(wrong(t, arena_printf(t->arena, "%s# choices\nlist_name|label\nl|X\n", head)),
		"name");
	CHECK_STR("", wrong(t, arena_printf(t->arena,
				       "%s# choices\nlist_name|name|label\nl|x|X\nl|x|Y\n"
				       "# settings\nallow_choice_duplicates\nyes\n",
				       head)));
}

TEST(a_circle_is_refused_and_named)
{
	const char *said =
		wrong(t, "# survey\ntype|name|label|calculation\n"
			 "calculate|a||${b} + 1\ncalculate|b||${c}\ncalculate|c||${a}\n");

	CHECK_HAS(said, "a");
	CHECK_HAS(said, "b");
	CHECK_HAS(said, "c");
	CHECK_HAS(said, "survey!");
}

TEST(formulas_and_errors_are_no_values)
{
	struct xlsx_cell head[] = { { "type", 0, XLSX_TEXT, false },
		{ "name", 1, XLSX_TEXT, false }, { "label", 2, XLSX_TEXT, false } };
	struct xlsx_cell first[] = { { "text", 0, XLSX_TEXT, false }, { "a", 1, XLSX_TEXT, false },
		{ "made", 2, XLSX_TEXT, true } };
	struct xlsx_cell second[] = { { "text", 0, XLSX_TEXT, false }, { "b", 1, XLSX_TEXT, false },
		{ "#REF!", 2, XLSX_ERROR, false } };
	struct xlsx_row rows[] = { { 1, head, 3 }, { 4, first, 3 }, { 5, second, 3 } };
	struct xlsx_sheet sheet = { "survey", rows, 3 };
	struct xlsx_book book = { &sheet, 1 };
	struct form_problems p = { .arena = t->arena };
	const struct form *f;

	CHECK_ERR(ERR_INPUT, xlsform_read(t->arena, &book, "x", NULL, &p, &f));
	CHECK(f == NULL);
	if (!CHECK(p.n >= 2))
		return;
	CHECK_STR("C4", p.at[0].cell);
	CHECK_HAS(p.at[0].reason.id, "formula");
	CHECK_STR("C5", p.at[1].cell);
	CHECK_HAS(p.at[1].reason.id, "error");
}

TEST(a_formula_in_place_of_a_name_is_said_once)
{
	struct xlsx_cell head[] = { { "type", 0, XLSX_TEXT, false },
		{ "name", 1, XLSX_TEXT, false }, { "label", 2, XLSX_TEXT, false },
		{ "relevant", 3, XLSX_TEXT, false } };
	struct xlsx_cell made[] = { { "text", 0, XLSX_TEXT, false }, { "a", 1, XLSX_TEXT, true },
		{ "A", 2, XLSX_TEXT, false } };
	struct xlsx_cell empty[] = { { "text", 0, XLSX_TEXT, false }, { "=", 1, XLSX_TEXT, true },
		{ "B", 2, XLSX_TEXT, false } };
	struct xlsx_cell wrong[] = { { "#REF!", 0, XLSX_ERROR, true }, { "c", 1, XLSX_TEXT, false },
		{ "C", 2, XLSX_TEXT, false } };
	struct xlsx_cell refers[] = { { "text", 0, XLSX_TEXT, false }, { "d", 1, XLSX_TEXT, false },
		{ "D", 2, XLSX_TEXT, false }, { "${a} = 'x'", 3, XLSX_TEXT, false } };
	struct xlsx_row rows[] = { { 1, head, 4 }, { 2, made, 3 }, { 3, empty, 3 }, { 4, wrong, 3 },
		{ 5, refers, 4 } };
	struct xlsx_sheet sheet = { "survey", rows, 5 };
	struct xlsx_book book = { &sheet, 1 };
	struct form_problems p = { .arena = t->arena };
	const struct form *f;

	CHECK_ERR(ERR_INPUT, xlsform_read(t->arena, &book, "x", NULL, &p, &f));
	if (!CHECK_INT(3, (int64_t)p.n))
		return;
	CHECK_STR("B2", p.at[0].cell);
	CHECK_STR("B3", p.at[1].cell);
	CHECK_STR("A4", p.at[2].cell);
	for (size_t i = 0; i < p.n; i++)
		CHECK_HAS(p.at[i].reason.id, "formula");
}

TEST(or_other_adds_a_choice_and_a_text)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label\nselect_one l or_other|a|A\nselect_one l or_other|b|B\n"
		"# choices\nlist_name|name|label\nl|x|X\n",
		NULL);
	const struct form_node *a = node(t, f, "a");

	CHECK_INT(2, a->list ? (int64_t)a->list->n_choices : 0);
	CHECK(a->list && form_choice(a->list, "other", 5));
	CHECK(a->other == node(t, f, "a_other"));
	CHECK(a->next == a->other);
	CHECK_HAS(a->other ? a->other->relevant.text : "", "selected(../a, 'other')");
}

TEST(a_table_list_gets_its_heading)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|appearance\nbegin_group|g|G|table-list\n"
		"select_one l|a|A|\nselect_one l|b|B|\nend_group\n"
		"# choices\nlist_name|name|label\nl|x|X\n",
		NULL);
	const struct form_node *g = node(t, f, "g");

	CHECK(g->table_list);
	CHECK_STR("field-list", g->appearance);
	CHECK_STR("list-nolabel", node(t, f, "a")->appearance);
	CHECK_STR("list-nolabel", node(t, f, "b")->appearance);
	CHECK_HAS(wrong(t, "# survey\ntype|name|label|appearance\nbegin_group|g|G|table-list\n"
			   "select_one l|a|A|\nselect_one m|b|B|\nend_group\n"
			   "# choices\nlist_name|name|label\nl|x|X\nm|x|X\n"),
		"survey!A4");
}

TEST(extra_columns_of_choices_keep_their_names)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|choice_filter\ntext|q|Q\nselect_one l|a|A|Kind = ${q}\n"
		"# choices\nlist_name|name|label|Kind|bad one\nl|x|X|k|z\nl|y|Y||\n",
		NULL);
	const struct form_list *l = node(t, f, "a")->list;

	if (!CHECK(l != NULL))
		return;
	CHECK_INT(1, (int64_t)l->n_columns);
	CHECK_INT(0, form_column(l, "Kind", 4));
	CHECK_INT(-1, form_column(l, "kind", 4));
	CHECK_STR("k", l->choices[0].extra[0]);
	CHECK(l->choices[1].extra[0] == NULL);
}

TEST(a_counted_repeat_keeps_its_count)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|repeat_count\ninteger|n|N\n"
		"begin_repeat|r|R|${n}\ntext|a|A\nend_repeat\n"
		"begin_repeat|s|S|${n} + 1\ntext|b|B\nend_repeat\n",
		NULL);

	CHECK_STR("${n}", node(t, f, "r")->repeat_count.text);
	CHECK(node(t, f, "r")->count_node == NULL);
	CHECK(node(t, f, "s")->count_node == node(t, f, "s_count"));
	CHECK_STR("${n} + 1", node(t, f, "s_count")->calculation.text);
}

TEST(parameters_are_checked)
{
	static const char head[] = "# survey\ntype|name|label|parameters\n";
	static const char *const bad[] = { "range|a|A|start==1", "range|a|A|step=0",
		"range|a|A|start=1 end=5 step=9", "range|a|A|speed=1", "text|a|A|rows=many",
		"audio|a|A|quality=best", "range|a|A|start=one", "image|a|A|app=one" };

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK_HAS(wrong(t, arena_printf(t->arena, "%s%s\n", head, bad[i])), "survey!D2");
	CHECK_STR("", wrong(t, arena_printf(t->arena, "%srange|a|A|start=1; end=9\n", head)));
	CHECK_STR("", wrong(t, arena_printf(t->arena, "%srange|a|A|start=1, end=9\n", head)));
}

TEST(triggers_name_questions)
{
	CHECK_HAS(wrong(t, "# survey\ntype|name|label|trigger\ntext|a|A\ntext|b|B|a\n"), "survey!");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label|trigger\ntext|a|A\ntext|b|B|${a}${a}\n"),
		"survey!");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label|trigger|calculation\ncalculate|a|||1\n"
			   "text|b|B|${a}|\n"),
		"not shown");
	CHECK_STR("", wrong(t, "# survey\ntype|name|label|trigger\ntext|a|A\ntext|b|B|${a}\n"));
}

TEST(entities_stand_where_their_values_are)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|save_to\nbegin_repeat|r|R\ntext|a|A|p\nend_repeat\n"
		"# entities\nlist_name|label\ne|${a}\n",
		NULL);

	if (!f || !CHECK_INT(1, (int64_t)f->n_entities))
		return;
	CHECK_STR("/data/r/meta/entity", f->entities[0].node->path);
	CHECK(f->entities[0].repeat == node(t, f, "r"));
	CHECK(f->entities[0].creates && !f->entities[0].updates);
	CHECK_HAS(wrong(t, "# "
			   "survey\ntype|name|label|save_to\nbegin_repeat|r|R\ntext|a|A|p\nend_"
			   "repeat\n"
			   "text|b|B|q\n# entities\nlist_name|label\ne|E\n"),
		"different repeats");
	CHECK_HAS(wrong(t, "# survey\ntype|name|label|save_to\ntext|a|A|p\n"), "save_to");
}

TEST(too_much_is_refused)
{
	struct buf b;

	buf_init(&b, t->arena, 0);
	buf_str(&b, "# survey\ntype|name|label\n");
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "begin_group|g%d|G\n", i);
	for (int i = 0; i < 60; i++)
		buf_str(&b, "end_group\n");
	CHECK_HAS(wrong(t, b.data), "nested");
	buf_init(&b, t->arena, 0);
	buf_str(&b, "# survey\ntype|name");
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "|label::l%d", i);
	CHECK_HAS(wrong(t, arena_printf(t->arena, "%s\ntext|a\n", b.data)), "languages");
	buf_init(&b, t->arena, 0);
	buf_str(&b, "# survey\ntype|name|label\nbegin loop over l|x|X\n");
	for (int i = 0; i < 150; i++)
		buf_printf(&b, "text|q%d|Q\n", i);
	buf_str(&b, "end loop\n# choices\nlist_name|name|label\n");
	for (int i = 0; i < 150; i++)
		buf_printf(&b, "l|c%d|C\n", i);
	CHECK_HAS(wrong(t, b.data), "questions and groups");
}

TEST(the_needs_form_is_read_whole)
{
	const struct form *f = fixture_needs(t);
	size_t asked = 0, repeats = 0, calculates = 0, groups = 0, filters = 0;

	if (!f)
		return;
	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];

		groups += n->kind == FORM_GROUP;
		repeats += n->kind == FORM_REPEAT;
		calculates += n->type == FORM_CALCULATE;
		filters += n->choice_filter.text != NULL;
		asked += n->kind == FORM_QUESTION && n->has_control && n->type != FORM_NOTE &&
			 !n->generated;
	}
	CHECK_INT(7, (int64_t)groups);
	CHECK_INT(1, (int64_t)repeats);
	CHECK_INT(13, (int64_t)calculates);
	CHECK_INT(4, (int64_t)filters);
	CHECK_INT(53, (int64_t)asked);
	CHECK_INT(3, (int64_t)f->n_langs);
	CHECK_STR("Arabic (ar)", f->langs[f->default_lang]);
	CHECK(node(t, f, "D")->table_list);
}
