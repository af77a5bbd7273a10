/* Acts on a round: open, close, open again, deadline, bodies. */
#include <string.h>

#include "assess/assess_pages.h"
#include "assess/consolidation.h"
#include "assess/round_manage_html.h"
#include "assess/round_view_pages.h"
#include "core/may.h"

static enum err coordinated(struct page *pg, int64_t *id, struct round_by_id *r)
{
	TRY(page_id(pg, "id", id));
	TRY(round_get(pg->cx, *id, r));
	return may(pg->cx, MAY_COORDINATE, r->body);
}

static enum err back(struct page *pg, int64_t round, const char *notice)
{
	return page_go(pg, arena_printf(pg->cx->arena, "/rounds/%lld", (long long)round), notice);
}

static void frame(struct page *pg, const struct round_by_id *r, const char *title)
{
	struct ctx *cx = pg->cx;

	pg->title = tr(cx->lang, title);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)r->id));
	page_crumb(pg, pg->title, NULL);
}

enum err round_open_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_open(pg->cx, id));
	return back(pg, id, _("The round is open. The bodies find it on their home pages."));
}

enum err round_close_page(struct page *pg)
{
	struct round_tally tally;
	struct round_by_id r;
	struct manage_view v = { .r = &r, .tally = &tally };
	int64_t id;

	TRY(coordinated(pg, &id, &r));
	TRY(round_tally_query(pg->cx->db, pg->cx->arena, id, pg->cx->today, &tally));
	frame(pg, &r, _("Close the round"));
	round_close_html(pg->o, pg, &v);
	return OK;
}

enum err round_close_post(struct page *pg)
{
	struct cons_totals t;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_close(pg->cx, id));
	TRY(cons_totals(pg->cx, id, NULL, &t));
	if (!t.accepted)
		return back(pg, id, _("The round is closed."));
	return page_go(pg, arena_printf(pg->cx->arena, "/rounds/%lld/consolidation", (long long)id),
		_("The round is closed. These are its results."));
}

enum err round_reopen_post(struct page *pg)
{
	static const struct field fields[] = { LINES("reason", 1, 4000) };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(round_reopen(pg->cx, id, value_text(v, "reason")));
	return back(pg, id, _("The round is open again."));
}

/* ---- deadline and bodies ---- */

static enum err load_owing(struct page *pg, struct manage_view *v)
{
	struct ctx *cx = pg->cx;
	struct extension_bodies *rows;
	struct extensions_waiting *asking;
	size_t n;

	TRY(extension_bodies_query(cx->db, cx->arena, v->r->id, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->owing) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)rows[i].id),
			.name = arena_printf(cx->arena, "%s (%s)", PICK(cx->lang, &rows[i], name),
				date_words(cx->arena, cx->lang, rows[i].due_on))
		};
	TRY(extensions_waiting_query(cx->db, cx->arena, v->r->id, &asking, &v->n_asking));
	v->asking = asking;
	return OK;
}

static enum err load_choices(struct page *pg, struct manage_view *v)
{
	struct ctx *cx = pg->cx;
	struct round_others *others;
	struct round_idle *idle;
	size_t n;

	TRY(round_others_query(cx->db, cx->arena, v->r->id, cx->today, &others, &n));
	*LIST_PUSH(cx->arena, &v->others) = (struct choice){ "", _("Choose a body"), NULL };
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->others) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)others[i].id),
			.name = PICK(cx->lang, &others[i], name)
		};
	TRY(round_idle_query(cx->db, cx->arena, v->r->id, &idle, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->idle) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)idle[i].id),
			.name = PICK(cx->lang, &idle[i], name)
		};
	return OK;
}

enum err round_manage_page(struct page *pg)
{
	struct round_by_id r;
	struct manage_view v = { .r = &r };
	int64_t id;

	TRY(coordinated(pg, &id, &r));
	TRY(load_choices(pg, &v));
	TRY(load_owing(pg, &v));
	frame(pg, &r,
		strcmp(r.state, "closed") == 0 ? _("Open it again") : _("Deadline and bodies"));
	round_manage_html(pg->o, pg, &v);
	return OK;
}

enum err round_due_post(struct page *pg)
{
	static const struct field fields[] = { DATE("due_on"), LINES("reason", 1, 4000) };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(round_move_due(pg->cx, id, value_text(v, "due_on"), value_text(v, "reason")));
	return back(pg, id, _("The deadline is moved."));
}

enum err round_ask_post(struct page *pg)
{
	static const struct field fields[] = { ID("bodies") };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(round_ask(pg->cx, id, value_int(v, "bodies")));
	return back(pg, id, _("The body is asked. It finds the round on its home page."));
}

enum err round_unask_post(struct page *pg)
{
	static const struct field fields[] = { ID("body"), LINES("why", 1, 4000) };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(round_unask(pg->cx, id, value_int(v, "body"), value_text(v, "why")));
	return back(pg, id, _("The body is no longer asked."));
}
