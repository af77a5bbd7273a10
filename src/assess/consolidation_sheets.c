/* The consolidation as a file: a sheet per table. */
#include "assess/consolidation_sheets.h"

#include "assess/consolidation_view.h"
#include "db/db.h"

static void ranking(struct ctx *cx, struct workbook *w, const struct consolidation_view *v)
{
	struct sheet *s = workbook_sheet(w, tr(cx->lang, _("Ranking of needs")));
	static const char *const heads[] = { _("Topic"), _("Gap (0 to 3)"), _("Priority (1 to 3)"),
		_("People"), _("Bodies"), _("Needs"), _("Score") };

	s->note = tr(cx->lang, _("For the coordinating bodies only. Not for donors or partners."));
	if (v->narrow)
		s->note = arena_printf(cx->arena, "%s %s", s->note,
			msg_text(cx->arena, cx->lang, MSG("Only: {1}", S(v->narrow))));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->n_ranks; i++) {
		const struct rank_view *r = &v->ranks[i];

		sheet_text(w, s, r->label);
		sheet_decimal(w, s, r->gap, 2);
		sheet_decimal(w, s, r->priority, 2);
		sheet_int(w, s, r->people);
		sheet_int(w, s, r->bodies);
		sheet_int(w, s, r->needs);
		sheet_int(w, s, r->score);
	}
}

static void needs(struct ctx *cx, struct workbook *w, const struct needs_view *v)
{
	struct sheet *s = workbook_sheet(w, tr(cx->lang, _("Needs")));
	static const char *const heads[] = { _("Body"), _("Topic"), _("In the body's words"),
		_("Kind of support"), _("Priority"), _("Gap (0 to 3)"), _("People"), _("Needed by"),
		_("Sharing") };

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct need_view *n = &v->needs[i];

		sheet_text(w, s, n->body);
		sheet_text(w, s, n->topic);
		sheet_text(w, s, n->words);
		sheet_text(w, s, n->kind);
		sheet_text(w, s, n->priority);
		sheet_int(w, s, n->gap);
		sheet_int(w, s, n->people);
		sheet_date(w, s, n->by_date);
		sheet_text(
			w, s, tr(cx->lang, n->consent ? _("May be shared") : _("Not for donors")));
	}
}

static void questions(struct ctx *cx, struct workbook *w, const struct consolidation_view *v)
{
	struct sheet *s = workbook_sheet(w, tr(cx->lang, _("By question")));
	static const char *const heads[] = { _("Question"), _("Answer"), _("Bodies"), _("Total") };

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->n_questions; i++) {
		const struct question_view *q = &v->questions[i];

		sheet_text(w, s, q->label);
		sheet_text(w, s, NULL);
		sheet_int(w, s, q->bodies);
		sheet_decimal(w, s, q->number ? q->total : DB_NULL, 4);
		for (size_t c = 0; c < q->n_choices; c++) {
			sheet_text(w, s, q->label);
			sheet_text(w, s, q->choices[c].label);
			sheet_int(w, s, q->choices[c].bodies);
			sheet_text(w, s, NULL);
		}
	}
}

enum err consolidation_workbook(struct ctx *cx, const struct round_by_id *r,
	const struct cons_filter *f, struct workbook *w)
{
	struct consolidation_view v = { 0 };
	struct need_choice all = { .filter = *f };
	struct needs_view n = { 0 };

	TRY(consolidation_view(cx, r, f, &v));
	TRY(consolidation_needs(cx, r, &all, 1000000, 0, &n));
	workbook_begin(w, cx->arena, cx->lang, PICK(cx->lang, r, title));
	ranking(cx, w, &v);
	needs(cx, w, &n);
	questions(cx, w, &v);
	return OK;
}
