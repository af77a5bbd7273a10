#include "app/own.h"

#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "core/audit.h"

enum err own_ask(struct ctx *cx, int64_t *id)
{
	struct own_by_day before;
	const char *until = date_add(cx->arena, cx->today, OWN_DAYS);
	int64_t job;
	bool found;

	if (!cx->who.account)
		return ERR_DENIED;
	TRY(own_by_day_query(cx->db, cx->arena, cx->who.account, cx->today, &before, &found));
	if (found) {
		*id = before.id;
		return OK;
	}
	*id = id_new();
	TRY(job_add(cx, own_job.name, arena_printf(cx->arena, "%lld", (long long)*id),
		arena_printf(cx->arena, "{\"own\":%lld}", (long long)*id), NULL, &job));
	TRY(conflict(cx,
		own_add_query(cx->db, *id, cx->who.account, job, cx->today, cx->now, until, NULL)));
	return audit(cx, "own.ask", "own", *id, DB_NULL, FACT("until", until));
}

/* ---- making it ---- */

/* The columns of a row in order; NULL where it has none. */
static void cells(const struct own_row *r, const char *out[OWN_COLUMNS])
{
	const char *const all[] = { r->a, r->b, r->c, r->d, r->e, r->f };

	memcpy(out, all, sizeof(all));
}

static const char *part_json(
	struct arena *a, const struct own_export *e, const struct own_row *rows, size_t n)
{
	struct json_out o;
	struct buf b;

	buf_init(&b, a, 1024);
	json_begin(&o, &b);
	json_open(&o, NULL, '[');
	for (size_t i = 0; i < n; i++) {
		const char *cell[OWN_COLUMNS];

		cells(&rows[i], cell);
		json_open(&o, NULL, '{');
		for (size_t c = 0; c < OWN_COLUMNS && e->columns[c].key; c++)
			json_put_str(&o, e->columns[c].key, cell[c]);
		json_close(&o, '}');
	}
	json_close(&o, ']');
	return b.data;
}

static enum err made(struct ctx *cx, const struct own_by_id *own)
{
	int64_t n;

	TRY(own_rows_made_query(cx->db, cx->arena, own->id, &n));
	TRY(own_made_query(cx->db, own->id, n, cx->now, NULL));
	return audit(cx, "own.made", "own", own->id, DB_NULL, FACT_N("rows", n));
}

/* One part of one subject a step: what is kept already says where to go on. */
static enum err step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct own_last_part last;
	struct own_by_id own;
	struct own_row *rows;
	struct json *args;
	const char *why;
	bool found;
	size_t n;
	enum err e;

	TRY(json_parse(cx->arena, run->args, strlen(run->args), &args, &why));
	run->result = "/account/data";
	run->total = (int64_t)own_export_count;
	e = own_by_id_query(cx->db, cx->arena, json_int(args, "own", 0), &own);
	/* Gone meanwhile, or made: nothing is left to do. */
	if (e == ERR_MISSING || (e == OK && own.made_at))
		return OK;
	TRY(e);
	TRY(own_last_part_query(cx->db, cx->arena, own.id, &last, &found));
	int64_t at = !found ? 0 : last.more ? last.subject : last.subject + 1;
	int64_t page = found && last.more ? last.page + 1 : 0;
	int64_t after = found && last.more ? last.after : 0;

	run->done = at;
	if (at >= (int64_t)own_export_count)
		return made(cx, &own);
	const struct own_export *x = &own_exports[at];

	TRY(x->rows(cx->db, cx->arena, own.account, after, OWN_STEP, &rows, &n));
	if (n)
		after = rows[n - 1].id;
	run->more = true;
	return own_part_add_query(cx->db, own.id, at, page, after, n == OWN_STEP, (int64_t)n,
		part_json(cx->arena, x, rows, n), NULL);
}

const struct job_kind own_job = { "own_data", _("Your own data as a file"), step, false };

/* ---- reading it ---- */

enum err own_get(struct ctx *cx, int64_t id, struct own_by_id *own)
{
	TRY(own_by_id_query(cx->db, cx->arena, id, own));
	if (own->account != cx->who.account || !own->made_at ||
		strcmp(own->expires_on, cx->today) <= 0)
		return ERR_MISSING;
	return OK;
}

static enum err parts_of(struct ctx *cx, const struct own_by_id *own, const char *as,
	struct own_parts **p, size_t *n)
{
	TRY(own_parts_query(cx->db, cx->arena, own->id, p, n));
	return audit(cx, "own.read", "own", own->id, DB_NULL, FACT("as", as));
}

enum err own_json(struct ctx *cx, const struct own_by_id *own, struct buf *out)
{
	struct own_parts *p;
	struct json_out o;
	size_t n, i = 0;

	TRY(parts_of(cx, own, "json", &p, &n));
	json_begin(&o, out);
	json_open(&o, NULL, '{');
	json_put_str(&o, "format", "tansiq-own-data/1");
	json_put_str(&o, "made", own->made_at);
	json_put_int(&o, "account", own->account);
	json_open(&o, "subjects", '[');
	for (size_t s = 0; s < own_export_count; s++) {
		json_open(&o, NULL, '{');
		json_put_str(&o, "key", own_exports[s].key);
		json_open(&o, "rows", '[');
		for (; i < n && p[i].subject == (int64_t)s; i++) {
			size_t len = strlen(p[i].rows);

			/* An array's inside: its brackets are ours. */
			if (len > 2)
				json_put_raw(
					&o, NULL, arena_strn(cx->arena, p[i].rows + 1, len - 2));
		}
		json_close(&o, ']');
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_close(&o, '}');
	return OK;
}

static enum err add_rows(
	struct workbook *w, struct sheet *s, const struct own_export *x, const char *text)
{
	struct json *rows;
	const char *why;

	TRY(json_parse(w->arena, text, strlen(text), &rows, &why));
	for (size_t i = 0; i < rows->n; i++)
		for (size_t c = 0; c < OWN_COLUMNS && x->columns[c].key; c++)
			sheet_text(w, s, json_str(&rows->at[i], x->columns[c].key, NULL));
	return OK;
}

enum err own_workbook(struct ctx *cx, const struct own_by_id *own, struct workbook *out)
{
	struct sheet *s = NULL;
	struct own_parts *p;
	size_t n;

	TRY(parts_of(cx, own, "xlsx", &p, &n));
	workbook_begin(out, cx->arena, cx->lang, tr(cx->lang, _("My own data")));
	for (size_t i = 0; i < n; i++) {
		const struct own_export *x = &own_exports[(size_t)p[i].subject % own_export_count];

		if (p[i].page == 0) {
			s = workbook_sheet(out, tr(cx->lang, x->word));
			for (size_t c = 0; c < OWN_COLUMNS && x->columns[c].key; c++)
				sheet_head(out, s, tr(cx->lang, x->columns[c].word));
		}
		TRY(add_rows(out, s, x, p[i].rows));
	}
	return OK;
}

enum err own_sweep(struct ctx *cx)
{
	TRY(own_sweep_parts_query(cx->db, cx->today, NULL));
	return own_sweep_query(cx->db, cx->today, NULL);
}

enum err own_forget(struct ctx *cx, int64_t account)
{
	TRY(own_forget_parts_query(cx->db, account, NULL));
	return own_forget_query(cx->db, account, NULL);
}
