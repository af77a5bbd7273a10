#include "people/post.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/deputy.h"
#include "people/person.h"
#include "people/person_sql.h"
#include "people/post_sql.h"

#define GRANTS_MAX 2
static const struct kind {
	const char *word;
	struct post_grant grants[GRANTS_MAX];
	size_t n;
} kinds[] = {
	{ _("Focal point"), { { MAY_ENTER, false }, { MAY_READ, false } }, 2 },
	{ _("Head of department"), { { MAY_APPROVE, false }, { MAY_READ, false } }, 2 },
	{ _("Coordinator"), { { MAY_COORDINATE, true }, { MAY_READ, false } }, 2 },
	{ _("Trainer"), { { MAY_TRAIN, false } }, 1 },
	{ _("Assessor"), { { MAY_ASSESS, false } }, 1 },
	{ _("Programme officer"), { { MAY_READ, false } }, 1 },
	{ _("Donor"), { { MAY_READ, false } }, 1 },
	{ _("Administrator"), { { MAY_ADMINISTER, true } }, 1 },
};
const char *const post_kinds[] = { "focal", "head", "coordinator", "trainer", "assessor", "officer",
	"donor", "administrator", NULL };

static const struct kind *kind_of(const char *kind)
{
	for (size_t i = 0; kind && post_kinds[i]; i++)
		if (strcmp(post_kinds[i], kind) == 0)
			return &kinds[i];
	return NULL;
}

const char *post_kind_word(const char *kind)
{
	const struct kind *k = kind_of(kind);

	return k ? k->word : kind ? kind : "";
}

const struct post_grant *post_kind_grants(const char *kind, size_t *n)
{
	const struct kind *k = kind_of(kind);

	*n = k ? k->n : 0;
	return k ? k->grants : NULL;
}

enum err post_must_manage(struct ctx *cx, const char *kind, int64_t body)
{
	const struct kind *k = kind_of(kind);

	for (size_t i = 0; k && i < k->n; i++)
		if (k->grants[i].everywhere)
			return must_administer(cx, DB_NULL);
	return must_administer(cx, body);
}

bool post_may_manage(struct ctx *cx, const char *kind, int64_t body)
{
	const struct kind *k = kind_of(kind);

	for (size_t i = 0; k && i < k->n; i++)
		if (k->grants[i].everywhere)
			return may_everywhere(cx, MAY_ADMINISTER);
	return cx->who.system || may_at(cx, MAY_ADMINISTER, body);
}

enum err day_check(struct ctx *cx, const char *field, const char *day)
{
	int64_t days;

	if (!day || !date_parse(day, &days))
		return problem(
			cx, ERR_INPUT, field, MSG("Enter a date, for example {1}.", S(cx->today)));
	if (strcmp(day, cx->today) > 0)
		return problem(cx, ERR_INPUT, field,
			MSG("Enter a day that is not after today, {1}.", D(cx->today)));
	return OK;
}

static enum err find(struct ctx *cx, int64_t id, struct post_by_id *p)
{
	TRY(post_by_id_query(cx->db, cx->arena, id, (int64_t)cx->who.reach, cx->who.account, p));
	return post_must_manage(cx, p->kind, p->body);
}

enum err post_add(struct ctx *cx, int64_t body, const char *kind, const struct names *title,
	const char *starts, int64_t *id)
{
	int64_t days;

	if (!kind_of(kind))
		return problem(cx, ERR_INPUT, "kind", MSG("Choose the kind of post."));
	TRY(post_must_manage(cx, kind, body));
	if (!starts)
		starts = cx->today;
	if (!date_parse(starts, &days))
		return problem(cx, ERR_INPUT, "starts",
			MSG("Enter a date, for example {1}.", S(cx->today)));
	*id = id_new();
	TRY(conflict(cx, post_add_query(cx->db, *id, body, kind, title->ar, title->ckb, title->kmr,
				 title->en, starts, cx->now, NULL)));
	return audit(cx, "post.add", "post", *id, body, FACT("kind", kind), FACT("starts", starts));
}

static enum err account_for(struct ctx *cx, int64_t person, int64_t *account)
{
	struct account_of_person a;
	bool has;

	TRY(account_of_person_query(cx->db, cx->arena, person, &a, &has));
	*account = has ? a.id : 0;
	return OK;
}

static enum err give(struct ctx *cx, int64_t account, int64_t post, const char *kind, int64_t body)
{
	const struct kind *k = kind_of(kind);

	for (size_t i = 0; k && i < k->n; i++)
		TRY(grant_add(cx, account, k->grants[i].capability,
			k->grants[i].everywhere ? DB_NULL : body, post));
	return OK;
}

enum err post_grants_give(struct ctx *cx, int64_t account, int64_t person)
{
	struct post_held *held;
	size_t n;

	TRY(post_held_query(cx->db, cx->arena, person, &held, &n));
	for (size_t i = 0; i < n; i++)
		TRY(give(cx, account, held[i].post, held[i].kind, held[i].body));
	return OK;
}

/* After somebody left: a post that administers must not have been the last one. */
static enum err keep_administrator(struct ctx *cx, const char *kind)
{
	return strcmp(kind, "administrator") == 0 ? administrator_left(cx) : OK;
}

static enum err leave(struct ctx *cx, const struct post_by_id *p, const char *day)
{
	int64_t account, changed;

	if (p->holding == DB_NULL)
		return problem(cx, ERR_CONFLICT, NULL, MSG("Nobody holds this post."));
	TRY(day_check(cx, "day", day));
	if (strcmp(day, p->held_since) < 0)
		return problem(cx, ERR_INPUT, "day",
			MSG("The post is held since {1}. Enter a day from then on.",
				D(p->held_since)));
	TRY(holder_end_query(cx->db, p->holding, day, &changed));
	TRY(account_for(cx, p->person, &account));
	if (account)
		TRY(grant_remove_post(cx, account, p->id));
	TRY(deputy_end_post(cx, p->id));
	return audit(cx, "post.leave", "post", p->id, p->body, FACT_N("person", p->person),
		FACT("day", day));
}

static enum err take(struct ctx *cx, const struct post_by_id *p, int64_t person, const char *from)
{
	struct person_by_id n;
	int64_t account;

	enum err e = person_by_id_query(cx->db, cx->arena, person, own_body(cx),
		(int64_t)cx->who.reach, cx->who.account, &n);
	if (e == ERR_MISSING || (e == OK && n.ended_on))
		return problem(
			cx, ERR_INPUT, "person", MSG("Choose the person who takes the post."));
	TRY(e);
	TRY(day_check(cx, "day", from));
	if (strcmp(from, p->starts) < 0)
		return problem(cx, ERR_INPUT, "day",
			MSG("The post exists since {1}. Enter a day from then on.", D(p->starts)));
	if (p->ends)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This post has ended."));
	TRY(conflict(cx, holder_add_query(cx->db, id_new(), p->id, person, from, NULL)));
	TRY(account_for(cx, person, &account));
	if (account)
		TRY(give(cx, account, p->id, p->kind, p->body));
	return audit(cx, "post.take", "post", p->id, p->body, FACT_N("person", person),
		FACT("day", from));
}

enum err post_take(struct ctx *cx, int64_t id, int64_t person, const char *from)
{
	struct post_by_id p;

	TRY(find(cx, id, &p));
	if (p.holding != DB_NULL)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("{1} holds this post. Hand it over instead.",
				S(PICK(cx->lang, &p, person))));
	return take(cx, &p, person, from);
}

enum err post_leave(struct ctx *cx, int64_t id, const char *day)
{
	struct post_by_id p;

	TRY(find(cx, id, &p));
	TRY(leave(cx, &p, day));
	return keep_administrator(cx, p.kind);
}

enum err post_hand_over(struct ctx *cx, int64_t id, int64_t person, const char *day)
{
	struct account_of_person a;
	struct person_by_id n;
	bool has;

	TRY(account_of_person_query(cx->db, cx->arena, person, &a, &has));
	if (has && strcmp(a.state, "active") != 0 &&
		person_by_id_query(cx->db, cx->arena, person, own_body(cx), (int64_t)cx->who.reach,
			cx->who.account, &n) == OK)
		return problem(cx, ERR_INPUT, "person",
			MSG("The account of {1} is disabled. Enable it first. Nothing has been "
			    "changed.",
				S(PICK(cx->lang, &n, name))));
	return post_hand_over_bare(cx, id, person, day);
}

enum err post_hand_over_bare(struct ctx *cx, int64_t id, int64_t person, const char *day)
{
	struct post_by_id p;

	TRY(find(cx, id, &p));
	if (p.person == person)
		return problem(cx, ERR_INPUT, "person",
			MSG("{1} holds this post already. Choose the next one.",
				S(PICK(cx->lang, &p, person))));
	TRY(leave(cx, &p, day));
	TRY(take(cx, &p, person, day));
	return keep_administrator(cx, p.kind);
}

enum err post_end(struct ctx *cx, int64_t id, const char *day)
{
	struct post_by_id p;

	TRY(find(cx, id, &p));
	if (p.ends)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This post has ended."));
	TRY(day_check(cx, "day", day));
	if (strcmp(day, p.starts) < 0)
		return problem(cx, ERR_INPUT, "day",
			MSG("The post exists since {1}. Enter a day from then on.", D(p.starts)));
	if (p.holding != DB_NULL)
		TRY(leave(cx, &p, day));
	TRY(keep_administrator(cx, p.kind));
	TRY(post_set_end_query(cx->db, id, day, NULL));
	return audit(cx, "post.end", "post", id, p.body, FACT("day", day));
}
