#include "base/json.h"
#include "forms/form_fixture.h"
#include "forms/update.h"

/* Evaluating what changed, and only that. */

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

TEST(one_change_evaluates_only_what_depends_on_it)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;
	struct form_findings found;
	struct answers *ans;
	uint64_t before;

	if (!all)
		return;
	ans = read_json(t, f, json_get(&all->at[0], "answers"), &found);
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK(ans->evaluated > 60);
	before = ans->evaluated;
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(0, (int64_t)(ans->evaluated - before));
	/* Nothing reads a text without rules. */
	set(t, ans, "approver", "Somebody else");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(0, (int64_t)(ans->evaluated - before));
	/* Its relevance is read by two; both stay as they are. */
	set(t, ans, "sector_plan", "partly");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(3, (int64_t)(ans->evaluated - before));
	before = ans->evaluated;
	/* Only the one gap that is calculated from it. */
	set(t, ans, "cap_wps", "3");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(1, (int64_t)(ans->evaluated - before));
	before = ans->evaluated;
	/* Its rule, its share, the share in per cent, and whether the closing note shows. */
	set(t, ans, "staff_women", "4000");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(4, (int64_t)(ans->evaluated - before));
	before = ans->evaluated;
	/* One row of a repeat leaves the others alone. */
	set(t, ans, "need[2]/n_people", "25");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(1, (int64_t)(ans->evaluated - before));
	before = ans->evaluated;
	set(t, ans, "need[2]/n_type", "tech");
	CHECK_ERR(OK, check(t, ans, &found));
	CHECK_INT(1, (int64_t)(ans->evaluated - before));
}

TEST(sums_follow_occurrences_that_come_and_go)
{
	const struct form *f = fixture_form(t,
		"# survey\ntype|name|label|calculation|default\nbegin_repeat|r|R||\n"
		"integer|x|X||7\ncalculate|share||round(${x} div sum(../../r/x), 2)|\n"
		"end_repeat||||\ncalculate|all||sum(${x})|\n",
		NULL);
	struct answers *ans = fixture_answers(t, f, "r[]", "", "r[]", "", "r[1]/x", "3", NULL);

	CHECK_STR("10", answer_text(answers_at(ans, "all")));
	CHECK_STR("0.3", answer_text(answers_at(ans, "r[1]/share")));
	CHECK_ERR(OK, answers_add(ans, answers_at(ans, "r"), NULL));
	CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
	CHECK_STR("17", answer_text(answers_at(ans, "all")));
	CHECK_STR("0.18", answer_text(answers_at(ans, "r[1]/share")));
	CHECK_ERR(OK, answers_remove(ans, answers_at(ans, "r[2]")));
	CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
	CHECK_STR("10", answer_text(answers_at(ans, "all")));
	CHECK_STR("0.7", answer_text(answers_at(ans, "r[2]/share")));
}

/* A small generator, so that the same edits are made every time. */
static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* All that is known of every place, as text. */
static const char *portrait(struct t *t, struct answers *ans)
{
	struct buf b;

	buf_init(&b, t->arena, 4096);
	for (size_t i = 1; i < ans->form->n_nodes; i++) {
		int s = plan_of(ans->form)->nodes[i].scope;

		for (size_t k = 0; k < ans->scopes[s].n; k++) {
			struct form_ref ref = { &ans->form->nodes[i], ans->scopes[s].at[k] };
			const struct answer *a = answer_of(ref);

			if (!a->relevant)
				buf_printf(&b, "%s -\n", answers_path(t->arena, ref));
			else
				buf_printf(&b, "%s=%s %d%d%d%d%d\n", answers_path(t->arena, ref),
					a->value, a->required, a->read_only, a->fits, a->holds,
					a->offers);
		}
	}
	return b.data;
}

static const char *value_for(struct t *t, const struct form_node *n, uint32_t *random)
{
	uint32_t r = next(random) % 6;

	if (r == 0)
		return "";
	if (n->list)
		return n->list->choices[next(random) % n->list->n_choices].name;
	if (n->type == FORM_DATE)
		return r == 1 ? "2027-05-01" : "2025-01-01";
	return arena_printf(t->arena, "%d", (int)(next(random) % 50) - 2);
}

static void edit(struct t *t, struct answers *ans, uint32_t *random)
{
	const struct form *f = ans->form;
	struct form_ref need = answers_at(ans, "need");
	const struct form_node *n = &f->nodes[1 + next(random) % (f->n_nodes - 1)];
	const struct form_scope_list *l = &ans->scopes[plan_of(f)->nodes[n->index].scope];
	uint32_t r = next(random) % 10;

	if (r == 0 && answers_count(need) < 12) {
		CHECK_ERR(OK, answers_add(ans, need, NULL));
	} else if (r == 1 && answers_count(need)) {
		CHECK_ERR(OK, answers_remove(ans, answers_occurrence(need,
							  next(random) % answers_count(need))));
	} else if (l->n && n->has_value && n->kind == FORM_QUESTION && n->type != FORM_NOTE &&
		   !n->calculation.text) {
		struct form_ref ref = { n, l->at[next(random) % l->n] };

		CHECK_ERR(OK, answers_set(ans, ref, value_for(t, n, random)));
	}
}

TEST(edits_give_what_evaluating_everything_gives)
{
	const struct form *f = fixture_needs(t);
	const struct json *all = f ? responses(t) : NULL;
	struct form_findings found;
	struct answers *ans;
	uint32_t random = 1325;

	if (!all)
		return;
	ans = read_json(t, f, json_get(&all->at[0], "answers"), &found);
	CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
	for (int i = 0; i < 300; i++) {
		const char *step;
		int edits = 1 + (int)(next(&random) % 3);

		for (int k = 0; k < edits; k++)
			edit(t, ans, &random);
		CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
		step = portrait(t, ans);
		ans->spent = true; /* as after giving up: everything is evaluated again */
		CHECK_ERR(OK, form_update(ans, &fixture_clock, 0));
		if (!CHECK_STR(portrait(t, ans), step))
			return;
	}
}
