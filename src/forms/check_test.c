#include "base/json.h"
#include "forms/form_fixture.h"

static const struct json *responses(struct t *t)
{
	const char *why;
	size_t len = 0;
	char *text = t_file(
		t->arena, arena_printf(t->arena, "%s/data/needs-responses.json", t_root()), &len);
	struct json *all = NULL;

	if (!CHECK(text != NULL) || !text)
		return NULL;
	CHECK_ERR(OK, json_parse(t->arena, text, len, &all, &why));
	return json_get(all, "responses");
}

static struct answers *read_json(
	struct t *t, const struct form *f, const struct json *j, struct form_findings *findings)
{
	struct answers *ans;

	*findings = (struct form_findings){ .arena = t->arena };
	CHECK_ERR(OK, answers_read(t->arena, f, j, &ans, findings));
	return ans;
}

static enum err check(struct t *t, struct answers *ans, struct form_findings *out)
{
	memset(out, 0, sizeof(*out));
	return form_check(ans, &fixture_clock, 0, t->arena, out);
}

static void set(struct t *t, struct answers *ans, const char *path, const char *value)
{
	struct form_ref ref = answers_at(ans, path);

	if (t_check(t, ref.node != NULL, __FILE__, __LINE__, path))
		CHECK_ERR(OK, answers_set(ans, ref, value));
}

static const char *get(struct answers *ans, const char *path)
{
	struct form_ref ref = answers_at(ans, path);

	return ref.node ? answer_text(ref) : "?";
}

TEST(all_responses_to_the_needs_form_check_clean)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;

	CHECK(!f || (all && all->n == 12));
	for (size_t i = 0; all && i < all->n; i++) {
		const struct json *want = json_get(&all->at[i], "calculated");
		struct form_findings found;
		struct answers *ans = read_json(t, f, json_get(&all->at[i], "answers"), &found);
		struct buf b;

		CHECK_ERR(OK, check(t, ans, &found));
		for (size_t k = 0; k < found.n; k++)
			CHECK_STR("nothing", found.at[k].path);
		CHECK_INT(0, (int64_t)found.n_dropped);
		for (size_t k = 0; k < want->n; k++)
			CHECK_STR(want->at[k].str, get(ans, want->at[k].key));
		if (!json_get(want, "share_women"))
			CHECK_STR("", get(ans, "share_women"));
		buf_init(&b, t->arena, 0);
		buf_str(&b, get(ans, "unit_code"));
		buf_printf(&b, " %s", get(ans, "answered_on"));
		CHECK_STR(b.data, form_record_name(ans, t->arena));
	}
}

static bool same_json(const struct json *a, const struct json *b)
{
	if (!a || !b || a->n != b->n || (a->kind != b->kind && a->kind != JSON_REAL))
		return false;
	if (a->kind == JSON_OBJECT || a->kind == JSON_ARRAY) {
		for (size_t i = 0; i < a->n; i++)
			if (!same_json(&a->at[i],
				    a->kind == JSON_OBJECT ? json_get(b, a->at[i].key) : &b->at[i]))
				return false;
		return true;
	}
	return a->kind == JSON_STR ? strcmp(a->str, b->str) == 0 : a->real == b->real;
}

TEST(answers_go_to_json_and_come_back)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;

	for (size_t i = 0; all && i < all->n; i++) {
		const struct json *sent = json_get(&all->at[i], "answers");
		struct form_findings found;
		struct answers *ans = read_json(t, f, sent, &found);
		struct json *back;
		const char *why;
		struct buf b;

		buf_init(&b, t->arena, 0);
		answers_write(ans, 0, &b);
		CHECK_ERR(OK, json_parse(t->arena, b.data, b.len, &back, &why));
		CHECK(same_json(sent, back));
		CHECK_STR("org", back->at[0].key);
	}
}

/* Which of the twelve answers the questions on prisons; the first answers all others. */
enum { JUSTICE = 4 };

/* One change to a response that was right, and what is found. */
static const struct broken {
	const char *path, *value;
	enum form_fault fault;
	const char *words; /* Arabic of the form; NULL: ours */
} breaks[] = {
	{ "answered_on", "2026-11-25", FAULT_CONSTRAINT, "لا يجوز أن يكون التاريخ في المستقبل." },
	{ "plan_amount", "0", FAULT_CONSTRAINT, "يجب أن يكون المبلغ أكبر من صفر." },
	{ "other_fw", "none pcve", FAULT_CONSTRAINT,
		"لا يمكن الجمع بين خيار عدم وجود أي منها وخيارات أخرى." },
	{ "staff_total", "-1", FAULT_CONSTRAINT, "أدخل صفراً أو عدداً أكبر." },
	{ "staff_women", "48201", FAULT_CONSTRAINT, "لا يجوز أن يتجاوز العدد الكلي للملاك." },
	{ "lead_total", "-5", FAULT_CONSTRAINT, "أدخل صفراً أو عدداً أكبر." },
	{ "lead_women", "621", FAULT_CONSTRAINT, "لا يجوز أن يتجاوز عدد المناصب القيادية." },
	{ "trained_n", "48201", FAULT_CONSTRAINT, "لا يجوز أن يتجاوز العدد الكلي للملاك." },
	{ "trainers_n", "-1", FAULT_CONSTRAINT, "أدخل صفراً أو عدداً أكبر." },
	{ "tot_n", "23", FAULT_CONSTRAINT, "لا يجوز أن يتجاوز عدد المدربين الداخليين." },
	{ "barriers", "money time trainers data", FAULT_CONSTRAINT,
		"لا يمكن اختيار أكثر من ثلاثة معوقات." },
	{ "need[1]/n_people", "0", FAULT_CONSTRAINT, "أدخل عدداً أكبر من صفر." },
	{ "need[1]/n_by", "2026-11-23", FAULT_CONSTRAINT, "لا يجوز أن يكون التاريخ في الماضي." },
	{ "pr_women_mgr", "-1", FAULT_CONSTRAINT, "أدخل صفراً أو عدداً أكبر." },
	{ "pr_socres", "-1", FAULT_CONSTRAINT, "أدخل صفراً أو عدداً أكبر." },
	{ "pr_support", "supervision none", FAULT_CONSTRAINT,
		"لا يمكن الجمع بين خيار عدم وجود أي منها وخيارات أخرى." },
	/* the filter of its choices refuses what its constraint would */
	{ "consent_share", "partly", FAULT_FILTERED, NULL },
	{ "directorate", "MOJ_ICS", FAULT_FILTERED, NULL },
	{ "coord_miss", "MOJ MOI", FAULT_FILTERED, NULL },
	{ "need[3]/n_joint_with", "MOI", FAULT_FILTERED, NULL },
	{ "org", "MOX", FAULT_CHOICE, NULL },
	{ "org", "MOI MOD", FAULT_CHOICE, NULL },
	{ "pillars", "par par", FAULT_CHOICE, NULL },
	{ "staff_total", "many", FAULT_TYPE, NULL },
	{ "staff_total", "12.5", FAULT_TYPE, NULL },
	{ "staff_total", "1234567890123456", FAULT_TYPE, NULL },
	{ "plan_amount", "1,5", FAULT_TYPE, NULL },
	{ "answered_on", "2026-02-30", FAULT_TYPE, NULL },
	{ "org", "", FAULT_MISSING, NULL },
	{ "approver", "  ", FAULT_MISSING, NULL },
	{ "cap_wps", "", FAULT_MISSING, NULL },
	{ "need[2]/n_group", "", FAULT_MISSING, NULL },
};

static const struct form_finding *find(const struct form_findings *f, const char *path)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->at[i].path, path) == 0)
			return &f->at[i];
	return NULL;
}

TEST(each_rule_of_the_needs_form_broken_once_is_caught)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;

	for (size_t i = 0; all && i < COUNT_OF(breaks); i++) {
		const struct broken *b = &breaks[i];
		struct form_findings found;
		struct answers *ans = read_json(t, f,
			json_get(
				&all->at[strncmp(b->path, "pr_", 3) == 0 ? JUSTICE : 0], "answers"),
			&found);
		const struct form_finding *x;

		set(t, ans, b->path, b->value);
		CHECK_ERR(ERR_INPUT, check(t, ans, &found));
		x = find(&found, b->path);
		if (!t_check(t, x != NULL, __FILE__, __LINE__, b->path) || !x)
			continue;
		t_check_int(t, b->fault, x->fault, __FILE__, __LINE__, b->path);
		CHECK(x->msg.id != NULL);
		if (b->words)
			CHECK_STR(b->words, x->text);
		CHECK(form_finding_at(&found, answers_at(ans, b->path)) == x);
	}
}

TEST(no_constraint_of_the_needs_form_is_left_unbroken)
{
	const struct form *f = fixture_needs(t);
	int64_t constraints = 0;

	for (size_t i = 0; f && i < f->n_nodes; i++) {
		const char *name = f->nodes[i].name;
		/* the eleventh need breaks it, below */
		bool broken = f->nodes[i].constraint.text && strcmp(name, "n_topic") == 0;

		if (!f->nodes[i].constraint.text)
			continue;
		constraints++;
		for (size_t b = 0; b < COUNT_OF(breaks); b++) {
			const char *end = strrchr(breaks[b].path, '/');

			broken |= strcmp(end ? end + 1 : breaks[b].path, name) == 0;
		}
		t_check(t, broken, __FILE__, __LINE__, name);
	}
	CHECK_INT(18, constraints);
}

TEST(the_eleventh_need_is_one_too_many)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;
	struct form_findings found;
	struct answers *ans;
	struct form_ref need, one;

	if (!all)
		return;
	ans = read_json(t, f, json_get(&all->at[0], "answers"), &found);
	need = answers_at(ans, "need");
	while (answers_count(need) < 11)
		CHECK_ERR(OK, answers_add(ans, need, &one));
	set(t, ans, "need[10]/n_topic", "wps");
	set(t, ans, "E/need[11]/n_topic", "wps");
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	CHECK(find(&found, "need[10]/n_topic") == NULL);
	if (CHECK(find(&found, "need[11]/n_topic") != NULL))
		CHECK_STR("No more than 10 needs.",
			form_words(ans, answers_at(ans, "need[11]/n_topic"),
				&answers_at(ans, "need[11]/n_topic").node->constraint_message,
				form_lang(f, "en"), t->arena));
	CHECK_STR("11", get(ans, "need_count"));
	CHECK_ERR(OK, answers_remove(ans, answers_at(ans, "need[10]")));
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	CHECK(find(&found, "need[10]/n_topic") == NULL);
	CHECK_STR("10", get(ans, "need_count"));
}

TEST(what_is_not_relevant_is_not_judged_and_not_kept)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;
	struct form_findings found;
	struct answers *ans;
	struct buf b;

	if (!all)
		return;
	ans = read_json(t, f, json_get(&all->at[0], "answers"), &found);
	set(t, ans, "fp_level", "nonsense");
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	set(t, ans, "fp_exists", "no");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(2, (int64_t)found.n_dropped);
	CHECK_STR("fp_ref", found.dropped[0].node->name);
	CHECK_STR("nonsense", get(ans, "fp_level"));
	buf_init(&b, t->arena, 0);
	answers_write(ans, WRITE_RELEVANT, &b);
	CHECK(strstr(b.data, "fp_level") == NULL);
	form_prune(ans);
	CHECK_STR("", get(ans, "fp_level"));
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(0, (int64_t)found.n_dropped);
}

static struct json *parse(struct t *t, const char *text)
{
	struct json *j = NULL;
	const char *why;

	CHECK_ERR(OK, json_parse(t->arena, text, strlen(text), &j, &why));
	return j;
}

TEST(what_was_sent_is_not_believed)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|calculation|readonly|default|required\n"
		"integer|q|Q|||\ncalculate|twice||${q} * 2||\ntext|fixed|Fixed||yes|as it is|\n"
		"note|hello|Hello|||\nbegin_repeat|r|R|||\ntext|x|X||||yes\nend_repeat|||||\n",
		NULL);
	struct form_findings found = { .arena = t->arena };
	struct answers *ans;

	CHECK_ERR(ERR_INPUT, answers_read(t->arena, f,
				     parse(t, "{\"q\":21,\"twice\":1,\"fixed\":\"other\",\"hello\":"
					      "\"x\",\"no\":1,"
					      "\"r\":[{\"x\":\"a\",\"y\":2},{}]}"),
				     &ans, &found));
	if (CHECK_INT(2, (int64_t)found.n)) {
		CHECK_STR("no", found.at[0].path);
		CHECK_INT(FAULT_UNKNOWN, found.at[0].fault);
		CHECK_STR("r[1]/y", found.at[1].path);
	}
	CHECK_ERR(ERR_INPUT, form_check(ans, &fixture_clock, 0, t->arena, &found));
	CHECK_INT(3, (int64_t)found.n);
	CHECK_STR("r[2]/x", found.at[2].path);
	CHECK_STR("42", get(ans, "twice"));
	CHECK(strcmp(get(ans, "fixed"), "other") != 0);
	CHECK_ERR(ERR_MISSING, answers_set(ans, answers_at(ans, "twice"), "5"));
	CHECK_ERR(ERR_MISSING, answers_set(ans, answers_at(ans, "hello"), "5"));
	CHECK_ERR(ERR_MISSING, answers_set(ans, answers_at(ans, "r"), "5"));
	CHECK_ERR(ERR_INPUT, answers_set(ans, answers_at(ans, "fixed"), "\xC3("));
}

TEST(json_of_wrong_shape_is_refused)
{
	static const char *const bad[] = { "[]", "{\"q\":{}}", "{\"q\":[1]}", "{\"m\":[\"a b\"]}",
		"{\"m\":[[]]}", "{\"r\":5}", "{\"r\":[5]}", "{\"q\":true}", "{\"g\":\"x\"}",
		"{\"x\":1}" };
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label\ninteger|q|Q\nselect_multiple l|m|M\nbegin_group|g|G\n"
		"text|i|I\nend_group\nbegin_repeat|r|R\ntext|x|X\nend_repeat\n"
		"# choices\nlist_name|name|label\nl|a|A\n",
		NULL);

	for (size_t i = 0; f && i < COUNT_OF(bad); i++) {
		struct form_findings found = { .arena = t->arena };
		struct answers *ans;

		t_check_int(t, ERR_INPUT, answers_read(t->arena, f, parse(t, bad[i]), &ans, &found),
			__FILE__, __LINE__, bad[i]);
	}
}

TEST(too_many_occurrences_are_refused)
{
	const struct form *f = fixture_form(
		t, "# survey\ntype|name|label\nbegin_repeat|r|R\ninteger|x|X\nend_repeat\n", NULL);
	struct answers *ans = fixture_answers(t, f, NULL);
	struct form_ref r = answers_at(ans, "r");

	for (int i = 0; i < FORM_REPEAT_MAX; i++)
		if (!CHECK_ERR(OK, answers_add(ans, r, NULL)))
			return;
	CHECK_ERR(ERR_CONFLICT, answers_add(ans, r, NULL));
	CHECK_INT(FORM_REPEAT_MAX, (int64_t)answers_count(r));
}

TEST(arabic_digits_and_dates_as_people_write_them)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label\ninteger|n|N\ndecimal|d|D\ndate|on|On\ntext|s|S\n"
		"select_multiple l|m|M\n# choices\nlist_name|name|label\nl|a|A\nl|b|B\n",
		NULL);
	struct answers *ans = fixture_answers(t, f, "n", " ٤٨٬٢٠٠ ", "d", "−١٨٥٫٥", "on",
		"۲۴/۱۱/۲۰۲۶", "s", " ١٢ ", "m", "  b   a ", NULL);
	struct form_findings found;

	CHECK_STR("48200", get(ans, "n"));
	CHECK_STR("-185.5", get(ans, "d"));
	CHECK_STR("2026-11-24", get(ans, "on"));
	CHECK_STR(" ١٢ ", get(ans, "s"));
	CHECK_STR("b a", get(ans, "m"));
	CHECK_ERR(OK, check(t, ans, &found));
}

TEST(repeats_with_a_count_follow_it)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|repeat_count|required|calculation\ninteger|n|N|||\n"
		"begin_repeat|r|R|${n}||\ntext|x|X||yes|\nend_repeat|||||\n"
		"calculate|c||||count(${r})\n",
		NULL);
	struct answers *ans = fixture_answers(t, f, "n", "2", NULL);
	struct form_findings found;

	CHECK_INT(2, (int64_t)answers_count(answers_at(ans, "r")));
	CHECK_STR("2", get(ans, "c"));
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	CHECK_INT(2, (int64_t)found.n);
	set(t, ans, "r[1]/x", "a");
	set(t, ans, "r[2]/x", "b");
	CHECK_ERR(OK, check(t, ans, &found));
	set(t, ans, "n", "1");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_STR("1", get(ans, "c"));
	CHECK_STR("b", get(ans, "r[2]/x"));
	CHECK_INT(1, (int64_t)found.n_dropped);
	form_prune(ans);
	CHECK_INT(1, (int64_t)answers_count(answers_at(ans, "r")));
	set(t, ans, "n", "999999999");
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	CHECK_INT(FORM_REPEAT_MAX, (int64_t)answers_count(answers_at(ans, "r")));
}

TEST(types_are_checked)
{
	static const struct {
		const char *path, *value;
		bool right;
	} p[] = { { "t", "10:42", true }, { "t", "10:42:00.000+03:00", true },
		{ "t", "25:00", false }, { "dt", "2026-11-24T10:42:00.000+03:00", true },
		{ "dt", "2026-11-24", false }, { "geo", "33.3 44.4 0 0", true },
		{ "geo", "33.3", false }, { "geo", "93 44", false },
		{ "line", "33.3 44.4 0 0;33.4 44.5 0 0", true }, { "line", "33.3 44.4 0 0", false },
		{ "range", "4", true }, { "range", "5", false }, { "range", "12", false },
		{ "ack", "OK", true }, { "ack", "yes", false }, { "rank", "b a", true },
		{ "rank", "a", false }, { "pic", "a.jpg", true }, { "pic", "../a.jpg", false } };
	const struct form *f = fixture_form(t,
		"# "
		"survey\ntype|name|label|parameters\ntime|t|T|\ndatetime|dt|DT|\ngeopoint|geo|G|\n"
		"geotrace|line|L|\nrange|range|R|start=0 end=10 step=2\nacknowledge|ack|A|\n"
		"rank l|rank|Rank|\nimage|pic|P|\n# choices\nlist_name|name|label\nl|a|A\nl|b|B\n",
		NULL);

	for (size_t i = 0; f && i < COUNT_OF(p); i++) {
		struct answers *ans = fixture_answers(t, f, p[i].path, p[i].value, NULL);
		struct form_findings found;

		t_check_int(t, p[i].right ? OK : ERR_INPUT, check(t, ans, &found), __FILE__,
			__LINE__, p[i].value);
	}
}

TEST(a_page_gets_all_it_shows)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;
	struct form_findings found;
	struct form_item item;
	struct answers *ans;
	struct form_ref at = { NULL, NULL }, group;
	int n = 0;

	if (!all)
		return;
	ans = read_json(t, f, json_get(&all->at[0], "answers"), &found);
	set(t, ans, "fp_exists", "");
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	group = answers_at(ans, "A");
	while ((at = answers_child(group, at)).node)
		n++;
	CHECK_INT(8, n);
	form_item(ans, answers_at(ans, "directorate"), form_lang(f, "en"), t->arena, &found, &item);
	CHECK_STR("Directorate or section answering", item.label);
	CHECK_STR("Leave blank if the answer covers the whole body.", item.hint);
	CHECK_INT(5, (int64_t)item.n_options); /* four of the Interior's, and "other" */
	CHECK(item.relevant && !item.required && !item.finding);
	form_item(ans, answers_at(ans, "fp_exists"), 0, t->arena, &found, &item);
	CHECK(item.required && item.finding && item.finding->fault == FAULT_MISSING);
	form_item(ans, answers_at(ans, "need"), 0, t->arena, &found, &item);
	CHECK_INT(5, (int64_t)item.occurrences);
	CHECK_STR("Share of women among staff: 8.1%",
		form_label(ans, answers_at(ans, "closing_share"), form_lang(f, "en"), t->arena));
}

TEST(a_form_that_asks_for_too_much_work_is_stopped)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|calculation\nbegin_repeat|r|R|\ninteger|x|X|\n"
		"calculate|c||count(/data/r[x = current()/../x])\nend_repeat|||\n",
		NULL);
	struct answers *ans = answers_new(t->arena, f);
	struct form_findings found;

	for (int i = 0; i < 900; i++)
		CHECK_ERR(OK, answers_add(ans, answers_at(ans, "r"), NULL));
	CHECK_ERR(ERR_INPUT, check(t, ans, &found));
	CHECK_INT(FAULT_WORK, found.at[0].fault);
}
