#include "core/flow.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/flow_sql.h"
#include "core/may.h"

#define REASON_MOST 4000

const struct flow_state *flow_state(const struct flow *f, const char *state)
{
	for (size_t i = 0; i < f->n_states; i++)
		if (strcmp(f->states[i].name, state) == 0)
			return &f->states[i];
	return NULL;
}

const char *flow_wrong(const struct flow *f)
{
	for (size_t i = 0; i < f->n_steps; i++) {
		const struct flow_step *s = &f->steps[i];

		if (!flow_state(f, s->from) || !flow_state(f, s->to))
			return s->act;
		for (size_t k = 0; k < i; k++)
			if (strcmp(s->from, f->steps[k].from) == 0 &&
				strcmp(s->act, f->steps[k].act) == 0 && s->who == f->steps[k].who)
				return s->act;
	}
	return NULL;
}

size_t flow_acts(struct ctx *cx, const struct flow *f, const char *state, int64_t body,
	const struct flow_step ***steps)
{
	const struct flow_step **found =
		ARENA_ARRAY(cx->arena, f->n_steps, const struct flow_step *);
	size_t n = 0;

	for (size_t i = 0; i < f->n_steps; i++)
		if (strcmp(f->steps[i].from, state) == 0 && may_at(cx, f->steps[i].who, body))
			found[n++] = &f->steps[i];
	*steps = found;
	return n;
}

/* The step of an act from a state: the first that the one who acts may take, else the first. */
static const struct flow_step *find(
	struct ctx *cx, const struct flow *f, const char *state, const char *act, int64_t body)
{
	const struct flow_step *step = NULL;

	for (size_t i = 0; i < f->n_steps; i++) {
		const struct flow_step *s = &f->steps[i];

		if (strcmp(s->from, state) != 0 || strcmp(s->act, act) != 0)
			continue;
		if (may_at(cx, s->who, body))
			return s;
		step = step ? step : s;
	}
	return step;
}

static enum err not_from(struct ctx *cx, const struct flow *f, const char *state, const char *act)
{
	const struct flow_state *now = flow_state(f, state);
	bool known = false;

	for (size_t i = 0; i < f->n_steps; i++)
		known = known || strcmp(f->steps[i].act, act) == 0;
	if (!known)
		return ERR_MISSING;
	return problem(cx, ERR_CONFLICT, NULL,
		MSG(_("This cannot be done any more: the state is now {1}. Look at the page "
		      "again."),
			S(now ? tr(cx->lang, now->word) : state)));
}

static bool blank(struct ctx *cx, const char *s)
{
	return !s || !*text_trim(cx->arena, s);
}

static enum err check_papers(
	struct ctx *cx, const struct flow_step *step, const struct flow_papers *papers)
{
	enum err e = OK;

	if ((step->needs & FLOW_REASON) && blank(cx, papers->reason))
		e = problem(
			cx, ERR_INPUT, "reason", MSG(_("Write the reason. It is kept and shown.")));
	if (papers->reason && text_length(papers->reason) > REASON_MOST)
		e = problem(cx, ERR_INPUT, "reason",
			MSG(_("The reason is longer than {1} characters. Shorten it."),
				N(REASON_MOST)));
	if ((step->needs & FLOW_LETTER) && papers->letter <= 0)
		e = problem(cx, ERR_INPUT, "letter_number",
			MSG(_("Enter the number of the letter, as it is written on it.")));
	return e;
}

enum err flow_go(struct ctx *cx, const struct flow *f, int64_t record, int64_t body,
	const char *state, const char *act, const struct flow_papers *papers,
	const struct flow_step **step)
{
	static const struct flow_papers none = { NULL, 0 };
	const struct flow_step *s = find(cx, f, state, act, body);
	const char *reason;
	int64_t letter, id = id_new();

	if (!s)
		return not_from(cx, f, state, act);
	papers = papers ? papers : &none;
	TRY(may(cx, s->who, body));
	TRY(check_papers(cx, s, papers));
	reason = blank(cx, papers->reason) ? NULL : papers->reason;
	letter = papers->letter > 0 ? papers->letter : DB_NULL;
	TRY(flow_insert_query(cx->db, id, f->kind, record, act, state, s->to, cx->who.account,
		letter, reason, cx->now, NULL));
	TRY(act_for(cx, id));
	TRY(audit_put(cx, arena_printf(cx->arena, "%s.%s", f->kind, act), f->kind, record, body,
		(const struct audit_fact[]){ FACT("from", state), FACT("to", s->to),
			FACT_N("letter", letter), FACT_P("reason", reason), { .key = NULL } }));
	*step = s;
	return OK;
}
