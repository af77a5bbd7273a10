/* Rules of reminding; reminding at once, and one body. */
#include <string.h>

#include "assess/deadline_pages.h"
#include "assess/deadline_view_pages.h"
#include "assess/reminder_rules_html.h"
#include "assess/round_remind_html.h"
#include "core/may.h"

struct msg rule_when(int64_t days)
{
	if (days < 0)
		return MSGN("{1} day before the deadline", "{1} days before the deadline", -days,
			N(-days));
	if (days == 0)
		return MSG("on the day of the deadline");
	return MSGN("{1} day after the deadline", "{1} days after the deadline", days, N(days));
}

/* ---- rules ---- */

static const char *const sides[] = { "before", "after", NULL };

static void choices(const struct page *pg, struct rules_view *v)
{
	for (size_t i = 0; reminder_whom[i]; i++)
		*LIST_PUSH(pg->cx->arena, &v->whom) = (struct choice){ reminder_whom[i],
			reminder_whom_word(reminder_whom[i]), NULL };
	*LIST_PUSH(pg->cx->arena, &v->sides) =
		(struct choice){ "before", _("before the deadline"), NULL };
	*LIST_PUSH(pg->cx->arena, &v->sides) =
		(struct choice){ "after", _("after the deadline"), NULL };
}

enum err reminder_rules_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct reminder_rules *rows;
	struct rules_view v = { 0 };

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(reminder_rules_query(cx->db, cx->arena, &rows, &v.n));
	v.rules = rows;
	if (pg->posted && page_id(pg, "id", &v.edited) != OK)
		v.edited = 0;
	choices(pg, &v);
	pg->title = tr(cx->lang, _("Rules of reminding"));
	page_crumb(pg, pg->title, NULL);
	reminder_rules_html(pg->o, pg, &v);
	return OK;
}

static int64_t signed_days(const struct values *v)
{
	int64_t days = value_int(v, "days");

	return strcmp(value_text(v, "side"), "before") == 0 ? -days : days;
}

enum err reminder_rule_new_post(struct page *pg)
{
	const struct field fields[] = { INT("days", 0, REMINDER_DAYS), WORD("side", sides),
		WORD("who", reminder_whom) };
	struct values *v;
	int64_t id;

	TRY(FORM_READ(pg, fields, &v));
	TRY(reminder_rule_add(pg->cx, signed_days(v), value_text(v, "who"), &id));
	return page_go(pg, "/settings/reminders", _("The rule is added. It holds from now on."));
}

enum err reminder_rule_post(struct page *pg)
{
	const struct field fields[] = { INT("version", 0, INT32_MAX), INT("days", 0, REMINDER_DAYS),
		WORD("side", sides), WORD("who", reminder_whom), FLAG("active") };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(reminder_rule_set(pg->cx, id, value_int(v, "version"), signed_days(v),
		value_text(v, "who"), value_flag(v, "active")));
	return page_go(pg, "/settings/reminders", _("The rule is kept."));
}

/* ---- by hand ---- */

enum err round_remind_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct reminder_late_bodies *rows;
	struct round_remind_view v = { 0 };
	struct round_by_id r;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(cx, id, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	TRY(reminder_late_bodies_query(cx->db, cx->arena, id, cx->today, &rows, &v.n));
	v.r = &r;
	v.rows = rows;
	pg->title = tr(cx->lang, _("Remind late bodies"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, &r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)id));
	page_crumb(pg, pg->title, NULL);
	round_remind_html(pg->o, pg, &v);
	return OK;
}

enum err round_remind_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(remind_late(pg->cx, id));
	return page_go(pg, arena_printf(pg->cx->arena, "/rounds/%lld", (long long)id),
		_("The late bodies are being reminded. They find it among their notices."));
}

enum err response_remind_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(remind_body(pg->cx, id));
	return page_go(pg, arena_printf(pg->cx->arena, "/responses/%lld/deadline", (long long)id),
		_("The body is reminded."));
}
