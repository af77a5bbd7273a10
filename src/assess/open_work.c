#include "assess/open_work.h"

#include <string.h>

#include "assess/open_work_sql.h"
#include "base/time.h"

static const char *address(struct ctx *cx, const char *before, int64_t id, const char *after)
{
	return arena_printf(cx->arena, "%s%lld%s", before, (long long)id, after);
}

/* How the deadline stands. */
static void due_tag(struct ctx *cx, const char *due_on, struct work_line *l)
{
	int64_t left = date_between(cx->today, due_on);

	l->kind = left < 0 ? "late" : left <= 7 ? "soon" : "none";
	l->tag = left < 0   ? MSGN("{1} day late", "{1} days late", -left, N(-left))
		 : left > 0 ? MSGN("{1} day left", "{1} days left", left, N(left))
			    : MSG("Due today");
}

/* ---- at the body: focal point and head ---- */

static struct msg owed_fact(const struct open_work_responses *r)
{
	if (strcmp(r->state, "asked") == 0)
		return MSG("Due {1}. Not started.", D(r->due_on));
	if (strcmp(r->state, "returned") == 0)
		return MSG("Returned. Due {1}. {2} of {3} questions are answered.", D(r->due_on),
			N(r->answered), N(r->asked));
	return MSG("Draft begun. Due {1}. {2} of {3} questions are answered.", D(r->due_on),
		N(r->answered), N(r->asked));
}

enum err open_owed(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct open_work_responses *rows;
	size_t n;

	if (!work_may(p, MAY_ENTER))
		return OK;
	TRY(open_work_responses_query(cx->db, cx->arena, p->body, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct open_work_responses *r = &rows[i];
		struct work_line *l;

		if (strcmp(r->state, "sent") == 0)
			continue;
		l = LIST_PUSH(cx->arena, lines);
		*l = (struct work_line){ .href = address(cx, "/responses/", r->id, ""),
			.title = MSG("{1}", S(PICK(cx->lang, r, title))),
			.fact = owed_fact(r) };
		if (p->own && strcmp(r->state, "returned") == 0)
			l->words = r->reason;
		due_tag(cx, r->due_on, l);
	}
	return OK;
}

enum err open_approvals(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct open_work_responses *rows;
	size_t n;

	if (!work_may(p, MAY_APPROVE))
		return OK;
	TRY(open_work_responses_query(cx->db, cx->arena, p->body, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct open_work_responses *r = &rows[i];
		struct work_line *l;

		if (strcmp(r->state, "sent") != 0)
			continue;
		l = LIST_PUSH(cx->arena, lines);
		*l = (struct work_line){ .href = address(cx, "/responses/", r->id, ""),
			.title = MSG("{1}", S(PICK(cx->lang, r, title))),
			.fact = MSG("Sent on {1}. It is approved by letter.", T(r->sent_at)) };
		due_tag(cx, r->due_on, l);
	}
	return OK;
}

/* ---- at the coordinator ---- */

enum err open_reviews(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct open_work_rounds *rows;
	size_t n;

	if (!work_may(p, MAY_COORDINATE))
		return OK;
	TRY(open_work_rounds_query(cx->db, cx->arena, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct open_work_rounds *r = &rows[i];
		struct work_line *l = LIST_PUSH(cx->arena, lines);

		*l = (struct work_line){ .href = address(cx, "/rounds/", r->id, ""),
			.title = MSG("{1}", S(PICK(cx->lang, r, title))),
			.fact = MSG("Due {1}. Accepted: {2} of {3}. Waiting for review: {4}.",
				D(r->due_on), N(r->done - r->waiting), N(r->asked),
				N(r->waiting)) };
		due_tag(cx, r->due_on, l);
	}
	return OK;
}

enum err open_extensions(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct open_work_extensions *rows;
	size_t n;

	if (!work_may(p, MAY_COORDINATE))
		return OK;
	TRY(open_work_extensions_query(cx->db, cx->arena, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct open_work_extensions *r = &rows[i];

		*LIST_PUSH(cx->arena, lines) = (struct work_line){
			.href = address(cx, "/responses/", r->response, "/deadline"),
			.title = MSG("{1}, for {2}", S(PICK(cx->lang, r, title)),
				S(PICK(cx->lang, r, name))),
			.fact = MSG("Asked on {1} for time until {2}.", T(r->at), D(r->due_on))
		};
	}
	return OK;
}

/* ---- letters ---- */

static enum err sign_letters(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct open_work_signs *rows;
	size_t n;

	TRY(open_work_signs_query(cx->db, cx->arena, p->body, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct open_work_signs *r = &rows[i];

		*LIST_PUSH(cx->arena, lines) = (struct work_line){
			.href = arena_printf(cx->arena, "/forms/%lld/versions/%lld/sign",
				(long long)r->form, (long long)r->number),
			.title = MSG("{1}, version {2}", S(PICK(cx->lang, r, title)), N(r->number)),
			.fact = MSG("The letter with the sign-off was asked for on {1}.",
				T(r->asked_at))
		};
	}
	return OK;
}

enum err open_letters(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct open_work_copies *rows;
	size_t n;

	if (!work_may(p, MAY_ENTER) && !work_may(p, MAY_APPROVE) && !work_may(p, MAY_COORDINATE))
		return OK;
	TRY(sign_letters(cx, p, lines));
	if (work_may(p, MAY_COORDINATE))
		return OK;
	TRY(open_work_copies_query(cx->db, cx->arena, p->body, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct open_work_copies *r = &rows[i];

		*LIST_PUSH(cx->arena, lines) =
			(struct work_line){ .href = address(cx, "/responses/", r->id, "/evidence"),
				.title = MSG("{1}", S(PICK(cx->lang, r, title))),
				.fact = MSG("Approved on {1}. The signed copy has not come back.",
					T(r->approved_at)) };
	}
	return OK;
}
