/*
 * Evidence: photographs, scans and PDFs beside an answer or beside a response as a whole; and the
 * signed copy, the response on paper, signed and scanned. What a file is, is told by its bytes.
 * Seen by exactly those who may read the content of the response. Evidence is added and removed
 * while the response can be filled in; what is removed leaves its name and hash. The signed copy is
 * replaced until the response is accepted.
 */
#ifndef ASSESS_EVIDENCE_H
#define ASSESS_EVIDENCE_H

#include "assess/evidence_sql.h"
#include "assess/response.h"

#define EVIDENCE_FILES_MOST 20
#define EVIDENCE_BYTES_MOST (INT64_C(50) << 20) /* of all files of a response */

struct evidence_input {
	const char *path; /* of a question as it stands in the answers; "" the whole */
	struct bytes data;
	const char *name; /* as sent */
};

/*
 * Adds a file. ERR_INPUT on "file": larger than config->file_bytes, no JPEG, PNG or PDF, more than
 * the response may have; on "path": no such question. The same file beside the same question is
 * one. ERR_CONFLICT when the response cannot be filled in now.
 */
enum err evidence_add(struct ctx *cx, int64_t response, const struct form *model,
	const struct evidence_input *in, int64_t *id) MUST_USE;

/*
 * For what brings files of its own (a paper): keeps one as evidence_add does, ERR_INPUT on "file";
 * a name to show it by; and, once it belongs to the response, puts it beside the whole. The caller
 * has checked who may. *id is 0 where it is there already, or the response has no room.
 */
enum err evidence_keep(
	struct ctx *cx, struct bytes data, const char **sha, const char **type) MUST_USE;
const char *evidence_name(struct ctx *cx, const char *name);
enum err evidence_bring(struct ctx *cx, const struct response_by_id *r, const char *sha,
	const char *name, int64_t *id) MUST_USE;
enum err evidence_take_back(struct ctx *cx, const struct response_by_id *r, int64_t id) MUST_USE;

/* Removes it; its row stays for the history. ERR_MISSING if it is not there now. */
enum err evidence_remove(struct ctx *cx, int64_t response, int64_t id) MUST_USE;

/* Puts a copy in its place that says nothing beside the picture (core/jpeg.h): JPEG files only. */
enum err evidence_clean(struct ctx *cx, int64_t response, int64_t id) MUST_USE;

/* One that this reader may read now. */
enum err evidence_get(
	struct ctx *cx, int64_t response, int64_t id, struct evidence_by_id *e) MUST_USE;

/* For fill_save.c: an occurrence is removed; what was beside it is beside the whole from now on. */
enum err evidence_row_removed(struct ctx *cx, int64_t response, const char *place) MUST_USE;

/*
 * The checksum of the answers as they are stored: SHA-256, in hexadecimal, of one JSON object with
 * a member for each stored page in the order of their names, whose value is the page's canonical
 * text (page_json.h).
 */
enum err response_seal(struct ctx *cx, int64_t response, const char **hex) MUST_USE;

#define SEAL_SHOWN 8 /* digits of it that are printed large, and asked for again */

struct signed_input {
	struct bytes data;
	const char *name;
	const char *letter_number, *letter_date;
	const char *seal; /* its first digits as printed on the paper; NULL: those of now */
};

/*
 * Keeps a signed copy in place of the one before. Who enters or approves for the body may, from
 * draft until acceptance, while the round is open. ERR_INPUT on "file", "seal", "letter_number",
 * "letter_date".
 */
enum err signed_add(struct ctx *cx, int64_t response, const struct signed_input *in) MUST_USE;
bool signed_writable(struct ctx *cx, const struct response_by_id *r);

/* Whether the answers are those the paper was printed from. */
bool signed_matches(const char *seal, const char *now);

#endif
