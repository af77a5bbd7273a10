#include "assess/release_link.h"

#include <string.h>

#include "assess/release.h"
#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"

static const struct flow_state states[] = {
	{ "open", _("Opens"), "ok" },
	{ "revoked", _("Revoked"), "bad" },
};

static const struct flow_step steps[] = {
	{ "open", "revoke", _("Revoke the link"), MAY_COORDINATE, "revoked", FLOW_REASON },
};

const struct flow link_flow = { .kind = "release_link",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps) };

enum link_stands link_stands(const struct ctx *cx, const char *state, const char *ends_on)
{
	if (strcmp(state, "revoked") == 0)
		return LINK_REVOKED;
	return ends_on && strcmp(ends_on, cx->today) < 0 ? LINK_PAST : LINK_OPENS;
}

enum err link_make(struct ctx *cx, int64_t edition)
{
	return link_insert_query(
		cx->db, id_new(), edition, id_public(cx->arena), cx->who.account, cx->now, NULL);
}

enum err link_opens(struct ctx *cx, int64_t edition, bool *opens)
{
	struct link_newest l;

	TRY(link_newest_query(cx->db, cx->arena, edition, &l, opens));
	*opens = *opens && link_stands(cx, l.state, l.ends_on) == LINK_OPENS;
	return OK;
}

enum err link_get(struct ctx *cx, int64_t id, struct link_by_id *l)
{
	TRY(link_by_id_query(cx->db, cx->arena, id, l));
	return release_coordinated(cx, l->body) ? OK : ERR_MISSING;
}

static enum err changed_meanwhile(struct ctx *cx)
{
	return problem(cx, ERR_CONFLICT, NULL,
		MSG(_("Somebody else changed this link meanwhile. Look at it again, then repeat "
		      "your act.")));
}

enum err link_end(struct ctx *cx, int64_t id, int64_t version, const char *ends_on)
{
	struct link_by_id l;
	int64_t changed;

	TRY(link_get(cx, id, &l));
	if (ends_on && strcmp(ends_on, cx->today) < 0)
		return problem(cx, ERR_INPUT, "ends_on",
			MSG(_("That day is over. Choose a day from today on; to end the link at "
			      "once, revoke it.")));
	TRY(link_end_set_query(cx->db, id, version, ends_on, &changed));
	if (!changed)
		return changed_meanwhile(cx);
	return audit(cx, "release_link.end", "release", l.release, l.body, FACT_N("link", id),
		FACT("ends_on", ends_on ? ends_on : "-"));
}

/* The revocation itself, of a link that was read. */
static enum err revoke(
	struct ctx *cx, const struct link_by_id *l, int64_t version, const char *reason)
{
	struct flow_papers papers = { .reason = reason };
	const struct flow_step *step;
	int64_t changed;

	TRY(flow_go(cx, &link_flow, l->id, l->body, l->state, "revoke", &papers, &step));
	TRY(link_revoke_set_query(
		cx->db, l->id, version, cx->now, cx->who.account, reason, &changed));
	return changed ? OK : changed_meanwhile(cx);
}

enum err link_revoke(struct ctx *cx, int64_t id, int64_t version, const char *reason)
{
	struct link_by_id l;

	TRY(link_get(cx, id, &l));
	return revoke(cx, &l, version, reason);
}

enum err link_renew(struct ctx *cx, int64_t id, int64_t version, const char *reason)
{
	struct link_by_id l;

	TRY(link_get(cx, id, &l));
	if (l.newest != l.id || l.version != version)
		return changed_meanwhile(cx);
	if (strcmp(l.state, "open") == 0)
		TRY(revoke(cx, &l, version, reason));
	TRY(link_make(cx, l.edition));
	return audit(cx, "release_link.renew", "release", l.release, l.body, FACT_N("link", id));
}

enum err link_find(struct ctx *cx, const char *token, struct link_by_token *l)
{
	if (strlen(token) != 26)
		return ERR_MISSING;
	return link_by_token_query(cx->db, cx->arena, token, l);
}

enum err link_opened(struct ctx *cx, int64_t link, bool file)
{
	return link_count_query(cx->db, link, cx->today, langs[cx->lang].code, !file, file, NULL);
}
