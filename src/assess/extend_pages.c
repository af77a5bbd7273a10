/* The deadline of one response: more time, and what was reminded. */
#include <string.h>

#include "assess/deadline_pages.h"
#include "assess/deadline_view_pages.h"
#include "assess/response_deadline_html.h"
#include "base/text.h"
#include "core/may.h"

static const char *address(const struct page *pg, int64_t response)
{
	return arena_printf(pg->cx->arena, "/responses/%lld/deadline", (long long)response);
}

/* The response of the address: its own id, or that of an extension. */
static enum err find(struct page *pg, bool extension, struct response_by_id *r)
{
	struct extension_by_id e;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	if (!extension)
		return response_get(pg->cx, id, r);
	TRY(extension_by_id_query(pg->cx->db, pg->cx->arena, id, &e));
	return response_get(pg->cx, e.response, r);
}

static enum err load_lines(struct page *pg, struct deadline_view *v)
{
	struct ctx *cx = pg->cx;
	struct extensions_of *rows;
	struct extension_line *lines;

	TRY(extensions_of_query(cx->db, cx->arena, v->r->id, &rows, &v->n));
	lines = ARENA_ARRAY(cx->arena, v->n + 1, struct extension_line);
	for (size_t i = 0; i < v->n; i++) {
		const struct flow_step **steps;
		size_t n = extension_acts(cx, &rows[i], v->r->body, v->r->round_body, &steps);

		lines[i].e = &rows[i];
		for (size_t k = 0; k < n && v->owed; k++) {
			lines[i].grants |= strcmp(steps[k]->act, "grant") == 0;
			lines[i].withdraws |= strcmp(steps[k]->act, "withdraw") == 0;
			lines[i].takes_back |= strcmp(steps[k]->act, "take_back") == 0 &&
					       strcmp(rows[i].due_on, v->r->due_on) == 0;
		}
	}
	v->lines = lines;
	return OK;
}

static enum err show(struct page *pg, const struct response_by_id *r)
{
	struct ctx *cx = pg->cx;
	struct reminders_of *reminders;
	struct deadline_view v = { .r = r, .tag = step_tag(cx, r->state, r->due_on) };
	int64_t today;

	v.coordinates = may_at(cx, MAY_COORDINATE, r->round_body);
	v.asks = !v.coordinates && may_at(cx, MAY_ENTER, r->body);
	v.owed = strcmp(r->round_state, "open") == 0 && strcmp(r->state, "approved") != 0 &&
		 strcmp(r->state, "accepted") != 0;
	TRY(load_lines(pg, &v));
	for (size_t i = 0; i < v.n; i++)
		if (strcmp(v.lines[i].e->state, "asked") == 0)
			v.asks = false;
	TRY(reminders_of_query(cx->db, cx->arena, r->id, &reminders, &v.n_reminders));
	v.reminders = reminders;
	TRY(reminder_today_query(cx->db, cx->arena, r->id, cx->today, &today));
	v.reminded_today = today > 0;
	pg->title = tr(cx->lang, _("Deadline and reminders"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)r->round));
	page_crumb(pg, PICK(cx->lang, r, name),
		arena_printf(cx->arena, "/responses/%lld", (long long)r->id));
	page_crumb(pg, pg->title, NULL);
	response_deadline_html(pg->o, pg, &v);
	return OK;
}

enum err response_deadline_page(struct page *pg)
{
	struct response_by_id r;

	TRY(find(pg, false, &r));
	return show(pg, &r);
}

/* The same page, from the address of an extension: after a refusal. */
enum err extension_page(struct page *pg)
{
	struct response_by_id r;

	TRY(find(pg, true, &r));
	return show(pg, &r);
}

/* ---- acts ---- */

/* The domain names its fields due_on and reason; the form of a new one has names of its own. */
static enum err renamed(struct page *pg, enum err e)
{
	for (size_t i = 0; i < pg->cx->problems.n; i++) {
		struct problem *p = &pg->cx->problems.at[i];

		if (p->field && strcmp(p->field, "due_on") == 0)
			p->field = "new_due";
		else if (p->field && strcmp(p->field, "reason") == 0)
			p->field = "new_reason";
	}
	return e;
}

static enum err more_time(struct page *pg, bool give, const char *notice)
{
	static const struct field fields[] = { DATE("new_due"), LINES("new_reason", 1, 4000) };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(renamed(pg, give ? extension_give(pg->cx, id, value_text(v, "new_due"),
				       value_text(v, "new_reason"))
			     : extension_ask(pg->cx, id, value_text(v, "new_due"),
				       value_text(v, "new_reason"))));
	return page_go(pg, address(pg, id), notice);
}

enum err extension_ask_post(struct page *pg)
{
	return more_time(pg, false, _("The request is with the coordinator."));
}

enum err extension_give_post(struct page *pg)
{
	return more_time(pg, true, _("The body has more time."));
}

static enum err act(struct page *pg, const struct field *more, const char *name, const char *notice)
{
	const struct field fields[] = { INT("version", 0, INT32_MAX),
		more ? *more : (struct field)FLAG("none") };
	struct response_by_id r;
	struct values *v;
	const char *due = NULL, *reason = NULL;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(find(pg, true, &r));
	TRY(FORM_READ(pg, fields, &v));
	if (more && more->kind == FIELD_DATE)
		due = value_text(v, more->name);
	else if (more)
		reason = value_text(v, more->name);
	TRY(extension_act(pg->cx, id, value_int(v, "version"), name, due, reason));
	return page_go(pg, address(pg, r.id), notice);
}

enum err extension_grant_post(struct page *pg)
{
	static const struct field due = DATE("due_on");

	return act(pg, &due, "grant", _("Granted. The body has more time."));
}

enum err extension_refuse_post(struct page *pg)
{
	static const struct field reason = LINES("reason", 1, 4000);

	return act(pg, &reason, "refuse", _("Refused with your reason."));
}

enum err extension_withdraw_post(struct page *pg)
{
	return act(pg, NULL, "withdraw", _("The request is withdrawn."));
}

enum err extension_take_back_post(struct page *pg)
{
	static const struct field why = LINES("why", 1, 4000);

	return act(pg, &why, "take_back", _("The extra time is taken back."));
}

/* Several bodies of a round at once, from the page of its deadline. */
enum err round_extend_post(struct page *pg)
{
	static const struct field fields[] = { DATE("extend_due"),
		LINES("extend_reason", 1, 4000) };
	const char **ids;
	struct values *v;
	size_t n = form_all(pg, "extend", &ids);
	int64_t round;
	enum err bad;

	TRY(page_id(pg, "id", &round));
	bad = FORM_READ(pg, fields, &v);
	if (!n)
		bad = problem(pg->cx, ERR_INPUT, "extend", MSG("Choose at least one body."));
	TRY(bad);
	for (size_t i = 0; i < n; i++) {
		struct response_by_id r;
		int64_t id;

		if (!text_to_int(ids[i], &id))
			return ERR_MISSING;
		TRY(response_get(pg->cx, id, &r));
		if (r.round != round)
			return ERR_MISSING;
		TRY(extension_give(
			pg->cx, id, value_text(v, "extend_due"), value_text(v, "extend_reason")));
	}
	return page_go(pg, arena_printf(pg->cx->arena, "/rounds/%lld", (long long)round),
		_("These bodies have more time."));
}
