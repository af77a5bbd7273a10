/* The audit log for those it concerns. */
#include <string.h>

#include "base/time.h"
#include "core/may.h"
#include "people/account_pages.h"
#include "people/audit_log_html.h"
#include "people/audit_reader.h"
#include "people/audit_views.h"
#include "people/audit_words.h"
#include "people/body.h"
#include "people/body_views.h"
#include "web/download.h"

#define FILE_ROWS 50000

/* The moment a day begins in the instance's zone, `days` later, as UTC text; NULL stays NULL. */
static const char *day_begins(const struct page *pg, const char *day, int64_t days)
{
	int64_t n;

	if (!day || !date_parse(day, &n))
		return NULL;
	return time_text(pg->cx->arena,
		(n + days) * 86400000 - (int64_t)pg->cx->config->zone_minutes * 60000);
}

struct filter {
	const char *kind, *act, *who, *since, *until;
	int64_t record, under, by;
	bool all, assess;
};

static struct filter filter_of(const struct page *pg)
{
	const char *who = page_param(pg, "who"), *mine = page_param(pg, "mine");

	return (struct filter){
		.kind = param_word(pg, "kind", audit_kinds),
		.act = param_word(pg, "act", audit_acts()),
		.who = who && *who ? page_search(pg, "who") : NULL,
		.since = day_begins(pg, param_date(pg, "since"), 0),
		.until = day_begins(pg, param_date(pg, "until"), 1),
		.record = param_id(pg, "record"),
		.under = param_id(pg, "under"),
		.by = mine && *mine ? pg->cx->who.account : DB_NULL,
		.all = may_everywhere(pg->cx, MAY_ADMINISTER),
		.assess = may_everywhere(pg->cx, MAY_COORDINATE),
	};
}

static enum err read_rows(struct page *pg, const struct filter *f, struct audit_log_view *v)
{
	struct ctx *cx = pg->cx;
	int64_t me = cx->who.account, total;

	v->paging = page_paging(pg, download_kind(pg) ? FILE_ROWS : 50);
	TRY(audit_log_count_query(cx->db, cx->arena, f->all, f->assess, me, f->kind, f->act,
		f->record, f->under, f->by, f->who, f->since, f->until, &total));
	paging_total(&v->paging, total);
	return audit_log_list_query(cx->db, cx->arena, f->all, f->assess, me, f->kind, f->act,
		f->record, f->under, f->by, f->who, f->since, f->until, v->paging.limit,
		v->paging.offset, &v->rows, &v->n);
}

static const char *fact_text(const struct page *pg, const struct audit_fact *f)
{
	if (f->text)
		return f->text;
	return f->personal ? tr(pg->cx->lang, _("erased"))
			   : arena_printf(pg->cx->arena, "%lld", (long long)f->num);
}

/* Whether the reader's rights open the page of the record, so that no link leads nowhere. */
static bool opens(struct ctx *cx, const struct audit_log_list *e)
{
	if (strcmp(e->kind, "account") == 0)
		return may_at(cx, MAY_ADMINISTER, e->body);
	if (strcmp(e->kind, "job") == 0)
		return e->account == cx->who.account;
	if (strcmp(e->kind, "person") == 0)
		return cx->who.reach <= SHARE_GOVERNMENT || e->body == cx->who.body ||
		       may_at(cx, MAY_ADMINISTER, e->body);
	if (strcmp(e->kind, "retention_run") == 0)
		return may_everywhere(cx, MAY_ADMINISTER);
	if (!audit_of_assessment(e->kind))
		return true;
	return may_everywhere(cx, MAY_COORDINATE) || may_at(cx, MAY_READ, e->body) ||
	       may_at(cx, MAY_ENTER, e->body) || may_at(cx, MAY_APPROVE, e->body);
}

/* The facts of a row that the reader is shown, in words. */
static enum err facts(struct page *pg, const struct audit_log_list *e, struct audit_line *l)
{
	bool personal = audit_reads_personal(pg->cx, e->kind, e->account, e->body);
	struct audit_fact *all;
	size_t n;

	TRY(audit_facts(pg->cx, e->leaf_text, e->private_text, &all, &n));
	l->facts = all;
	for (size_t i = 0; i < n; i++) {
		if (all[i].personal && !personal)
			continue;
		all[i].text = fact_text(pg, &all[i]);
		all[l->n_facts++] = all[i];
	}
	return OK;
}

static enum err line(struct page *pg, const struct audit_log_list *e, struct audit_line *l)
{
	const char *href = audit_kind_href(e->kind);

	l->e = e;
	l->href = href && e->record > 0 && opens(pg->cx, e) ? at_id(pg, href, e->record, "") : NULL;
	l->account = id_text(pg, e->account);
	return facts(pg, e, l);
}

static enum err send_sheet(struct page *pg, const struct audit_log_view *v)
{
	static const char *const heads[] = { _("Time (UTC)"), _("Act"), _("In words"), _("Kind"),
		_("Record"), _("Body code"), _("Who"), _("Number in the tree"), _("Sealed") };
	enum lang lang = pg->cx->lang;
	struct workbook w;

	workbook_begin(&w, pg->cx->arena, lang, pg->title);
	struct sheet *s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct audit_log_list *e = &v->rows[i];

		sheet_text(&w, s, e->at);
		sheet_text(&w, s, e->act);
		sheet_text(&w, s, tr(lang, audit_act_word(e->act)));
		sheet_text(&w, s, tr(lang, audit_kind_word(e->kind)));
		sheet_text(&w, s, id_text(pg, e->record));
		sheet_text(&w, s, e->body_code);
		sheet_text(&w, s, PICK(lang, e, who));
		sheet_int(&w, s, e->seq);
		sheet_text(&w, s, tr(lang, e->covered ? _("yes") : _("no")));
	}
	return download_workbook(pg, &w, "audit");
}

enum err audit_log_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct filter f = filter_of(pg);
	struct audit_log_view v = { .pg = pg, .all = f.all };

	pg->title = tr(cx->lang, _("Audit log"));
	TRY(read_rows(pg, &f, &v));
	if (download_kind(pg))
		return send_sheet(pg, &v);
	v.lines = ARENA_ARRAY(cx->arena, v.n + 1, struct audit_line);
	for (size_t i = 0; i < v.n; i++)
		TRY(line(pg, &v.rows[i], &v.lines[i]));
	v.kinds = choices_of(pg, _("Any kind"), audit_kinds, audit_kind_word);
	v.acts = choices_of(pg, _("Any act"), audit_acts(), audit_act_word);
	v.bodies = choices_of(pg, _("Any body"), NULL, NULL);
	TRY(body_choices(pg, &v.bodies));
	audit_log_html(pg->o, &v);
	return OK;
}
