/* What the templates of rounds are given. */
#ifndef ASSESS_ROUND_VIEW_H
#define ASSESS_ROUND_VIEW_H

#include "assess/extend_sql.h"
#include "assess/form_sign.h"
#include "assess/response.h"
#include "assess/round.h"
#include "assess/unheld.h"
#include "people/body.h"
#include "web/page.h"
#include "web/parts.h"

extern const struct choice round_states[];
extern const size_t round_states_n;

/* The heads of the columns, which each cell repeats for narrow windows. */
struct round_labels {
	const char *due, *done, *waiting, *answered;
};

struct round_list_view {
	const struct round_row *rows;
	const struct round_form *const *forms; /* of the rows */
	size_t n;
	bool own; /* the reader's responses stand beside the rounds, for those who do not see all */
	struct paging paging;
	bool may_add;
	bool filtered;
};

/* The tag of a response that may be late. */
struct step_tag {
	const char *kind;
	struct msg word;
};

/* The tag of a step; days late count only while nothing is approved. */
struct step_tag step_tag(struct ctx *cx, const char *state, const char *due_on);

/* "3 days late" for what is past its deadline though its tag names another step: with the head, or
 * returned. No id: nothing more to say. */
struct msg step_late(const struct ctx *cx, const char *state, const char *due_on);

/* Days from the deadline to today; 0 or less: not late. */
int64_t days_late(const struct ctx *cx, const char *due_on);

/* A column of `title`, `name` … that sorts in the reader's language: 0 ar, 1 ckb, 2 en. */
size_t sort_language(enum lang lang);

/* A response of the reader's own bodies. */
struct own_task {
	int64_t id;
	const char *body;
	int64_t answered, asked;
	struct step_tag tag;
};

extern const struct choice round_steps[];
extern const size_t round_steps_n;

struct track_view {
	const struct round_by_id *r;
	const struct round_tally *tally;
	const struct response_rows *rows;
	size_t n;
	const struct round_bodies *draft; /* whom a draft will ask */
	size_t n_draft;
	const struct own_task *own;
	size_t n_own;
	const struct log_entry *history;
	size_t n_history;
	struct letter_view letter;
	int64_t asked;	       /* questions to bodies not resolved */
	int64_t first_waiting; /* the response to begin a review with; 0: none */
	bool coordinates;
	struct unheld_note unheld; /* posts of the bodies asked at which nobody can be reached */
	const struct form_signs *signs; /* of the form's version; none when it needs none */
	size_t n_signs;
};

struct manage_view {
	const struct round_by_id *r;
	const struct round_tally *tally;
	struct choices others; /* bodies not asked yet */
	struct choices idle;   /* bodies that have typed nothing */
	struct choices owing;  /* responses not done */
	const struct extensions_waiting *asking;
	size_t n_asking;
};

/* The history of a round or response for log_html, from its rows. */
const struct log_entry *history_entries(
	struct ctx *cx, const struct flow *flow, const struct act_row *rows, size_t n);

/* The bodies of one kind, which stand together. */
struct body_kind {
	const struct body_pick *bodies;
	size_t n, chosen;
};

struct round_form_view {
	int64_t id, version; /* 0: a new one */
	const struct round_by_id *r;
	struct choices forms;
	struct choices kinds;
	const struct body_pick *bodies;
	size_t n_bodies;
	const struct body_kind *groups;
	size_t n_groups;
	const char *form_version;
	const char *search; /* of the picker */
};

/* A body in the picker. */
struct body_pick {
	int64_t id;
	const char *code, *name, *kind;
	bool chosen;
};

#endif
