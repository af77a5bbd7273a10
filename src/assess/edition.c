#include "assess/edition.h"

#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "core/audit.h"
#include "core/may.h"

enum err edition_seen(
	struct ctx *cx, const struct release_by_id *r, struct edition_row **rows, size_t *n)
{
	bool all = release_coordinated(cx, r->body);
	size_t kept = 0;

	TRY(edition_list_query(cx->db, cx->arena, r->id, rows, n));
	for (size_t i = 0; i < *n; i++)
		if (all || (*rows)[i].share >= (int64_t)cx->who.reach)
			(*rows)[kept++] = (*rows)[i];
	*n = kept;
	return kept ? OK : ERR_MISSING;
}

enum err edition_get(
	struct ctx *cx, const struct release_by_id *r, int64_t id, struct edition_row *out)
{
	struct edition_row *rows;
	size_t n;

	TRY(edition_seen(cx, r, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (!id || rows[i].id == id) {
			*out = rows[i];
			return OK;
		}
	return ERR_MISSING;
}

const char *edition_name(enum lang lang, const struct names *name, int64_t share)
{
	const char *own = names_pick(lang, name);

	if (own && *own)
		return own;
	if (share == SHARE_GOVERNMENT)
		return tr(lang, _("All ministries"));
	return share == SHARE_PUBLIC ? tr(lang, _("The public"))
				     : tr(lang, _("Donors and partners"));
}

const char *edition_choice(struct ctx *cx, unsigned tables)
{
	struct buf b;
	struct json_out o;

	buf_init(&b, cx->arena, 0);
	json_begin(&o, &b);
	json_open(&o, NULL, '[');
	for (size_t i = 0; i < REL_TABLES; i++)
		if (tables & 1u << i)
			json_put_str(&o, NULL, release_table_keys[i]);
	json_close(&o, ']');
	return b.data;
}

unsigned edition_tables(struct ctx *cx, const struct edition_row *e)
{
	struct json *j;
	const char *why;
	unsigned tables = 0;

	if (json_parse(cx->arena, e->choice, strlen(e->choice), &j, &why) != OK)
		return 0;
	for (size_t k = 0; k < j->n; k++)
		for (size_t i = 0; i < REL_TABLES; i++)
			if (j->at[k].str && strcmp(j->at[k].str, release_table_keys[i]) == 0)
				tables |= 1u << i;
	return tables;
}

/* A name may be left out; one that is there is checked as all names are. */
static enum err check(struct ctx *cx, const struct edition_in *in)
{
	const struct names *name = &in->name;
	enum err e = OK;

	if (name->ar || name->ckb || name->kmr || name->en)
		e = names_check(cx, name);
	if (in->share < SHARE_GOVERNMENT || in->share > SHARE_PUBLIC)
		e = problem(cx, ERR_INPUT, "share", MSG(_("Choose who reads this edition.")));
	if (!(in->tables & ((1u << REL_TABLES) - 1)))
		e = problem(
			cx, ERR_INPUT, "tables", MSG(_("Choose at least one table to publish.")));
	return e;
}

/* The draft at the version its editor saw; moves the version on. */
static enum err draft(struct ctx *cx, int64_t release, int64_t version, struct release_by_id *r)
{
	int64_t changed;

	TRY(release_get(cx, release, r));
	TRY(may(cx, MAY_COORDINATE, r->body));
	TRY(release_touch_query(cx->db, release, version, &changed));
	if (!changed)
		return release_changed(cx);
	return OK;
}

enum err edition_add(
	struct ctx *cx, int64_t release, int64_t version, const struct edition_in *in, int64_t *id)
{
	struct release_by_id r;
	struct edition_row *rows;
	size_t n;

	TRY(draft(cx, release, version, &r));
	TRY(check(cx, in));
	TRY(edition_list_query(cx->db, cx->arena, release, &rows, &n));
	if (n >= EDITIONS_MOST)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG(_("This release has as many editions as it may. Remove one first.")));
	*id = id_new();
	TRY(edition_insert_query(cx->db, *id, release, in->name.ar, in->name.ckb, in->name.kmr,
		in->name.en, edition_choice(cx, in->tables), in->share, NULL));
	return audit(cx, "edition.add", "release", release, r.body, FACT_N("edition", *id));
}

enum err edition_edit(struct ctx *cx, int64_t id, int64_t version, const struct edition_in *in)
{
	struct release_by_id r;
	struct edition_row e;

	TRY(edition_by_id_query(cx->db, cx->arena, id, &e));
	TRY(draft(cx, e.release, version, &r));
	TRY(check(cx, in));
	TRY(edition_update_query(cx->db, id, in->name.ar, in->name.ckb, in->name.kmr, in->name.en,
		edition_choice(cx, in->tables), in->share, NULL));
	return audit(cx, "edition.edit", "release", e.release, r.body, FACT_N("edition", id));
}

enum err edition_remove(struct ctx *cx, int64_t id, int64_t version)
{
	struct release_by_id r;
	struct edition_row e, *rows;
	size_t n;

	TRY(edition_by_id_query(cx->db, cx->arena, id, &e));
	TRY(draft(cx, e.release, version, &r));
	TRY(edition_list_query(cx->db, cx->arena, e.release, &rows, &n));
	if (n < 2)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG(_("This is the only edition. Change it, or discard the draft.")));
	TRY(edition_delete_query(cx->db, id, NULL));
	return audit(cx, "edition.remove", "release", e.release, r.body, FACT_N("edition", id));
}
