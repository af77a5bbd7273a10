/* The demonstration's form and its two rounds: one finished, one running with late ministries. */
#include <assert.h>
#include <string.h>

#include "app/data.h"
#include "app/demo.h"
#include "app/demo_sql.h"
#include "assess/form.h"
#include "assess/inquiry.h"
#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "assess/response.h"
#include "assess/round.h"
#include "base/json.h"
#include "base/time.h"
#include "people/body_sql.h"

#define LETTER_OPEN "4/7/2210"
#define ANSWERED "2026-11-24" /* the latest date an answer of the data bears */
#define CLOSED_SHIFT (-70)    /* days the finished round lies before the dates of the answers */

/* How far a body is in the running round. */
enum step { NOT_STARTED, HALF, AT_HEAD, AT_COORDINATOR, RETURNED, ACCEPTED };

static const struct {
	const char *body, *role; /* after "focal." and "head." */
	enum step step;
} asked[] = {
	{ "MOI", "moi", HALF },
	{ "MOEN", "moen", AT_COORDINATOR },
	{ "MOLSA", "molsa", AT_COORDINATOR },
	{ "MOD", "mod", RETURNED },
	{ "MOJ", "moj", ACCEPTED },
	{ "MOFA", "mofa", ACCEPTED },
	{ "MOP", "mop", ACCEPTED },
	{ "MOH", "moh", AT_HEAD },
	{ "MOED", "moed", ACCEPTED },
	{ "MOF", "mof", ACCEPTED },
	{ "MOMD", "momd", NOT_STARTED },
	{ "KRG_MOLSA", "krg", ACCEPTED },
};

struct work {
	struct demo *demo;
	int64_t version_id, form, number;
	const char *file;
	struct json *responses;
	/* one round */
	int64_t round;
	const char *opened, *due;
	struct names title;
	const char *letter_date;
	int64_t shift; /* days every date of the answers is moved by */
	/* one response */
	const char *body, *page;
	const char *json;
	const char *act;
	struct response_papers papers;
};

static enum err upload(struct ctx *cx, void *what)
{
	struct work *w = what;
	struct bytes file = data_file("needs-assessment.xlsx");
	struct form_uploaded up;
	struct form_version_by_number v;
	struct form_by_id f;
	const struct names title = { .ar = "تقييم احتياجات بناء القدرات",
		.ckb = "هەڵسەنگاندنی پێداویستییەکانی توانا",
		.en = "WPS capacity needs assessment" };
	const struct form *model;

	TRY(form_upload(cx, file, "needs-assessment.xlsx", cx->who.body, &up));
	TRY(form_get(cx, up.form, &f));
	TRY(form_edit(cx, up.form, f.version, &title, SHARE_GOVERNMENT));
	TRY(form_version_get(cx, up.form, up.number, &v));
	TRY(model_get(cx, v.file, &model));
	TRY(meaning_import(cx, up.form, model, data_file("wps_needs.mapping.csv")));
	w->form = up.form;
	w->number = up.number;
	w->version_id = up.version;
	w->file = arena_str(w->demo->arena, v.file);
	return form_version_act(cx, up.form, up.number, "ready");
}

static enum err open_round(struct ctx *cx, void *what)
{
	struct work *w = what;
	int64_t bodies[COUNT_OF(asked)];
	struct round_input in = { .title = w->title,
		.form_version = w->version_id,
		.due_on = w->due,
		.letter_number = LETTER_OPEN,
		.letter_date = w->letter_date,
		.bodies = bodies,
		.n_bodies = COUNT_OF(asked) };

	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		struct body_by_code b;
		bool found;

		TRY(body_by_code_query(cx->db, cx->arena, asked[i].body, &b, &found));
		if (!found)
			return ERR_MISSING;
		bodies[i] = b.id;
	}
	TRY(round_add(cx, cx->who.body, &in, &w->round));
	return round_open(cx, w->round);
}

/* ---- answers ---- */

static void put(struct json_out *o, const struct json *j, const char *key, const struct work *w);

static void put_string(
	struct json_out *o, const struct json *j, const char *key, const struct work *w)
{
	int64_t days;

	if (w->shift && date_parse(j->str, &days))
		json_put_str(o, key, date_add(o->b->arena, j->str, w->shift));
	else
		json_put_str(o, key, j->str);
}

static void put(struct json_out *o, const struct json *j, const char *key, const struct work *w)
{
	char open = j->kind == JSON_ARRAY ? '[' : '{', close = j->kind == JSON_ARRAY ? ']' : '}';

	switch (j->kind) {
	case JSON_STR:
		put_string(o, j, key, w);
		break;
	case JSON_INT:
	case JSON_REAL:
		json_put_raw(o, key, j->str);
		break;
	case JSON_BOOL:
		json_put_bool(o, key, j->num != 0);
		break;
	case JSON_NULL:
		json_put_str(o, key, NULL);
		break;
	case JSON_ARRAY:
	case JSON_OBJECT:
		json_open(o, key, open);
		for (size_t i = 0; i < j->n; i++)
			put(o, &j->at[i], j->kind == JSON_OBJECT ? j->at[i].key : NULL, w);
		json_close(o, close);
		break;
	}
}

/* The page a question is on: the group or repeat directly under the root, "" for none. */
static const char *page_of(const struct form *model, const char *name)
{
	const struct form_node *n = form_find(model, NULL, name, strlen(name));

	while (n && n->depth > 1)
		n = n->parent;
	return n && (n->kind == FORM_GROUP || n->kind == FORM_REPEAT) ? n->name : "";
}

static const struct json *answers_of(const struct work *w, const char *body)
{
	for (size_t i = 0; i < w->responses->n; i++) {
		const struct json *a = json_get(&w->responses->at[i], "answers");

		if (strcmp(json_str(a, "org", ""), body) == 0)
			return a;
	}
	return NULL;
}

/* One page of the answers, as the focal point types it. */
static enum err fill_page(struct ctx *cx, void *what)
{
	struct work *w = what;
	const struct json *answers = answers_of(w, w->body);
	const struct form *model;
	int64_t response;
	struct page_text stored;
	struct json_out o;
	struct buf b;

	assert(answers);
	TRY(demo_response_query(cx->db, cx->arena, w->round, w->body, &response));
	TRY(model_get(cx, w->file, &model));
	buf_init(&b, cx->arena, 1024);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	for (size_t i = 0; i < answers->n; i++)
		if (strcmp(page_of(model, answers->at[i].key), w->page) == 0)
			put(&o, &answers->at[i], answers->at[i].key, w);
	json_close(&o, '}');
	if (b.len == 2)
		return OK;
	return response_page_save(cx, response, model, w->page, 0, b.data, &stored);
}

static enum err one_act(struct ctx *cx, void *what)
{
	struct work *w = what;
	int64_t response;

	TRY(demo_response_query(cx->db, cx->arena, w->round, w->body, &response));
	return response_act(cx, response, DB_NULL, w->act, &w->papers);
}

/* The coordinator returns it by a question on one answer. */
static enum err return_asking(struct ctx *cx, void *what)
{
	const struct inquiry_input in = { .path = "staff_total",
		.text = "يُرجى ذكر عدد الملاك الكلي وعدد النساء منهم، أو بيان سبب تركه فارغاً.",
		.needs_change = true,
		.version = DB_NULL };
	const struct work *w = what;
	const struct form *model;
	int64_t response, id;

	TRY(demo_response_query(cx->db, cx->arena, w->round, w->body, &response));
	TRY(model_get(cx, w->file, &model));
	return inquiry_ask(cx, response, model, &in, &id);
}

static enum err act(struct work *w, const char *role, const char *at, const char *name,
	struct response_papers papers)
{
	w->act = name;
	w->papers = papers;
	return demo_act(w->demo, role, at, one_act, w);
}

/* One body's way through a round up to a step, on one day. */
static enum err walk(struct work *w, size_t i, enum step step, const char *day)
{
	static const char *const pages[] = { "A", "B", "C", "D", "E", "F", "G" };
	struct demo *d = w->demo;
	const char *focal = arena_printf(d->arena, "focal.%s", asked[i].role);
	const char *head = arena_printf(d->arena, "head.%s", asked[i].role);
	size_t n = step == HALF ? 4 : COUNT_OF(pages);
	struct response_papers none = { 0 };
	struct response_papers letter = { .letter_number = arena_printf(d->arena, "ش/%zu", 411 + i),
		.letter_date = day };

	if (step == NOT_STARTED)
		return OK;
	w->body = asked[i].body;
	for (size_t p = 0; p < n; p++) {
		w->page = pages[p];
		TRY(demo_act(d, focal, demo_at(d, day, 0, "06:30"), fill_page, w));
	}
	if (w->round == d->round_running)
		TRY(demo_evidence(d, w->round, w->body, focal, demo_at(d, day, 0, "06:45")));
	if (step == HALF)
		return OK;
	TRY(act(w, focal, demo_at(d, day, 0, "07:00"), "send", none));
	if (step == AT_HEAD)
		return OK;
	TRY(act(w, head, demo_at(d, day, 0, "07:30"), "approve", letter));
	if (step == RETURNED)
		return demo_act(d, "coordinator", demo_at(d, day, 0, "07:45"), return_asking, w);
	if (step == ACCEPTED)
		return act(w, "coordinator", demo_at(d, day, 0, "07:50"), "accept", none);
	return OK;
}

static enum err close_round(struct ctx *cx, void *what)
{
	struct work *w = what;

	return round_close(cx, w->round);
}

static enum err closed_round(struct work *w)
{
	struct demo *d = w->demo;

	w->title = (struct names){ .ar = "احتياجات الوزارات، الجولة الأولى",
		.ckb = "پێداویستییەکانی وەزارەتەکان، خولی یەکەم",
		.en = "Needs of ministries, round 1" };
	w->shift = CLOSED_SHIFT;
	w->due = "2026-09-20";
	w->letter_date = "2026-08-20";
	TRY(demo_act(d, "coordinator", "2026-08-20T07:00:00.000Z", open_round, w));
	d->round_closed = w->round;
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		const struct json *a = answers_of(w, asked[i].body);

		TRY(walk(w, i, ACCEPTED,
			date_add(d->arena, json_str(a, "answered_on", ANSWERED), CLOSED_SHIFT)));
	}
	return demo_act(d, "coordinator", "2026-09-21T08:00:00.000Z", close_round, w);
}

static enum err running_round(struct work *w)
{
	struct demo *d = w->demo;

	w->shift = date_between(ANSWERED, d->today) - 1;
	w->title = (struct names){ .ar = "احتياجات الوزارات، الجولة الثانية",
		.ckb = "پێداویستییەکانی وەزارەتەکان، خولی دووەم",
		.en = "Needs of ministries, round 2" };
	w->due = date_add(d->arena, d->today, -2);
	w->letter_date = date_add(d->arena, d->today, -20);
	TRY(demo_act(d, "coordinator", demo_at(d, d->today, -20, "07:00"), open_round, w));
	d->round_running = w->round;
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		TRY(walk(w, i, asked[i].step, date_add(d->arena, d->today, -1)));
	return OK;
}

enum err demo_rounds(struct demo *d)
{
	struct work w = { .demo = d };
	struct bytes file = data_file("needs-responses.json");
	struct json *j;
	const char *why;

	TRY(json_parse(d->arena, (const char *)file.data, file.len, &j, &why));
	for (size_t i = 0; i < j->n; i++)
		if (strcmp(j->at[i].key, "responses") == 0)
			w.responses = &j->at[i];
	TRY(demo_draft(d));
	TRY(demo_act(d, "coordinator", "2026-08-10T07:00:00.000Z", upload, &w));
	TRY(demo_sign_offs(d, w.form, w.number));
	TRY(closed_round(&w));
	TRY(demo_seen(d, "2026-09-22T08:00:00.000Z"));
	return running_round(&w);
}
