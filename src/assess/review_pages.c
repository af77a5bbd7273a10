#include "assess/review_pages.h"

#include <string.h>

#include "assess/review_reasons_html.h"
#include "assess/review_verdict_html.h"
#include "assess/review_view_pages.h"
#include "assess/review_waiting_html.h"
#include "base/text.h"

/* The round, for one who coordinates it. */
static enum err coordinated(struct page *pg, struct round_by_id *r)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(pg->cx, id, r));
	return round_coordinated(pg->cx, r->body) ? OK : ERR_MISSING;
}

static const char *address(struct page *pg, const struct round_by_id *r, const char *end)
{
	return arena_printf(pg->cx->arena, "/rounds/%lld%s", (long long)r->id, end);
}

static void frame(struct page *pg, const struct round_by_id *r, const char *title)
{
	struct ctx *cx = pg->cx;

	pg->title = tr(cx->lang, title);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, r, title), address(pg, r, ""));
	page_crumb(pg, pg->title, NULL);
}

/* ---- what waits ---- */

static enum err look(struct ctx *cx, const struct review_waiting *from, struct waiting_row *row)
{
	struct answer_lines lines;
	struct inquiry_count asked;
	struct response_by_id r;

	*row = (struct waiting_row){ .id = from->id,
		.version = from->version,
		.body = PICK(cx->lang, from, name),
		.approved_at = from->approved_at };
	TRY(response_get(cx, from->id, &r));
	TRY(response_lines(cx, &r, &lines, &row->findings));
	row->compared = lines.compared;
	row->changed = lines.changed;
	row->odd = lines.odd;
	TRY(inquiry_count_query(cx->db, cx->arena, from->id, &asked));
	row->asked = asked.open + asked.answered;
	row->clean = !row->odd && !row->findings && !row->asked;
	return OK;
}

enum err review_waiting_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct review_waiting *rows;
	struct response_queue *queue;
	struct round_by_id r;
	struct waiting_view v = { .r = &r, .paging = page_paging(pg, REVIEW_TOGETHER) };
	size_t all;

	TRY(coordinated(pg, &r));
	TRY(response_queue_query(cx->db, cx->arena, r.id, &queue, &all));
	TRY(review_waiting_query(
		cx->db, cx->arena, r.id, v.paging.limit, v.paging.offset, &rows, &v.n));
	paging_total(&v.paging, (int64_t)all);
	v.rows = ARENA_ARRAY(cx->arena, v.n + 1, struct waiting_row);
	for (size_t i = 0; i < v.n; i++)
		TRY(look(cx, &rows[i], &v.rows[i]));
	frame(pg, &r, _("Waiting for review"));
	review_waiting_html(pg->o, pg, &v);
	return OK;
}

/* "81-4": a response and the version its reader saw. */
static bool one_of(struct arena *a, const char *text, struct review_one *one)
{
	const char *dash = strchr(text, '-');

	return dash && text_to_int(arena_strn(a, text, (size_t)(dash - text)), &one->response) &&
	       text_to_int(dash + 1, &one->version) && one->response > 0 && one->version > 0;
}

enum err review_accept_post(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct review_one *list;
	struct round_by_id r;
	const char **values;
	struct buf b;
	size_t n;

	TRY(coordinated(pg, &r));
	n = form_all(pg, "accept", &values);
	list = ARENA_ARRAY(cx->arena, n + 1, struct review_one);
	buf_init(&b, cx->arena, 256);
	for (size_t i = 0; i < n && i <= REVIEW_TOGETHER; i++) {
		if (!one_of(cx->arena, values[i], &list[i]))
			return problem(
				cx, ERR_INPUT, "accept", MSG("This is no response of the list."));
		buf_str(&b, i ? "." : "");
		buf_str(&b, arena_printf(cx->arena, "%lld-%lld", (long long)list[i].response,
				    (long long)list[i].version));
	}
	TRY(review_accept(cx, r.id, list, n));
	return page_go(pg,
		arena_printf(cx->arena, "%s?of=%s", address(pg, &r, "/review/verdict"), b.data),
		NULL);
}

/* What became of one response somebody chose. */
static struct msg verdict_of(
	struct ctx *cx, const struct review_verdict *now, int64_t version, bool *done)
{
	*done = strcmp(now->state, "accepted") == 0;
	if (*done && now->account == cx->who.account && strcmp(now->act, "accept") == 0)
		return MSG(_("Accepted by you."));
	if (*done)
		return MSG(_("Somebody else had accepted it already."));
	if (strcmp(now->state, "approved") == 0 && now->asked)
		return MSG(_("Not accepted: a question to the body is not resolved."));
	if (strcmp(now->state, "approved") == 0 && now->version == version)
		return MSG(_("Not accepted yet. Open it and decide."));
	if (strcmp(now->state, "approved") == 0)
		return MSG(_("Not accepted: it was changed meanwhile. Open it and decide again."));
	return MSG(_("Not accepted: it is no longer with you."));
}

static enum err add_verdict(struct ctx *cx, const struct round_by_id *r,
	const struct review_one *one, struct verdict_view *v)
{
	struct review_verdict now;
	struct verdict_row *row;
	bool found;

	TRY(review_verdict_query(cx->db, cx->arena, one->response, r->id, &now, &found));
	if (!found)
		return OK;
	row = LIST_PUSH(cx->arena, &v->rows);
	*row = (struct verdict_row){ .id = now.id, .body = PICK(cx->lang, &now, name) };
	row->what = verdict_of(cx, &now, one->version, &row->done);
	v->done += row->done;
	v->left += !row->done;
	return OK;
}

enum err review_verdict_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const char *of = page_param(pg, "of");
	struct response_queue *queue;
	struct round_by_id r;
	struct verdict_view v = { .r = &r };
	size_t n;

	TRY(coordinated(pg, &r));
	for (size_t i = 0; of && *of && i < REVIEW_TOGETHER; i++) {
		size_t len = strcspn(of, ".");
		struct review_one one;

		if (one_of(cx->arena, arena_strn(cx->arena, of, len), &one))
			TRY(add_verdict(cx, &r, &one, &v));
		of += len + (of[len] != '\0');
	}
	TRY(response_queue_query(cx->db, cx->arena, r.id, &queue, &n));
	v.waiting = n ? queue[0].id : 0;
	frame(pg, &r, _("What became of your acceptance"));
	review_verdict_html(pg->o, &v);
	return OK;
}

/* ---- ready reasons ---- */

enum err review_reasons_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct round_by_id r;
	struct reasons_view v = { .r = &r };

	TRY(coordinated(pg, &r));
	TRY(reason_list_query(cx->db, cx->arena, r.body, true, &v.rows, &v.n));
	TRY(review_factor(cx, r.body, &v.factor));
	frame(pg, &r, _("Ready reasons"));
	review_reasons_html(pg->o, pg, &v);
	return OK;
}

static enum err names_typed(struct page *pg, struct values **v, struct names *text)
{
	const struct field fields[] = {
		TEXT("name_ar", 0, NAME_MAX_LENGTH),
		TEXT("name_ckb", 0, NAME_MAX_LENGTH),
		TEXT("name_kmr", 0, NAME_MAX_LENGTH),
		TEXT("name_en", 0, NAME_MAX_LENGTH),
		INT_OPT("version", 0, INT32_MAX),
	};

	TRY(FORM_READ(pg, fields, v));
	*text = (struct names){ value_text(*v, "name_ar"), value_text(*v, "name_ckb"),
		value_text(*v, "name_kmr"), value_text(*v, "name_en") };
	return OK;
}

enum err review_reason_add_post(struct page *pg)
{
	struct round_by_id r;
	struct values *v;
	struct names text;
	int64_t id;

	TRY(coordinated(pg, &r));
	TRY(names_typed(pg, &v, &text));
	TRY(reason_add(pg->cx, r.body, &text, &id));
	return page_go(pg, address(pg, &r, "/reasons"), _("The reason is there from now on."));
}

enum err review_factor_post(struct page *pg)
{
	static const struct field fields[] = { INT("factor", 2, 100) };
	struct round_by_id r;
	struct values *v;

	TRY(coordinated(pg, &r));
	TRY(FORM_READ(pg, fields, &v));
	TRY(review_factor_set(pg->cx, r.body, value_int(v, "factor")));
	return page_go(pg, address(pg, &r, "/reasons"), _("The limit holds from now on."));
}

static enum err reason_there(struct page *pg, struct round_by_id *r, struct reason_by_id *reason)
{
	int64_t id;

	TRY(coordinated(pg, r));
	TRY(page_id(pg, "reason", &id));
	return reason_by_id_query(pg->cx->db, pg->cx->arena, id, r->body, reason);
}

enum err review_reason_page(struct page *pg)
{
	struct reason_by_id reason;
	struct round_by_id r;

	TRY(reason_there(pg, &r, &reason));
	frame(pg, &r, _("Change a ready reason"));
	review_reason_html(pg->o, pg, &r, &reason);
	return OK;
}

enum err review_reason_post(struct page *pg)
{
	struct reason_by_id reason;
	struct round_by_id r;
	struct names text;
	struct values *v;

	TRY(reason_there(pg, &r, &reason));
	TRY(names_typed(pg, &v, &text));
	TRY(reason_edit(pg->cx, r.body, reason.id, value_int(v, "version"), &text));
	return page_go(pg, address(pg, &r, "/reasons"), _("The reason is changed."));
}

enum err review_reason_end_post(struct page *pg)
{
	static const char *const words[] = { "end", "restore", NULL };
	static const struct field fields[] = { WORD("act", words) };
	struct reason_by_id reason;
	struct round_by_id r;
	struct values *v;
	bool end;

	TRY(reason_there(pg, &r, &reason));
	TRY(FORM_READ(pg, fields, &v));
	end = strcmp(value_text(v, "act"), "end") == 0;
	TRY(reason_end(pg->cx, r.body, reason.id, end));
	return page_go(pg, address(pg, &r, "/reasons"),
		end ? _("The reason is taken away. It can be put back.")
		    : _("The reason is there again."));
}
