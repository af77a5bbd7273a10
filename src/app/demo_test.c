/* The demonstration, end to end through the domain: what it consolidates and what it publishes. */
#include "app/demo.h"

#include <stdlib.h>
#include <string.h>

#include "app/data.h"
#include "app/demo_sql.h"
#include "assess/consolidation.h"
#include "assess/edition.h"
#include "assess/form.h"
#include "assess/release.h"
#include "assess/release_doc.h"
#include "assess/release_link.h"
#include "assess/response.h"
#include "assess/round.h"
#include "base/crypto.h"
#include "base/json.h"
#include "people/signin.h"
#include "test/fixtures.h"
#include "test/harness.h"

static struct demo play(struct t *t)
{
	struct config *c = ARENA_NEW(t->arena, struct config);
	struct demo d = { .arena = t->arena,
		.pool = t->pool,
		.config = c,
		.password = "demo-pass-word-1",
		.today = T_TODAY };

	*c = *t_config(t);
	password_cheap(true);
	CHECK_ERR(OK, demo_fill(&d));
	return d;
}

static const struct ranked *of(const struct ranked *r, size_t n, const char *topic)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i].topic, topic) == 0)
			return &r[i];
	return NULL;
}

/* Sums of the source, counted here from the responses themselves. */
static int64_t people_of(struct t *t, const char *topic, bool consented, int64_t *needs)
{
	struct bytes file = data_file("needs-responses.json");
	struct json *j;
	const struct json *all;
	const char *why;
	int64_t people = 0;

	*needs = 0;
	if (json_parse(t->arena, (const char *)file.data, file.len, &j, &why) != OK)
		return -1;
	all = json_get(j, "responses");
	for (size_t i = 0; i < all->n; i++) {
		const struct json *a = json_get(&all->at[i], "answers"),
				  *need = json_get(a, "need");

		if (consented && strcmp(json_str(a, "consent_share", ""), "yes") != 0)
			continue;
		for (size_t k = 0; need && k < need->n; k++) {
			if (topic && strcmp(json_str(&need->at[k], "n_topic", ""), topic) != 0)
				continue;
			people += json_int(&need->at[k], "n_people", 0);
			(*needs)++;
		}
	}
	return people;
}

static void check_ranking(struct t *t, struct ctx *cx, int64_t round, bool consented)
{
	struct cons_totals totals;
	struct ranked *r;
	int64_t needs;
	size_t n;

	CHECK_ERR(OK, cons_totals_query(cx->db, cx->arena, round, consented, &totals));
	CHECK_INT(people_of(t, NULL, consented, &needs), totals.people);
	CHECK_INT(needs, totals.needs);
	CHECK_INT(12, totals.accepted);
	CHECK_INT(11, totals.consenting);
	CHECK_ERR(OK, cons_ranking(cx, round, consented, NULL, &r, &n));
	CHECK_INT(consented ? 11 : 12, (int64_t)n);
	for (size_t i = 0; i < n; i++) {
		CHECK_INT(people_of(t, r[i].topic, consented, &needs), r[i].people);
		CHECK_INT(needs, r[i].needs);
		CHECK_INT(cons_score(r[i].people, r[i].priority, r[i].gap), r[i].score);
		CHECK(i == 0 || r[i - 1].score >= r[i].score);
	}
	CHECK(of(r, n, "lead") == NULL || !consented);
}

static void check_matrix(struct t *t, struct ctx *cx, int64_t round)
{
	struct cons_matrix m;
	struct cons_filter police = { .group = "police" };
	struct ranked *r;
	size_t n;

	CHECK_ERR(OK, cons_matrix(cx, round, false, CONS_BY_GROUP, NULL, &m));
	CHECK_ERR(OK, cons_ranking(cx, round, false, &police, &r, &n));
	CHECK(n > 0);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m.n_topics * m.n_others; k++)
			if (m.cells[k] && strcmp(m.others[k % m.n_others], "police") == 0 &&
				strcmp(m.topics[k / m.n_others], r[i].topic) == 0)
				CHECK_INT(r[i].people, m.cells[k]->people);
}

/* What a donor gets: nothing of the body that said no, none of anybody's own words. */
static void check_release(struct t *t, struct ctx *cx, const struct demo *d)
{
	struct link_by_token l;
	struct release_by_id r;
	struct edition_row e;
	struct doc doc;

	CHECK_ERR(OK, link_find(cx, d->release_token, &l));
	CHECK_ERR(OK, release_by_id_query(cx->db, cx->arena, l.release, &r));
	CHECK_ERR(OK, edition_by_id_query(cx->db, cx->arena, l.edition, &e));
	CHECK_STR("published", r.state);
	CHECK_INT(2, r.number);
	CHECK_STR(sha256_hex(cx->arena, e.doc, strlen(e.doc)), e.sha256);
	CHECK_ERR(OK, release_doc_read(cx->arena, e.doc, &doc));
	CHECK_INT(36, doc.needs);
	CHECK_INT(1368, doc.people);
	CHECK_INT(11, doc.sharing);
	CHECK_INT(12, doc.answered);
	CHECK_INT(REL_TABLES, (int64_t)doc.n_tables);
	CHECK(strstr(e.doc, "\"lead\"") == NULL || strstr(e.doc, "n_topic/lead") != NULL);
	CHECK(strstr(e.doc, "الابتزاز") == NULL);
	CHECK(strstr(e.doc, "اسم افتراضي") == NULL);
	CHECK_ERR(ERR_MISSING, link_find(cx, "0000000000000000000000000A", &l));
}

static enum err as(struct ctx *cx, const struct demo *d, const char *role)
{
	for (size_t i = 0; i < d->n_accounts; i++)
		if (strcmp(d->accounts[i].role, role) == 0)
			return people_who(cx, d->accounts[i].id);
	return ERR_MISSING;
}

/* Who sees what of the rounds and the release. */
static void check_sight(struct t *t, struct ctx *cx, const struct demo *d)
{
	struct round_by_id round;
	struct response_by_id r;
	int64_t moi, moen, id;

	CHECK_ERR(OK, demo_response_query(cx->db, cx->arena, d->round_running, "MOI", &moi));
	CHECK_ERR(OK, demo_response_query(cx->db, cx->arena, d->round_running, "MOEN", &moen));
	CHECK_ERR(OK, as(cx, d, "focal.moi"));
	CHECK_ERR(OK, response_get(cx, moi, &r));
	CHECK(response_writable(cx, &r));
	CHECK_ERR(ERR_MISSING, response_get(cx, moen, &r));
	CHECK_ERR(ERR_MISSING,
		release_add(cx, d->round_closed, &(struct names){ .en = "X" }, 1, &id));
	CHECK_ERR(OK, as(cx, d, "coordinator"));
	CHECK_ERR(OK, response_get(cx, moi, &r));
	CHECK(!response_readable(cx, &r));
	CHECK_ERR(OK, response_get(cx, moen, &r));
	CHECK(response_readable(cx, &r));
	CHECK_ERR(OK, as(cx, d, "donor"));
	CHECK_ERR(ERR_MISSING, round_get(cx, d->round_running, &round));
	CHECK_ERR(ERR_MISSING, response_get(cx, moen, &r));
	CHECK_ERR(OK, link_by_token_query(
			      cx->db, cx->arena, d->release_token, &(struct link_by_token){ 0 }));
}

DBTEST(the_demonstration_consolidates_and_publishes)
{
	struct demo d = play(t);
	struct ctx *cx = t_ctx(t);

	check_ranking(t, cx, d.round_closed, false);
	check_ranking(t, cx, d.round_closed, true);
	check_matrix(t, cx, d.round_closed);
	check_release(t, cx, &d);
	check_sight(t, cx, &d);
}

/* The path of a release: what is refused, what is done twice, what is undone. */
DBTEST(a_release_is_frozen_withdrawn_and_restored)
{
	struct demo d = play(t);
	struct ctx *cx = t_ctx(t);
	struct names title = { .en = "Second" }, none = { 0 };
	struct release_by_id r;
	struct edition_row e;
	const char *doc;
	int64_t id, running;

	CHECK_ERR(OK, as(cx, &d, "coordinator"));
	CHECK_ERR(ERR_INPUT, release_add(cx, d.round_closed, &none, 1, &id));
	CHECK_ERR(ERR_INPUT, release_add(cx, d.round_closed, &title, 0, &id));
	CHECK_ERR(OK, release_add(cx, d.round_running, &title, 1u << REL_TOPICS, &running));
	CHECK_ERR(ERR_CONFLICT, release_publish(cx, running, 1));
	CHECK_ERR(OK, release_act(cx, running, 1, "discard", NULL));
	CHECK_ERR(OK, release_add(cx, d.round_closed, &title, 1u << REL_TOPICS, &id));
	CHECK_ERR(ERR_CONFLICT, release_edit(cx, id, 7, &title, 1));
	CHECK_ERR(OK, release_edit(cx, id, 1, &title, 3));
	CHECK_ERR(ERR_CONFLICT, release_publish(cx, id, 1));
	CHECK_ERR(OK, release_publish(cx, id, 2));
	CHECK_ERR(OK, release_publish(cx, id, 2));
	CHECK_ERR(OK, release_get(cx, id, &r));
	CHECK_INT(3, r.number);
	CHECK_ERR(ERR_CONFLICT, release_edit(cx, id, r.version, &title, 1));
	CHECK_ERR(ERR_INPUT, release_act(cx, id, r.version, "withdraw", NULL));
	CHECK_ERR(OK, release_act(cx, id, r.version, "withdraw", "A figure was wrong."));
	CHECK_ERR(ERR_CONFLICT, release_act(cx, id, r.version, "withdraw", "Twice."));
	CHECK_ERR(OK, as(cx, &d, "donor"));
	CHECK_ERR(OK, release_get(cx, id, &r));
	CHECK_STR("withdrawn", r.state);
	CHECK_ERR(OK, edition_get(cx, &r, 0, &e));
	CHECK_ERR(ERR_MISSING, release_document(cx, &r, &e, &doc));
	CHECK_ERR(OK, as(cx, &d, "coordinator"));
	CHECK_ERR(OK, release_get(cx, id, &r));
	CHECK_ERR(OK, release_act(cx, id, r.version, "restore", "It was right."));
	CHECK_ERR(OK, as(cx, &d, "donor"));
	CHECK_ERR(OK, release_get(cx, id, &r));
	CHECK_ERR(ERR_DENIED, release_act(cx, id, r.version, "withdraw", "No."));
}
