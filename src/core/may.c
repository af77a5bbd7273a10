#include "core/may.h"

#include <string.h>

#include "base/id.h"
#include "base/log.h"
#include "core/audit.h"
#include "core/may_sql.h"

static enum capability capability_of(const char *name)
{
	enum capability cap = 0;

	while (cap < CAPABILITY_COUNT && strcmp(capability_names[cap], name) != 0)
		cap++;
	return cap;
}

/* Whether `body` is `ancestor` or below it. */
static enum err under(struct ctx *cx, int64_t ancestor, int64_t body, bool *is)
{
	struct tree_depth row;

	if (ancestor == body) {
		*is = true;
		return OK;
	}
	return tree_depth_query(cx->db, cx->arena, ancestor, body, &row, is);
}

/* One who must first change the password or set up a second factor may do nothing else. */
static bool held_back(const struct who *w)
{
	return w->must_change || w->must_enrol;
}

/* Whether the one who acts has it by an own right, or (`deputies`) by one of deputies: *by. */
static enum err holds_by(
	struct ctx *cx, enum capability cap, int64_t body, bool deputies, bool *has, int64_t *by)
{
	const struct who *w = &cx->who;

	for (size_t i = 0; i < w->n_grants && !*has && !held_back(w); i++) {
		const struct grant *g = &w->grants[i];

		if (g->capability != cap || (g->deputy != DB_NULL) != deputies)
			continue;
		if (g->body == DB_NULL)
			*has = body != 0;
		else if (body != DB_NULL && body != 0)
			TRY(under(cx, g->body, body, has));
		*by = deputies ? g->deputy : 0;
	}
	return OK;
}

/* *by: the deputising it is held by, 0: none is needed. */
static enum err holds(struct ctx *cx, enum capability cap, int64_t body, bool *has, int64_t *by)
{
	*has = cx->who.system;
	*by = 0;
	TRY(holds_by(cx, cap, body, false, has, by));
	return *has ? OK : holds_by(cx, cap, body, true, has, by);
}

bool may_at(struct ctx *cx, enum capability cap, int64_t body)
{
	int64_t by;
	bool has;

	return holds(cx, cap, body, &has, &by) == OK && has;
}

bool may_everywhere(struct ctx *cx, enum capability cap)
{
	return may_at(cx, cap, DB_NULL);
}

bool may_anywhere(const struct ctx *cx, enum capability cap)
{
	const struct who *w = &cx->who;

	for (size_t i = 0; i < w->n_grants && !held_back(w); i++)
		if (w->grants[i].capability == cap)
			return true;
	return w->system;
}

enum err may(struct ctx *cx, enum capability cap, int64_t body)
{
	int64_t by;
	bool has;

	TRY(holds(cx, cap, body, &has, &by));
	if (has) {
		cx->who.deputy = by;
		return OK;
	}
	return problem(cx, ERR_DENIED, NULL,
		MSG(_("Your account may not do this. Ask your administrator if it should.")));
}

enum err may_load(struct ctx *cx, int64_t account, int64_t body, enum share reach)
{
	LIST(struct grant) grants = { 0 };
	struct grant_list *rows;
	size_t n;

	TRY(grant_list_query(cx->db, cx->arena, account, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		enum capability cap = capability_of(rows[i].capability);

		if (cap == CAPABILITY_COUNT)
			log_warn("unknown capability in a grant of account %lld",
				(long long)account);
		else
			*LIST_PUSH(cx->arena, &grants) =
				(struct grant){ cap, rows[i].body, rows[i].deputy };
	}
	cx->who.account = account;
	cx->who.body = body == DB_NULL ? 0 : body;
	cx->who.system = false;
	cx->who.reach = reach == SHARE_BODY ? SHARE_GOVERNMENT : reach;
	cx->who.grants = grants.at;
	cx->who.n_grants = grants.n;
	cx->who.deputy = 0;
	return OK;
}

bool sees(struct ctx *cx, enum share share, bool sensitive, int64_t body)
{
	bool own = false;

	if (sensitive)
		share = SHARE_BODY;
	if (cx->who.system || share >= cx->who.reach)
		return true;
	if (body == DB_NULL)
		return false;
	for (size_t i = 0; i < cx->who.n_grants && !own; i++)
		if (cx->who.grants[i].body != DB_NULL &&
			under(cx, cx->who.grants[i].body, body, &own) != OK)
			return false;
	return own;
}

enum err grant_add(struct ctx *cx, int64_t account, enum capability cap, int64_t body, int64_t post)
{
	return grant_add_deputy(cx, account, cap, body, post, DB_NULL);
}

enum err grant_add_deputy(struct ctx *cx, int64_t account, enum capability cap, int64_t body,
	int64_t post, int64_t deputy)
{
	const char *name = capability_names[cap];
	int64_t added;

	TRY(grant_insert_query(cx->db, id_new(), account, name, body, post, deputy, cx->now,
		cx->who.account, &added));
	if (!added)
		return OK;
	return audit(cx, "grant.add", "account", account, body, FACT("capability", name),
		FACT_N("post", post), FACT_N("deputising", deputy));
}

enum err grant_remove(struct ctx *cx, int64_t account, enum capability cap, int64_t body)
{
	const char *name = capability_names[cap];
	int64_t removed;

	TRY(grant_delete_query(cx->db, account, name, body, &removed));
	if (!removed)
		return ERR_MISSING;
	return audit(cx, "grant.remove", "account", account, body, FACT("capability", name));
}

enum err grant_remove_post(struct ctx *cx, int64_t account, int64_t post)
{
	int64_t removed;

	TRY(grant_delete_post_query(cx->db, account, post, &removed));
	if (!removed)
		return OK;
	return audit(cx, "grant.remove", "account", account, DB_NULL, FACT_N("post", post),
		FACT_N("grants", removed));
}

enum err grant_remove_deputy(struct ctx *cx, int64_t account, int64_t deputy)
{
	int64_t removed;

	TRY(grant_delete_deputy_query(cx->db, deputy, &removed));
	if (!removed)
		return OK;
	return audit(cx, "grant.remove", "account", account, DB_NULL, FACT_N("deputising", deputy),
		FACT_N("grants", removed));
}

enum err act_for(struct ctx *cx, int64_t event)
{
	return cx->who.deputy ? act_for_insert_query(cx->db, event, cx->who.deputy, NULL) : OK;
}

enum err tree_set(struct ctx *cx, int64_t body, int64_t parent)
{
	struct tree_depth row;
	bool there;

	TRY(tree_self_query(cx->db, body, NULL));
	if (parent != DB_NULL) {
		TRY(tree_depth_query(cx->db, cx->arena, body, parent, &row, &there));
		if (there)
			return problem(cx, ERR_CONFLICT, "parent",
				MSG(_("A body cannot be under itself. Choose one that is not below "
				      "it.")));
		TRY(tree_depth_query(cx->db, cx->arena, parent, parent, &row, &there));
		if (!there)
			return ERR_MISSING;
	}
	TRY(tree_cut_query(cx->db, body, NULL));
	return parent == DB_NULL ? OK : tree_hang_query(cx->db, body, parent, NULL);
}
