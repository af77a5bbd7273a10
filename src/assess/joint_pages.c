#include "assess/joint_pages.h"

#include <string.h>

#include "assess/consolidation_sql.h"
#include "assess/form_words.h"
#include "assess/joint_list_html.h"
#include "assess/joint_view_pages.h"
#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "base/text.h"
#include "web/download.h"

struct wording {
	struct ctx *cx;
	const struct form *model;
	const char *topic, *group, *place; /* questions */
	struct cons_bodies *bodies;
	size_t n_bodies;
};

static const char *choice(const struct wording *w, const char *question, const char *value)
{
	struct doc_words words;

	if (!value)
		return NULL;
	words = words_of_choice(w->model, question, value);
	return doc_text(w->cx->lang, &words);
}

static const char *body_name(const struct wording *w, int64_t body)
{
	for (size_t i = 0; i < w->n_bodies; i++)
		if (w->bodies[i].id == body)
			return PICK(w->cx->lang, &w->bodies[i], name);
	return "";
}

static enum err begin(struct page *pg, struct round_by_id *r, struct wording *w)
{
	struct ctx *cx = pg->cx;
	struct meanings m;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(cx, id, r));
	if (!round_coordinated(cx, r->body))
		return ERR_MISSING;
	*w = (struct wording){ .cx = cx };
	TRY(model_get(cx, r->form_file, &w->model));
	TRY(meaning_list(cx, r->form, &m));
	w->topic = meaning_question(&m, "topic", "");
	w->group = meaning_question(&m, "group", "");
	w->place = meaning_question(&m, "place", "");
	return cons_bodies_query(cx->db, cx->arena, id, &w->bodies, &w->n_bodies);
}

static int64_t months_asked(const char *text)
{
	int64_t n;

	return text && text_to_int(text, &n) && n >= 1 && n <= 24 ? n : JOINT_MONTHS;
}

static struct joint_row row_of(const struct wording *w, const struct joint *j)
{
	struct joint_row row = { .seal = j->seal,
		.topic = choice(w, w->topic, j->topic),
		.group = choice(w, w->group, j->group),
		.place = choice(w, w->place, j->place),
		.first_by = j->first_by,
		.last_by = j->last_by,
		.bodies = j->bodies,
		.people = j->people,
		.n_parts = j->parts.n };

	row.parts = ARENA_ARRAY(w->cx->arena, row.n_parts, struct joint_part_view);
	for (size_t i = 0; i < row.n_parts; i++)
		row.parts[i] = (struct joint_part_view){ body_name(w, j->parts.at[i].body),
			j->parts.at[i].by_date, j->parts.at[i].people };
	return row;
}

/* What is decided, and what is still only suggested. */
static enum err load(const struct wording *w, struct joint_view *v)
{
	struct ctx *cx = w->cx;
	struct joint_decided *done;
	struct joints all;
	size_t n;

	TRY(joint_of_round(cx, v->r->id, (int)v->months, &all));
	TRY(joint_decided_query(cx->db, cx->arena, v->r->id, &done, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->decided) = (struct joint_row){ .seal = done[i].seal,
			.topic = choice(w, w->topic, done[i].topic),
			.group = choice(w, w->group, done[i].grp),
			.place = choice(w, w->place, done[i].place),
			.first_by = done[i].first_by,
			.last_by = done[i].last_by,
			.bodies = done[i].bodies,
			.people = done[i].people,
			.taken = strcmp(done[i].state, "taken") == 0,
			.reason = done[i].reason,
			.who = PICK(cx->lang, &done[i], name),
			.at = done[i].created_at };
	for (size_t i = 0; i < all.list.n; i++) {
		bool known = false;

		for (size_t k = 0; !known && k < n; k++)
			known = strcmp(done[k].seal, all.list.at[i].seal) == 0;
		if (!known)
			*LIST_PUSH(cx->arena, &v->open) = row_of(w, &all.list.at[i]);
	}
	return OK;
}

static void put_row(
	struct ctx *cx, struct workbook *w, struct sheet *s, const struct joint_row *j, bool open)
{
	sheet_text(w, s,
		tr(cx->lang, open	? _("Suggested")
			     : j->taken ? _("Taken up")
					: _("Dropped")));
	sheet_text(w, s, j->topic);
	sheet_text(w, s, j->group);
	sheet_text(w, s, j->place);
	sheet_int(w, s, j->bodies);
	sheet_int(w, s, j->people);
	sheet_date(w, s, j->first_by);
	sheet_date(w, s, j->last_by);
	sheet_text(w, s, j->reason);
}

static enum err file(struct page *pg, const struct joint_view *v)
{
	static const char *const heads[] = { _("Status"), _("Topic"), _("Target group"),
		_("Governorate"), _("Bodies"), _("People"), _("Needed from"), _("Needed by"),
		_("Reason") };
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, PICK(cx->lang, v->r, title));
	s = workbook_sheet(&w, tr(cx->lang, _("Joint trainings")));
	s->note = tr(cx->lang, _("For the coordinating bodies only. Suggestions are computed; what "
				 "is taken up or dropped a person decided."));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->decided.n; i++)
		put_row(cx, &w, s, &v->decided.at[i], false);
	for (size_t i = 0; i < v->open.n; i++)
		put_row(cx, &w, s, &v->open.at[i], true);
	return download_workbook(pg, &w, "joint-trainings");
}

enum err joint_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct joint_view v = { 0 };
	struct round_by_id r;
	struct wording w;
	const char *round;

	TRY(begin(pg, &r, &w));
	v.r = &r;
	v.months = months_asked(typed(pg, "months", page_param(pg, "months")));
	TRY(load(&w, &v));
	if (download_kind(pg))
		return file(pg, &v);
	round = arena_printf(cx->arena, "/rounds/%lld", (long long)r.id);
	pg->title = tr(cx->lang, _("Joint trainings"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, &r, title), round);
	page_crumb(pg, tr(cx->lang, _("Consolidated results")),
		arena_printf(cx->arena, "%s/consolidation", round));
	page_crumb(pg, pg->title, NULL);
	joint_list_html(pg->o, pg, &v);
	return OK;
}

static enum err go_back(
	struct page *pg, const struct round_by_id *r, int64_t months, const char *said)
{
	return page_go(pg,
		arena_printf(pg->cx->arena, "/rounds/%lld/joint?months=%lld", (long long)r->id,
			(long long)months),
		said);
}

enum err joint_decide_post(struct page *pg)
{
	static const char *const words[] = { "take", "drop", NULL };
	static const struct field fields[] = {
		TEXT("seal", 64, 64),
		WORD("act", words),
		INT("months", 1, 24),
		LINES("reason", 0, 1000),
	};
	struct round_by_id r;
	struct wording w;
	struct values *v;
	bool taken;

	TRY(begin(pg, &r, &w));
	TRY(FORM_READ(pg, fields, &v));
	taken = strcmp(value_text(v, "act"), "take") == 0;
	TRY(joint_decide(pg->cx, r.id, (int)value_int(v, "months"), value_text(v, "seal"), taken,
		value_text(v, "reason")));
	return go_back(pg, &r, value_int(v, "months"),
		taken ? _("The suggestion is taken up. It can be undone.")
		      : _("The suggestion is dropped, with your reason. It can be undone."));
}

enum err joint_undo_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("seal", 64, 64), INT("months", 1, 24) };
	struct round_by_id r;
	struct wording w;
	struct values *v;

	TRY(begin(pg, &r, &w));
	TRY(FORM_READ(pg, fields, &v));
	TRY(joint_undo(pg->cx, r.id, value_text(v, "seal")));
	return go_back(pg, &r, value_int(v, "months"), _("Undone."));
}
