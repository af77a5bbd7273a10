/* One paper: where it is, what comes next, its scans, its history. */
#include <string.h>

#include "assess/paper_pages.h"
#include "assess/paper_show_html.h"
#include "assess/paper_view_pages.h"
#include "assess/form_words.h"
#include "assess/response_in.h"
#include "assess/round_view_pages.h"
#include "core/file.h"
#include "forms/check.h"

const char *paper_address(const struct page *pg, int64_t id, const char *tail)
{
	return arena_printf(pg->cx->arena, "/papers/%lld%s", (long long)id, tail);
}

enum err paper_of(struct page *pg, struct paper *p, bool reads)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(paper_get(pg->cx, id, p));
	return reads && !p->reads ? ERR_MISSING : OK;
}

void paper_frame(struct page *pg, const struct paper *p, const char *here)
{
	struct ctx *cx = pg->cx;
	const char *title = tr(cx->lang, _("Paper"));

	pg->subject = SUBJECT_ASSESS;
	pg->title = here ? here : title;
	page_crumb(pg, tr(cx->lang, _("Papers")), "/papers");
	page_crumb(pg, PICK(cx->lang, &p->r, name),
		arena_printf(cx->arena, "/responses/%lld", (long long)p->r.id));
	page_crumb(pg, title, here ? paper_address(pg, p->e.id, "") : NULL);
	if (here)
		page_crumb(pg, here, NULL);
}

const char *paper_label(struct ctx *cx, struct answers *ans, struct form_ref at, size_t lang)
{
	const char *label = form_label(ans, at, lang, cx->arena);

	if (!*label)
		label = at.node->name;
	if (!at.occ || !at.occ->parent)
		return label;
	return msg_text(cx->arena, cx->lang,
		MSG("{1} (row {2})", S(label), N((int64_t)at.occ->position + 1)));
}

enum err paper_scans(struct page *pg, const struct paper *p, struct paper_scans_view *v)
{
	struct ctx *cx = pg->cx;
	struct paper_scan_view *at;
	struct entry_scans *rows;

	*v = (struct paper_scans_view){ .paper = p->e.id,
		.file_megabytes = cx->config->file_bytes >> 20 };
	TRY(entry_scans_query(cx->db, cx->arena, p->e.id, &rows, &v->n));
	at = ARENA_ARRAY(cx->arena, v->n + 1, struct paper_scan_view);
	for (size_t i = 0; i < v->n; i++)
		at[i] = (struct paper_scan_view){ .id = rows[i].id,
			.name = rows[i].name,
			.href = paper_address(pg, p->e.id,
				arena_printf(cx->arena, "/scans/%lld", (long long)rows[i].id)),
			.picture = strncmp(rows[i].type, "image/", 6) == 0 };
	v->at = at;
	v->changes =
		p->types && strcmp(p->e.state, "taken") != 0 && strcmp(p->e.state, "dropped") != 0;
	return OK;
}

/* The pages of the entry that is typed now, for who may type in it. */
static enum err load_lines(struct page *pg, struct paper_view *v)
{
	struct ctx *cx = pg->cx;
	const struct paper *p = v->p;
	struct form_clock clock = response_clock(cx);
	struct form_findings findings = { .arena = cx->arena };
	size_t lang = response_lang(cx, p->model);
	struct fill_page *pages;
	struct answers *ans;
	bool seen = false;

	TRY(paper_pass_seen(cx, p, v->pass, &seen));
	if (!v->pass || !p->types || !seen || v->wait)
		return OK;
	TRY(paper_answers(cx, p, v->pass, &ans));
	if (form_check(ans, &clock, lang, cx->arena, &findings) == ERR_FAULT)
		return ERR_FAULT;
	v->n_lines = fill_pages(ans, lang, cx->lang, cx->arena, &findings, &pages);
	v->lines = ARENA_ARRAY(cx->arena, v->n_lines + 1, struct fill_line);
	for (size_t i = 0; i < v->n_lines; i++)
		v->lines[i] = (struct fill_line){ .page = &pages[i],
			.href = paper_address(pg, p->e.id,
				arena_printf(
					cx->arena, "/fill/%d/%s", v->pass, pages[i].address)) };
	v->answered = (int64_t)findings.answered;
	v->asked = (int64_t)findings.asked;
	return OK;
}

static enum err load_typists(struct page *pg, struct paper_view *v)
{
	struct ctx *cx = pg->cx;
	struct entry_typists *rows;
	size_t n;

	TRY(entry_typists_query(cx->db, cx->arena, v->p->e.id, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const char **names = rows[i].pass == 1 ? &v->first_names : &v->second_names;
		const char *name = PICK(cx->lang, &rows[i], name);

		*names = *names ? msg_text(cx->arena, cx->lang, MSG("{1}, {2}", S(*names), S(name)))
				: name;
	}
	return OK;
}

/* What the body does with its own paper stays there: a coordinator reads the steps alone. */
static enum err load_history(struct page *pg, struct paper_view *v)
{
	struct ctx *cx = pg->cx;
	struct act_row *rows;

	TRY(paper_history_query(cx->db, cx->arena, v->p->e.id, &rows, &v->n_history));
	for (size_t i = 0; i < v->n_history && !v->p->reads; i++)
		rows[i].reason = NULL;
	v->history = history_entries(cx, &paper_flow, rows, v->n_history);
	return OK;
}

enum err paper_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct paper_view v = { 0 };
	struct paper p;
	enum lang lang;

	TRY(paper_of(pg, &p, false));
	v.p = &p;
	v.title = PICK(cx->lang, &p.r, title);
	v.body = PICK(cx->lang, &p.r, name);
	v.pass = paper_pass(&p.e);
	v.takes = response_open(&p.r);
	v.resumes = p.types && strcmp(p.e.state, "dropped") == 0;
	v.drops = p.types && !v.resumes && strcmp(p.e.state, "taken") != 0;
	if (v.pass == 2 || strcmp(p.e.state, "waiting") == 0)
		TRY(paper_wait(cx, &p, &v.wait));
	lang = form_lang_of(p.model, response_lang(cx, p.model));
	v.lang = langs[lang].bcp47;
	v.dir = langs[lang].dir;
	TRY(load_lines(pg, &v));
	TRY(load_typists(pg, &v));
	TRY(load_history(pg, &v));
	if (p.reads)
		TRY(paper_scans(pg, &p, &v.scans));
	paper_frame(pg, &p, NULL);
	paper_show_html(pg->o, pg, &v);
	return OK;
}

/* ---- acts ---- */

static const char *notice_of(const char *act)
{
	if (strcmp(act, "done") == 0)
		return _("The first entry is kept. Another person types the paper again.");
	if (strcmp(act, "compare") == 0)
		return _("Both entries are done. Decide where they differ.");
	if (strcmp(act, "drop") == 0)
		return _("Dropped. What was typed is kept, and can be taken up again.");
	return NULL;
}

enum err paper_act_post(struct page *pg)
{
	static const char *const words[] = { "done", "begin", "compare", "reopen", "drop", "resume",
		NULL };
	static const struct field fields[] = { INT("version", 0, INT32_MAX), WORD("act", words),
		LINES("reason", 0, 4000) };
	struct values *v;
	const char *act;
	struct paper p;

	TRY(paper_of(pg, &p, false));
	TRY(FORM_READ(pg, fields, &v));
	act = value_text(v, "act");
	TRY(paper_act(pg->cx, p.e.id, value_int(v, "version"), act, value_text(v, "reason")));
	return page_go(pg, paper_address(pg, p.e.id, strcmp(act, "compare") == 0 ? "/compare" : ""),
		notice_of(act));
}

enum err paper_undo_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 0, INT32_MAX),
		LINES("why", 1, 4000) };
	struct values *v;
	struct paper p;

	TRY(paper_of(pg, &p, true));
	TRY(FORM_READ(pg, fields, &v));
	TRY(paper_undo(pg->cx, p.e.id, value_int(v, "version"), value_text(v, "why")));
	return page_go(pg, paper_address(pg, p.e.id, ""),
		_("Taken back. The response is as it was before."));
}

enum err paper_scan_page(struct page *pg)
{
	struct entry_scan_by_id s;
	struct bytes data;
	struct paper p;
	int64_t scan;

	TRY(paper_of(pg, &p, true));
	TRY(page_id(pg, "scan", &scan));
	TRY(entry_scan_by_id_query(pg->cx->db, pg->cx->arena, p.e.id, scan, &s));
	TRY(file_read(pg->cx, s.file, &data, NULL));
	pg->type = s.type;
	pg->file_name = s.name;
	buf_add(pg->o->b, data.data, data.len);
	return OK;
}

enum err paper_scan_add_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("file", 1) };
	const struct upload *up;
	struct values *v;
	struct bytes data;
	struct paper p;

	TRY(paper_of(pg, &p, true));
	TRY(FORM_READ(pg, fields, &v));
	up = value_file(v, "file");
	TRY(upload_read(pg->cx, up, pg->cx->config->file_bytes, "file", &data));
	TRY(paper_scan_add(pg->cx, p.e.id, data, up->name));
	return page_go(pg, paper_address(pg, p.e.id, "#scans"), _("The scan is kept."));
}

enum err paper_scan_remove_post(struct page *pg)
{
	struct paper p;
	int64_t scan;

	TRY(paper_of(pg, &p, true));
	TRY(page_id(pg, "scan", &scan));
	TRY(paper_scan_remove(pg->cx, p.e.id, scan));
	return page_go(pg, paper_address(pg, p.e.id, "#scans"), _("The scan is removed."));
}
