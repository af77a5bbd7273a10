#include "assess/release.h"

#include <string.h>

#include "assess/edition.h"
#include "assess/release_doc.h"
#include "assess/release_link.h"
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

static const struct doc_cell *cell_at(
	const struct doc *d, const char *key, const char *row, const char *col)
{
	const struct doc_table *x = table(d, key);

	for (size_t r = 0; x && r < x->n_rows; r++)
		for (size_t c = 0; c < x->n_columns; c++)
			if (strcmp(x->rows[r].key, row) == 0 && strcmp(x->columns[c].key, col) == 0)
				return &x->rows[r].cells[c];
	return NULL;
}

static bool hidden_at(struct t *t, const struct doc *d, const char *topic, const char *group)
{
	const struct doc_cell *c = cell_at(d, "groups", topic, group);

	return CHECK(c != NULL) && c->state == DOC_HIDDEN;
}

#define FIRST_TOPIC "topic = (SELECT min(topic) FROM need)"

/*
 * Groups of 3, 20 and 10: the 10 is hidden with the 3. Then the 10 is accepted anew as 25: the 20,
 * which readers have seen, would be hidden with the 3, and 3 = total - 20 - 25 computed.
 */
DBTEST(an_answer_accepted_anew_gives_no_hidden_number_away)
{
	struct ctx *cx = t_ctx(t);
	struct names title = { .en = "Again" };
	const char *json, *topic;
	struct release_cells *kept;
	struct release_list *r;
	struct doc d;
	size_t n, all;

	if (!set_up(t, cx,
		    "DELETE FROM need_group WHERE " FIRST_TOPIC "; "
		    "UPDATE need SET people = 40 WHERE " FIRST_TOPIC "; "
		    "INSERT INTO need_group (need, grp, round, topic, body, people, consent) "
		    "SELECT id, 'ga', round, topic, body, 3, consent FROM need WHERE "
		    "id = (SELECT min(id) FROM need WHERE " FIRST_TOPIC "); "
		    "INSERT INTO need_group (need, grp, round, topic, body, people, consent) "
		    "SELECT need, 'gb', round, topic, body, 20, consent FROM need_group WHERE grp "
		    "= 'ga'; "
		    "INSERT INTO need_group (need, grp, round, topic, body, people, consent) "
		    "SELECT need, 'gc', round, topic, body, 10, consent FROM need_group WHERE grp "
		    "= 'ga'",
		    &d, &json))
		return;
	CHECK_ERR(OK, release_list_query(cx->db, cx->arena, RELEASE_LIST_SORT_NUMBER, "%", 0, "",
			      SHARE_GOVERNMENT, cx->who.account, 9, 0, &r, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_ERR(OK, release_publish(cx, r->id, 1));
	CHECK_ERR(OK, release_cells_query(cx->db, cx->arena, r->round, &kept, &all));
	CHECK(all > 3);
	topic = NULL;
	for (size_t i = 0; i < all; i++)
		if (strcmp(kept[i].col, "ga") == 0)
			topic = kept[i].line;
	if (!CHECK(topic != NULL))
		return;
	CHECK(hidden_at(t, &d, topic, "ga"));
	CHECK(!hidden_at(t, &d, topic, "gb"));
	CHECK(hidden_at(t, &d, topic, "gc"));
	CHECK_ERR(OK, db_exec(cx->db, "UPDATE need_group SET people = 25 WHERE grp = 'gc'"));
	CHECK_ERR(OK, release_doc_build(cx, r->round, 1u << REL_GROUPS, 0, &title, &json));
	CHECK_ERR(OK, release_doc_read(cx->arena, json, &d));
	CHECK(hidden_at(t, &d, topic, "ga"));
	CHECK(hidden_at(t, &d, topic, "gc"));
	CHECK_INT(1, d.hidden_more);
	/* Without what was published before, the 25 would be shown. */
	CHECK_ERR(OK, db_exec(cx->db, "DELETE FROM release_cell"));
	CHECK_ERR(OK, release_doc_build(cx, r->round, 1u << REL_GROUPS, 0, &title, &json));
	CHECK_ERR(OK, release_doc_read(cx->arena, json, &d));
	CHECK(!hidden_at(t, &d, topic, "gc"));
	CHECK_INT(0, d.hidden_more);
}

DBTEST(editions_are_published_by_one_act_each_with_its_own_document)
{
	struct ctx *cx = t_ctx(t);
	struct edition_in in = { .tables = 1u << REL_TOPICS, .share = SHARE_PUBLIC };
	struct edition_row *e;
	struct release_list *r;
	struct release_by_id one;
	const char *json;
	struct doc d;
	int64_t id, gone;
	size_t n;
	bool opens;

	if (!set_up(t, cx, "UPDATE need SET people = people", &d, &json))
		return;
	CHECK_ERR(OK, release_list_query(cx->db, cx->arena, RELEASE_LIST_SORT_NUMBER, "%", 0, "",
			      SHARE_GOVERNMENT, cx->who.account, 9, 0, &r, &n));
	CHECK_ERR(OK, edition_add(cx, r->id, 1, &in, &id));
	CHECK_ERR(ERR_CONFLICT, edition_add(cx, r->id, 1, &in, &gone));
	in.share = SHARE_BODY;
	CHECK_ERR(ERR_INPUT, edition_edit(cx, id, 2, &in));
	in = (struct edition_in){ .tables = 1u << REL_TOPICS | 1u << REL_CHOICES,
		.share = SHARE_PUBLIC,
		.name = { .en = "Everybody" } };
	CHECK_ERR(OK, release_get(cx, r->id, &one));
	CHECK_ERR(OK, edition_edit(cx, id, one.version, &in));
	CHECK_ERR(OK, edition_add(cx, r->id, one.version + 1, &in, &gone));
	CHECK_ERR(OK, edition_remove(cx, gone, one.version + 2));
	CHECK_ERR(OK, release_publish(cx, r->id, one.version + 3));
	CHECK_ERR(ERR_CONFLICT, edition_add(cx, r->id, one.version + 4, &in, &gone));
	CHECK_ERR(OK, edition_list_query(cx->db, cx->arena, r->id, &e, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK(strcmp(e[0].sha256, e[1].sha256) != 0);
	for (size_t i = 0; i < n; i++) {
		CHECK_ERR(OK, link_opens(cx, e[i].id, &opens));
		CHECK(opens);
		CHECK_ERR(OK, release_doc_read(cx->arena, e[i].doc, &d));
		CHECK_INT(i ? 2 : REL_TABLES, (int64_t)d.n_tables);
		CHECK_INT(1, d.number);
	}
	/* The public reads the edition for the public, and no other. */
	cx->who = (struct who){ .reach = SHARE_PUBLIC };
	CHECK_ERR(OK, release_get(cx, r->id, &one));
	CHECK_ERR(OK, edition_get(cx, &one, 0, &e[0]));
	CHECK_INT(id, e[0].id);
	CHECK_ERR(ERR_MISSING, edition_get(cx, &one, e[0].id + 1, &e[0]));
}
