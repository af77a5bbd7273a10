/* A response as it is read: its answers in words, by section, and what may be done with it. */
#ifndef ASSESS_RESPONSE_VIEW_H
#define ASSESS_RESPONSE_VIEW_H

#include "assess/evidence_pages.h"
#include "assess/response.h"
#include "assess/round_view_pages.h"
#include "web/parts.h"

enum line_kind {
	LINE_SECTION,	 /* a group begins */
	LINE_OCCURRENCE, /* one pass through a repeat begins */
	LINE_ANSWER
};

struct answer_line {
	enum line_kind kind;
	const char *label;
	const char *const *values; /* LINE_ANSWER: one, or several choices; none: not answered */
	size_t n_values;
	int64_t number, of;  /* LINE_OCCURRENCE */
	const char *finding; /* what is wrong, or NULL */
	const char *path;    /* LINE_ANSWER: of the question */
};

struct answer_lines {
	const struct answer_line *at;
	size_t n;
};

/* The relevant questions of a record with their answers, in the form's language `lang`. */
struct answer_lines answer_lines(
	struct ctx *cx, struct answers *ans, const struct form_findings *findings, size_t lang);

struct response_view {
	const struct response_by_id *r;
	struct step_tag tag;
	bool readable, writable;
	bool approves, reviews; /* a decision is due from this reader */
	bool may_undo;
	struct answer_lines lines;
	const struct evidence_line *evidence;
	size_t n_evidence;
	bool copied;	       /* there is a signed copy */
	const char *form_lang; /* code of the language the form is read in */
	size_t n_findings;
	struct letter_view letter;
	const struct log_entry *history;
	size_t n_history;
	/* while reviewing: */
	int64_t place, waiting; /* 1 of 2 */
	int64_t before, after;	/* ids, 0: none */
	const char *after_name;
};

#endif
