/* Rules of keeping records, what they would do today, and what they did. */
#include "people/retention_pages.h"

#include <string.h>

#include "core/audit.h"
#include "core/audit_sql.h"
#include "core/config.h"
#include "core/may.h"
#include "people/retention_html.h"
#include "people/retention_views.h"
#include "web/download.h"

#define HISTORY 50

const char *retention_word(const struct config *config, const char *kind)
{
	const struct retention_kind *k = retention_kind(config, kind);

	return k ? k->word : kind;
}

const char *retention_outcome_class(const char *outcome)
{
	if (strcmp(outcome, "swept") == 0)
		return "ok";
	if (strcmp(outcome, "kept") == 0)
		return "lock";
	return strcmp(outcome, "waiting") == 0 ? "wait" : "part";
}

static const char *state_word(const struct retention_rule *rule)
{
	return rule->confirmed ? _("Confirmed") : _("Unconfirmed");
}

/* ---- the list, and the dry run ---- */

static enum err lines_of(struct page *pg, bool count, struct retention_list_view *v)
{
	struct ctx *cx = pg->cx;
	const struct retention *all = cx->config->retention;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	v->pg = pg;
	v->fixed = all->fixed;
	while (all->kinds[v->n])
		v->n++;
	v->lines = ARENA_ARRAY(cx->arena, v->n, struct retention_line);
	for (size_t i = 0; i < v->n; i++) {
		struct retention_line *l = &v->lines[i];
		struct retention_time t;

		l->k = all->kinds[i];
		TRY(retention_rule_get(cx, l->k, &l->rule));
		t = retention_time_of(cx, &l->rule, cx->today);
		l->stopped = retention_stopped(&l->rule);
		l->before = t.day;
		if (count && !l->rule.keeps)
			TRY(l->k->count(cx, &t, &l->due));
		if (!*l->stopped)
			v->due += l->due.due;
	}
	return OK;
}

static enum err send_lines(struct page *pg, const struct retention_list_view *v)
{
	static const char *const heads[] = { _("Kind of record"), _("Kept"), _("Counted from"),
		_("What happens then"), _("Rests on"), _("State"), _("Older than"),
		_("Would go today"), _("Held") };
	enum lang lang = pg->cx->lang;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct retention_line *l = &v->lines[i];
		const char *basis = PICK(lang, &l->rule, basis);

		sheet_text(&w, s, tr(lang, l->k->word));
		sheet_text(&w, s, msg_text(pg->cx->arena, lang, retention_long(&l->rule)));
		sheet_text(&w, s, tr(lang, l->k->from));
		sheet_text(&w, s, tr(lang, l->k->becomes));
		sheet_text(&w, s, basis && *basis ? basis : tr(lang, l->k->basis));
		sheet_text(&w, s, tr(lang, state_word(&l->rule)));
		sheet_date(&w, s, l->rule.keeps ? NULL : l->before);
		sheet_int(&w, s, *l->stopped ? 0 : l->due.due);
		sheet_int(&w, s, l->due.held);
	}
	return download_workbook(pg, &w, "retention");
}

enum err retention_list_page(struct page *pg)
{
	struct retention_list_view v = { 0 };

	TRY(lines_of(pg, download_kind(pg) != NULL, &v));
	pg->title = tr(pg->cx->lang, _("How long records are kept"));
	if (download_kind(pg))
		return send_lines(pg, &v);
	page_crumb(pg, pg->title, NULL);
	retention_list_html(pg->o, &v);
	return OK;
}

static void crumbs(struct page *pg, const char *title)
{
	pg->title = title;
	page_crumb(pg, tr(pg->cx->lang, _("How long records are kept")), "/settings/retention");
	page_crumb(pg, title, NULL);
}

enum err retention_due_page(struct page *pg)
{
	struct retention_list_view v = { 0 };

	TRY(lines_of(pg, true, &v));
	crumbs(pg, tr(pg->cx->lang, _("What would go today")));
	retention_due_html(pg->o, &v);
	return OK;
}

/* ---- one rule ---- */

static const char *unit_word(const char *unit)
{
	return strcmp(unit, "day") == 0 ? _("days") : _("months");
}

static const char *what_word(const char *what)
{
	return strcmp(what, "keep") == 0 ? _("Keep for ever") : _("Sweep when the time is over");
}

static const struct audit_fact *fact(const struct audit_fact *facts, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(facts[i].key, key) == 0)
			return &facts[i];
	return NULL;
}

/* "24 months, confirmed" of a change. */
static enum err change(struct page *pg, const struct audit_row *e, struct log_entry *entry)
{
	const struct audit_fact *amount, *unit, *what, *confirmed, *basis;
	struct retention_rule rule = { 0 };
	struct audit_fact *facts;
	size_t n;

	TRY(audit_facts(pg->cx, e->leaf_text, e->private_text, &facts, &n));
	amount = fact(facts, n, "amount");
	unit = fact(facts, n, "unit");
	what = fact(facts, n, "what");
	confirmed = fact(facts, n, "confirmed");
	basis = fact(facts, n, "basis");
	if (!amount || !unit || !what || !confirmed)
		return OK;
	rule.amount = amount->num;
	rule.unit = unit->text;
	rule.keeps = strcmp(what->text, "keep") == 0;
	rule.confirmed = strcmp(confirmed->text, "yes") == 0;
	*entry = (struct log_entry){ .at = e->at,
		.what = MSG("{1}, {2}",
			S(msg_text(pg->cx->arena, pg->cx->lang, retention_long(&rule))),
			S(tr(pg->cx->lang, state_word(&rule)))),
		.reason = basis ? basis->text : NULL };
	return OK;
}

static enum err history(struct page *pg, struct retention_rule_view *v)
{
	struct ctx *cx = pg->cx;
	struct audit_row *rows;
	size_t n;

	if (!v->rule.version)
		return OK;
	TRY(audit_of_record_query(
		cx->db, cx->arena, "retention_rule", v->rule.id, HISTORY, &rows, &n));
	v->history = ARENA_ARRAY(cx->arena, n, struct log_entry);
	for (size_t i = 0; i < n; i++)
		TRY(change(pg, &rows[i], &v->history[v->n_history++]));
	return OK;
}

enum err retention_rule_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const struct retention_kind *k = retention_kind(cx->config, page_segment(pg, "kind"));
	struct retention_rule_view v = { .pg = pg };

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	if (!k)
		return ERR_MISSING;
	TRY(retention_rule_get(cx, k, &v.rule));
	TRY(history(pg, &v));
	v.units = choices_of(pg, NULL, retention_units, unit_word);
	v.whats = choices_of(pg, NULL, retention_whats, what_word);
	v.version = pg->stale ? id_text(pg, v.rule.version)
			      : typed(pg, "version", id_text(pg, v.rule.version));
	crumbs(pg, tr(cx->lang, k->word));
	retention_rule_html(pg->o, &v);
	return OK;
}

enum err retention_rule_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 0, INT32_MAX),
		INT("amount", 1, RETENTION_MOST), WORD("unit", retention_units),
		WORD("what", retention_whats), LINES("basis_ar", 0, 300),
		LINES("basis_ckb", 0, 300), LINES("basis_kmr", 0, 300), LINES("basis_en", 0, 300),
		FLAG("confirmed") };
	const char *kind = page_segment(pg, "kind");
	const struct retention_kind *k = retention_kind(pg->cx->config, kind);
	struct retention_rule now;
	struct values *v;

	if (!k)
		return ERR_MISSING;
	TRY(FORM_READ(pg, fields, &v));
	TRY(retention_rule_get(pg->cx, k, &now));
	TRY(stale(pg, v, now.version));
	TRY(retention_rule_set(pg->cx, kind, value_int(v, "version"),
		&(struct retention_input){ .amount = value_int(v, "amount"),
			.unit = value_text(v, "unit"),
			.what = value_text(v, "what"),
			.basis_ar = value_text(v, "basis_ar"),
			.basis_ckb = value_text(v, "basis_ckb"),
			.basis_kmr = value_text(v, "basis_kmr"),
			.basis_en = value_text(v, "basis_en"),
			.confirmed = value_flag(v, "confirmed") }));
	return page_go(
		pg, "/settings/retention", _("The rule is kept. It holds from the next sweep on."));
}

/* ---- what was done ---- */

static enum err send_runs(struct page *pg, const struct retention_runs_view *v)
{
	static const char *const heads[] = { _("Day"), _("Begun (UTC)"), _("Ended (UTC)"),
		_("Records that went"), _("Held") };
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, pg->cx->lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(pg->cx->lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		sheet_date(&w, s, v->rows[i].day);
		sheet_text(&w, s, v->rows[i].began_at);
		sheet_text(&w, s, v->rows[i].ended_at);
		sheet_int(&w, s, v->rows[i].n);
		sheet_int(&w, s, v->rows[i].held);
	}
	return download_workbook(pg, &w, "retention-sweeps");
}

enum err retention_runs_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct retention_runs_view v = { .pg = pg,
		.paging = page_paging(pg, download_kind(pg) ? 10000 : 50) };
	int64_t total;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(retention_run_count_query(cx->db, cx->arena, &total));
	paging_total(&v.paging, total);
	TRY(retention_runs_query(
		cx->db, cx->arena, v.paging.limit, v.paging.offset, &v.rows, &v.n));
	crumbs(pg, tr(cx->lang, _("Sweeps")));
	if (download_kind(pg))
		return send_runs(pg, &v);
	retention_runs_html(pg->o, &v);
	return OK;
}

enum err retention_run_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct retention_run_by_id run;
	struct retention_run_view v = { .pg = pg, .run = &run };
	int64_t id;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(page_id(pg, "id", &id));
	TRY(retention_run_by_id_query(cx->db, cx->arena, id, &run));
	TRY(retention_run_lines_query(cx->db, cx->arena, id, &v.lines, &v.n));
	pg->title = msg_text(cx->arena, cx->lang, MSG("Sweep of {1}", D(run.day)));
	page_crumb(pg, tr(cx->lang, _("How long records are kept")), "/settings/retention");
	page_crumb(pg, tr(cx->lang, _("Sweeps")), "/settings/retention/runs");
	page_crumb(pg, pg->title, NULL);
	retention_run_html(pg->o, &v);
	return OK;
}
