/* A person's own data: whole, without others', once a day, bounded, gone when its days are over. */
#include "app/own.h"

#include <string.h>

#include "base/json.h"
#include "core/audit.h"
#include "core/letter.h"
#include "test/people_fixtures.h"

static int64_t count(struct t *t, struct ctx *cx, int64_t account)
{
	struct own_list *rows;
	size_t n = 0;

	CHECK_ERR(OK, own_list_query(cx->db, cx->arena, account, cx->today, &rows, &n));
	return (int64_t)n;
}

/* Runs the job's steps, at most so many. Gives how many it took to the end. */
static int run(struct t *t, struct ctx *cx, int64_t id, int most)
{
	struct job_run r = { .cx = cx,
		.args = arena_printf(cx->arena, "{\"own\":%lld}", (long long)id) };
	const struct who who = cx->who;
	int n = 0;

	ctx_system(cx);
	do {
		r.more = false;
		if (!CHECK_ERR(OK, own_job.step(&r)))
			break;
	} while (r.more && ++n < most);
	cx->who = who;
	return n;
}

static const struct json *rows_of(struct t *t, const struct json *all, const char *key)
{
	static const struct json none = { .at = NULL };
	const struct json *subjects = json_get(all, "subjects"), *rows = NULL;

	for (size_t i = 0; subjects && i < subjects->n; i++)
		if (strcmp(json_str(&subjects->at[i], "key", ""), key) == 0)
			rows = json_get(&subjects->at[i], "rows");
	if (!rows)
		CHECK_STR("a subject", key);
	return rows ? rows : &none;
}

static const char *json_of(struct t *t, struct ctx *cx, int64_t id, struct json **all)
{
	struct own_by_id own;
	const char *why = "";
	struct buf b;

	buf_init(&b, cx->arena, 4096);
	CHECK_ERR(OK, own_get(cx, id, &own));
	CHECK_ERR(OK, own_json(cx, &own, &b));
	CHECK_ERR(OK, json_parse(cx->arena, b.data, b.len, all, &why));
	return b.data;
}

DBTEST(own_data_has_what_names_the_account_and_nothing_of_others)
{
	struct ctx *cx = t_ctx(t);
	int64_t body = t_body(cx, "MOI"), me = t_account(cx, "Hiba", body, "focal");
	int64_t other = t_account(cx, "Other", body, "head"), id, again, letter;
	struct json *all;
	struct letter l = { .number = "77/9",
		.date = T_TODAY,
		.from_body = body,
		.to_body = DB_NULL,
		.subject = "Mine" };
	struct workbook w;
	struct own_by_id own;

	t_signed_in(cx, other);
	l.number = "88/1";
	CHECK_ERR(OK, letter_add(cx, &l, &letter));
	t_signed_in(cx, me);
	l.number = "77/9";
	CHECK_ERR(OK, letter_add(cx, &l, &letter));
	CHECK_ERR(OK, own_ask(cx, &id));
	CHECK_ERR(OK, own_ask(cx, &again));
	CHECK_INT(id, again);
	CHECK_INT(1, count(t, cx, me));
	CHECK_ERR(ERR_MISSING, own_get(cx, id, &own));
	run(t, cx, id, 100);
	const char *text = json_of(t, cx, id, &all);
	CHECK(strstr(text, "Hiba") && strstr(text, "77/9"));
	CHECK(!strstr(text, "88/1") && !strstr(text, "Other"));
	CHECK_INT(1, (int64_t)rows_of(t, all, "person")->n);
	CHECK_INT(1, (int64_t)rows_of(t, all, "account")->n);
	CHECK_INT(1, (int64_t)rows_of(t, all, "posts")->n);
	CHECK(rows_of(t, all, "acts")->n >= 2);
	const struct json *letters = rows_of(t, all, "letters");
	if (CHECK_INT(1, (int64_t)letters->n))
		CHECK_STR("77/9", json_str(&letters->at[0], "number", ""));
	CHECK_ERR(OK, own_get(cx, id, &own));
	CHECK_ERR(OK, own_workbook(cx, &own, &w));
	CHECK_INT((int64_t)own_export_count, (int64_t)w.sheets.n);
	/* It is nobody else's. */
	t_signed_in(cx, other);
	CHECK_ERR(ERR_MISSING, own_get(cx, id, &own));
	t_system(cx);
	CHECK_ERR(ERR_MISSING, own_get(cx, id, &own));
}

DBTEST(own_data_goes_on_where_a_broken_step_left_it_and_is_made_once)
{
	struct ctx *cx = t_ctx(t);
	int64_t me = t_account(cx, "Hiba", t_body(cx, "MOI"), "focal"), id;
	struct own_by_id own;
	struct json *all;

	t_signed_in(cx, me);
	for (int i = 0; i < OWN_STEP + 20; i++)
		CHECK_ERR(OK, audit(cx, "account.signin", "account", me, DB_NULL));
	CHECK_ERR(OK, own_ask(cx, &id));
	run(t, cx, id, 4);
	CHECK_ERR(ERR_MISSING, own_get(cx, id, &own));
	run(t, cx, id, 100);
	CHECK_INT(0, run(t, cx, id, 100));
	json_of(t, cx, id, &all);
	/* Every act once: those above, and the asking, in two parts. */
	CHECK(rows_of(t, all, "acts")->n >= OWN_STEP + 21);
	CHECK_ERR(OK, own_get(cx, id, &own));
	CHECK(own.n >= OWN_STEP + 21);
}

DBTEST(own_data_is_removed_on_its_day)
{
	struct ctx *cx = t_ctx(t);
	int64_t me = t_account(cx, "Hiba", t_body(cx, "MOI"), "focal"), id, next;
	struct own_by_id own;

	t_signed_in(cx, me);
	CHECK_ERR(OK, own_ask(cx, &id));
	run(t, cx, id, 100);
	CHECK_ERR(OK, own_sweep(cx));
	CHECK_ERR(OK, own_get(cx, id, &own));
	cx->today = "2026-11-25";
	CHECK_ERR(OK, own_ask(cx, &next));
	CHECK(next != id);
	cx->today = own.expires_on;
	CHECK_ERR(ERR_MISSING, own_get(cx, id, &own));
	CHECK_ERR(OK, own_sweep(cx));
	CHECK_ERR(ERR_MISSING, own_by_id_query(cx->db, cx->arena, id, &own));
	CHECK_ERR(OK, own_by_id_query(cx->db, cx->arena, next, &own));
	CHECK_ERR(OK, own_forget(cx, me));
	CHECK_INT(0, count(t, cx, me));
	/* A job of what is gone ends. */
	CHECK_INT(0, run(t, cx, next, 100));
}
