#include "assess/remind.h"

#include <string.h>

#include "assess/response.h"
#include "assess/round.h"
#include "assess/tell.h"
#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/job_sql.h"
#include "core/may.h"
#include "core/setting.h"
#include "people/mail_batch.h"
#include "people/notice.h"

#define AT_ONCE 100
#define EVERY 3600
#define CATCH_UP 6 /* days */

const char *const reminder_whom[] = { "enter", "approve", "coordinate", NULL };

const char *reminder_whom_word(const char *who)
{
	return strcmp(who, "enter") == 0     ? _("Focal point")
	       : strcmp(who, "approve") == 0 ? _("Head of department")
					     : _("Coordinator");
}

/* ---- rules ---- */

static enum err check_rule(struct ctx *cx, int64_t days, const char *who)
{
	enum err e = OK;

	if (days < -REMINDER_DAYS || days > REMINDER_DAYS)
		e = problem(cx, ERR_INPUT, "days",
			MSG("Enter at most {1} days before or after the deadline.",
				N(REMINDER_DAYS)));
	if (strcmp(who, "enter") != 0 && strcmp(who, "approve") != 0 &&
		strcmp(who, "coordinate") != 0)
		e = problem(cx, ERR_INPUT, "who", MSG("Choose one from the list."));
	return e;
}

enum err reminder_rule_add(struct ctx *cx, int64_t days, const char *who, int64_t *id)
{
	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(check_rule(cx, days, who));
	*id = id_new();
	TRY(conflict(cx, reminder_rule_insert_query(cx->db, *id, days, who, NULL)));
	return audit(cx, "reminder_rule.add", "reminder_rule", *id, DB_NULL, FACT_N("days", days),
		FACT("who", who));
}

enum err reminder_rule_set(
	struct ctx *cx, int64_t id, int64_t version, int64_t days, const char *who, bool active)
{
	struct reminder_rule_by_id now;
	int64_t changed;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(reminder_rule_by_id_query(cx->db, cx->arena, id, &now));
	TRY(check_rule(cx, days, who));
	TRY(conflict(
		cx, reminder_rule_update_query(cx->db, id, version, days, who, active, &changed)));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed this rule meanwhile. Look at it again, then repeat "
			    "your change."));
	return audit(cx, "reminder_rule.set", "reminder_rule", id, DB_NULL, FACT_N("days", days),
		FACT("who", who), FACT("active", active ? "yes" : "no"));
}

void reminder_window(struct ctx *cx, const struct reminder_rules *rules, size_t n, size_t i,
	const char **first, const char **last)
{
	const struct reminder_rules *u = &rules[i];
	int64_t oldest = u->days + CATCH_UP;

	for (size_t k = 0; k < n; k++)
		if (rules[k].active && strcmp(rules[k].who, u->who) == 0 &&
			rules[k].days > u->days && rules[k].days - 1 < oldest)
			oldest = rules[k].days - 1;
	if (u->days < 0 && oldest > 0)
		oldest = 0;
	*first = date_add(cx->arena, cx->today, -oldest);
	*last = date_add(cx->arena, cx->today, -u->days);
}

/* ---- telling ---- */

static struct tell_response tell_row(const struct reminder_row *p)
{
	return (struct tell_response){ .id = p->id,
		.body = p->body,
		.round = p->round,
		.round_body = p->round_body,
		.title = { [LANG_AR] = p->title_ar,
			[LANG_CKB] = p->title_ckb,
			[LANG_KMR] = p->title_kmr,
			[LANG_EN] = p->title_en } };
}

/* Whether the body had been asked when the rule's day began. */
static bool asked_before(struct ctx *cx, const struct reminder_row *p, int64_t days)
{
	int64_t ms;

	if (!time_parse(p->created_at, &ms))
		return true;
	return strcmp(time_date(cx->arena, ms, cx->config->zone_minutes),
		       date_add(cx->arena, p->due_on, days)) <= 0;
}

/* Tells one body of its deadline: how many days are left, or how many it is late. */
static enum err tell_deadline(struct ctx *cx, const struct reminder_row *p, const char *who,
	const char *key, const char *batch)
{
	const struct tell_response one = tell_row(p);
	int64_t left = date_between(cx->today, p->due_on);
	enum capability cap = strcmp(who, "approve") == 0 ? MAY_APPROVE : MAY_ENTER;
	const char *kind = left > 0 ? "remind.before" : left == 0 ? "remind.today" : "remind.late";

	return tell_one(cx, &one, kind, cap, p->due_on, left > 0 ? left : -left, key, batch);
}

/* Tells the coordinators of a round, once a rule and day, how many bodies a rule speaks for. */
static enum err tell_coordinator(struct ctx *cx, const struct reminder_row *p,
	const struct reminder_rules *u, const char *first, const char *last, const char *batch)
{
	struct notice told = { .kind = u->days < 0 ? "remind.round_before" : "remind.round_late",
		.once = arena_printf(cx->arena, "remind.round:%lld:%lld:%s", (long long)p->round,
			(long long)u->id, cx->today),
		.capability = MAY_COORDINATE,
		.body = p->round_body,
		.path = arena_printf(cx->arena, "/rounds/%lld?step=late", (long long)p->round),
		.title = { [LANG_AR] = p->title_ar,
			[LANG_CKB] = p->title_ckb,
			[LANG_KMR] = p->title_kmr,
			[LANG_EN] = p->title_en },
		.date = p->due_on,
		.batch = batch };

	TRY(reminder_due_in_query(
		cx->db, cx->arena, p->round, u->id, first, last, u->who, &told.n));
	if (u->days < 0)
		told.path = arena_printf(cx->arena, "/rounds/%lld", (long long)p->round);
	return notice_tell(cx, &told);
}

static enum err speak(struct ctx *cx, const struct reminder_rules *u, const char *first,
	const char *last, const struct reminder_row *rows, size_t n)
{
	bool to_round = strcmp(u->who, "coordinate") == 0;
	const char *batch;
	int64_t round = 0;

	TRY(mail_batch_open(cx, arena_printf(cx->arena, "remind:%lld", (long long)u->id), &batch));
	for (size_t i = 0; i < n; i++) {
		const struct reminder_row *p = &rows[i];
		bool told = asked_before(cx, p, u->days);

		if (told && to_round && p->round != round) {
			TRY(tell_coordinator(cx, p, u, first, last, batch));
			round = p->round;
		}
		if (told && !to_round)
			TRY(tell_deadline(cx, p, u->who,
				arena_printf(cx->arena, "%lld:%s", (long long)u->id, p->due_on),
				batch));
		TRY(reminder_insert_query(
			cx->db, p->id, u->id, p->due_on, told, DB_NULL, cx->now, NULL));
	}
	return OK;
}

/* ---- the job of the rules ---- */

static enum err step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct reminder_rules *rules;
	struct reminder_row *rows;
	size_t n_rules, n;

	run->again_in = EVERY;
	TRY(reminder_rules_query(cx->db, cx->arena, &rules, &n_rules));
	for (size_t i = 0; i < n_rules; i++) {
		const char *first, *last;

		if (!rules[i].active)
			continue;
		reminder_window(cx, rules, n_rules, i, &first, &last);
		TRY(reminder_due_query(cx->db, cx->arena, rules[i].id, first, last, rules[i].who,
			AT_ONCE, &rows, &n));
		if (n) {
			run->done += (int64_t)n;
			run->more = true;
			return speak(cx, &rules[i], first, last, rows, n);
		}
		TRY(mail_batch_told(
			cx, arena_printf(cx->arena, "remind:%lld", (long long)rules[i].id)));
	}
	return OK;
}

const struct job_kind remind_job = { "remind", _("Reminding by the rules"), step, true };

/* The rules an instance begins with; what people make of them afterwards stays. */
static enum err first_rules(struct ctx *cx)
{
	static const struct {
		int64_t days;
		const char *who;
	} first[] = { { -7, "enter" }, { -2, "enter" }, { 1, "enter" }, { 3, "approve" },
		{ 7, "coordinate" } };
	const char *made;
	int64_t id;

	TRY(setting_get(cx, "reminder.rules", NULL, &made));
	if (made)
		return OK;
	for (size_t i = 0; i < COUNT_OF(first); i++)
		TRY(reminder_rule_add(cx, first[i].days, first[i].who, &id));
	return setting_put(cx, "reminder.rules", "made");
}

enum err remind_job_add(struct ctx *cx)
{
	TRY(first_rules(cx));
	return job_add(cx, remind_job.name, remind_job.name, NULL, NULL, NULL);
}

/* ---- by hand ---- */

/* Who is reminded by hand: where the response is now. */
static enum err tell_by_hand(struct ctx *cx, const struct tell_response *one, const char *state,
	const char *due_on, const char *day, const char *batch)
{
	bool head = strcmp(state, "sent") == 0;

	return tell_one(cx, one, "remind.by_hand", head ? MAY_APPROVE : MAY_ENTER, due_on, DB_NULL,
		day, batch);
}

static enum err reminded_already(struct ctx *cx)
{
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("This was reminded today already. It can be reminded again tomorrow."));
}

enum err remind_late(struct ctx *cx, int64_t round)
{
	const char *key = arena_printf(cx->arena, "%lld:%s", (long long)round, cx->today);
	const char *args = arena_printf(
		cx->arena, "{\"round\":%lld,\"day\":\"%s\"}", (long long)round, cx->today);
	const struct flow_step *taken;
	struct reminder_row *rows;
	struct round_by_id r;
	int64_t id;
	size_t n;
	enum err e;

	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	e = job_by_key_query(cx->db, cx->arena, remind_late_job.name, key, &id);
	if (e == OK)
		return reminded_already(cx);
	if (e != ERR_MISSING)
		return e;
	TRY(flow_go(cx, &round_flow, round, r.body, r.state, "remind", NULL, &taken));
	TRY(reminder_late_query(cx->db, cx->arena, round, cx->today, 1, &rows, &n));
	if (!n)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Nobody is late in this round who was not reminded today."));
	return job_add(cx, remind_late_job.name, key, args, NULL, NULL);
}

static enum err late_step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct reminder_row *rows;
	struct json *args;
	const char *why, *day, *name, *batch;
	int64_t round;
	size_t n;

	TRY(json_parse(cx->arena, run->args, strlen(run->args), &args, &why));
	round = json_int(args, "round", 0);
	day = json_str(args, "day", "");
	name = arena_printf(cx->arena, "remind:round:%lld:%s", (long long)round, day);
	TRY(reminder_late_query(cx->db, cx->arena, round, day, AT_ONCE, &rows, &n));
	if (!n)
		return mail_batch_told(cx, name);
	TRY(mail_batch_open(cx, name, &batch));
	for (size_t i = 0; i < n; i++) {
		const struct tell_response one = tell_row(&rows[i]);

		TRY(tell_by_hand(cx, &one, rows[i].state, rows[i].due_on, day, batch));
		TRY(reminder_insert_query(
			cx->db, rows[i].id, 0, day, true, cx->who.account, cx->now, NULL));
	}
	run->done += (int64_t)n;
	run->more = true;
	return OK;
}

const struct job_kind remind_late_job = { "remind.late", _("Reminding the late bodies of a round"),
	late_step, false };

enum err remind_body(struct ctx *cx, int64_t response)
{
	struct response_by_id r;
	struct tell_response one;
	int64_t n;

	TRY(response_get(cx, response, &r));
	TRY(may(cx, MAY_COORDINATE, r.round_body));
	if (strcmp(r.round_state, "open") != 0 || strcmp(r.state, "approved") == 0 ||
		strcmp(r.state, "accepted") == 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Nothing is owed by this body any more, so there is nothing to remind "
			    "it of."));
	TRY(reminder_today_query(cx->db, cx->arena, response, cx->today, &n));
	if (n)
		return reminded_already(cx);
	one = tell_of(&r);
	TRY(tell_by_hand(cx, &one, r.state, r.due_on, cx->today, NULL));
	TRY(reminder_insert_query(
		cx->db, response, 0, cx->today, true, cx->who.account, cx->now, NULL));
	return audit(cx, "response.remind", "response", response, r.body);
}
