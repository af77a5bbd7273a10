#include "people/mail_batch.h"

#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/mail_sql.h"

enum err mail_batch_open(struct ctx *cx, const char *kind, const char **batch)
{
	struct batch_telling row;
	int64_t id;
	bool found;

	*batch = NULL;
	if (!cx->config->mail_url)
		return OK;
	TRY(batch_telling_query(cx->db, cx->arena, kind, &row, &found));
	if (found) {
		*batch = row.batch;
		return OK;
	}
	id = id_new();
	*batch = arena_printf(cx->arena, "%s:%lld", kind, (long long)id);
	return batch_insert_query(cx->db, id, *batch, kind, "telling", cx->now, NULL);
}

enum err mail_batch_told(struct ctx *cx, const char *kind)
{
	return cx->config->mail_url ? batch_told_query(cx->db, kind, NULL) : OK;
}

static enum err decide(struct ctx *cx, int64_t id, const char *state, const char *act)
{
	struct batch_by_id b;
	int64_t changed;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(batch_by_id_query(cx->db, cx->arena, id, &b));
	TRY(batch_decide_query(cx->db, id, state, cx->who.account, cx->now, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody has decided on these mails already."));
	return audit(cx, act, "mail_batch", id, DB_NULL, FACT_N("mails", b.mails));
}

enum err mail_batch_release(struct ctx *cx, int64_t id)
{
	return decide(cx, id, "released", "mail.release");
}

enum err mail_batch_drop(struct ctx *cx, int64_t id)
{
	return decide(cx, id, "dropped", "mail.drop");
}
