#include "assess/evidence.h"

#include <ctype.h>
#include <string.h>

#include "assess/prefill.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/file.h"
#include "core/jpeg.h"
#include "core/letter.h"
#include "core/may.h"
#include "forms/answers.h"

#define NAME_MOST 200

/* ---- what a file is ---- */

/* A name to show and to save under: no folders, no control characters, at most so long. */
const char *evidence_name(struct ctx *cx, const char *name)
{
	struct buf b;
	size_t n = 0;

	for (const char *p = name; *p; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	buf_init(&b, cx->arena, 64);
	for (uint32_t c; n < NAME_MOST && (c = text_next(&name)); n++)
		if (c >= 0x20 && (c < 0x7f || c > 0x9f) && !(c >= 0x202a && c <= 0x202e) &&
			!(c >= 0x2066 && c <= 0x2069))
			buf_utf8(&b, c);
	name = text_trim(cx->arena, b.data);
	return *name ? name : "file";
}

/* Sniffs the type and keeps the content. */
enum err evidence_keep(struct ctx *cx, struct bytes data, const char **sha, const char **type)
{
	int64_t most = cx->config->file_bytes;

	if ((int64_t)data.len > most)
		return problem(cx, ERR_INPUT, "file",
			MSG("This file is larger than {1} MB. Make it smaller, or divide it.",
				N(most >> 20)));
	*type = file_sniff(data.data, data.len);
	if (!*type || (strcmp(*type, "image/jpeg") != 0 && strcmp(*type, "image/png") != 0 &&
			      strcmp(*type, "application/pdf") != 0))
		return problem(cx, ERR_INPUT, "file",
			MSG("This file is no photograph (JPEG, PNG) and no PDF, whatever its name "
			    "says. Save it as one of these and choose it again."));
	return file_save(cx, data, *type, sha);
}

/* ---- evidence ---- */

static enum err writable(struct ctx *cx, int64_t response, struct response_by_id *r)
{
	return response_to_write(cx, response,
		MSG("Evidence is added and removed only while the response can be filled "
		    "in."),
		r);
}

static enum err check_path(
	struct ctx *cx, int64_t response, const struct form *model, const char *path)
{
	struct answers *ans;
	struct form_ref ref;

	if (!*path)
		return OK;
	TRY(response_answers(cx, response, model, &ans));
	ref = answers_at(ans, path);
	if (!ref.node || ref.node->kind != FORM_QUESTION || !ref.node->has_control)
		return problem(cx, ERR_INPUT, "path",
			MSG("Choose the question this file belongs to, or the whole response."));
	return OK;
}

static enum err check_room(struct ctx *cx, int64_t response, size_t more)
{
	struct evidence_sum sum;

	TRY(evidence_sum_query(cx->db, cx->arena, response, &sum));
	if (sum.files >= EVIDENCE_FILES_MOST)
		return problem(cx, ERR_INPUT, "file",
			MSG("A response has at most {1} files. Remove one first.",
				N(EVIDENCE_FILES_MOST)));
	if (sum.bytes + (int64_t)more > EVIDENCE_BYTES_MOST)
		return problem(cx, ERR_INPUT, "file",
			MSG("The files of a response have at most {1} MB together. Make this one "
			    "smaller, or remove another.",
				N(EVIDENCE_BYTES_MOST >> 20)));
	return OK;
}

static enum err insert(struct ctx *cx, const struct response_by_id *r, const char *path,
	const char *sha, const char *name, bool place, int64_t *id)
{
	*id = id_new();
	TRY(evidence_insert_query(
		cx->db, *id, r->id, path, sha, name, place, cx->who.account, cx->now, NULL));
	return audit(cx, "response.evidence", "response", r->id, r->body, FACT("file", sha),
		FACT_P("name", name), FACT("question", path));
}

enum err evidence_add(struct ctx *cx, int64_t response, const struct form *model,
	const struct evidence_input *in, int64_t *id)
{
	struct evidence_find there;
	struct response_by_id r;
	const char *sha = "", *type = "";
	bool found;

	TRY(writable(cx, response, &r));
	TRY(check_path(cx, response, model, in->path));
	TRY(evidence_keep(cx, in->data, &sha, &type));
	TRY(evidence_find_query(cx->db, cx->arena, response, in->path, sha, &there, &found));
	if (found) {
		*id = there.id;
		return OK;
	}
	TRY(check_room(cx, response, in->data.len));
	return insert(cx, &r, in->path, sha, evidence_name(cx, in->name ? in->name : ""),
		strcmp(type, "image/jpeg") == 0 && jpeg_tells_place(in->data), id);
}

enum err evidence_bring(struct ctx *cx, const struct response_by_id *r, const char *sha,
	const char *name, int64_t *id)
{
	struct evidence_find there;
	struct evidence_sum sum;
	struct bytes data;
	const char *type;
	bool found;

	*id = 0;
	TRY(evidence_find_query(cx->db, cx->arena, r->id, "", sha, &there, &found));
	if (found)
		return OK;
	TRY(file_read(cx, sha, &data, &type));
	TRY(evidence_sum_query(cx->db, cx->arena, r->id, &sum));
	if (sum.files >= EVIDENCE_FILES_MOST || sum.bytes + (int64_t)data.len > EVIDENCE_BYTES_MOST)
		return OK;
	return insert(cx, r, "", sha, name,
		strcmp(type, "image/jpeg") == 0 && jpeg_tells_place(data), id);
}

static enum err end(struct ctx *cx, const struct response_by_id *r, const struct evidence_by_id *e)
{
	TRY(evidence_end_query(cx->db, e->id, cx->now, cx->who.account, NULL));
	return audit(cx, "response.evidence_removed", "response", r->id, r->body,
		FACT("file", e->file), FACT_P("name", e->name));
}

enum err evidence_take_back(struct ctx *cx, const struct response_by_id *r, int64_t id)
{
	struct evidence_by_id e;
	enum err gone = evidence_by_id_query(cx->db, cx->arena, id, r->id, &e);

	return gone == ERR_MISSING ? OK : gone != OK ? gone : end(cx, r, &e);
}

enum err evidence_remove(struct ctx *cx, int64_t response, int64_t id)
{
	struct evidence_by_id e;
	struct response_by_id r;

	TRY(writable(cx, response, &r));
	TRY(evidence_by_id_query(cx->db, cx->arena, id, response, &e));
	return end(cx, &r, &e);
}

enum err evidence_clean(struct ctx *cx, int64_t response, int64_t id)
{
	struct evidence_by_id e;
	struct response_by_id r;
	struct bytes data, clean;
	const char *sha;

	TRY(writable(cx, response, &r));
	TRY(evidence_by_id_query(cx->db, cx->arena, id, response, &e));
	TRY(file_read(cx, e.file, &data, NULL));
	if (strcmp(e.type, "image/jpeg") != 0 || jpeg_strip(cx->arena, data, &clean) != OK)
		return problem(cx, ERR_INPUT, NULL,
			MSG("This photograph cannot be read to its end, so nothing is taken out of "
			    "it. Remove it, and add a copy without the place."));
	TRY(file_save(cx, clean, e.type, &sha));
	TRY(evidence_remove(cx, response, id));
	return insert(cx, &r, e.path, sha, e.name, false, &id);
}

enum err evidence_get(struct ctx *cx, int64_t response, int64_t id, struct evidence_by_id *e)
{
	struct response_by_id r;

	TRY(response_get(cx, response, &r));
	if (!response_readable(cx, &r))
		return ERR_MISSING;
	return evidence_by_id_query(cx->db, cx->arena, id, response, e);
}

enum err evidence_row_removed(struct ctx *cx, int64_t response, const char *place)
{
	struct evidence_list *rows;
	size_t n;

	TRY(evidence_list_query(cx->db, cx->arena, response, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const char *to = path_without(cx->arena, rows[i].path, place);

		if (!to || strcmp(to, rows[i].path) != 0)
			TRY(evidence_move_query(cx->db, rows[i].id, to ? to : "", NULL));
	}
	return OK;
}

/* ---- the signed copy ---- */

enum err response_seal(struct ctx *cx, int64_t response, const char **hex)
{
	struct response_pages *pages;
	struct json_out o;
	struct buf b;
	size_t n;

	TRY(response_pages_query(cx->db, cx->arena, response, &pages, &n));
	buf_init(&b, cx->arena, 4096);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	for (size_t i = 0; i < n; i++)
		json_put_raw(&o, pages[i].page, pages[i].answers);
	json_close(&o, '}');
	*hex = sha256_hex(cx->arena, b.data, b.len);
	return OK;
}

/* The digits somebody read off a paper: blanks and dashes between them do not count. */
static const char *read_seal(struct ctx *cx, const char *text)
{
	struct buf b;

	buf_init(&b, cx->arena, SEAL_SHOWN);
	for (; *text; text++)
		if (isxdigit((unsigned char)*text))
			buf_char(&b, (char)tolower((unsigned char)*text));
		else if (!strchr(" -", *text))
			return NULL;
	return b.len == SEAL_SHOWN ? b.data : NULL;
}

bool signed_matches(const char *seal, const char *now)
{
	return strncmp(seal, now, SEAL_SHOWN) == 0;
}

bool signed_writable(struct ctx *cx, const struct response_by_id *r)
{
	return r->own && strcmp(r->round_state, "open") == 0 && strcmp(r->state, "asked") != 0 &&
	       strcmp(r->state, "accepted") != 0 &&
	       (may_at(cx, MAY_ENTER, r->body) || may_at(cx, MAY_APPROVE, r->body));
}

enum err signed_add(struct ctx *cx, int64_t response, const struct signed_input *in)
{
	struct response_by_id r;
	const char *sha = "", *type = "", *now, *seal;
	int64_t letter, id = id_new();

	TRY(response_get(cx, response, &r));
	if (!r.own)
		return ERR_MISSING;
	if (!signed_writable(cx, &r))
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("A signed copy is kept from the first draft until the response is "
			    "accepted, by those who fill it in or approve it."));
	/* By which right, so that a deputy is recorded as such. */
	TRY(may(cx, may_at(cx, MAY_ENTER, r.body) ? MAY_ENTER : MAY_APPROVE, r.body));
	TRY(response_seal(cx, response, &now));
	seal = in->seal ? read_seal(cx, in->seal) : arena_strn(cx->arena, now, SEAL_SHOWN);
	if (!seal)
		return problem(cx, ERR_INPUT, "seal",
			MSG("Enter the {1} digits and letters printed as the checksum at the top "
			    "of the paper.",
				N(SEAL_SHOWN)));
	TRY(evidence_keep(cx, in->data, &sha, &type));
	TRY(letter_add(cx,
		&(struct letter){ .number = in->letter_number,
			.date = in->letter_date,
			.from_body = r.body,
			.to_body = r.round_body,
			.file = sha },
		&letter));
	TRY(signed_replace_query(cx->db, response, cx->now, cx->who.account, NULL));
	TRY(signed_insert_query(cx->db, id, response, sha,
		evidence_name(cx, in->name ? in->name : ""), letter, seal, cx->who.account, cx->now,
		NULL));
	return audit(cx, "response.signed", "response", response, r.body, FACT("file", sha),
		FACT("checksum", seal), FACT_N("letter", letter));
}
