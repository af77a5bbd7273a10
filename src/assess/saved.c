#include "assess/saved.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"

static enum err name_check(
	struct ctx *cx, const struct round_by_id *r, int64_t id, const char *name)
{
	struct saved_named other;
	bool found;

	if (!name || !*name || text_length(name) > SAVED_NAME_MOST)
		return problem(cx, ERR_INPUT, "name",
			MSG("Enter a name of at most {1} characters.", N(SAVED_NAME_MOST)));
	TRY(saved_named_query(cx->db, cx->arena, r->form, cx->who.account, name, &other, &found));
	if (found && other.id != id)
		return problem(cx, ERR_INPUT, "name",
			MSG("You have a view of this name. Choose another name."));
	return OK;
}

enum err saved_add(struct ctx *cx, const struct round_by_id *r, const char *name, bool shared,
	const char *query, int64_t *id)
{
	struct saved_named same;
	bool found;

	TRY(may(cx, MAY_COORDINATE, r->body));
	if (!query || query[0] != '?')
		return problem(cx, ERR_INPUT, "name",
			MSG("Nothing is filtered. Choose a filter and apply it, then keep the "
			    "view."));
	if (name) {
		TRY(saved_named_query(
			cx->db, cx->arena, r->form, cx->who.account, name, &same, &found));
		if (found && strcmp(same.query, query) == 0 && same.shared == shared) {
			*id = same.id;
			return OK;
		}
	}
	TRY(name_check(cx, r, 0, name));
	*id = id_new();
	TRY(conflict(cx, saved_insert_query(cx->db, *id, r->form, r->body, cx->who.account, shared,
				 name, query, cx->now, NULL)));
	return audit(cx, "view.keep", "round", r->id, r->body, FACT_N("view", *id));
}

enum err saved_edit(struct ctx *cx, const struct round_by_id *r, int64_t id, int64_t version,
	const char *name, bool shared)
{
	struct saved_view_row v;
	int64_t changed;

	TRY(may(cx, MAY_COORDINATE, r->body));
	TRY(saved_by_id_query(cx->db, cx->arena, id, r->form, r->body, cx->who.account, &v));
	if (name && strcmp(v.name, name) == 0 && v.shared == shared)
		return OK;
	TRY(name_check(cx, r, id, name));
	TRY(saved_update_query(cx->db, id, version, shared, name, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed this view meanwhile. Look at what is there, then "
			    "change it again."));
	return audit(cx, "view.edit", "round", r->id, r->body, FACT_N("view", id));
}

enum err saved_remove(struct ctx *cx, const struct round_by_id *r, int64_t id)
{
	struct saved_view_row v;

	TRY(may(cx, MAY_COORDINATE, r->body));
	TRY(saved_by_id_query(cx->db, cx->arena, id, r->form, r->body, cx->who.account, &v));
	TRY(saved_delete_query(cx->db, id, NULL));
	return audit(cx, "view.delete", "round", r->id, r->body, FACT_N("view", id));
}
