/* The path of a paper: typed, typed again, compared, taken over. */
#include <string.h>

#include "assess/paper_entry.h"
#include "assess/response_in.h"
#include "core/may.h"
#include "people/notice.h"

static const struct flow_state states[] = {
	{ "none", _("None"), "none" },
	{ "first", _("First entry"), "part" },
	{ "waiting", _("Waits for the second entry"), "wait" },
	{ "second", _("Second entry"), "part" },
	{ "compare", _("To be compared"), "soon" },
	{ "taken", _("Taken over"), "ok" },
	{ "dropped", _("Dropped"), "lock" },
};

/* Who enters for the body, or who coordinates the round. */
#define BOTH(from, act, word, to, needs)                                                           \
	{ from, act, word, MAY_ENTER, to, needs },                                                 \
	{                                                                                          \
		from, act, word, MAY_COORDINATE, to, needs                                         \
	}
#define DROP _("Drop this paper")
#define RESUME _("Take it up again")

static const struct flow_step steps[] = {
	{ "none", "open", _("Enter from paper"), MAY_ENTER, "first", FLOW_NOTHING },
	{ "none", "open_behalf", _("Enter from paper on behalf of the body"), MAY_COORDINATE,
		"first", FLOW_NOTHING },
	BOTH("first", "done", _("The first entry is done"), "waiting", FLOW_NOTHING),
	BOTH("waiting", "reopen", _("Go on with the first entry"), "first", FLOW_NOTHING),
	BOTH("waiting", "begin", _("Begin the second entry"), "second", FLOW_NOTHING),
	BOTH("second", "compare", _("The second entry is done"), "compare", FLOW_NOTHING),
	BOTH("compare", "reopen", _("Go on with the second entry"), "second", FLOW_NOTHING),
	{ "compare", "take", _("Take over into the response"), MAY_ENTER, "taken", FLOW_NOTHING },
	{ "compare", "take_behalf", _("Take over on behalf of the body"), MAY_COORDINATE, "taken",
		FLOW_NOTHING },
	BOTH("taken", "undo", _("Take back from the response"), "compare", FLOW_REASON),
	BOTH("first", "drop", DROP, "dropped", FLOW_REASON),
	BOTH("waiting", "drop", DROP, "dropped", FLOW_REASON),
	BOTH("second", "drop", DROP, "dropped", FLOW_REASON),
	BOTH("compare", "drop", DROP, "dropped", FLOW_REASON),
	BOTH("dropped", "resume_first", RESUME, "first", FLOW_NOTHING),
	BOTH("dropped", "resume_waiting", RESUME, "waiting", FLOW_NOTHING),
	BOTH("dropped", "resume_second", RESUME, "second", FLOW_NOTHING),
	BOTH("dropped", "resume_compare", RESUME, "compare", FLOW_NOTHING),
};

const struct flow paper_flow = { .kind = "paper",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps) };

static enum err tell(
	struct ctx *cx, const struct paper *p, const char *kind, enum capability who, int64_t body)
{
	const struct response_by_id *r = &p->r;
	const struct notice told = { .kind = kind,
		.once = arena_printf(cx->arena, "%s:%lld:%lld", kind, (long long)p->e.id,
			(long long)p->e.version),
		.capability = who,
		.body = body,
		.about = r->body,
		.path = arena_printf(cx->arena, "/papers/%lld", (long long)p->e.id),
		.title = { [LANG_AR] = r->title_ar,
			[LANG_CKB] = r->title_ckb,
			[LANG_KMR] = r->title_kmr,
			[LANG_EN] = r->title_en } };

	return notice_tell(cx, &told);
}

/* Who goes on is told; and the body, of what is done on its behalf. */
static enum err tell_step(struct ctx *cx, const struct paper *p, const char *act)
{
	bool behalf = p->e.behalf;

	if (strcmp(act, "done") == 0)
		return tell(cx, p, "paper.waiting", behalf ? MAY_COORDINATE : MAY_ENTER,
			behalf ? p->r.round_body : p->r.body);
	if (strcmp(act, "take_behalf") == 0)
		return tell(cx, p, "paper.taken", MAY_ENTER, p->r.body);
	if (strcmp(act, "undo") == 0 && p->behalf)
		return tell(cx, p, "paper.undone", MAY_ENTER, p->r.body);
	return OK;
}

enum err paper_step(
	struct ctx *cx, const struct paper *p, int64_t version, const char *act, const char *reason)
{
	const struct flow_papers papers = { .reason = reason };
	const struct flow_step *step;
	int64_t changed;

	if (version != DB_NULL && version != p->e.version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody went on with this paper meanwhile. Look at what is there, "
			    "then decide again."));
	TRY(flow_go(cx, &paper_flow, p->e.id, p->behalf ? p->r.round_body : p->r.body, p->e.state,
		act, &papers, &step));
	TRY(conflict(cx, entry_move_query(cx->db, p->e.id, p->e.version, step->from, step->to,
				 strcmp(step->to, "dropped") == 0 ? step->from : NULL, &changed)));
	if (!changed)
		return ERR_BUSY;
	return tell_step(cx, p, act);
}

bool paper_repeated(struct ctx *cx, const struct paper *p, const char *act)
{
	struct paper_last_act last;
	bool found;

	return paper_last_act_query(cx->db, cx->arena, p->e.id, &last, &found) == OK && found &&
	       strcmp(last.act, act) == 0 && last.account == cx->who.account &&
	       strcmp(last.state_to, p->e.state) == 0;
}

static enum err typed_something(struct ctx *cx, const struct paper *p)
{
	struct entry_pages *pages;
	size_t n;

	TRY(entry_pages_query(cx->db, cx->arena, p->e.id, paper_pass(&p->e), &pages, &n));
	if (n)
		return OK;
	return problem(
		cx, ERR_CONFLICT, NULL, MSG("Nothing is typed yet. Save at least one page first."));
}

static enum err begin(struct ctx *cx, const struct paper *p)
{
	struct entry_typed typed;
	int64_t minutes;
	bool found;

	TRY(paper_wait(cx, p, &minutes));
	if (minutes)
		return problem(cx, ERR_CONFLICT, NULL,
			MSGN("You typed the first entry. Another person types the second; or you, "
			     "after a break: in {1} minute.",
				"You typed the first entry. Another person types the second; or "
				"you, after a break: in {1} minutes.",
				minutes, N(minutes)));
	TRY(entry_second_begun_query(cx->db, p->e.id, cx->who.account, NULL));
	TRY(entry_typed_query(cx->db, cx->arena, p->e.id, 1, cx->who.account, &typed, &found));
	return found || p->e.first_by == cx->who.account
		       ? entry_same_person_query(cx->db, p->e.id, NULL)
		       : OK;
}

/* What an act brings about beside the state. */
static enum err bring_about(struct ctx *cx, const struct paper *p, const char *act)
{
	struct paper_compare c;

	if (strcmp(act, "done") == 0) {
		TRY(typed_something(cx, p));
		return entry_first_done_query(cx->db, p->e.id, cx->who.account, cx->now, NULL);
	}
	if (strcmp(act, "begin") == 0)
		return begin(cx, p);
	if (strcmp(act, "compare") != 0)
		return OK;
	TRY(typed_something(cx, p));
	TRY(paper_compare(cx, p, &c));
	return entry_counts_query(
		cx->db, p->e.id, (int64_t)c.list.n, (int64_t)(c.list.n - c.open), NULL);
}

enum err paper_act(struct ctx *cx, int64_t id, int64_t version, const char *act, const char *reason)
{
	struct paper p;

	TRY(paper_get(cx, id, &p));
	if (strncmp(act, "take", 4) == 0 || strcmp(act, "undo") == 0 ||
		strncmp(act, "open", 4) == 0)
		return ERR_MISSING;
	if (!p.types)
		return p.reads ? may(cx, MAY_ENTER, p.r.body) : ERR_MISSING;
	if (strcmp(act, "resume") == 0)
		act = arena_printf(
			cx->arena, "resume_%s", p.e.dropped_from ? p.e.dropped_from : "first");
	if (paper_repeated(cx, &p, act))
		return OK;
	TRY(paper_step(cx, &p, version, act, reason));
	return bring_about(cx, &p, act);
}
