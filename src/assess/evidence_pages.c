#include "assess/evidence_pages.h"

#include <string.h>

#include "assess/evidence_show_html.h"
#include "assess/response_in.h"
#include "core/file.h"
#include "core/may.h"
#include "forms/check.h"

static const char *address(struct ctx *cx, int64_t response, const char *tail)
{
	return arena_printf(cx->arena, "/responses/%lld%s", (long long)response, tail);
}

static const char *size_words(struct ctx *cx, int64_t bytes)
{
	if (bytes < 1 << 20)
		return msg_text(cx->arena, cx->lang, MSG("{1} KB", N((bytes + 1023) >> 10)));
	return msg_text(cx->arena, cx->lang, MSG("{1} MB", DEC((bytes * 10 + (1 << 19)) >> 20, 1)));
}

static enum err find(struct page *pg, struct response_by_id *r)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(pg->cx, id, r));
	return response_readable(pg->cx, r) ? OK : ERR_MISSING;
}

/* ---- lines ---- */

/* "Staff. 2: How many": the label of a question, with the number of its row. */
static const char *question_words(
	struct ctx *cx, struct answers *ans, struct form_ref at, size_t lang)
{
	const char *label = form_label(ans, at, lang, cx->arena);

	if (!*label)
		label = at.node->name;
	if (!at.occ || !at.occ->parent)
		return label;
	return msg_text(cx->arena, cx->lang,
		MSG("{1} (row {2})", S(label), N((int64_t)at.occ->position + 1)));
}

enum err evidence_lines(struct ctx *cx, int64_t response, struct answers *ans, size_t lang,
	struct evidence_line **lines, size_t *n)
{
	struct evidence_list *rows;

	TRY(evidence_list_query(cx->db, cx->arena, response, &rows, n));
	*lines = ARENA_ARRAY(cx->arena, *n, struct evidence_line);
	for (size_t i = 0; i < *n; i++) {
		struct form_ref at = answers_at(ans, rows[i].path);

		(*lines)[i] = (struct evidence_line){ .id = rows[i].id,
			.path = rows[i].path,
			.question =
				*rows[i].path && at.node ? question_words(cx, ans, at, lang) : NULL,
			.name = rows[i].name,
			.href = address(cx, response,
				arena_printf(cx->arena, "/evidence/%lld", (long long)rows[i].id)),
			.hash = rows[i].file,
			.size = size_words(cx, rows[i].size),
			.at = rows[i].at,
			.by = PICK(cx->lang, &rows[i], name),
			.place = rows[i].place,
			.jpeg = strcmp(rows[i].type, "image/jpeg") == 0 };
	}
	return OK;
}

/* ---- the page ---- */

static void put_questions(struct page *pg, struct answers *ans, struct form_ref in, size_t lang,
	struct evidence_view *v)
{
	struct ctx *cx = pg->cx;
	struct form_ref at = { 0 };

	while ((at = answers_child(in, at)).node) {
		if (!answer_of(at)->relevant)
			continue;
		if (at.node->kind == FORM_GROUP)
			put_questions(pg, ans, at, lang, v);
		else if (at.node->kind == FORM_REPEAT)
			for (size_t i = 0; i < answers_count(at); i++)
				put_questions(pg, ans, answers_occurrence(at, i), lang, v);
		else if (at.node->kind == FORM_QUESTION && at.node->has_control &&
			 at.node->type != FORM_NOTE && !form_is_scaffold(at.node))
			*LIST_PUSH(cx->arena, &v->questions) =
				(struct choice){ .value = answers_path(cx->arena, at),
					.name = question_words(cx, ans, at, lang) };
	}
}

static enum err load_signed(
	struct page *pg, const struct response_by_id *r, struct evidence_view *v)
{
	struct ctx *cx = pg->cx;
	struct signed_now *copy = ARENA_NEW(cx->arena, struct signed_now);
	struct signed_older *older;
	bool found;

	v->signs = signed_writable(cx, r);
	v->paper_href = address(cx, r->id, ".pdf");
	TRY(response_seal(cx, r->id, &v->seal));
	TRY(signed_now_query(cx->db, cx->arena, r->id, copy, &found));
	TRY(signed_older_query(cx->db, cx->arena, r->id, &older, &v->n_older));
	v->older = older;
	if (!found)
		return OK;
	v->copy = copy;
	v->copy_size = size_words(cx, copy->size);
	v->copy_href = address(cx, r->id, "/signed");
	v->matches = signed_matches(copy->seal, v->seal);
	return OK;
}

static enum err load(struct page *pg, const struct response_by_id *r, struct evidence_view *v)
{
	struct ctx *cx = pg->cx;
	const struct form *model;
	struct evidence_gone *gone;
	struct answers *ans;
	size_t lang;

	TRY(response_model(cx, r, &model));
	TRY(response_answers(cx, r->id, model, &ans));
	lang = response_lang(cx, model);
	TRY(evidence_lines(cx, r->id, ans, lang, &v->lines, &v->n));
	TRY(evidence_gone_query(cx->db, cx->arena, r->id, &gone, &v->n_gone));
	v->gone = gone;
	*LIST_PUSH(cx->arena, &v->questions) =
		(struct choice){ .value = "", .word = _("The response as a whole") };
	put_questions(pg, ans, answers_root(ans), lang, v);
	return load_signed(pg, r, v);
}

enum err evidence_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct evidence_view v = { 0 };
	struct response_by_id r;

	TRY(find(pg, &r));
	TRY(load(pg, &r, &v));
	v.response = r.id;
	v.title = PICK(cx->lang, &r, title);
	v.body = PICK(cx->lang, &r, name);
	v.writable = response_writable(cx, &r);
	v.chosen = page_param(pg, "at");
	v.file_megabytes = cx->config->file_bytes >> 20;
	pg->subject = SUBJECT_ASSESS;
	pg->title = tr(cx->lang, _("Evidence and signed copy"));
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, v.title, arena_printf(cx->arena, "/rounds/%lld", (long long)r.round));
	page_crumb(pg, v.body, address(cx, r.id, ""));
	page_crumb(pg, pg->title, NULL);
	evidence_show_html(pg->o, pg, &v);
	return OK;
}

/* ---- acts ---- */

enum err evidence_add_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("path", 0, 300), FILE_FIELD("file", 1) };
	struct ctx *cx = pg->cx;
	struct response_by_id r;
	struct evidence_input in;
	const struct form *model;
	const struct upload *up;
	struct values *v;
	int64_t id;

	TRY(find(pg, &r));
	TRY(FORM_READ(pg, fields, &v));
	up = value_file(v, "file");
	in.path = value_text(v, "path") ? value_text(v, "path") : "";
	in.name = up->name;
	TRY(upload_read(cx, up, cx->config->file_bytes, "file", &in.data));
	TRY(response_model(cx, &r, &model));
	TRY(evidence_add(cx, r.id, model, &in, &id));
	return page_go(pg, address(cx, r.id, "/evidence"), _("The file is kept."));
}

enum err evidence_act_post(struct page *pg)
{
	static const char *const words[] = { "remove", "clean", NULL };
	static const struct field fields[] = { WORD("act", words) };
	struct response_by_id r;
	struct values *v;
	int64_t file;

	TRY(find(pg, &r));
	TRY(page_id(pg, "file", &file));
	TRY(FORM_READ(pg, fields, &v));
	if (strcmp(value_text(v, "act"), "clean") == 0) {
		TRY(evidence_clean(pg->cx, r.id, file));
		return page_go(pg, address(pg->cx, r.id, "/evidence"),
			_("The photograph is replaced by a copy that tells no place."));
	}
	TRY(evidence_remove(pg->cx, r.id, file));
	return page_go(pg, address(pg->cx, r.id, "/evidence"),
		_("The file is removed. Its name stays in the history."));
}

enum err signed_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("scan", 1), TEXT("seal", 1, 20),
		TEXT("letter_number", 1, 60), DATE("letter_date") };
	struct ctx *cx = pg->cx;
	struct response_by_id r;
	struct signed_input in;
	const struct upload *up;
	struct values *v;

	TRY(find(pg, &r));
	TRY(FORM_READ(pg, fields, &v));
	up = value_file(v, "scan");
	in = (struct signed_input){ .name = up->name,
		.letter_number = value_text(v, "letter_number"),
		.letter_date = value_text(v, "letter_date"),
		.seal = value_text(v, "seal") };
	TRY(upload_read(cx, up, cx->config->file_bytes, "scan", &in.data));
	TRY(signed_add(cx, r.id, &in));
	return page_go(pg, address(cx, r.id, "/evidence#signed"), _("The signed copy is kept."));
}

/* ---- downloads ---- */

static enum err send(struct page *pg, const char *sha, const char *type, const char *name)
{
	struct bytes data;

	TRY(file_read(pg->cx, sha, &data, NULL));
	pg->type = type;
	pg->file_name = name;
	buf_add(pg->o->b, data.data, data.len);
	return OK;
}

enum err evidence_file_page(struct page *pg)
{
	struct evidence_by_id e;
	struct response_by_id r;
	int64_t file;

	TRY(find(pg, &r));
	TRY(page_id(pg, "file", &file));
	TRY(evidence_get(pg->cx, r.id, file, &e));
	return send(pg, e.file, e.type, e.name);
}

enum err signed_file_page(struct page *pg)
{
	struct response_by_id r;
	struct signed_now s;
	bool found;

	TRY(find(pg, &r));
	TRY(signed_now_query(pg->cx->db, pg->cx->arena, r.id, &s, &found));
	return found ? send(pg, s.file, s.type, s.name) : ERR_MISSING;
}
