/*
 * Answers of the last round, offered again. A body that has answered the same form before finds its
 * answers in the new response, across versions of the form: by the name of the question, where its
 * type still takes them (of choices those that exist still and that the filter lets through;
 * repeats row by row). Each is marked as from last round until somebody confirms it: alone, with
 * its page, or by changing it. The marks stand beside the pages (response_prefill), never in the
 * answers; a response with a mark that is still open is not sent.
 *
 * Never offered: what the form calculates or fills in by itself, files, acknowledgements, the
 * question that means consent and the one that means the body.
 */
#ifndef ASSESS_PREFILL_H
#define ASSESS_PREFILL_H

#include "assess/fill.h"
#include "assess/prefill_sql.h"
#include "assess/response.h"

/*
 * The id of the body's earlier response to the same form, of any version: the last accepted, else
 * the last that was sent. 0: there is none that this reader may read.
 */
enum err response_before(struct ctx *cx, int64_t response, int64_t *other) MUST_USE;

/* One answer that came in. */
struct prefilled {
	const char *page; /* as in page_json.h */
	const char *path;
	const char *value;
	struct form_ref ref;
};

/* What would come in: nothing is written. */
struct prefill_offer {
	int64_t source;	     /* 0: no earlier response */
	struct answers *ans; /* of this response with what comes in, evaluated */
	struct prefilled *at;
	size_t n;
	size_t shared;	 /* questions both versions have, of a type that fits */
	size_t left_out; /* answers there were that the form does not take any more */
};

/*
 * The offer for a response the reader may type into. Answers go where nothing is: into pages nobody
 * has saved, into empty questions of the others, into repeats without rows.
 */
enum err prefill_offer(struct ctx *cx, int64_t response, const struct form *model,
	struct prefill_offer *out) MUST_USE;

/*
 * Puts the offer into the pages, each answer marked: open, or (`confirm`) confirmed at once. `seen`
 * is prefill_seal of what the reader was shown; ERR_CONFLICT, with a problem, when that is not what
 * is there now (NULL: not checked). Starts the response. ERR_CONFLICT when nothing can be typed
 * now; nothing to take is OK. What was typed beside it (pairs as fill_apply has them; n may be 0)
 * goes in too.
 */
struct prefill_typed {
	const char *seen;
	const struct fill_posted *posted;
	size_t n;
};
enum err prefill_take(struct ctx *cx, int64_t response, const struct form *model, bool confirm,
	const struct prefill_typed *typed) MUST_USE;

/* What was typed, into answers: to show them again after a refusal. */
enum err prefill_put_typed(
	struct ctx *cx, struct answers *ans, const struct prefill_typed *t) MUST_USE;

/*
 * Confirms open marks: of one page or (NULL) all, and of these only those among `paths` unless that
 * is NULL. `typed` as above, may be NULL. Confirming twice is one act.
 */
enum err prefill_confirm(struct ctx *cx, int64_t response, const struct form *model,
	const char *page, const char *const *paths, size_t n,
	const struct prefill_typed *typed) MUST_USE;

/* Empties the answers whose marks are open, of one page or (NULL) of all, and drops the marks. */
enum err prefill_drop(
	struct ctx *cx, int64_t response, const struct form *model, const char *page) MUST_USE;

/* Open marks that count: of answers that are relevant and not empty now, in document order. */
enum err prefill_waiting(struct ctx *cx, int64_t response, struct answers *ans,
	struct prefilled **at, size_t *n) MUST_USE;

/* What a reader was shown, as one word. */
const char *prefill_seal(struct arena *a, struct answers *ans);

/* For response.c: a page was stored with this text; what changed on it is no longer open. */
enum err prefill_saved(struct ctx *cx, int64_t response, const struct form *model, const char *page,
	const char *json) MUST_USE;

/* For fill_save.c: this occurrence ("need[2]") is removed; the marks of those after it move up. */
enum err prefill_removed(struct ctx *cx, int64_t response, const char *place) MUST_USE;

/* The path of an answer after an occurrence is gone: NULL if it was in it, else itself or moved. */
const char *path_without(struct arena *a, const char *path, const char *place);

/* Walks both sets of answers; see prefill_walk.c. `saved` are the pages somebody has saved. */
struct prefill_walk {
	struct ctx *cx;
	struct answers *from;
	struct prefill_offer *out; /* its ans is filled */
	const char *const *saved;
	size_t n_saved;
	const char *const *never; /* names of questions */
	size_t n_never;
};
enum err prefill_walk(struct prefill_walk *w, size_t lang) MUST_USE;

#endif
