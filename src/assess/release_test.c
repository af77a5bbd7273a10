#include "assess/release.h"

#include <string.h>

#include "assess/release_doc.h"
#include "db/engine.h"
#include "test/assess_fixtures.h"

/* The release of a closed round with three accepted responses, as its document says. */
static bool set_up(
	struct t *t, struct ctx *cx, const char *change, struct doc *d, const char **json)
{
	struct t_needs w;
	struct round_by_id r;
	int64_t round, id;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body, w.mod.body }, 3);
	t_reach(cx, &w, t_response(cx, round, w.moi.body), &w.moi, "accepted");
	t_reach(cx, &w, t_response(cx, round, w.moen.body), &w.moen, "accepted");
	t_reach(cx, &w, t_response(cx, round, w.mod.body), &w.mod, "accepted");
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, db_exec(cx->db, change));
	CHECK_ERR(OK, round_close(cx, round));
	CHECK_ERR(OK, round_get(cx, round, &r));
	CHECK_ERR(OK, release_add(cx, round, &NAMES(&r, title), (1u << REL_TABLES) - 1, &id));
	CHECK_ERR(OK,
		release_doc_build(cx, round, (1u << REL_TABLES) - 1, 0, &NAMES(&r, title), json));
	return CHECK_ERR(OK, release_doc_read(cx->arena, *json, d));
}

static const struct doc_table *table(const struct doc *d, const char *key)
{
	for (size_t i = 0; i < d->n_tables; i++)
		if (strcmp(d->tables[i].key, key) == 0)
			return &d->tables[i];
	return NULL;
}

DBTEST(no_table_shows_a_small_group_and_the_order_tells_none)
{
	struct ctx *cx = t_ctx(t);
	const struct doc_table *topics;
	const char *json, *last = "";
	bool met = false;
	struct doc d;

	/* The first and the last topic by name become small; the last one scores more. */
	if (!set_up(t, cx,
		    "UPDATE need SET people = CASE WHEN topic = (SELECT min(topic) FROM need) THEN "
		    "1 "
		    "ELSE 4 END WHERE topic IN (SELECT min(topic) FROM need) OR topic IN (SELECT "
		    "max(topic) FROM need); "
		    "UPDATE need_group SET people = (SELECT n.people FROM need n WHERE n.id = "
		    "need); "
		    "UPDATE need_place SET people = (SELECT n.people FROM need n WHERE n.id = "
		    "need)",
		    &d, &json))
		return;
	for (size_t i = 0; i < d.n_tables; i++)
		for (size_t r = 0; r < d.tables[i].n_rows; r++)
			for (size_t c = 0; c < d.tables[i].n_columns; c++) {
				const struct doc_cell *cell = &d.tables[i].rows[r].cells[c];

				if (d.tables[i].columns[c].kind == DOC_PEOPLE)
					CHECK(cell->state != DOC_VALUE || cell->value == 0 ||
						cell->value >= RELEASE_LEAST);
			}
	topics = table(&d, "topics");
	for (size_t r = 0; r < topics->n_rows; r++) {
		const struct doc_row *row = &topics->rows[r];
		bool hidden = row->cells[2].state == DOC_HIDDEN;

		CHECK_INT(row->cells[2].state, row->cells[5].state);
		CHECK(hidden || !met);
		if (hidden)
			CHECK(!met || strcmp(last, row->key) < 0);
		met = met || hidden;
		last = row->key;
	}
	CHECK(met);
}

DBTEST(a_small_total_is_not_hidden_alone)
{
	struct ctx *cx = t_ctx(t);
	const struct doc_table *numbers;
	const char *json;
	size_t hidden = 0;
	struct doc d;

	if (!set_up(t, cx,
		    "UPDATE answer SET num = CASE WHEN body = (SELECT min(body) FROM answer) THEN "
		    "20000 ELSE 0 END WHERE question = 'trainers_n'",
		    &d, &json))
		return;
	numbers = table(&d, "numbers");
	for (size_t r = 0; r < numbers->n_rows; r++)
		hidden += numbers->rows[r].cells[1].state == DOC_HIDDEN;
	CHECK(numbers->n_rows > 2);
	CHECK_INT(2, (int64_t)hidden);
}

DBTEST(words_typed_and_names_are_in_no_release)
{
	struct ctx *cx = t_ctx(t);
	const char *json;
	struct doc d;

	if (!set_up(t, cx,
		    "UPDATE need SET topic_text = 'SECRET-1'; "
		    "UPDATE answer SET text = 'SECRET-2' WHERE text IS NOT NULL",
		    &d, &json))
		return;
	CHECK(strstr(json, "SECRET") == NULL);
	CHECK(strstr(json, "focal.") == NULL);
}

DBTEST(without_consent_nothing_is_counted)
{
	struct ctx *cx = t_ctx(t);
	const char *json;
	struct doc d;

	if (!set_up(t, cx,
		    "UPDATE response SET consent = 'no'; UPDATE need SET consent = FALSE; "
		    "UPDATE need_group SET consent = FALSE; UPDATE need_place SET consent = FALSE",
		    &d, &json))
		return;
	CHECK_INT(0, d.sharing);
	CHECK_INT(0, d.needs);
	CHECK_INT(0, d.people);
	for (size_t i = 0; i < d.n_tables; i++)
		CHECK_INT(0, (int64_t)d.tables[i].n_rows);
}
