#include "people/retention.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/config.h"
#include "core/may.h"
#include "people/retention_sql.h"

#define BASIS_MOST 300
#define REASON_LEAST 3
#define REASON_MOST 500
#define DAY_MS INT64_C(86400000)

const char *const retention_units[] = { "day", "month", NULL };
const char *const retention_whats[] = { "act", "keep", NULL };

const struct retention_kind *retention_kind(const struct config *config, const char *name)
{
	const struct retention *r = config->retention;

	for (size_t i = 0; r && r->kinds[i]; i++)
		if (strcmp(r->kinds[i]->name, name) == 0)
			return r->kinds[i];
	return NULL;
}

const struct retention_subject *retention_subject(const struct config *config, const char *kind)
{
	const struct retention *r = config->retention;

	for (size_t i = 0; r && r->subjects[i]; i++)
		if (strcmp(r->subjects[i]->kind, kind) == 0)
			return r->subjects[i];
	return NULL;
}

/* ---- rules ---- */

enum err retention_rule_get(
	struct ctx *cx, const struct retention_kind *k, struct retention_rule *rule)
{
	struct retention_rule_of row;
	bool found;

	*rule = (struct retention_rule){ .kind = k, .amount = k->amount, .unit = k->unit };
	TRY(retention_rule_of_query(cx->db, cx->arena, k->name, &row, &found));
	if (!found)
		return OK;
	rule->id = row.id;
	rule->version = row.version;
	rule->amount = row.amount;
	rule->unit = row.unit;
	rule->keeps = strcmp(row.what, "keep") == 0;
	rule->confirmed = row.confirmed;
	rule->basis_ar = row.basis_ar;
	rule->basis_ckb = row.basis_ckb;
	rule->basis_kmr = row.basis_kmr;
	rule->basis_en = row.basis_en;
	return OK;
}

static const char *moved_back(struct arena *a, const char *day, int64_t amount, const char *unit)
{
	return strcmp(unit, "month") == 0 ? date_add_months(a, day, -amount)
					  : date_add(a, day, -amount);
}

struct retention_time retention_time_of(
	struct ctx *cx, const struct retention_rule *rule, const char *day)
{
	struct retention_time t = { .day = moved_back(cx->arena, day, rule->amount, rule->unit) };
	int64_t days = 0;

	if (!date_parse(t.day, &days))
		days = 0;
	t.at = time_text(cx->arena, days * DAY_MS - (int64_t)cx->config->zone_minutes * 60000);
	return t;
}

struct msg retention_long(const struct retention_rule *rule)
{
	if (rule->keeps)
		return MSG(_("for ever"));
	if (strcmp(rule->unit, "month") == 0)
		return MSGN("{1} month", "{1} months", rule->amount, N(rule->amount));
	return MSGN("{1} day", "{1} days", rule->amount, N(rule->amount));
}

const char *retention_stopped(const struct retention_rule *rule)
{
	if (rule->keeps)
		return "kept";
	return rule->kind->careful && !rule->confirmed ? "waiting" : "";
}

static bool long_enough(
	struct ctx *cx, const struct retention_kind *k, const struct retention_input *in)
{
	const char *back = moved_back(cx->arena, cx->today, in->amount, in->unit);

	return date_between(back, cx->today) >= k->least_days;
}

static bool blank(const char *s)
{
	return !s || !*s;
}

static enum err check(
	struct ctx *cx, const struct retention_kind *k, const struct retention_input *in)
{
	const char *const basis[][2] = { { "basis_ar", in->basis_ar },
		{ "basis_ckb", in->basis_ckb }, { "basis_kmr", in->basis_kmr },
		{ "basis_en", in->basis_en } };
	enum err e = OK;
	bool none = true;

	if (in->amount < 1 || in->amount > RETENTION_MOST)
		e = problem(cx, ERR_INPUT, "amount",
			MSG("Enter a number from 1 to {1}.", N(RETENTION_MOST)));
	else if (!long_enough(cx, k, in))
		e = problem(cx, ERR_INPUT, "amount",
			MSGN("These records are still needed by the program. Keep them at least "
			     "{1} day.",
				"These records are still needed by the program. Keep them at least "
				"{1} days.",
				k->least_days, N(k->least_days)));
	for (size_t i = 0; i < COUNT_OF(basis); i++) {
		none = none && blank(basis[i][1]);
		if (basis[i][1] && text_length(basis[i][1]) > BASIS_MOST)
			e = problem(cx, ERR_INPUT, basis[i][0],
				MSG("Shorten the text to {1} characters.", N(BASIS_MOST)));
	}
	if (in->confirmed && none)
		e = problem(cx, ERR_INPUT, "basis_ar",
			MSG("Write the law, order or letter the rule rests on, in one language at "
			    "least, so that it can be confirmed."));
	return e;
}

static enum err somebody_faster(struct ctx *cx)
{
	return problem(cx, ERR_CONFLICT, NULL,
		MSG("Somebody changed this rule meanwhile. Look at it again, then repeat your "
		    "change."));
}

enum err retention_rule_set(
	struct ctx *cx, const char *kind, int64_t version, const struct retention_input *in)
{
	const struct retention_kind *k = retention_kind(cx->config, kind);
	struct retention_rule now;
	int64_t changed = 0;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	if (!k)
		return ERR_MISSING;
	TRY(check(cx, k, in));
	TRY(retention_rule_get(cx, k, &now));
	if (now.version != version)
		return somebody_faster(cx);
	if (!version)
		now.id = id_new();
	if (version)
		TRY(retention_rule_update_query(cx->db, now.id, version, in->amount, in->unit,
			in->what, in->basis_ar, in->basis_ckb, in->basis_kmr, in->basis_en,
			in->confirmed, cx->now, cx->who.account, &changed));
	else
		TRY(retention_rule_insert_query(cx->db, now.id, kind, in->amount, in->unit,
			in->what, in->basis_ar, in->basis_ckb, in->basis_kmr, in->basis_en,
			in->confirmed, cx->now, cx->who.account, &changed));
	if (!changed)
		return somebody_faster(cx);
	return audit(cx, "retention.rule", "retention_rule", now.id, DB_NULL, FACT("kind", kind),
		FACT_N("amount", in->amount), FACT("unit", in->unit), FACT("what", in->what),
		FACT("confirmed", in->confirmed ? "yes" : "no"),
		FACT_N("amount_before", now.amount), FACT("unit_before", now.unit),
		FACT("what_before", now.keeps ? "keep" : "act"),
		FACT("basis", blank(in->basis_en) ? in->basis_ar : in->basis_en));
}

/* ---- holds ---- */

enum err retention_hold(
	struct ctx *cx, const char *kind, int64_t record, const char *reason, int64_t *id)
{
	const struct retention_subject *s = retention_subject(cx->config, kind);
	const char *name;
	int64_t added;
	enum err e;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	if (!s)
		return problem(cx, ERR_INPUT, "kind", MSG("Choose one from the list."));
	if (blank(reason) || text_length(reason) < REASON_LEAST ||
		text_length(reason) > REASON_MOST)
		return problem(cx, ERR_INPUT, "reason",
			MSG("Write the reason, in {1} to {2} characters.", N(REASON_LEAST),
				N(REASON_MOST)));
	e = s->name_of(cx, record, &name);
	if (e == ERR_MISSING)
		return problem(cx, ERR_INPUT, "record",
			MSG("There is no such record. Copy the number from the end of its page’s "
			    "address."));
	TRY(e);
	*id = id_new();
	TRY(retention_hold_insert_query(
		cx->db, *id, kind, record, reason, cx->who.account, cx->now, &added));
	if (!added)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This record is held already."));
	return audit(cx, "retention.hold", kind, record, DB_NULL, FACT_N("hold", *id),
		FACT_P("reason", reason));
}

enum err retention_unhold(struct ctx *cx, int64_t id)
{
	struct retention_hold_by_id h;
	int64_t changed;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(retention_hold_by_id_query(cx->db, cx->arena, id, &h));
	TRY(retention_hold_end_query(cx->db, id, cx->who.account, cx->now, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This hold has ended already."));
	return audit(cx, "retention.unhold", h.kind, h.record, DB_NULL, FACT_N("hold", id));
}
