#include "assess/round.h"

#include <string.h>

#include "assess/form.h"
#include "assess/form_sign.h"
#include "assess/response_sql.h"
#include "assess/tell.h"
#include "base/id.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/letter.h"
#include "core/may.h"

static const struct flow_state states[] = {
	{ "draft", _("Draft"), "" },
	{ "open", _("Running"), "part" },
	{ "closed", _("Closed"), "lock" },
};

static const struct flow_step steps[] = {
	{ "draft", "open", _("Open the round"), MAY_COORDINATE, "open", FLOW_LETTER },
	{ "open", "ask", _("Ask one more body"), MAY_COORDINATE, "open", FLOW_NOTHING },
	{ "open", "unask", _("Take a body back"), MAY_COORDINATE, "open", FLOW_REASON },
	{ "open", "move_due", _("Move the deadline"), MAY_COORDINATE, "open", FLOW_REASON },
	{ "open", "remind", _("Remind late bodies"), MAY_COORDINATE, "open", FLOW_NOTHING },
	{ "open", "close", _("Close the round"), MAY_COORDINATE, "closed", FLOW_NOTHING },
	{ "closed", "reopen", _("Open it again"), MAY_COORDINATE, "open", FLOW_REASON },
};

const struct flow round_flow = {
	.kind = "round",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps),
};

bool round_coordinated(struct ctx *cx, int64_t round_body)
{
	return may_at(cx, MAY_COORDINATE, round_body);
}

enum err round_get(struct ctx *cx, int64_t round, struct round_by_id *r)
{
	return round_by_id_query(
		cx->db, cx->arena, round, may_everywhere(cx, MAY_COORDINATE), cx->who.account, r);
}

enum err round_count(struct ctx *cx, int64_t *n)
{
	struct round_asked *bodies;
	size_t n_bodies;

	if (may_everywhere(cx, MAY_COORDINATE))
		return round_count_all_query(cx->db, cx->arena, n);
	if (may_anywhere(cx, MAY_COORDINATE))
		return round_seen_query(cx->db, cx->arena, cx->who.account, n);
	TRY(round_asked_query(cx->db, cx->arena, cx->who.account, &bodies, &n_bodies));
	if (n_bodies > 1)
		return round_seen_query(cx->db, cx->arena, cx->who.account, n);
	*n = n_bodies ? bodies[0].n : 0;
	return OK;
}

/* ---- checks of what was typed ---- */

static enum err check_due(struct ctx *cx, const char *due_on)
{
	int64_t days;

	if (!due_on || !date_parse(due_on, &days))
		return problem(cx, ERR_INPUT, "due_on", MSG("Enter the deadline as a date."));
	if (strcmp(due_on, cx->today) < 0)
		return problem(cx, ERR_INPUT, "due_on",
			MSG("The deadline {1} is past. Choose today or a later day.", D(due_on)));
	return OK;
}

/* A body that can be asked: it is there and has not ended. */
static enum err check_body(struct ctx *cx, int64_t body)
{
	struct body_asked b;
	bool found;

	TRY(body_asked_query(cx->db, cx->arena, body, &b, &found));
	if (!found)
		return problem(cx, ERR_INPUT, "bodies", MSG("One of the bodies is not there."));
	if (b.ends && strcmp(b.ends, cx->today) < 0)
		return problem(cx, ERR_INPUT, "bodies",
			MSG("{1} ended on {2}. Choose the body that followed it.",
				S(PICK(cx->lang, &b, name)), D(b.ends)));
	return OK;
}

static enum err body_twice(struct ctx *cx, int64_t body)
{
	struct body_asked b;
	bool found;

	TRY(body_asked_query(cx->db, cx->arena, body, &b, &found));
	return problem(cx, ERR_INPUT, "bodies",
		MSG("{1} is chosen twice. A body answers once.",
			S(found ? PICK(cx->lang, &b, name) : "")));
}

static enum err check_bodies(struct ctx *cx, const int64_t *bodies, size_t n)
{
	enum err worst = OK;

	for (size_t i = 0; i < n; i++) {
		enum err e = check_body(cx, bodies[i]);

		for (size_t j = 0; e == OK && j < i; j++)
			if (bodies[j] == bodies[i])
				e = body_twice(cx, bodies[i]);
		if (e != OK && e != ERR_INPUT)
			return e;
		if (e != OK)
			worst = e;
	}
	return worst;
}

static enum err check_version(struct ctx *cx, int64_t form_version)
{
	struct form_version_by_number v;
	struct form_by_id f;
	enum err e = form_version_by_id_query(cx->db, cx->arena, form_version, &v);

	if (e == OK)
		e = form_get(cx, v.form, &f);
	if (e == ERR_MISSING)
		return problem(cx, ERR_INPUT, "form_version", MSG("Choose a version of a form."));
	if (e == OK && strcmp(v.state, "ready") != 0 && strcmp(v.state, "used") != 0)
		return problem(cx, ERR_INPUT, "form_version",
			MSG("Version {1} of the form is not ready. Mark it as ready first, or "
			    "choose another one.",
				N(v.number)));
	return e;
}

/* Reports every fault at once; what the store says otherwise ends it. */
static enum err check_input(struct ctx *cx, const struct round_input *in)
{
	enum err each[] = {
		names_check(cx, &in->title),
		check_version(cx, in->form_version),
		check_due(cx, in->due_on),
		check_bodies(cx, in->bodies, in->n_bodies),
	};
	enum err worst = OK;

	for (size_t i = 0; i < COUNT_OF(each); i++)
		if (each[i] != OK && (worst == OK || worst == ERR_INPUT))
			worst = each[i];
	return worst;
}

static enum err keep_letter(
	struct ctx *cx, int64_t body, const struct round_input *in, int64_t *letter)
{
	struct letter l = { .number = in->letter_number,
		.date = in->letter_date,
		.from_body = body,
		.to_body = DB_NULL,
		.subject = names_pick(cx->lang, &in->title) };

	*letter = DB_NULL;
	if (!l.number && !l.date)
		return OK;
	return letter_add(cx, &l, letter);
}

static enum err keep_bodies(struct ctx *cx, int64_t round, const struct round_input *in)
{
	TRY(round_body_delete_query(cx->db, round, NULL));
	for (size_t i = 0; i < in->n_bodies; i++)
		TRY(conflict(cx, round_body_insert_query(cx->db, round, in->bodies[i], NULL)));
	return OK;
}

/* ---- drafts ---- */

enum err round_add(struct ctx *cx, int64_t body, const struct round_input *in, int64_t *id)
{
	struct name_keys keys;
	int64_t letter;
	enum err wrong, paper;

	TRY(may(cx, MAY_COORDINATE, body));
	wrong = check_input(cx, in);
	paper = keep_letter(cx, body, in, &letter);
	TRY(wrong);
	TRY(paper);
	keys = names_keys(cx, &in->title, in->letter_number);
	*id = id_new();
	TRY(round_insert_query(cx->db, *id, in->form_version, body, in->title.ar, in->title.ckb,
		in->title.kmr, in->title.en, keys.ar, keys.ckb, keys.en, keys.fold, in->due_on,
		letter, cx->now, NULL));
	TRY(keep_bodies(cx, *id, in));
	return audit(cx, "round.add", "round", *id, body, FACT("due", in->due_on),
		FACT_N("bodies", (int64_t)in->n_bodies));
}

static enum err changed_meanwhile(struct ctx *cx)
{
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("Somebody changed this round meanwhile. What you typed is kept below."));
}

enum err round_edit(struct ctx *cx, int64_t round, int64_t version, const struct round_input *in)
{
	struct round_by_id r;
	struct name_keys keys;
	int64_t letter, changed;
	enum err wrong, paper;

	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	if (strcmp(r.state, "draft") != 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This round is open already. Its form and bodies are fixed."));
	wrong = check_input(cx, in);
	paper = keep_letter(cx, r.body, in, &letter);
	TRY(wrong);
	TRY(paper);
	keys = names_keys(cx, &in->title, in->letter_number);
	TRY(round_set_query(cx->db, round, version, in->form_version, in->title.ar, in->title.ckb,
		in->title.kmr, in->title.en, keys.ar, keys.ckb, keys.en, keys.fold, in->due_on,
		letter, &changed));
	if (!changed)
		return changed_meanwhile(cx);
	TRY(keep_bodies(cx, round, in));
	return audit(cx, "round.edit", "round", round, r.body, FACT("due", in->due_on),
		FACT_N("bodies", (int64_t)in->n_bodies));
}

/* ---- open, close ---- */

/* Takes one step of the flow and moves the row. */
static enum err move(struct ctx *cx, const struct round_by_id *r, const char *act,
	const struct flow_papers *papers)
{
	const struct flow_step *step;
	int64_t changed;
	bool opens;

	TRY(flow_go(cx, &round_flow, r->id, r->body, r->state, act, papers, &step));
	if (strcmp(step->from, step->to) == 0)
		return OK;
	opens = strcmp(step->from, "draft") == 0;
	TRY(round_set_state_query(cx->db, r->id, step->from, step->to, opens ? cx->now : NULL,
		strcmp(step->to, "closed") == 0 ? cx->now : NULL, &changed));
	return changed ? OK : ERR_BUSY;
}

static enum err ask_one(struct ctx *cx, const struct round_by_id *r, int64_t body)
{
	int64_t id = id_new();

	TRY(conflict(cx, response_insert_query(cx->db, id, r->id, body, r->due_on, cx->now, NULL)));
	return tell_asked(cx, r, id, body, r->due_on);
}

static enum err ask_all(
	struct ctx *cx, const struct round_by_id *r, const struct round_bodies *bodies, size_t n)
{
	for (size_t i = 0; i < n; i++)
		TRY(ask_one(cx, r, bodies[i].id));
	return round_recount_query(cx->db, r->id, NULL);
}

static enum err check_opening(
	struct ctx *cx, const struct round_by_id *r, const struct round_bodies *bodies, size_t n)
{
	enum err worst = check_due(cx, r->due_on);

	if (!n)
		worst = problem(cx, ERR_INPUT, "bodies", MSG("Choose at least one body to ask."));
	for (size_t i = 0; i < n; i++)
		if (bodies[i].ends && strcmp(bodies[i].ends, cx->today) < 0)
			worst = check_body(cx, bodies[i].id);
	if (r->letter == DB_NULL)
		worst = problem(cx, ERR_INPUT, "letter_number",
			MSG("Enter the number and the date of the letter that asks the bodies."));
	if (worst == OK || worst == ERR_INPUT) {
		enum err unsigned_yet = form_sign_complete(cx, r->form_version, r->form_number);

		worst = unsigned_yet == OK ? worst : unsigned_yet;
	}
	return worst;
}

enum err round_open(struct ctx *cx, int64_t round)
{
	struct round_by_id r;
	struct round_bodies *bodies;
	size_t n;

	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	TRY(round_bodies_query(cx->db, cx->arena, round, &bodies, &n));
	if (strcmp(r.state, "draft") == 0)
		TRY(check_opening(cx, &r, bodies, n));
	TRY(move(cx, &r, "open",
		&(struct flow_papers){ .letter = r.letter == DB_NULL ? 0 : r.letter }));
	TRY(form_version_use(cx, r.form_version, r.body));
	return ask_all(cx, &r, bodies, n);
}

enum err round_close(struct ctx *cx, int64_t round)
{
	struct round_by_id r;

	TRY(round_get(cx, round, &r));
	TRY(move(cx, &r, "close", &(struct flow_papers){ 0 }));
	return tell_round(cx, &r, "round.closed", NULL);
}

enum err round_reopen(struct ctx *cx, int64_t round, const char *reason)
{
	struct round_by_id r;

	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	if (strcmp(r.state, "closed") == 0)
		TRY(form_sign_complete(cx, r.form_version, r.form_number));
	TRY(move(cx, &r, "reopen", &(struct flow_papers){ .reason = reason }));
	return tell_round(cx, &r, "round.reopened", NULL);
}

/* ---- while open ---- */

enum err round_ask(struct ctx *cx, int64_t round, int64_t body)
{
	struct round_by_id r;

	TRY(round_get(cx, round, &r));
	TRY(move(cx, &r, "ask", &(struct flow_papers){ 0 }));
	TRY(check_body(cx, body));
	TRY(ask_one(cx, &r, body));
	TRY(round_recount_query(cx->db, round, NULL));
	return audit(cx, "round.ask", "round", round, body, FACT_N("body", body));
}

enum err round_unask(struct ctx *cx, int64_t round, int64_t body, const char *reason)
{
	struct round_by_id r;
	struct response_of p;
	int64_t changed;
	bool found;

	TRY(round_get(cx, round, &r));
	TRY(move(cx, &r, "unask", &(struct flow_papers){ .reason = reason }));
	TRY(response_of_query(cx->db, cx->arena, round, body, &p, &found));
	if (!found)
		return ERR_MISSING;
	TRY(response_delete_query(cx->db, round, body, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, "bodies",
			MSG("This body has typed answers already, so it stays in the round."));
	TRY(round_recount_query(cx->db, round, NULL));
	TRY(tell_unasked(cx, &r, body));
	return audit(cx, "round.unask", "round", round, body, FACT_N("body", body));
}

enum err round_move_due(struct ctx *cx, int64_t round, const char *due_on, const char *reason)
{
	struct round_by_id r;

	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	TRY(check_due(cx, due_on));
	TRY(move(cx, &r, "move_due", &(struct flow_papers){ .reason = reason }));
	TRY(round_set_due_query(cx->db, round, due_on, NULL));
	TRY(response_move_due_query(cx->db, round, r.due_on, due_on, NULL));
	TRY(tell_round(cx, &r, "round.due", NULL));
	return audit(cx, "round.due", "round", round, r.body, FACT("from", r.due_on),
		FACT("to", due_on));
}
