/* Holds on records. */
#include <string.h>

#include "core/config.h"
#include "core/may.h"
#include "people/retention_html.h"
#include "people/retention_pages.h"
#include "people/retention_views.h"
#include "web/download.h"

#define SUBJECTS_MOST 8

static const char *const states[] = { "open", "ended", NULL };

static const char *state_word(const char *state)
{
	return strcmp(state, "open") == 0 ? _("Held now") : _("Ended");
}

/* The kinds that can be held, as choices and as words. */
static struct choices subject_choices(const struct page *pg, const char *none)
{
	const struct retention_subject *const *s = pg->cx->config->retention->subjects;
	struct choices c = choices_of(pg, none, NULL, NULL);

	for (; *s; s++)
		*LIST_PUSH(pg->cx->arena, &c) =
			(struct choice){ .value = (*s)->kind, .word = (*s)->word };
	return c;
}

static void subject_words(const struct config *config, const char *words[SUBJECTS_MOST + 1])
{
	size_t n = 0;

	for (; n < SUBJECTS_MOST && config->retention->subjects[n]; n++)
		words[n] = config->retention->subjects[n]->kind;
	words[n] = NULL;
}

/* What is held may be gone by now, or never have been this reader's to open: then its number. */
static enum err line_of(
	struct page *pg, const struct retention_holds *h, struct retention_hold_line *l)
{
	const struct retention_subject *s = retention_subject(pg->cx->config, h->kind);
	enum err e = s ? s->name_of(pg->cx, h->record, &l->name) : ERR_MISSING;

	l->h = h;
	l->word = s ? s->word : h->kind;
	if (e == ERR_MISSING)
		l->name = id_text(pg, h->record);
	else if (e == OK && s->path)
		l->href = at_id(pg, s->path, h->record, "");
	return e == ERR_MISSING ? OK : e;
}

static enum err send_sheet(struct page *pg, const struct retention_holds_view *v)
{
	static const char *const heads[] = { _("Kind"), _("Record"), _("Name"), _("Reason"),
		_("Held by"), _("Since (UTC)"), _("Ended (UTC)") };
	enum lang lang = pg->cx->lang;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct retention_hold_line *l = &v->lines[i];

		sheet_text(&w, s, tr(lang, l->word));
		sheet_text(&w, s, id_text(pg, l->h->record));
		sheet_text(&w, s, l->name);
		sheet_text(&w, s, l->h->reason);
		sheet_text(&w, s, PICK(lang, l->h, name));
		sheet_text(&w, s, l->h->at);
		sheet_text(&w, s, l->h->ended_at);
	}
	return download_workbook(pg, &w, "retention-holds");
}

static enum err read_lines(struct page *pg, struct retention_holds_view *v)
{
	struct ctx *cx = pg->cx;
	const char *kinds[SUBJECTS_MOST + 1], *kind;
	const char *state = param_word(pg, "state", states);
	struct retention_holds *rows;
	int64_t total;

	subject_words(cx->config, kinds);
	kind = param_word(pg, "about", kinds);
	TRY(retention_hold_count_query(cx->db, cx->arena, state, kind, &total));
	paging_total(&v->paging, total);
	TRY(retention_holds_query(
		cx->db, cx->arena, state, kind, v->paging.limit, v->paging.offset, &rows, &v->n));
	v->lines = ARENA_ARRAY(cx->arena, v->n, struct retention_hold_line);
	for (size_t i = 0; i < v->n; i++)
		TRY(line_of(pg, &rows[i], &v->lines[i]));
	return OK;
}

enum err retention_holds_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct retention_holds_view v = { .pg = pg,
		.paging = page_paging(pg, download_kind(pg) ? 10000 : 50) };

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(read_lines(pg, &v));
	pg->title = tr(cx->lang, _("Records held"));
	page_crumb(pg, tr(cx->lang, _("How long records are kept")), "/settings/retention");
	page_crumb(pg, pg->title, NULL);
	if (download_kind(pg))
		return send_sheet(pg, &v);
	v.states = choices_of(pg, _("Any state"), states, state_word);
	v.kinds = subject_choices(pg, _("Any kind"));
	v.choose = subject_choices(pg, NULL);
	retention_holds_html(pg->o, &v);
	return OK;
}

enum err retention_hold_post(struct page *pg)
{
	const char *kinds[SUBJECTS_MOST + 1];
	const struct field fields[] = { WORD("kind", kinds), ID("record"),
		LINES("reason", 3, 500) };
	struct values *v;
	int64_t id;

	subject_words(pg->cx->config, kinds);
	TRY(FORM_READ(pg, fields, &v));
	TRY(retention_hold(pg->cx, value_text(v, "kind"), value_int(v, "record"),
		value_text(v, "reason"), &id));
	return page_go(pg, "/settings/retention/holds",
		_("The record is held. No sweep takes it while the hold lasts."));
}

enum err retention_unhold_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(retention_unhold(pg->cx, id));
	return page_go(pg, "/settings/retention/holds",
		_("The hold has ended. The rules hold for this record again."));
}
