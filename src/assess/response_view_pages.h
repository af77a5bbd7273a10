/* A response as it is read: its answers in words, by section, and what may be done with it. */
#ifndef ASSESS_RESPONSE_VIEW_H
#define ASSESS_RESPONSE_VIEW_H

#include "assess/evidence_pages.h"
#include "assess/inquiry_pages.h"
#include "assess/response.h"
#include "assess/round_view_pages.h"
#include "forms/answers.h"
#include "web/parts.h"

enum line_kind {
	LINE_SECTION,	 /* a group begins */
	LINE_OCCURRENCE, /* one pass through a repeat begins */
	LINE_ANSWER
};

/* What became of an answer since the body's last response. */
enum line_change {
	CHANGE_NONE,
	CHANGE_NEW, /* in an occurrence that was not there, or not answered then */
	CHANGE_UP,  /* a number, a date */
	CHANGE_DOWN,
	CHANGE_OTHER, /* choices or words */
	CHANGE_GONE   /* answered then, not now */
};

struct answer_line {
	enum line_kind kind;
	const char *label;
	const char *const *values; /* LINE_ANSWER: one, or several choices; none: not answered */
	size_t n_values;
	int64_t number, of;  /* LINE_OCCURRENCE */
	const char *finding; /* what is wrong, or NULL */
	const char *path;    /* LINE_ANSWER: of the question */
	struct form_ref ref;
	/* Beside the body's answer of last round, once answer_lines_differ has looked: */
	bool compared; /* the question was asked then, in an occurrence that has its like */
	const char *const *prior;
	size_t n_prior;
	enum line_change change;
	const char *difference; /* by how much a number moved: "12" */
	bool odd;		/* worth a look: a leap, or an answer that is gone */
};

struct answer_lines {
	struct answer_line *at;
	size_t n;
	struct answers *ans; /* they were read from; set by response_lines, with its language */
	size_t lang;
	bool compared;
	size_t changed, odd;	 /* lines */
	const char *const *gone; /* occurrences of last round that have no like now, in words */
	size_t n_gone;
};

/* The relevant questions of a record with their answers, in the form's language `lang`. */
struct answer_lines answer_lines(
	struct ctx *cx, struct answers *ans, const struct form_findings *findings, size_t lang);

/*
 * Puts beside each line what the same body answered last round (`before`, of any version of the
 * form), and marks what changed. Questions are found by name; occurrences of a repeat by what they
 * choose first (a need by its topic), not by their place. A number more than `factor` times the
 * other one is odd.
 */
void answer_lines_differ(struct ctx *cx, struct answer_lines *lines, struct answers *now,
	struct answers *before, size_t lang, int64_t factor);

/* The values of an answer in words, as lines have them. */
size_t answer_values(struct ctx *cx, struct form_ref at, size_t lang, const char *const **values);

/* The response's lines, compared where there is an earlier one, and how many answers are missing or
 * wrong. */
enum err response_lines(struct ctx *cx, const struct response_by_id *r, struct answer_lines *lines,
	size_t *findings) MUST_USE;

/* Which lines a reviewer wants to see. */
enum line_filter { LINES_ALL, LINES_CHANGED, LINES_FOUND };

struct response_view {
	const struct response_by_id *r;
	struct step_tag tag;
	bool readable, writable;
	bool approves, reviews; /* a decision is due from this reader */
	bool may_undo;
	bool paper; /* a paper is entered, or may be by this reader */
	struct answer_lines lines;
	const struct evidence_line *evidence;
	size_t n_evidence;
	bool copied; /* there is a signed copy */
	struct inquiry_threads asked;
	bool may_ask;
	const char *form_lang; /* code of the language the form is read in */
	size_t n_findings;
	struct letter_view letter;
	const struct log_entry *history;
	size_t n_history;
	/* while reviewing: */
	int64_t place, waiting; /* 1 of 2 */
	int64_t before, after;	/* ids, 0: none */
	const char *after_name;
	enum line_filter only;
	struct choices reasons; /* ready reasons for returning */
};

/* Whether a line is shown: it fits the filter, or stands above one that does. */
bool line_wanted(const struct response_view *v, size_t i);

/* What became of an answer, in a word or two. */
struct msg change_word(const struct answer_line *l);

/* The page of returns that wait, for accepting those without findings together. */
struct waiting_row {
	int64_t id, version;
	const char *body;
	const char *approved_at;
	size_t changed, odd, findings;
	int64_t asked; /* questions not resolved */
	bool compared;
	bool clean; /* nothing found: ticked */
};
struct verdict_row {
	int64_t id;
	const char *body;
	bool done;
	struct msg what;
};

#endif
