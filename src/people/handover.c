#include "people/handover.h"

#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/deputy_sql.h"
#include "people/handover_sql.h"
#include "people/notice.h"
#include "people/person.h"
#include "people/person_sql.h"
#include "people/post.h"

bool work_may(const struct work_post *p, enum capability cap)
{
	const struct post_grant *grants;
	size_t n;

	grants = post_kind_grants(p->kind, &n);
	for (size_t i = 0; i < n; i++)
		if (grants[i].capability == cap)
			return true;
	return false;
}

/* Whether the reader deputises at the post today. */
static enum err deputises(struct ctx *cx, int64_t post, bool *yes)
{
	struct deputy_row *rows;
	size_t n;

	TRY(deputy_of_person_query(cx->db, cx->arena, cx->who.person, cx->today, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*yes = *yes || (rows[i].post == post && rows[i].person == cx->who.person);
	return OK;
}

enum err handover_get(struct ctx *cx, int64_t post, struct post_by_id *p, struct work_post *work)
{
	struct account_of_person a;
	bool has = false, sees_it;

	TRY(post_by_id_query(cx->db, cx->arena, post, (int64_t)cx->who.reach, cx->who.account, p));
	sees_it = (cx->who.person && cx->who.person == p->person) ||
		  post_may_manage(cx, p->kind, p->body);
	if (!sees_it && cx->who.person)
		TRY(deputises(cx, post, &sees_it));
	if (!sees_it)
		return ERR_MISSING;
	if (p->person != DB_NULL)
		TRY(account_of_person_query(cx->db, cx->arena, p->person, &a, &has));
	*work = (struct work_post){ .id = p->id,
		.body = p->body,
		.kind = p->kind,
		.account = has ? a.id : 0,
		.own = sees(cx, SHARE_BODY, true, p->body) };
	return OK;
}

/* Who looks on without rights at the body, as an administrator, reads what is open, not what is in
 * it: the lines lead nowhere. */
static void without_links(struct ctx *cx, int64_t body, struct work_panel *p)
{
	if (may_at(cx, MAY_READ, body) || may_at(cx, MAY_ENTER, body) ||
		may_at(cx, MAY_APPROVE, body) || may_at(cx, MAY_COORDINATE, body))
		return;
	for (size_t i = 0; i < p->lines.n; i++)
		p->lines.at[i].href = NULL;
}

enum err handover_panels(struct ctx *cx, const struct work_post *work, struct work_panel **panels,
	size_t *n, int64_t *open)
{
	const struct open_work *all = cx->config->open_work;
	size_t rows = 0;

	while (all && all[rows].word)
		rows++;
	*panels = ARENA_ARRAY(cx->arena, rows + 1, struct work_panel);
	*n = 0;
	*open = 0;
	for (size_t i = 0; i < rows; i++) {
		struct work_panel *p = &(*panels)[*n];

		p->word = all[i].word;
		TRY(all[i].lines(cx, work, &p->lines));
		without_links(cx, work->body, p);
		*open += (int64_t)p->lines.n;
		*n += p->lines.n > 0;
	}
	return OK;
}

enum err handover_read(struct ctx *cx, int64_t post)
{
	struct post_by_id p;
	int64_t changed;

	TRY(post_by_id_query(cx->db, cx->arena, post, (int64_t)cx->who.reach, cx->who.account, &p));
	if (!cx->who.person || p.person != cx->who.person)
		return ERR_MISSING;
	TRY(handover_read_query(cx->db, post, cx->who.person, cx->now, &changed));
	return changed ? audit(cx, "post.read", "post", post, p.body) : OK;
}

enum err open_notices(struct ctx *cx, const struct work_post *p, struct work_lines *lines)
{
	struct handover_notices *rows;
	size_t n;

	TRY(handover_notices_query(cx->db, cx->arena, p->body, p->account, notice_recent(cx),
		work_may(p, MAY_ENTER), work_may(p, MAY_APPROVE), work_may(p, MAY_COORDINATE),
		&rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct handover_notices *r = &rows[i];
		const struct notice_kind *k = notice_kind(cx->config, r->kind);

		if (!k)
			continue;
		*LIST_PUSH(cx->arena, lines) = (struct work_line){ .href = r->path,
			.title = notice_msg(k, PICK(cx->lang, r, title), r->date ? r->date : "",
				r->n, PICK(cx->lang, r, name)),
			.fact = MSG("Told on {1}.", T(r->at)) };
	}
	return OK;
}

enum err handover_with_account(struct ctx *cx, int64_t post, int64_t person, const char *day,
	const char *email, const struct code_new *code, int64_t *account)
{
	struct account_of_person a;
	struct person_by_id n;
	bool has;

	*account = 0;
	TRY(account_of_person_query(cx->db, cx->arena, person, &a, &has));
	if (has)
		return post_hand_over(cx, post, person, day);
	if (!email || !*email) {
		enum err e = person_by_id_query(cx->db, cx->arena, person, own_body(cx),
			(int64_t)cx->who.reach, cx->who.account, &n);

		if (e != OK)
			return post_hand_over(cx, post, person, day);
		return problem(cx, ERR_INPUT, "email",
			MSG("{1} has no account yet, so nobody could do what the post owes. Enter "
			    "an e-mail address: the account and a one-time code are made in the "
			    "same step. Nothing has been changed.",
				S(PICK(cx->lang, &n, name))));
	}
	if (!code)
		return ERR_FAULT;
	TRY(post_hand_over_bare(cx, post, person, day));
	TRY(account_add(cx, email, person, account));
	return account_code_make(cx, *account, code);
}
