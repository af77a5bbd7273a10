#include "assess/form_sign.h"

#include <string.h>

#include "base/id.h"
#include "core/audit.h"
#include "core/letter.h"
#include "core/may.h"

static const struct flow_state states[] = {
	{ "asked", _("Asked"), "wait" },
	{ "signed", _("Signed off"), "ok" },
	{ "objected", _("Objects"), "bad" },
};

/* The domain has checked that it is one's own body: form_sign_act. */
static const struct flow_step steps[] = {
	{ "asked", "sign", _("Sign off"), MAY_APPROVE, "signed", FLOW_LETTER },
	{ "asked", "sign", _("Sign off"), MAY_COORDINATE, "signed", FLOW_LETTER },
	{ "asked", "object", _("Object"), MAY_APPROVE, "objected", FLOW_REASON },
	{ "asked", "object", _("Object"), MAY_COORDINATE, "objected", FLOW_REASON },
	{ "signed", "withdraw", _("Withdraw"), MAY_APPROVE, "asked", FLOW_REASON },
	{ "signed", "withdraw", _("Withdraw"), MAY_COORDINATE, "asked", FLOW_REASON },
	{ "objected", "withdraw", _("Withdraw"), MAY_APPROVE, "asked", FLOW_REASON },
	{ "objected", "withdraw", _("Withdraw"), MAY_COORDINATE, "asked", FLOW_REASON },
};

const struct flow form_sign_flow = {
	.kind = "form_sign",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps),
};

enum err form_signs(struct ctx *cx, int64_t form_version, struct form_signs **rows, size_t *n)
{
	return form_signs_query(cx->db, cx->arena, form_version, cx->who.system, cx->who.account,
		cx->who.body, rows, n);
}

static const char *page_of(struct ctx *cx, int64_t form, int64_t number)
{
	return arena_printf(
		cx->arena, "/forms/%lld/versions/%lld/sign", (long long)form, (long long)number);
}

/* ---- asking ---- */

static enum err ask_one(struct ctx *cx, const struct form_by_id *f,
	const struct form_version_by_number *v, int64_t body)
{
	int64_t id = id_new();

	TRY(conflict(cx, form_sign_insert_query(cx->db, id, v->id, body, cx->now, NULL)));
	TRY(audit(cx, "form_sign.ask", "form", f->id, body, FACT_N("number", v->number)));
	return notice_tell(
		cx, &(struct notice){ .kind = "form.sign.asked",
			    .once = arena_printf(cx->arena, "form.sign.asked:%lld", (long long)id),
			    .account = DB_NULL,
			    .capability = MAY_APPROVE,
			    .body = body,
			    .n = v->number,
			    .path = page_of(cx, f->id, v->number),
			    .title = { f->title_ar, f->title_ckb, f->title_kmr, f->title_en } });
}

enum err form_sign_ask(struct ctx *cx, int64_t form, int64_t number)
{
	struct form_version_by_number v;
	struct form_signs *rows;
	struct form_by_id f;
	size_t n;

	TRY(form_get(cx, form, &f));
	TRY(form_version_get(cx, form, number, &v));
	TRY(may(cx, MAY_COORDINATE, f.body));
	TRY(form_signs(cx, v.id, &rows, &n));
	if (!n)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("No other body writes this form, so it needs no sign-off."));
	if (strcmp(v.state, "retired") == 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This version is retired. Undo that first, or choose another one."));
	for (size_t i = 0; i < n; i++)
		if (rows[i].sign == DB_NULL)
			TRY(ask_one(cx, &f, &v, rows[i].id));
	return OK;
}

/* ---- signing, objecting, withdrawing ---- */

static enum err check_act(struct ctx *cx, const struct form_version_by_number *v,
	const struct form_signs *s, int64_t seen, const char *act)
{
	int64_t open;

	if (!s->signs)
		return problem(cx, ERR_DENIED, NULL,
			MSG("Only somebody who approves or coordinates at {1} signs for it.",
				S(PICK(cx->lang, s, name))));
	if (seen != DB_NULL && seen != s->version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Something was said for {1} meanwhile. Look at it, then repeat.",
				S(PICK(cx->lang, s, name))));
	if (strcmp(act, "withdraw") != 0)
		return OK;
	TRY(form_sign_rounds_query(cx->db, cx->arena, v->id, &open));
	return open ? problem(cx, ERR_CONFLICT, NULL,
			      MSG("A round is open with this version. Once it is closed, this can "
				  "be withdrawn."))
		    : OK;
}

static enum err keep_letter(struct ctx *cx, const struct form_by_id *f, int64_t body,
	const struct form_sign_papers *papers, int64_t *letter)
{
	*letter = DB_NULL;
	return letter_add(cx,
		&(struct letter){ .number = papers->letter_number,
			.date = papers->letter_date,
			.from_body = body,
			.to_body = body == f->body ? DB_NULL : f->body,
			.subject = PICK(cx->lang, f, title) },
		letter);
}

static enum err tell(struct ctx *cx, const struct form_version_by_number *v,
	const struct form_signs *s, const char *to, int64_t event)
{
	const char *kind = strcmp(to, "signed") == 0	 ? "form.sign.signed"
			   : strcmp(to, "objected") == 0 ? "form.sign.objected"
							 : "form.sign.withdrawn";

	return form_tell(cx, v->form, s->id,
		arena_printf(cx->arena, "%s:%lld", kind, (long long)event),
		&(struct notice){
			.kind = kind, .n = v->number, .path = page_of(cx, v->form, v->number) });
}

static enum err act_on(struct ctx *cx, const struct form_version_by_number *v,
	const struct form_signs *s, const char *act, const struct form_sign_papers *papers)
{
	const struct flow_step *step;
	struct form_by_id f;
	int64_t letter = DB_NULL, changed;

	TRY(form_get(cx, v->form, &f));
	if (strcmp(act, "sign") == 0)
		TRY(keep_letter(cx, &f, s->id, papers, &letter));
	TRY(flow_go(cx, &form_sign_flow, s->sign, s->id, s->state, act,
		&(struct flow_papers){
			papers->reason && strcmp(act, "sign") != 0 ? papers->reason : NULL,
			letter == DB_NULL ? 0 : letter },
		&step));
	TRY(form_sign_set_query(
		cx->db, s->sign, step->from, s->version, step->to, letter, &changed));
	return changed ? tell(cx, v, s, step->to, id_new()) : ERR_BUSY;
}

enum err form_sign_act(struct ctx *cx, int64_t form, int64_t number, int64_t body, int64_t seen,
	const char *act, const struct form_sign_papers *papers)
{
	struct form_version_by_number v;
	struct form_signs *rows;
	size_t n;

	TRY(form_version_get(cx, form, number, &v));
	if (!form_is_written(cx, form))
		return ERR_MISSING;
	TRY(form_signs(cx, v.id, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		if (rows[i].id != body || rows[i].sign == DB_NULL)
			continue;
		TRY(check_act(cx, &v, &rows[i], seen, act));
		return act_on(cx, &v, &rows[i], act, papers);
	}
	return ERR_MISSING;
}

/* ---- for rounds ---- */

enum err form_sign_complete(struct ctx *cx, int64_t form_version, int64_t number)
{
	struct form_signs *rows;
	enum err worst = OK;
	size_t n;

	TRY(form_signs(cx, form_version, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (!rows[i].state || strcmp(rows[i].state, "signed") != 0)
			worst = problem(cx, ERR_CONFLICT, "form_version",
				MSG("{1} has not signed version {2} of the form off. A round opens "
				    "once every body that writes it has.",
					S(PICK(cx->lang, &rows[i], name)), N(number)));
	return worst;
}
