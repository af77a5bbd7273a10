#include "assess/consolidation_pages.h"

#include <string.h>

#include "assess/brief.h"
#include "assess/consolidation_needs_html.h"
#include "assess/consolidation_question_html.h"
#include "assess/consolidation_sheets.h"
#include "assess/consolidation_show_html.h"
#include "assess/consolidation_view.h"
#include "base/text.h"
#include "web/download.h"
#include "web/parts.h"

/* The round, for one who coordinates it; for others it has no consolidation. */
static enum err coordinated_round(struct page *pg, struct round_by_id *r)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(cx, id, r));
	return round_coordinated(cx, r->body) ? OK : ERR_MISSING;
}

static const char *chosen(const struct page *pg, const char *name)
{
	const char *value = page_param(pg, name);

	return value && *value && strlen(value) < 200 ? value : NULL;
}

static struct cons_filter filter_of(const struct page *pg)
{
	struct cons_filter f = { .topic = chosen(pg, "topic"),
		.group = chosen(pg, "group"),
		.place = chosen(pg, "place"),
		.kind = chosen(pg, "kind"),
		.body_kind = chosen(pg, "bodies"),
		.consent = chosen(pg, "consent") };
	const char *priority = chosen(pg, "priority");

	if (!priority || !text_to_int(priority, &f.priority) || f.priority < 1 || f.priority > 3)
		f.priority = 0;
	return f;
}

static void crumbs(struct page *pg, const struct round_by_id *r, bool deeper, const char *here)
{
	struct ctx *cx = pg->cx;
	const char *round = arena_printf(cx->arena, "/rounds/%lld", (long long)r->id);

	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, r, title), round);
	page_crumb(pg, tr(cx->lang, _("Consolidated results")),
		deeper ? arena_printf(cx->arena, "%s/consolidation", round) : NULL);
	if (deeper)
		page_crumb(pg, here, NULL);
}

enum err consolidation_show_page(struct page *pg)
{
	struct round_by_id r;
	struct cons_filter f = filter_of(pg);
	struct consolidation_view v = { .print = pg->print };
	struct saved_view_row *saved;

	TRY(coordinated_round(pg, &r));
	TRY(consolidation_view(pg->cx, &r, &f, &v));
	TRY(saved_list_query(pg->cx->db, pg->cx->arena, r.form, r.body, pg->cx->who.account, &saved,
		&v.n_saved));
	v.saved = saved;
	pg->title = tr(pg->cx->lang, _("Consolidated results"));
	crumbs(pg, &r, false, NULL);
	consolidation_show_html(pg->o, pg, &v);
	return OK;
}

enum err consolidation_needs_page(struct page *pg)
{
	struct paging p = page_paging(pg, 50);
	struct need_choice c = { .filter = filter_of(pg) };
	const char *body = chosen(pg, "body");
	struct needs_view v = { 0 };
	struct round_by_id r;

	TRY(coordinated_round(pg, &r));
	if (body && !text_to_int(body, &c.body))
		return ERR_MISSING;
	TRY(consolidation_needs(pg->cx, &r, &c, p.limit, p.offset, &v));
	paging_total(&p, v.total);
	pg->title = v.heading;
	crumbs(pg, &r, true, v.heading);
	consolidation_needs_html(pg->o, &v);
	pager_html(pg->o, pg, p);
	return OK;
}

enum err consolidation_question_page(struct page *pg)
{
	struct answers_view v = { 0 };
	struct round_by_id r;

	TRY(coordinated_round(pg, &r));
	TRY(consolidation_answers(pg->cx, &r, page_segment(pg, "question"), &v));
	pg->title = v.heading;
	crumbs(pg, &r, true, v.heading);
	consolidation_question_html(pg->o, &v);
	return OK;
}

enum err consolidation_file_page(struct page *pg)
{
	struct cons_filter f = filter_of(pg);
	struct round_by_id r;
	struct workbook w;

	TRY(coordinated_round(pg, &r));
	TRY(consolidation_workbook(pg->cx, &r, &f, &w));
	return download_workbook(pg, &w, "consolidation");
}

/* The brief: as it is for the coordinating bodies, or (?for=partners) as a release would show. */
enum err consolidation_brief_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	bool partners = param_is(pg, "for", "partners");
	struct cons_filter f = filter_of(pg);
	struct round_by_id r;
	const char *foot;
	struct bytes pdf;
	struct doc d;

	TRY(coordinated_round(pg, &r));
	if (partners)
		TRY(brief_partners(cx, r.id, &d));
	else
		TRY(brief_internal(cx, r.id, &f, &d));
	TRY(download_foot(
		pg, brief_lang(cx), partners ? tr(brief_lang(cx), _("No release")) : NULL, &foot));
	TRY(brief_pdf(cx, &d, !partners, foot, &pdf));
	return download_pdf(pg, pdf, partners ? "needs-brief-partners" : "needs-brief-internal");
}
