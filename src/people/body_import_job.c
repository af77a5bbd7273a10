/* A large import of bodies as a job: the first step writes down what is to be done with each row,
 * each further one does it for some of them; see people/body_import.h. */
#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/file.h"
#include "people/body.h"
#include "people/body_import_sql.h"
#include "people/body_plan.h"
#include "people/body_sql.h"

const char *const import_verdicts[] = { "new", "changed", "same", "refused", NULL };
const char *const import_outcomes[] = { "done", "left", "waiting", "none", NULL };

const char *import_verdict_word(const char *verdict)
{
	static const char *const words[] = { _("New"), _("Changed"), _("Same"), _("Refused") };

	for (size_t i = 0; import_verdicts[i]; i++)
		if (strcmp(import_verdicts[i], verdict) == 0)
			return words[i];
	return verdict;
}

const char *import_outcome_word(const char *outcome)
{
	if (strcmp(outcome, "done") == 0)
		return _("Applied");
	if (strcmp(outcome, "left") == 0)
		return _("Left alone");
	return strcmp(outcome, "none") == 0 ? _("Nothing to do") : _("Waiting");
}

const char *import_obstacle_word(const char *obstacle)
{
	static const struct {
		const char *obstacle, *word;
	} words[] = {
		{ "changed", _("Somebody changed this body meanwhile. Import the row again.") },
		{ "taken", _("Somebody added a body with this code meanwhile. Import the row "
			     "again.") },
		{ "parent", _("The parent is not there. Import it, then this row again.") },
		{ "circle", _("The body would be under itself by now. Choose another parent.") },
		{ "successor", _("The successor is not there. Import it, then this row again.") },
		{ "follow", _("The body would follow itself by now. Choose another successor.") },
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i].obstacle, obstacle) == 0)
			return words[i].word;
	return obstacle;
}

enum err bodies_import_begin(struct ctx *cx, const char *hash, int64_t *job)
{
	struct import_job_open open;
	struct json_out o;
	struct buf args;
	bool found;

	TRY(must_administer(cx, DB_NULL));
	TRY(import_job_open_query(cx->db, cx->arena, hash, cx->who.account, &open, &found));
	*job = open.id;
	if (found)
		return OK;
	buf_init(&args, cx->arena, 128);
	json_begin(&o, &args);
	json_open(&o, NULL, '{');
	json_put_str(&o, "file", hash);
	json_put_str(&o, "lang", langs[cx->lang].code);
	json_close(&o, '}');
	TRY(job_add(cx, body_import_job.name,
		arena_printf(cx->arena, "%s-%lld", hash, (long long)id_new()), args.data, NULL,
		job));
	return audit(cx, "body.import", "job", *job, DB_NULL, FACT("file", hash));
}

/* ---- the first step ---- */

/* Code and names for searching; sort keys, which cost more, come when the row is applied. */
static const char *fold_of(struct ctx *cx, const struct planned *p)
{
	struct buf b;

	buf_init(&b, cx->arena, 64);
	buf_str(&b, p->code);
	for (int c = NAME_AR; c <= NAME_EN; c++)
		if (p->text[c])
			buf_printf(&b, " %s", p->text[c]);
	return text_fold(cx->arena, b.data);
}

static enum err write_down(struct ctx *cx, int64_t job, int64_t place, const struct planned *p,
	const struct import_row *r)
{
	const char *const *t = p->text;
	const struct names n = { t[NAME_AR], t[NAME_CKB], t[NAME_KMR], t[NAME_EN] };
	bool same = r->verdict == VERDICT_SAME;

	return import_row_add_query(cx->db, id_new(), job, place, p->line,
		import_verdicts[r->verdict], r->why, same ? "none" : "waiting",
		p->version ? p->id : DB_NULL, p->version ? p->version : DB_NULL, p->code, t[KIND],
		n.ar, n.ckb, n.kmr, n.en, t[SOURCE], p->unconfirmed, t[PARENT], t[IATI], t[NOTE],
		t[STARTS], t[ENDS], t[SUCCESSOR], p->share, fold_of(cx, p), NULL);
}

static enum err judge(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct import_report report;
	struct plan plan = { 0 };
	struct json *args;
	struct bytes file;
	const char *why;

	TRY(json_parse(cx->arena, run->args, strlen(run->args), &args, &why));
	cx->lang = lang_of(json_str(args, "lang", ""), cx->lang);
	TRY(file_read(cx, json_str(args, "file", ""), &file, NULL));
	TRY(plan_make(cx, file, &report, &plan));
	TRY(plan_sound(cx, &report));
	for (size_t i = 0; i < plan.n_order; i++) {
		const struct planned *p = plan.order[i];

		TRY(write_down(cx, run->id, (int64_t)i, p, &report.rows.at[p->row]));
	}
	run->total = report.count[VERDICT_NEW] + report.count[VERDICT_CHANGED];
	run->more = run->total > 0;
	return OK;
}

/* ---- the others ---- */

static enum err id_by_code(struct ctx *cx, const char *code, int64_t *id)
{
	struct body_by_code b;
	bool found = false;

	*id = DB_NULL;
	if (!code)
		return OK;
	TRY(body_by_code_query(cx->db, cx->arena, code, &b, &found));
	if (found)
		*id = b.id;
	return OK;
}

/* Why a row cannot be applied any more; NULL: it can. */
static enum err obstacle_of(
	struct ctx *cx, const struct import_row_next *r, int64_t parent, const char **obstacle)
{
	struct body_by_code b;
	bool found;

	*obstacle = NULL;
	TRY(body_by_code_query(cx->db, cx->arena, r->code, &b, &found));
	if (r->body == DB_NULL && found)
		*obstacle = "taken";
	else if (r->body != DB_NULL && (!found || b.id != r->body || b.version != r->version))
		*obstacle = "changed";
	else if (r->parent_code && parent == DB_NULL)
		*obstacle = "parent";
	return OK;
}

static struct planned planned_of(const struct import_row_next *r)
{
	return (struct planned){
		.code = r->code,
		.text = { r->code, r->kind, r->name_ar, r->name_ckb, r->name_kmr, r->name_en,
			r->source, r->parent_code, r->iati_type, r->note, r->starts, r->ends,
			r->successor_code },
		.unconfirmed = r->unconfirmed,
		.id = r->body,
		.share = r->share,
		.version = r->version,
		.line = r->line,
	};
}

static enum err end_row(
	struct ctx *cx, const struct import_row_next *r, const char *obstacle, int64_t body)
{
	return import_row_end_query(
		cx->db, r->id, obstacle ? "left" : "done", obstacle, body, NULL);
}

/* Whether the last thing that was refused is the place in the tree; then it is no problem. */
static bool was_circle(struct ctx *cx, enum err e, size_t problems)
{
	const struct problem *last =
		cx->problems.n > problems ? &cx->problems.at[cx->problems.n - 1] : NULL;

	if (e != ERR_CONFLICT || !last || !same_text(last->field, "parent"))
		return false;
	cx->problems.n = problems;
	return true;
}

/* *ended is false for a row that waits for its successor. */
static enum err apply(struct ctx *cx, const struct import_row_next *r, bool *ended)
{
	enum verdict v = strcmp(r->verdict, "new") == 0 ? VERDICT_NEW : VERDICT_CHANGED;
	struct planned p = planned_of(r);
	size_t problems = cx->problems.n;
	const char *obstacle;
	int64_t parent;
	enum err e;

	*ended = true;
	TRY(id_by_code(cx, r->parent_code, &parent));
	TRY(obstacle_of(cx, r, parent, &obstacle));
	if (obstacle)
		return end_row(cx, r, obstacle, r->body);
	e = plan_apply(cx, &p, v, parent);
	if (was_circle(cx, e, problems))
		return end_row(cx, r, "circle", r->body);
	TRY(e);
	if (!r->successor_code)
		return end_row(cx, r, NULL, p.id);
	*ended = false;
	return import_row_end_query(cx->db, r->id, "linking", NULL, p.id, NULL);
}

/* The successor, once every row had its turn. */
static enum err succeed(struct ctx *cx, const struct import_row_next *r)
{
	struct body_succession *line;
	int64_t successor;
	size_t n;

	TRY(id_by_code(cx, r->successor_code, &successor));
	if (successor == DB_NULL)
		return end_row(cx, r, "successor", r->body);
	TRY(body_succession_query(cx->db, cx->arena, successor, &line, &n));
	for (size_t i = 0; i < n; i++)
		if (line[i].id == r->body)
			return end_row(cx, r, "follow", r->body);
	TRY(body_succeed_query(cx->db, r->body, successor, NULL));
	return end_row(cx, r, NULL, r->body);
}

static enum err step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct import_row_next *rows;
	size_t n;

	run->result = arena_printf(cx->arena, "/bodies/imports/%lld/rows", (long long)run->id);
	if (!run->total)
		return judge(run);
	TRY(import_row_next_query(cx->db, cx->arena, run->id, "waiting", IMPORT_STEP, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		bool ended;

		TRY(apply(cx, &rows[i], &ended));
		run->done += ended;
	}
	run->more = n > 0;
	if (n)
		return OK;
	TRY(import_row_next_query(cx->db, cx->arena, run->id, "linking", IMPORT_STEP, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(succeed(cx, &rows[i]));
	run->done += (int64_t)n;
	run->more = n == IMPORT_STEP;
	return OK;
}

const struct job_kind body_import_job = { "bodies", _("Importing bodies"), step, false };
