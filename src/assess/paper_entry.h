/*
 * Answers that come on paper. A paper is typed twice, apart from the response: nothing of it is the
 * response's answer yet. The second entry is typed by another person, who does not see the first;
 * by the same person only PAPER_BREAK minutes after the first is done, and the paper is marked.
 * Then each answer on which the two differ is decided on, and what is decided becomes the
 * response's pages in one act, through what typing goes through. Until the response is sent, that
 * can be taken back.
 *
 * Who may: who enters for the body; or a coordinator of the round on its behalf, which the paper,
 * the histories and the audit say. A paper opened by the body is the body's alone: the coordinator
 * sees that there is one and which step it is at. One opened on behalf is the body's too: its
 * people see it and may go on with it. On behalf nothing the body typed by itself is ever replaced.
 */
#ifndef ASSESS_PAPER_ENTRY_H
#define ASSESS_PAPER_ENTRY_H

#include "assess/paper_entry_sql.h"
#include "assess/response.h"
#include "base/list.h"
#include "forms/answers.h"

#define PAPER_BREAK 60 /* minutes */
#define PAPER_SCANS_MOST 20

/* first → waiting → second → compare → taken; dropped from any but taken, and taken up again. */
extern const struct flow paper_flow;

/* A paper with its response, for this reader. */
struct paper {
	struct entry_by_id e;
	struct response_by_id r;
	const struct form *model;
	bool reads;  /* may see what is typed */
	bool types;  /* may go on with it (paper_pass_open says whether now) */
	bool behalf; /* acts as coordinator, for the body */
};

/* ERR_MISSING when this reader may not know of it. */
enum err paper_get(struct ctx *cx, int64_t id, struct paper *p) MUST_USE;

/* Whether this reader may open a paper of a response, and whether on its behalf. */
bool paper_may_open(struct ctx *cx, const struct response_by_id *r, bool *behalf);

/*
 * Opens one; one that is under way already and is this reader's to go on with is given back: two
 * who open at once have one. ERR_CONFLICT when the body enters one itself, or the response takes no
 * answers now.
 */
enum err paper_open(struct ctx *cx, int64_t response, int64_t *id) MUST_USE;

/* The paper of a response that is under way; 0: none. For who may know of the response. */
enum err paper_under_way(struct ctx *cx, int64_t response, int64_t *id) MUST_USE;

/*
 * The response a printed code or number means: "tansiq:round=1;body=MOI;response=2", or "2" in any
 * digits. ERR_INPUT on "code" when it is no such thing, or its parts do not belong together, or
 * there is none this reader may enter for.
 */
enum err paper_find(struct ctx *cx, const char *code, int64_t *response) MUST_USE;

/* ---- typing ---- */

/* The entry that is typed now: 1, 2; 0: none. */
int paper_pass(const struct entry_by_id *e);

/*
 * Whether this reader may see what is typed in an entry now: while it is typed, who may type in it;
 * once both are done, all who read the paper. Never the first while the second is typed, but for
 * who typed it.
 */
enum err paper_pass_seen(struct ctx *cx, const struct paper *p, int pass, bool *seen) MUST_USE;

/* Whether this reader must wait before typing the second entry: whole minutes left, 0: none. */
enum err paper_wait(struct ctx *cx, const struct paper *p, int64_t *minutes) MUST_USE;

/* A page as it is kept; all answers of an entry, evaluated. Who may is the caller's to ask. */
enum err paper_page_now(
	struct ctx *cx, int64_t entry, int pass, const char *page, struct page_text *out) MUST_USE;
enum err paper_answers(
	struct ctx *cx, const struct paper *p, int pass, struct answers **out) MUST_USE;

/*
 * Keeps a page of an entry as typed. As response_page_save: `base` is the version it started from.
 * ERR_CONFLICT when that entry is not the one that is typed now, or who typed the first has to
 * wait. The response may have been sent meanwhile: what is typed is kept, taking over is what is
 * refused.
 */
enum err paper_page_save(struct ctx *cx, const struct paper *p, int pass, const char *page,
	int64_t base, const char *json, struct page_text *out) MUST_USE;

/* ---- the path ---- */

/*
 * One act of paper_flow but take and undo: done, begin, compare, reopen, drop (reason), resume.
 * `version` as the reader saw it. The same act again by the same person is one act. ERR_CONFLICT
 * when nothing is typed yet, or another paper is under way.
 */
enum err paper_act(
	struct ctx *cx, int64_t id, int64_t version, const char *act, const char *reason) MUST_USE;

/* For paper_take.c: one step of the path, with its history and audit. */
enum err paper_step(struct ctx *cx, const struct paper *p, int64_t version, const char *act,
	const char *reason) MUST_USE;
bool paper_repeated(struct ctx *cx, const struct paper *p, const char *act);

/* ---- comparing ---- */

/* One answer on which the entries differ. */
struct paper_difference {
	const char *path, *page;
	const struct form_node *node;
	const char *first, *second; /* as stored; "" where there is none */
	int choice;		    /* 0: open; 1, 2; 3: neither */
	const char *value;	    /* what is chosen */
	int64_t version;	    /* of the choice; 0: none made yet */
};

struct paper_compare {
	struct answers *first, *second;
	struct answers *final; /* the first entry with what is chosen; evaluated */
	LIST(struct paper_difference) list;
	size_t open; /* not decided on yet */
};

/* Compares both entries of a paper whose entries are done. */
enum err paper_compare(struct ctx *cx, const struct paper *p, struct paper_compare *c) MUST_USE;

/* The page of the form a question is on, as in page_json.h. */
const char *paper_page_of(const struct form_node *n);

/* Takes away the rows that only one entry has and in which nothing is chosen: once all is decided.
 */
enum err paper_settle(const struct paper *p, struct paper_compare *c) MUST_USE;

/*
 * Decides on one answer: choice 1 or 2, 3 with `value`, 0 makes it open again. `version` of the
 * choice as the reader saw it: ERR_CONFLICT when somebody decided otherwise meanwhile (the same
 * decision is one). ERR_MISSING: they do not differ there.
 */
struct paper_choice {
	const char *path;
	int choice;
	const char *value;
	int64_t version;
};
enum err paper_choose(struct ctx *cx, int64_t id, const struct paper_choice *choice) MUST_USE;

/* ---- becoming the response's ---- */

/* An answer typed in the response that the paper has otherwise. */
struct paper_replaced {
	const char *path;
	struct form_ref now, paper; /* in the response's answers, in those of the paper */
};

struct paper_outcome {
	const char *seen; /* versions of the pages, for paper_take */
	LIST(struct paper_replaced) list;
	bool blocked;	     /* on behalf, and the body typed by itself on these pages */
	struct answers *now; /* NULL where this reader may not read them */
};

/* What taking over would do. */
enum err paper_outcome(struct ctx *cx, const struct paper *p, const struct paper_compare *c,
	struct paper_outcome *out) MUST_USE;

/*
 * Takes the paper over: every page it has an answer on becomes what is decided, in this
 * transaction. `version` of the paper and `seen` of the outcome as the reader saw them; `replace`:
 * that answers typed in the response are replaced. ERR_CONFLICT when the response was sent, its
 * round closed, or anything moved on; ERR_INPUT on "replace" or while answers are not decided on.
 * In each case all is kept. Scans become evidence of the response as far as there is room.
 */
enum err paper_take(
	struct ctx *cx, int64_t id, int64_t version, const char *seen, bool replace) MUST_USE;

/*
 * Takes that back, with a reason, while the response takes answers and nobody changed these pages
 * since: they are what they were.
 */
enum err paper_undo(struct ctx *cx, int64_t id, int64_t version, const char *reason) MUST_USE;

/* ---- scans ---- */

/* A photograph or PDF of the paper; the same file twice is one. ERR_INPUT on "file". */
enum err paper_scan_add(struct ctx *cx, int64_t id, struct bytes data, const char *name) MUST_USE;
enum err paper_scan_remove(struct ctx *cx, int64_t id, int64_t scan) MUST_USE;

#endif
