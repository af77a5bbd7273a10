#include "assess/extend.h"

#include <string.h>

#include "assess/response.h"
#include "assess/tell.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/may.h"

#define YEAR 366

static const struct flow_state states[] = {
	{ "none", _("None"), "none" },
	{ "asked", _("Asked for"), "wait" },
	{ "granted", _("Granted"), "ok" },
	{ "refused", _("Refused"), "bad" },
	{ "withdrawn", _("Withdrawn"), "lock" },
	{ "taken_back", _("Taken back"), "lock" },
};

static const struct flow_step steps[] = {
	{ "none", "ask", _("Ask for more time"), MAY_ENTER, "asked", FLOW_REASON },
	{ "none", "give", _("Give more time"), MAY_COORDINATE, "granted", FLOW_REASON },
	{ "asked", "grant", _("Grant the request"), MAY_COORDINATE, "granted", FLOW_NOTHING },
	{ "asked", "refuse", _("Refuse the request"), MAY_COORDINATE, "refused", FLOW_REASON },
	{ "asked", "withdraw", _("Withdraw the request"), MAY_ENTER, "withdrawn", FLOW_NOTHING },
	{ "granted", "take_back", _("Take the extra time back"), MAY_COORDINATE, "taken_back",
		FLOW_REASON },
};

const struct flow extension_flow = { .kind = "extension",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps) };

static int64_t where(const struct flow_step *s, int64_t body, int64_t round_body)
{
	return s->who == MAY_COORDINATE ? round_body : body;
}

size_t extension_acts(struct ctx *cx, const struct extensions_of *e, int64_t body,
	int64_t round_body, const struct flow_step ***out)
{
	const struct flow_step **found =
		ARENA_ARRAY(cx->arena, COUNT_OF(steps), const struct flow_step *);
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(steps); i++)
		if (strcmp(steps[i].from, e->state) == 0 &&
			may_at(cx, steps[i].who, where(&steps[i], body, round_body)))
			found[n++] = &steps[i];
	*out = found;
	return n;
}

static enum err check_owed(struct ctx *cx, const struct response_by_id *r)
{
	if (strcmp(r->round_state, "open") != 0)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This round is not open."));
	if (strcmp(r->state, "approved") == 0 || strcmp(r->state, "accepted") == 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This response is done, so it needs no later deadline."));
	return OK;
}

static enum err check_due(struct ctx *cx, const struct response_by_id *r, const char *due_on)
{
	int64_t days;

	if (!due_on || !date_parse(due_on, &days))
		return problem(cx, ERR_INPUT, "due_on", MSG("Enter the deadline as a date."));
	if (strcmp(due_on, cx->today) < 0)
		return problem(cx, ERR_INPUT, "due_on",
			MSG("The deadline {1} is past. Choose today or a later day.", D(due_on)));
	if (strcmp(due_on, r->due_on) <= 0)
		return problem(cx, ERR_INPUT, "due_on",
			MSG("The deadline is {1} already. Choose a later day.", D(r->due_on)));
	if (date_between(cx->today, due_on) > YEAR)
		return problem(cx, ERR_INPUT, "due_on",
			MSG("Choose a day within a year. You typed {1}.", D(due_on)));
	return OK;
}

static enum err tell(struct ctx *cx, const struct response_by_id *r, int64_t id, const char *kind,
	enum capability who, const char *date)
{
	const struct tell_response one = tell_of(r);

	return tell_one(cx, &one, kind, who, date, DB_NULL,
		arena_printf(cx->arena, "%lld", (long long)id), NULL);
}

/* A new record, by ask or give. */
static enum err begin(struct ctx *cx, const struct response_by_id *r, const char *act,
	const char *due_on, const char *reason)
{
	bool gives = act[0] == 'g';
	int64_t place = gives ? r->round_body : r->body, id = id_new();
	const struct flow_papers papers = { .reason = reason };
	const struct flow_step *step;
	enum err bad;

	TRY(check_owed(cx, r));
	bad = check_due(cx, r, due_on);
	TRY(flow_go(cx, &extension_flow, id, place, "none", act, &papers, &step));
	TRY(bad);
	TRY(conflict(cx, extension_insert_query(cx->db, id, r->id, step->to, r->due_on, due_on,
				 text_trim(cx->arena, reason), cx->who.account, cx->now,
				 gives ? cx->now : NULL, NULL)));
	if (!gives)
		return tell(cx, r, id, "extension.asked", MAY_COORDINATE, due_on);
	TRY(extension_due_query(cx->db, r->id, due_on, NULL));
	return tell(cx, r, id, "extension.given", MAY_ENTER, due_on);
}

enum err extension_ask(struct ctx *cx, int64_t response, const char *due_on, const char *reason)
{
	struct response_by_id r;

	TRY(response_get(cx, response, &r));
	TRY(may(cx, MAY_ENTER, r.body));
	return begin(cx, &r, "ask", due_on, reason);
}

enum err extension_give(struct ctx *cx, int64_t response, const char *due_on, const char *reason)
{
	struct extension_waiting w;
	struct response_by_id r;
	bool found;

	TRY(response_get(cx, response, &r));
	TRY(may(cx, MAY_COORDINATE, r.round_body));
	TRY(extension_waiting_query(cx->db, cx->arena, response, &w, &found));
	if (found)
		return extension_act(cx, w.id, w.version, "grant", due_on, reason);
	return begin(cx, &r, "give", due_on, reason);
}

/* Sets the response's deadline as an act on an extension says; *before is what it was. */
static enum err move_due(struct ctx *cx, const struct response_by_id *r,
	const struct extension_by_id *e, const struct flow_step *step, const char **before,
	const char **due_on)
{
	*before = e->due_before;
	if (strcmp(step->act, "grant") == 0) {
		TRY(check_owed(cx, r));
		TRY(check_due(cx, r, *due_on));
		*before = r->due_on;
		return extension_due_query(cx->db, r->id, *due_on, NULL);
	}
	*due_on = e->due_on;
	if (strcmp(step->act, "take_back") != 0)
		return OK;
	TRY(check_owed(cx, r));
	if (strcmp(r->due_on, e->due_on) != 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("The deadline was moved since, so this cannot be taken back."));
	return extension_due_query(cx->db, r->id, e->due_before, NULL);
}

static enum err tell_outcome(struct ctx *cx, const struct response_by_id *r, int64_t id,
	const char *act, const char *before, const char *due_on)
{
	if (strcmp(act, "grant") == 0)
		return tell(cx, r, id, "extension.granted", MAY_ENTER, due_on);
	if (strcmp(act, "refuse") == 0)
		return tell(cx, r, id, "extension.refused", MAY_ENTER, r->due_on);
	if (strcmp(act, "take_back") == 0)
		return tell(cx, r, id, "extension.taken_back", MAY_ENTER, before);
	return tell(cx, r, id, "extension.withdrawn", MAY_COORDINATE, r->due_on);
}

static const struct flow_step *step_of(const char *state, const char *act)
{
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		if (strcmp(steps[i].from, state) == 0 && strcmp(steps[i].act, act) == 0)
			return &steps[i];
	return NULL;
}

enum err extension_act(struct ctx *cx, int64_t id, int64_t version, const char *act,
	const char *due_on, const char *reason)
{
	const struct flow_papers papers = { .reason = reason };
	const struct flow_step *step;
	struct extension_by_id e;
	struct response_by_id r;
	const char *before;
	int64_t changed;

	TRY(extension_by_id_query(cx->db, cx->arena, id, &e));
	TRY(response_get(cx, e.response, &r));
	step = step_of(e.state, act);
	if (!step)
		return flow_go(cx, &extension_flow, id, r.body, e.state, act, &papers, &step);
	TRY(may(cx, step->who, where(step, r.body, r.round_body)));
	if (!due_on)
		due_on = e.due_on;
	TRY(move_due(cx, &r, &e, step, &before, &due_on));
	TRY(flow_go(cx, &extension_flow, id, where(step, r.body, r.round_body), e.state, act,
		&papers, &step));
	TRY(extension_decide_query(
		cx->db, id, version, e.state, step->to, before, due_on, reason, cx->now, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed this request meanwhile. Look at it again."));
	return tell_outcome(cx, &r, id, act, before, due_on);
}
