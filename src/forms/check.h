/*
 * The checker: what the rules of a form say of its answers, and what is wrong with them. Whatever
 * sent the answers, everything is looked at: types, choices, choice filters, constraints, what is
 * required, how often a repeat occurs. Calculated values are made here and what was sent for them
 * does not count. Answers that are not relevant are not judged, and not to be kept.
 */
#ifndef FORMS_CHECK_H
#define FORMS_CHECK_H

#include "forms/answers.h"

/*
 * Evaluates what changed since the last call, and what depends on it: afterwards answer_of tells
 * what is relevant, required, calculated. All is evaluated the first time, and when the clock or
 * the language (index in form->langs; labels may be read by expressions) is another. ERR_INPUT when
 * the form asks for more work than is allowed; then nothing it says is to be trusted.
 */
enum err form_update(struct answers *ans, const struct form_clock *clock, size_t lang) MUST_USE;

/* For a record that begins: defaults plain and computed, today, the start; evaluates. */
enum err form_begin(struct answers *ans, const struct form_clock *clock, size_t lang) MUST_USE;

enum form_fault {
	FAULT_MISSING,	  /* required, and empty */
	FAULT_TYPE,	  /* not a number, date … of the kind asked */
	FAULT_CHOICE,	  /* not in the list, or twice */
	FAULT_FILTERED,	  /* in the list, but not to be chosen with the other answers as they are */
	FAULT_CONSTRAINT, /* against the rule of the question */
	FAULT_TOO_MANY,	  /* occurrences of a repeat */
	FAULT_TOO_LONG,	  /* or not text at all */
	FAULT_UNKNOWN,	  /* a name the form does not have */
	FAULT_WORK	  /* the form asks for more work than is allowed */
};

struct form_finding {
	enum form_fault fault;
	struct form_ref ref; /* all zero for FAULT_UNKNOWN and FAULT_WORK */
	const char *path;    /* "need[2]/n_topic" */
	const char *text;    /* the form's own words, in the language asked for or the nearest it
				has, with answers put in; NULL when it has none */
	struct msg msg;	     /* ours, for when it has none; never empty */
};

#define FORM_FINDINGS_MAX 1000

/* What is wrong, in document order; at most FORM_FINDINGS_MAX are kept. */
struct form_findings {
	struct arena *arena;
	struct form_finding *at;
	size_t n, room;
	size_t asked;		  /* questions that are relevant and take an answer */
	size_t answered;	  /* of these */
	struct form_ref *dropped; /* answers and occurrences that are not relevant */
	size_t n_dropped, room_dropped;
};

void form_finding_add(struct form_findings *out, struct form_finding finding);

/*
 * Checks all answers. OK when nothing is wrong, ERR_INPUT when something is. `out` is emptied first
 * (its arena is `a`), unless it holds findings of answers_read, which stay.
 */
enum err form_check(struct answers *ans, const struct form_clock *clock, size_t lang,
	struct arena *a, struct form_findings *out) MUST_USE;

/* What is wrong at a place, NULL when nothing. */
const struct form_finding *form_finding_at(const struct form_findings *f, struct form_ref ref);

/* Empties the answers that are not relevant and removes such occurrences: for locking a record. */
void form_prune(struct answers *ans);

/* One finding in plain text: the form's words, else ours in `reader`'s language. */
const char *form_finding_text(struct arena *a, const struct form_finding *f, enum lang reader);

/*
 * What a page shows of a place. Texts are in the form's language `lang`, with ${x} replaced by the
 * answer. Valid after form_update.
 */
struct form_option {
	const char *value;
	const char *label;
	const struct form_choice *choice; /* NULL: an answer of a repeat */
	bool chosen;
};
struct form_item {
	struct form_ref ref;
	const struct form_node *node;
	bool relevant, required, read_only;
	const char *value;		   /* never NULL */
	const char *label;		   /* never NULL */
	const char *hint;		   /* "" when there is none */
	const struct form_option *options; /* choices that may be taken now */
	size_t n_options;
	size_t occurrences;		    /* of a repeat as a whole */
	const struct form_finding *finding; /* NULL: nothing is wrong */
};

/* `findings` may be NULL. */
void form_item(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a,
	const struct form_findings *findings, struct form_item *out);

/* The labels of what is chosen in a question with choices, a " · " between; "" when nothing is. */
const char *form_item_chosen(const struct form_item *it, struct arena *a);

/* Any text of the form, as it reads at a place. */
const char *form_words(struct answers *ans, struct form_ref ref, const struct form_text *text,
	size_t lang, struct arena *a);

/* The label and the hint of the place. */
const char *form_label(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a);
const char *form_hint(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a);

/* The choices that may be taken at a place now, in the order of the list. */
size_t form_options(struct answers *ans, struct form_ref ref, size_t lang, struct arena *a,
	const struct form_option **out);

/* The name of the record by the form's instance_name, "" when it has none. */
const char *form_record_name(struct answers *ans, struct arena *a);

/*
 * Answers as JSON: names to texts, numbers as numbers, several choices as arrays, repeats as arrays
 * of objects; groups are left out. A name that occurs twice in one scope is written as its path
 * ("A/name"). Canonical: the order of the form, no empty answers.
 */
enum answers_write {
	WRITE_CALCULATED = 1, /* also what is calculated */
	WRITE_RELEVANT = 2    /* only what is relevant */
};
void answers_write(struct answers *ans, unsigned what, struct buf *out);

/*
 * Reads such JSON (an object) into new answers. What cannot be taken becomes a finding: unknown
 * names, values that are too long, too many occurrences. Values for calculates are passed over.
 * ERR_INPUT when there is a finding, or when it is no object at all; *out is set all the same.
 */
struct json;
enum err answers_read(struct arena *a, const struct form *f, const struct json *json,
	struct answers **out, struct form_findings *findings) MUST_USE;

#endif
