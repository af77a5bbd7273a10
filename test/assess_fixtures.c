#include "test/assess_fixtures.h"

#include <stdio.h>
#include <stdlib.h>

#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "assess/page_json.h"

static void must(enum err e, const char *what)
{
	if (e == OK)
		return;
	printf("%s was not possible: error %d\n", what, (int)e);
	exit(2);
}

struct bytes t_data(struct ctx *cx, const char *name)
{
	size_t n = 0;
	char *text = t_file(cx->arena, arena_printf(cx->arena, "%s/data/%s", t_root(), name), &n);

	must(text ? OK : ERR_MISSING, name);
	return (struct bytes){ (const unsigned char *)text, n };
}

struct bytes t_workbook(struct ctx *cx)
{
	return t_data(cx, "needs-assessment.xlsx");
}

static struct t_ministry ministry(struct ctx *cx, const char *code)
{
	struct t_ministry m = { .body = t_body(cx, code) };

	m.focal = t_account(cx, arena_printf(cx->arena, "focal.%s", code), m.body, "focal");
	m.head = t_account(cx, arena_printf(cx->arena, "head.%s", code), m.body, "head");
	return m;
}

void t_needs(struct ctx *cx, struct t_needs *w)
{
	struct form_uploaded up;
	struct form_version_by_number v;

	*w = (struct t_needs){ .mofa = t_body(cx, "MOFA") };
	w->coordinator = t_account(cx, "coordinator", w->mofa, "coordinator");
	w->moi = ministry(cx, "MOI");
	w->moen = ministry(cx, "MOEN");
	w->mod = ministry(cx, "MOD");
	w->donor = t_account(cx, "donor", t_body_under(cx, "GIZ", "donor", DB_NULL), "donor");

	t_signed_in(cx, w->coordinator);
	must(form_upload(cx, t_workbook(cx), "needs-assessment.xlsx", w->mofa, &up),
		"uploading the form");
	w->form = up.form;
	w->version = up.version;
	w->number = up.number;
	must(form_version_get(cx, up.form, up.number, &v), "reading the version");
	must(model_get(cx, v.file, &w->model), "reading the model");
	must(meaning_import(cx, up.form, w->model, t_data(cx, "wps_needs.mapping.csv")),
		"mapping the form");
	must(form_version_act(cx, up.form, up.number, "ready"), "making the form ready");
}

int64_t t_round_draft(struct ctx *cx, const struct t_needs *w, const int64_t *bodies, size_t n)
{
	struct round_input in = { .title = { .en = "Needs", .ar = "الاحتياجات" },
		.form_version = w->version,
		.due_on = "2026-12-04",
		.letter_number = "4/7/2210",
		.letter_date = "2026-11-20",
		.bodies = bodies,
		.n_bodies = n };
	int64_t id = 0;

	t_signed_in(cx, w->coordinator);
	must(round_add(cx, w->mofa, &in, &id), "adding a round");
	return id;
}

int64_t t_round(struct ctx *cx, const struct t_needs *w, const int64_t *bodies, size_t n)
{
	int64_t id = t_round_draft(cx, w, bodies, n);

	must(round_open(cx, id), "opening a round");
	return id;
}

int64_t t_response(struct ctx *cx, int64_t round, int64_t body)
{
	struct response_of p;
	bool found;

	must(response_of_query(cx->db, cx->arena, round, body, &p, &found), "a response");
	must(found ? OK : ERR_MISSING, "a response");
	return p.id;
}

/* ---- filling ---- */

static void put(struct json_out *o, const struct json *j, const char *key)
{
	char open = j->kind == JSON_ARRAY ? '[' : '{', close = j->kind == JSON_ARRAY ? ']' : '}';

	if (j->kind != JSON_ARRAY && j->kind != JSON_OBJECT) {
		json_put_str(o, key, j->str);
		return;
	}
	json_open(o, key, open);
	for (size_t i = 0; i < j->n; i++)
		put(o, &j->at[i], j->at[i].key);
	json_close(o, close);
}

static const struct json *answers_for(struct ctx *cx, const char *code)
{
	struct bytes text = t_data(cx, "needs-responses.json");
	const struct json *list;
	const char *why;
	struct json *all;

	must(json_parse(cx->arena, (const char *)text.data, text.len, &all, &why),
		"reading the answers");
	list = json_get(all, "responses");
	for (size_t i = 0; i < list->n; i++) {
		const struct json *a = json_get(&list->at[i], "answers");

		if (strcmp(json_str(a, "org", ""), code) == 0)
			return a;
	}
	must(ERR_MISSING, code);
	return NULL;
}

static void fill_page(struct ctx *cx, const struct form *model, int64_t response, const char *page,
	const struct json *answers)
{
	const struct form_node *group = form_page_node(model, page);
	struct page_text stored;
	struct json_out o;
	struct buf b;

	buf_init(&b, cx->arena, 0);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	for (size_t i = 0; i < answers->n; i++) {
		const char *key = answers->at[i].key;
		const struct form_node *n = form_find(model, NULL, key, strlen(key));

		if (*page && n && n->index > group->index && n->index < group->end)
			put(&o, &answers->at[i], key);
	}
	json_close(&o, '}');
	must(response_page_save(cx, response, model, page, 0, b.data, &stored), "saving a page");
}

void t_fill(struct ctx *cx, const struct t_needs *w, int64_t response, const char *code)
{
	const struct json *answers = answers_for(cx, code);
	const char **pages;
	size_t n = form_pages(cx->arena, w->model, &pages);

	for (size_t i = 0; i < n; i++)
		fill_page(cx, w->model, response, pages[i], answers);
}

enum err t_act(struct ctx *cx, int64_t response, const char *act)
{
	return response_act(cx, response, DB_NULL, act,
		&(struct response_papers){ .reason = "The totals do not agree.",
			.letter_number = "ش/٤١٨",
			.letter_date = "2026-11-23" });
}

void t_reach(struct ctx *cx, const struct t_needs *w, int64_t response, const struct t_ministry *m,
	const char *state)
{
	const struct {
		const char *act, *to;
		int64_t who;
	} path[] = {
		{ "start", "draft", m->focal },
		{ "send", "sent", m->focal },
		{ "approve", "approved", m->head },
		{ "accept", "accepted", w->coordinator },
	};

	if (strcmp(state, "asked") == 0)
		return;
	for (size_t i = 0; i < COUNT_OF(path); i++) {
		t_signed_in(cx, path[i].who);
		must(t_act(cx, response, path[i].act), path[i].act);
		if (strcmp(path[i].to, "draft") == 0)
			t_fill(cx, w, response, "MOI");
		if (strcmp(path[i].to, state) == 0)
			return;
		if (strcmp(path[i].to, "sent") == 0 && strcmp(state, "returned") == 0) {
			t_signed_in(cx, m->head);
			must(t_act(cx, response, "return"), "return");
			return;
		}
	}
}
