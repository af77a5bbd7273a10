/* Comments on a form: the list, and one thread. */
#include <string.h>

#include "web/download.h"
#include "assess/form_comment_list_html.h"
#include "assess/form_draft_pages.h"
#include "assess/form_draft_view.h"
#include "assess/form_words.h"
#include "assess/model_cache.h"
#include "base/text.h"

#define ROWS 25
#define ROWS_MOST 10000
#define WHOLE "-" /* the form as a whole, in an address */

static const char *const sorts[] = { "newest", "newest_down", "question", "question_down" };

const struct choice comment_states[] = {
	{ "", _("Any state"), NULL },
	{ "open", _("Open"), NULL },
	{ "resolved", _("Resolved"), NULL },
};
const size_t comment_states_n = COUNT_OF(comment_states);

struct commented {
	struct form_by_id form;
	struct form_newest newest;
	const struct form *model;
};

static enum err find(struct page *pg, struct commented *x)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	if (!form_is_written(cx, id))
		return ERR_MISSING;
	TRY(form_get(cx, id, &x->form));
	TRY(form_newest_query(cx->db, cx->arena, id, &x->newest));
	return model_get(cx, x->newest.file, &x->model);
}

static void frame(struct page *pg, const struct commented *x, const char *title)
{
	struct ctx *cx = pg->cx;

	pg->title = title;
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Forms")), "/forms");
	page_crumb(pg, PICK(cx->lang, &x->form, title),
		arena_printf(cx->arena, "/forms/%lld", (long long)x->form.id));
}

static const char *question_words(struct ctx *cx, const struct commented *x, const char *name)
{
	struct doc_words w = words_of_question(x->model, name);

	return doc_text(cx->lang, &w);
}

static struct comment_line line_of(
	struct ctx *cx, const struct commented *x, const struct form_comment_row *c)
{
	return (struct comment_line){ .c = c,
		.question = *c->question ? question_words(cx, x, c->question) : NULL,
		.href = arena_printf(cx->arena, "/forms/%lld/comments/%lld", (long long)x->form.id,
			(long long)c->id),
		.editable = comment_editable(cx, c),
		.own = cx->who.account && c->account == cx->who.account };
}

static struct comment_line *lines_of(
	struct ctx *cx, const struct commented *x, const struct form_comment_row *rows, size_t n)
{
	struct comment_line *lines = ARENA_ARRAY(cx->arena, n + 1, struct comment_line);

	for (size_t i = 0; i < n; i++)
		lines[i] = line_of(cx, x, &rows[i]);
	return lines;
}

/* ---- the list ---- */

static void load_questions(struct ctx *cx, const struct commented *x, struct comments_view *v)
{
	const struct form *f = x->model;

	*LIST_PUSH(cx->arena, &v->questions) = (struct choice){ "", _("Anything"), NULL };
	*LIST_PUSH(cx->arena, &v->questions) =
		(struct choice){ WHOLE, _("The form as a whole"), NULL };
	for (size_t i = 1; i < f->n_nodes; i++)
		if (f->nodes[i].name && f->nodes[i].has_control && !f->nodes[i].generated)
			*LIST_PUSH(cx->arena, &v->questions) = (struct choice){ f->nodes[i].name,
				NULL, question_words(cx, x, f->nodes[i].name) };
}

/* What ?question= means in the store: NULL any, "" the form as a whole. */
static const char *question_of(const char *q)
{
	if (!q || !*q)
		return NULL;
	return strcmp(q, WHOLE) == 0 ? "" : q;
}

static enum err load_rows(struct page *pg, const struct commented *x, struct comments_view *v,
	struct form_comment_row **rows)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q"), *state = page_param(pg, "state");
	const char *question = question_of(v->gone ? NULL : page_param(pg, "question"));
	bool mine = param_is(pg, "mine", "1");
	int64_t total;

	if (state && !flow_state(&form_comment_flow, state))
		state = NULL;
	v->filtered = state || question || mine || strcmp(q, "%") != 0;
	TRY(form_comments_query(cx->db, cx->arena,
		(enum form_comments_sort)page_sort(pg, sorts, COUNT_OF(sorts), 0), x->form.id, q,
		state, mine, question, v->gone, cx->who.account, v->paging.limit, v->paging.offset,
		rows, &v->n));
	TRY(form_comments_count_query(cx->db, cx->arena, x->form.id, q, state, mine, question,
		v->gone, cx->who.account, &total));
	paging_total(&v->paging, total);
	return form_comments_count_query(cx->db, cx->arena, x->form.id, "%", NULL, false, NULL,
		true, cx->who.account, &v->gone_count);
}

static void file_row(
	struct ctx *cx, struct workbook *w, struct sheet *s, const struct comment_line *l)
{
	const struct form_comment_row *c = l->c;

	sheet_text(w, s, c->question);
	sheet_text(w, s, l->question ? l->question : tr(cx->lang, _("The form as a whole")));
	sheet_text(w, s, c->withdrawn_at ? NULL : c->text);
	sheet_text(w, s,
		c->withdrawn_at ? tr(cx->lang, _("Withdrawn"))
				: tr(cx->lang, flow_state(&form_comment_flow, c->state)->word));
	sheet_text(w, s, PICK(cx->lang, c, name));
	sheet_text(w, s, PICK(cx->lang, c, body));
	sheet_int(w, s, c->number);
	sheet_text(w, s, time_words(cx->arena, cx->lang, c->created_at));
}

/* Each comment with its answers under it. */
static enum err file(struct page *pg, const struct commented *x, const struct comments_view *v)
{
	static const char *const heads[] = { _("Name"), _("About"), _("Comment"), _("State"),
		_("Person"), _("Body"), _("Version"), _("Written") };
	struct ctx *cx = pg->cx;
	struct form_comment_row *answers;
	struct workbook w;
	struct sheet *s;
	size_t n;

	workbook_begin(&w, cx->arena, cx->lang, tr(cx->lang, _("Comments")));
	s = workbook_sheet(&w, w.title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		file_row(cx, &w, s, &v->lines[i]);
		if (!v->lines[i].c->answers)
			continue;
		TRY(form_comment_answers_query(cx->db, cx->arena, v->lines[i].c->id, &answers, &n));
		for (size_t k = 0; k < n; k++) {
			struct comment_line l = line_of(cx, x, &answers[k]);

			file_row(cx, &w, s, &l);
		}
	}
	return download_workbook(pg, &w, "comments");
}

enum err form_comments_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct commented x;
	struct comments_view v = {
		.f = &x.form, .paging = page_paging(pg, ROWS), .gone = param_is(pg, "gone", "1")
	};
	struct form_comment_row *rows;

	TRY(find(pg, &x));
	if (download_kind(pg)) {
		v.paging.limit = ROWS_MOST;
		v.paging.offset = 0;
	}
	TRY(load_rows(pg, &x, &v, &rows));
	v.number = x.newest.number;
	v.lines = lines_of(cx, &x, rows, v.n);
	if (download_kind(pg))
		return file(pg, &x, &v);
	load_questions(cx, &x, &v);
	v.may_write = form_is_writer(cx, x.form.id);
	frame(pg, &x, tr(cx->lang, _("Comments")));
	page_crumb(pg, pg->title, NULL);
	form_comment_list_html(pg->o, pg, &v);
	return OK;
}

enum err form_comment_post(struct page *pg)
{
	static const struct field fields[] = { INT("number", 1, INT32_MAX), TEXT("about", 0, 255),
		LINES("text", 1, COMMENT_LENGTH) };
	const char *about;
	struct values *v;
	int64_t form, id;

	TRY(page_id(pg, "id", &form));
	if (!form_is_written(pg->cx, form))
		return ERR_MISSING;
	TRY(FORM_READ(pg, fields, &v));
	about = question_of(value_text(v, "about"));
	TRY(comment_add(pg->cx, form,
		&(struct comment_input){
			value_int(v, "number"), about, DB_NULL, value_text(v, "text") },
		&id));
	return page_go(pg, arena_printf(pg->cx->arena, "/forms/%lld/comments", (long long)form),
		_("The comment is sent to the bodies that write the form."));
}

/* ---- one thread ---- */

enum err form_comment_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const char *edit = pg->posted ? typed(pg, "comment", NULL) : page_param(pg, "edit");
	struct commented x;
	struct form_comment_row root, *rows;
	struct comment_view v = { .f = &x.form };
	int64_t id;

	TRY(find(pg, &x));
	TRY(page_id(pg, "comment", &id));
	TRY(comment_get(cx, x.form.id, id, &root));
	if (root.parent != DB_NULL)
		TRY(comment_get(cx, x.form.id, root.parent, &root));
	TRY(form_comment_answers_query(cx->db, cx->arena, root.id, &rows, &v.n));
	v.root = line_of(cx, &x, &root);
	v.answers = lines_of(cx, &x, rows, v.n);
	v.number = x.newest.number;
	v.may_write = form_is_writer(cx, x.form.id);
	if (!edit || !text_to_int(edit, &v.typed_for))
		v.typed_for = 0;
	frame(pg, &x, tr(cx->lang, _("Comment")));
	page_crumb(pg, tr(cx->lang, _("Comments")),
		arena_printf(cx->arena, "/forms/%lld/comments", (long long)x.form.id));
	page_crumb(pg, pg->title, NULL);
	form_comment_show_html(pg->o, pg, &v);
	return OK;
}

static enum err thread(struct page *pg, int64_t *form, int64_t *root)
{
	TRY(page_id(pg, "id", form));
	TRY(page_id(pg, "comment", root));
	return form_is_written(pg->cx, *form) ? OK : ERR_MISSING;
}

static enum err back(struct page *pg, int64_t form, int64_t root, const char *notice)
{
	return page_go(pg,
		arena_printf(pg->cx->arena, "/forms/%lld/comments/%lld", (long long)form,
			(long long)root),
		notice);
}

enum err form_answer_post(struct page *pg)
{
	static const struct field fields[] = { INT("number", 1, INT32_MAX),
		LINES("text", 1, COMMENT_LENGTH) };
	struct values *v;
	int64_t form, root, id;

	TRY(thread(pg, &form, &root));
	TRY(FORM_READ(pg, fields, &v));
	TRY(comment_add(pg->cx, form,
		&(struct comment_input){
			value_int(v, "number"), NULL, root, value_text(v, "text") },
		&id));
	return back(pg, form, root, _("The answer is sent to the bodies that write the form."));
}

enum err form_comment_edit_post(struct page *pg)
{
	static const struct field fields[] = { ID("comment"), INT("version", 0, INT32_MAX),
		LINES("text", 1, COMMENT_LENGTH) };
	struct values *v;
	int64_t form, root;

	TRY(thread(pg, &form, &root));
	TRY(FORM_READ(pg, fields, &v));
	TRY(comment_edit(pg->cx, form, value_int(v, "comment"), value_int(v, "version"),
		value_text(v, "text")));
	return back(pg, form, root, _("The comment is changed."));
}

enum err form_comment_act_post(struct page *pg)
{
	static const char *const acts[] = { "withdraw", "restore", "resolve", "reopen", NULL };
	static const struct field fields[] = { ID("comment"), WORD("act", acts) };
	const char *act;
	struct values *v;
	int64_t form, root;

	TRY(thread(pg, &form, &root));
	TRY(FORM_READ(pg, fields, &v));
	act = value_text(v, "act");
	if (strcmp(act, "withdraw") == 0 || strcmp(act, "restore") == 0)
		TRY(comment_withdraw(
			pg->cx, form, value_int(v, "comment"), strcmp(act, "withdraw") == 0));
	else
		TRY(comment_act(pg->cx, form, value_int(v, "comment"), act));
	return back(pg, form, root, _("The comment is changed."));
}
