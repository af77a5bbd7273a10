#include "people/deputy.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/letter.h"
#include "core/may.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/deputy_sql.h"
#include "people/notice.h"
#include "people/person.h"
#include "people/person_sql.h"
#include "people/post.h"
#include "people/post_sql.h"

#define REASON_MOST 1000

const char *const deputy_states[] = { "planned", "now", "over", NULL };

const char *deputy_state(const char *today, const char *starts, const char *ends, bool ended)
{
	if (ended || strcmp(ends, today) < 0)
		return "over";
	return strcmp(starts, today) > 0 ? "planned" : "now";
}

const char *deputy_state_word(const char *state)
{
	return strcmp(state, "planned") == 0 ? _("Planned")
	       : strcmp(state, "now") == 0   ? _("Deputises now")
					     : _("Over");
}

const char *deputy_words(struct ctx *cx, const char *who, const char *holder)
{
	return msg_text(cx->arena, cx->lang, MSG("{1} for {2} (as deputy)", S(who), S(holder)));
}

/* ---- who may ---- */

static bool is_holder(const struct ctx *cx, int64_t holder)
{
	return cx->who.account && cx->who.person && cx->who.person == holder;
}

bool deputy_may_name(struct ctx *cx, const struct post_by_id *p)
{
	return p->person != DB_NULL && !p->ends && strcmp(p->kind, "administrator") != 0 &&
	       (is_holder(cx, p->person) || post_may_manage(cx, p->kind, p->body));
}

bool deputy_may_end(struct ctx *cx, const struct deputy_by_id *d)
{
	return is_holder(cx, d->holder) || is_holder(cx, d->person) ||
	       post_may_manage(cx, d->kind, d->body);
}

/* ---- the day ---- */

/* Whether the stored day is the one after today: a node whose clock is ahead has settled it. */
static bool ahead(const struct ctx *cx, const char *stored)
{
	return date_between(cx->today, stored) == 1;
}

/* The day whose deputies have their rights when this transaction ends. */
static enum err settled_day(struct ctx *cx, const char **day)
{
	struct deputy_day_get stored;
	bool found;

	TRY(deputy_day_get_query(cx->db, cx->arena, &stored, &found));
	*day = found && ahead(cx, stored.day) ? stored.day : cx->today;
	return OK;
}

static enum err give(struct ctx *cx, int64_t deputy, int64_t account, int64_t post,
	const char *kind, int64_t body)
{
	const struct post_grant *grants;
	size_t n;

	grants = post_kind_grants(kind, &n);
	for (size_t i = 0; i < n; i++)
		TRY(grant_add_deputy(cx, account, grants[i].capability,
			grants[i].everywhere ? DB_NULL : body, post, deputy));
	return OK;
}

enum err deputy_settle(struct ctx *cx)
{
	struct deputy_day_get stored;
	struct deputy_to_take *over;
	struct deputy_to_give *now;
	size_t n;
	bool found;

	TRY(deputy_day_get_query(cx->db, cx->arena, &stored, &found));
	if (found && (strcmp(stored.day, cx->today) == 0 || ahead(cx, stored.day)))
		return OK;
	TRY(deputy_to_take_query(cx->db, cx->arena, cx->today, &over, &n));
	for (size_t i = 0; i < n; i++)
		TRY(grant_remove_deputy(cx, over[i].account, over[i].id));
	TRY(deputy_to_give_query(cx->db, cx->arena, cx->today, &now, &n));
	for (size_t i = 0; i < n; i++)
		TRY(give(cx, now[i].id, now[i].account, now[i].post, now[i].kind, now[i].body));
	return deputy_day_set_query(cx->db, cx->today, NULL);
}

/* ---- naming ---- */

static enum err check_days(struct ctx *cx, const struct deputy_input *in)
{
	int64_t first = 0, last = 0;
	enum err e = OK;

	if (!in->starts || !date_parse(in->starts, &first))
		e = problem(cx, ERR_INPUT, "starts",
			MSG("Enter a date, for example {1}.", S(cx->today)));
	else if (strcmp(in->starts, cx->today) < 0)
		e = problem(cx, ERR_INPUT, "starts",
			MSG("Enter a day that is not before today, {1}.", D(cx->today)));
	if (!in->ends || !date_parse(in->ends, &last))
		return problem(
			cx, ERR_INPUT, "ends", MSG("Enter a date, for example {1}.", S(cx->today)));
	if (e != OK)
		return e;
	if (last < first)
		return problem(cx, ERR_INPUT, "ends",
			MSG("The last day is before the first. Enter one from {1} on.",
				D(in->starts)));
	if (last - first >= DEPUTY_DAYS_MAX)
		return problem(cx, ERR_INPUT, "ends",
			MSG("A deputy stands in for {1} days at most. Hand the post over instead, "
			    "or enter an earlier day.",
				N(DEPUTY_DAYS_MAX)));
	return OK;
}

/* Who can deputise: *account is theirs. */
static enum err check_person(struct ctx *cx, const struct post_by_id *p, int64_t person,
	struct person_by_id *n, struct account_of_person *account)
{
	int64_t near;
	bool has;
	enum err e = person_by_id_query(cx->db, cx->arena, person, own_body(cx),
		(int64_t)cx->who.reach, cx->who.account, n);

	if (e == ERR_MISSING || (e == OK && n->ended_on))
		return problem(cx, ERR_INPUT, "person", MSG("Choose the person who deputises."));
	TRY(e);
	if (person == p->person)
		return problem(cx, ERR_INPUT, "person",
			MSG("{1} holds this post. Choose somebody else.",
				S(PICK(cx->lang, n, name))));
	TRY(deputy_near_query(cx->db, cx->arena, p->body, n->body, &near));
	if (!near)
		return problem(cx, ERR_INPUT, "person",
			MSG("{1} works at another body. Choose somebody of this body, or of one "
			    "above or below it.",
				S(PICK(cx->lang, n, name))));
	TRY(account_of_person_query(cx->db, cx->arena, person, account, &has));
	if (!has || strcmp(account->state, "active") != 0)
		return problem(cx, ERR_INPUT, "person",
			MSG("{1} has no account to sign in with. Have one made first, then name "
			    "the deputy.",
				S(PICK(cx->lang, n, name))));
	return OK;
}

static enum err check_post(struct ctx *cx, const struct post_by_id *p)
{
	if (!is_holder(cx, p->person))
		TRY(post_must_manage(cx, p->kind, p->body));
	if (p->ends)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This post has ended."));
	if (p->holding == DB_NULL)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Nobody holds this post. Give it to somebody first."));
	if (strcmp(p->kind, "administrator") == 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("An administrator has no deputy, because a deputy could keep the "
			    "rights. Add a second post of administrator instead."));
	return OK;
}

static enum err keep_letter(
	struct ctx *cx, const struct deputy_input *in, int64_t body, int64_t *letter)
{
	*letter = DB_NULL;
	if (!in->letter_number || !*text_trim(cx->arena, in->letter_number))
		return OK;
	return letter_add(cx,
		&(struct letter){ .number = in->letter_number,
			.date = in->letter_date,
			.from_body = body,
			.to_body = DB_NULL },
		letter);
}

/* Tells one of both, who has an account. */
static enum err tell(struct ctx *cx, const char *kind, int64_t deputy, int64_t person, int64_t post,
	int64_t body, const char *date)
{
	struct account_of_person a;
	struct notice told = { .kind = kind,
		.body = DB_NULL,
		.about = body,
		.path = arena_printf(cx->arena, "/posts/%lld", (long long)post),
		.date = date,
		.n = DB_NULL };
	bool has;

	TRY(account_of_person_query(cx->db, cx->arena, person, &a, &has));
	if (!has)
		return OK;
	told.account = a.id;
	told.once =
		arena_printf(cx->arena, "%s:%lld:%lld", kind, (long long)deputy, (long long)person);
	return notice_tell(cx, &told);
}

enum err deputy_add(struct ctx *cx, const struct deputy_input *in, int64_t *id)
{
	struct account_of_person account = { 0 };
	struct deputy_overlap other;
	struct person_by_id n;
	struct post_by_id p;
	const char *day;
	int64_t letter;
	bool overlaps;

	TRY(post_by_id_query(
		cx->db, cx->arena, in->post, (int64_t)cx->who.reach, cx->who.account, &p));
	TRY(check_post(cx, &p));
	TRY(check_days(cx, in));
	TRY(check_person(cx, &p, in->person, &n, &account));
	TRY(deputy_overlap_query(
		cx->db, cx->arena, in->post, in->starts, in->ends, &other, &overlaps));
	if (overlaps)
		return problem(cx, ERR_CONFLICT, "starts",
			MSG("{1} deputises at this post from {2} to {3}. Choose other days, or end "
			    "that first.",
				S(PICK(cx->lang, &other, name)), D(other.starts), D(other.ends)));
	TRY(keep_letter(cx, in, p.body, &letter));
	*id = id_new();
	TRY(deputy_insert_query(cx->db, *id, p.id, p.person, in->person, in->starts, in->ends,
		letter, cx->who.account, cx->now, NULL));
	TRY(audit(cx, "deputy.add", "post", p.id, p.body, FACT_N("deputising", *id),
		FACT_N("person", in->person), FACT("starts", in->starts), FACT("ends", in->ends),
		FACT_N("letter", letter)));
	TRY(settled_day(cx, &day));
	if (strcmp(in->starts, day) <= 0 && strcmp(in->ends, day) >= 0)
		TRY(give(cx, *id, account.id, p.id, p.kind, p.body));
	TRY(tell(cx, "deputy.named", *id, in->person, p.id, p.body, in->starts));
	return tell(cx, "deputy.yours", *id, p.person, p.id, p.body, in->starts);
}

/* ---- ending ---- */

static enum err end(struct ctx *cx, const struct deputy_by_id *d, const char *reason)
{
	struct account_of_person a;
	int64_t changed;
	bool has;

	TRY(deputy_set_end_query(cx->db, d->id, cx->now, reason, &changed));
	if (!changed)
		return OK;
	TRY(account_of_person_query(cx->db, cx->arena, d->person, &a, &has));
	if (has)
		TRY(grant_remove_deputy(cx, a.id, d->id));
	TRY(audit(cx, "deputy.end", "post", d->post, d->body, FACT_N("deputising", d->id),
		FACT_N("person", d->person), FACT_P("reason", reason)));
	TRY(tell(cx, "deputy.ended", d->id, d->person, d->post, d->body, cx->today));
	return tell(cx, "deputy.yours_ended", d->id, d->holder, d->post, d->body, cx->today);
}

enum err deputy_end(struct ctx *cx, int64_t id, const char *reason)
{
	struct deputy_by_id d;

	TRY(deputy_by_id_query(cx->db, cx->arena, id, &d));
	if (!deputy_may_end(cx, &d))
		return post_must_manage(cx, d.kind, d.body);
	if (d.ended_at || strcmp(d.ends, cx->today) < 0)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This deputy's time is over already."));
	reason = reason && *text_trim(cx->arena, reason) ? text_trim(cx->arena, reason) : NULL;
	if (reason && text_length(reason) > REASON_MOST)
		return problem(cx, ERR_INPUT, "reason",
			MSG("The reason is longer than {1} characters. Shorten it.",
				N(REASON_MOST)));
	return end(cx, &d, reason);
}

static enum err end_all(struct ctx *cx, const struct deputy_open *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct deputy_by_id d;

		TRY(deputy_by_id_query(cx->db, cx->arena, rows[i].id, &d));
		TRY(end(cx, &d, NULL));
	}
	return OK;
}

enum err deputy_end_post(struct ctx *cx, int64_t post)
{
	struct deputy_open *rows;
	size_t n;

	TRY(deputy_open_of_post_query(cx->db, cx->arena, post, cx->today, &rows, &n));
	return end_all(cx, rows, n);
}

enum err deputy_end_person(struct ctx *cx, int64_t person)
{
	struct deputy_open *rows;
	size_t n;

	TRY(deputy_open_of_person_query(cx->db, cx->arena, person, cx->today, &rows, &n));
	return end_all(cx, rows, n);
}
