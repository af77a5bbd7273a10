#include "assess/release.h"

#include <string.h>

#include "assess/consolidation.h"
#include "assess/edition.h"
#include "assess/release_doc.h"
#include "assess/release_link.h"
#include "assess/round.h"
#include "assess/tell.h"
#include "base/crypto.h"
#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"

static const struct flow_state states[] = {
	{ "draft", _("Draft"), "" },
	{ "published", _("Published"), "ok" },
	{ "withdrawn", _("Withdrawn"), "bad" },
	{ "discarded", _("Discarded"), "lock" },
};

static const struct flow_step steps[] = {
	{ "draft", "publish", _("Publish"), MAY_COORDINATE, "published", FLOW_NOTHING },
	{ "draft", "discard", _("Discard this draft"), MAY_COORDINATE, "discarded", FLOW_NOTHING },
	{ "published", "withdraw", _("Withdraw"), MAY_COORDINATE, "withdrawn", FLOW_REASON },
	{ "withdrawn", "restore", _("Publish again"), MAY_COORDINATE, "published", FLOW_REASON },
};

const struct flow release_flow = { .kind = "release",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps) };

const char *const release_table_keys[REL_TABLES] = { "topics", "groups", "group_bodies", "places",
	"place_bodies", "choices", "numbers" };
const char *const release_table_words[REL_TABLES] = { _("Needs by topic"),
	_("People by topic and target group"), _("Bodies by topic and target group"),
	_("People by topic and governorate"), _("Bodies by topic and governorate"),
	_("Answers to the questions with choices"), _("Totals of the questions with numbers") };

bool release_coordinated(struct ctx *cx, int64_t body)
{
	return may_at(cx, MAY_COORDINATE, body);
}

enum err release_get(struct ctx *cx, int64_t id, struct release_by_id *r)
{
	struct edition_row *rows;
	size_t n;

	TRY(release_by_id_query(cx->db, cx->arena, id, r));
	if (release_coordinated(cx, r->body))
		return OK;
	if (strcmp(r->state, "published") != 0 && strcmp(r->state, "withdrawn") != 0)
		return ERR_MISSING;
	return edition_seen(cx, r, &rows, &n);
}

static enum err check_input(struct ctx *cx, const struct names *title, unsigned tables)
{
	enum err e = names_check(cx, title);

	if (!(tables & ((1u << REL_TABLES) - 1)))
		e = problem(
			cx, ERR_INPUT, "tables", MSG(_("Choose at least one table to publish.")));
	return e;
}

enum err release_add(
	struct ctx *cx, int64_t round, const struct names *title, unsigned tables, int64_t *id)
{
	struct round_by_id r;
	struct name_keys k;

	TRY(round_get(cx, round, &r));
	if (!release_coordinated(cx, r.body))
		return ERR_MISSING;
	TRY(check_input(cx, title, tables));
	k = names_keys(cx, title, NULL);
	*id = id_new();
	TRY(release_insert_query(cx->db, *id, round, r.body, title->ar, title->ckb, title->kmr,
		title->en, k.ar, k.ckb, k.en, k.fold, cx->now, NULL));
	TRY(edition_insert_query(cx->db, id_new(), *id, NULL, NULL, NULL, NULL,
		edition_choice(cx, tables), SHARE_PARTNERS, NULL));
	return audit(cx, "release.draft", "release", *id, r.body, FACT_N("round", round));
}

enum err release_changed(struct ctx *cx)
{
	return problem(cx, ERR_CONFLICT, NULL,
		MSG(_("Somebody else changed this release meanwhile. Look at it again, then repeat "
		      "your act.")));
}

enum err release_edit(
	struct ctx *cx, int64_t id, int64_t version, const struct names *title, unsigned tables)
{
	struct release_by_id r;
	struct edition_row e;
	struct name_keys k;
	int64_t changed;

	TRY(release_get(cx, id, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	TRY(check_input(cx, title, tables));
	k = names_keys(cx, title, NULL);
	TRY(release_update_query(cx->db, id, version, title->ar, title->ckb, title->kmr, title->en,
		k.ar, k.ckb, k.en, k.fold, &changed));
	if (!changed)
		return release_changed(cx);
	TRY(edition_get(cx, &r, 0, &e));
	TRY(edition_update_query(cx->db, e.id, e.name_ar, e.name_ckb, e.name_kmr, e.name_en,
		edition_choice(cx, tables), e.share, NULL));
	return audit(cx, "release.edit", "release", id, r.body);
}

enum err release_document(struct ctx *cx, const struct release_by_id *r,
	const struct edition_row *e, const char **doc)
{
	if (strcmp(r->state, "withdrawn") == 0 && !release_coordinated(cx, r->body))
		return ERR_MISSING;
	if (e->doc) {
		*doc = e->doc;
		return OK;
	}
	return release_doc_build(cx, r->round, edition_tables(cx, e), 0, &NAMES(r, title), doc);
}

/* What must hold before a draft is published. */
static enum err check_publish(struct ctx *cx, const struct release_by_id *r)
{
	struct cons_totals t;

	if (strcmp(r->round_state, "closed") != 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG(_("Close the round first: a release is made of answers that no longer "
			      "change.")));
	TRY(cons_totals_query(cx->db, cx->arena, r->round, true, &t));
	if (!t.consenting)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG(_("No body of this round agreed to share its answers, so there is "
			      "nothing to publish.")));
	return OK;
}

/* Freezes the document of each edition and makes its link. */
static enum err freeze(struct ctx *cx, const struct release_by_id *r, int64_t number)
{
	struct edition_row *e;
	const char *doc, *sha;
	size_t n;

	TRY(edition_list_query(cx->db, cx->arena, r->id, &e, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(release_doc_build(
			cx, r->round, edition_tables(cx, &e[i]), number, &NAMES(r, title), &doc));
		sha = sha256_hex(cx->arena, doc, strlen(doc));
		TRY(edition_freeze_query(cx->db, e[i].id, doc, sha, NULL));
		TRY(link_make(cx, e[i].id));
		TRY(audit(cx, "release.edition", "release", r->id, r->body,
			FACT_N("edition", e[i].id), FACT("sha256", sha)));
	}
	return release_figures_keep(cx, r->id, r->round);
}

enum err release_publish(struct ctx *cx, int64_t id, int64_t version)
{
	struct release_by_id r;
	const struct flow_step *step;
	int64_t number, changed;

	TRY(release_get(cx, id, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	if (strcmp(r.state, "published") == 0)
		return OK;
	TRY(check_publish(cx, &r));
	TRY(flow_go(cx, &release_flow, id, r.body, r.state, "publish", NULL, &step));
	TRY(release_next_number_query(cx->db, cx->arena, &number));
	TRY(release_publish_set_query(cx->db, id, version, number, cx->now, &changed));
	if (!changed)
		return release_changed(cx);
	TRY(freeze(cx, &r, number));
	r.number = number;
	TRY(tell_release(cx, &r, "release.published"));
	return audit(cx, "release.publish", "release", id, r.body, FACT_N("number", number));
}

enum err release_act(
	struct ctx *cx, int64_t id, int64_t version, const char *act, const char *reason)
{
	struct release_by_id r;
	const struct flow_step *step;
	struct flow_papers papers = { .reason = reason };
	bool withdraws = strcmp(act, "withdraw") == 0;
	int64_t changed;

	if (strcmp(act, "publish") == 0)
		return release_publish(cx, id, version);
	TRY(release_get(cx, id, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	TRY(flow_go(cx, &release_flow, id, r.body, r.state, act, &papers, &step));
	TRY(release_state_set_query(cx->db, id, version, r.state, step->to,
		withdraws ? cx->now : NULL, withdraws ? reason : NULL, &changed));
	if (!changed)
		return release_changed(cx);
	if (strcmp(step->from, "draft") != 0)
		TRY(tell_release(cx, &r, withdraws ? "release.withdrawn" : "release.restored"));
	return audit(cx, arena_printf(cx->arena, "release.%s", act), "release", id, r.body,
		FACT("reason", reason ? reason : ""));
}
