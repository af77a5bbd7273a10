/* Applying an import of bodies: one row, or all of them in one transaction. */
#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/body.h"
#include "people/body_plan.h"
#include "people/body_sql.h"

/* All but parent, end and successor. */
static enum err store(struct ctx *cx, struct planned *p, enum verdict v)
{
	const char *const *t = p->text;
	const struct names n = { t[NAME_AR], t[NAME_CKB], t[NAME_KMR], t[NAME_EN] };
	struct name_keys k = names_keys(cx, &n, p->code);
	int64_t changed = 1;

	if (v == VERDICT_NEW)
		return conflict(cx,
			body_add_query(cx->db, p->id, p->code, t[KIND], DB_NULL, t[IATI], n.ar,
				n.ckb, n.kmr, n.en, k.ar, k.ckb, k.en, k.fold, t[SOURCE],
				p->unconfirmed, t[NOTE], t[STARTS], NULL, p->share, cx->now, NULL));
	TRY(conflict(
		cx, body_set_query(cx->db, p->id, p->version, p->code, t[KIND], DB_NULL, t[IATI],
			    n.ar, n.ckb, n.kmr, n.en, k.ar, k.ckb, k.en, k.fold, t[SOURCE],
			    p->unconfirmed, t[NOTE], t[STARTS], p->share, &changed)));
	return changed ? OK : ERR_CONFLICT;
}

enum err plan_apply(struct ctx *cx, struct planned *p, enum verdict v, int64_t parent)
{
	if (v == VERDICT_NEW) {
		p->id = id_new();
		TRY(store(cx, p, v));
		TRY(tree_set(cx, p->id, parent));
	} else {
		TRY(tree_set(cx, p->id, parent));
		TRY(store(cx, p, v));
	}
	TRY(body_link_query(cx->db, p->id, parent, p->text[ENDS], DB_NULL, NULL));
	return audit(cx, v == VERDICT_NEW ? "body.add" : "body.edit", "body", p->id, p->id,
		FACT("code", p->code), FACT("by", "import"), FACT_N("line", p->line));
}

/* The id of a code of the plan; DB_NULL while it has none. */
static int64_t id_of(const struct plan *plan, const char *code)
{
	const struct planned *p = plan_find(plan, code);

	return p && p->id ? p->id : DB_NULL;
}

static void told(const struct import_ear *ear, int64_t done, int64_t total)
{
	if (ear)
		ear->tell(ear->arg, done, total);
}

static enum err apply_all(struct ctx *cx, const struct plan *plan, const struct import_ear *ear,
	struct import_report *report)
{
	int64_t total = report->count[VERDICT_NEW] + report->count[VERDICT_CHANGED], done = 0;

	for (size_t i = 0; i < plan->n_order; i++) {
		struct planned *p = plan->order[i];
		enum verdict v = report->rows.at[p->row].verdict;

		if (v == VERDICT_SAME)
			continue;
		TRY(plan_apply(cx, p, v, id_of(plan, p->text[PARENT])));
		told(ear, ++done, total);
	}
	/* Successors, which all have their ids by now. */
	for (size_t i = 0; i < plan->n_order; i++) {
		const struct planned *p = plan->order[i];

		if (p->text[SUCCESSOR] && report->rows.at[p->row].verdict != VERDICT_SAME)
			TRY(body_succeed_query(
				cx->db, p->id, id_of(plan, p->text[SUCCESSOR]), NULL));
	}
	report->applied = true;
	return OK;
}

bool bodies_import_small(struct bytes file)
{
	size_t lines = 0;

	for (size_t i = 0; i < file.len; i++)
		lines += file.data[i] == '\n';
	return lines <= IMPORT_AT_ONCE;
}

enum err bodies_import_told(struct ctx *cx, struct bytes file, bool apply,
	const struct import_ear *ear, struct import_report *report)
{
	struct plan plan = { 0 };

	TRY(plan_make(cx, file, report, &plan));
	if (!apply)
		return OK;
	TRY(plan_sound(cx, report));
	return apply_all(cx, &plan, ear, report);
}

enum err bodies_import(struct ctx *cx, struct bytes file, bool apply, struct import_report *report)
{
	return bodies_import_told(cx, file, apply, NULL, report);
}
