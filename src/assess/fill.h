/*
 * Filling in: a page of a form as the reader sees and types it. Builds what the templates show from
 * the form engine's answers, and puts what was posted into them. The same for a response and for a
 * preview, so a preview is exactly what will be filled in. Knows no store.
 *
 * An input's name is the place of its answer: "org", "need[2]/n_topic". Every question shown is
 * named once more in a hidden field "shown", so that a box nobody ticked is an empty answer and a
 * question not shown keeps its own. "count:need" says how many occurrences were shown.
 */
#ifndef ASSESS_FILL_H
#define ASSESS_FILL_H

#include "assess/page_json.h"
#include "base/i18n.h"
#include "forms/check.h"

enum fill_kind {
	FILL_LINE, /* one line of text */
	FILL_LINES,
	FILL_NUMBER,
	FILL_DATE,
	FILL_RADIOS,
	FILL_CHECKS,
	FILL_SELECT, /* one of many */
	FILL_PICKER, /* several of many: boxes, folded away */
	FILL_NOTE,
	FILL_GROUP,
	FILL_TABLE, /* table-list: questions as rows, choices as columns */
	FILL_REPEAT,
	FILL_ROUND,   /* one occurrence of a repeat */
	FILL_NOT_HERE /* a kind of question that cannot be filled in in a browser */
};

struct inquiry_thread; /* a question to the body: inquiry_pages.h */

/* One option, with the id of its input. */
struct fill_option {
	const char *value, *label, *id;
	bool chosen;
};

struct fill_item {
	enum fill_kind kind;
	const char *id;	  /* of the input: "f-" and the name */
	const char *name; /* of the input; of a repeat its place; of an occurrence "need[2]" */
	const char *label;
	const char *hint;   /* "" when there is none */
	const char *value;  /* as typed */
	const char *shown;  /* the same in an input: numbers and dates in the reader's digits */
	const char *error;  /* NULL: nothing is wrong */
	const char *filled; /* that nobody typed the value, and where it is from; NULL else */
	bool confirms;	    /* a box beside it says that it is right as it stands */
	const struct inquiry_thread *const *asked; /* what the coordinator asks about it */
	size_t n_asked;
	const char *described; /* for aria-describedby, NULL */
	bool required;
	const struct fill_option *options;
	size_t n_options;
	const char *stray;	 /* FILL_SELECT: a value that is no choice any more, NULL else */
	bool clearable;		 /* radios of a question that may stay empty */
	const char *chosen;	 /* FILL_PICKER: labels of what is chosen, or NULL */
	struct fill_item *items; /* inside */
	size_t n_items;
	size_t position, count; /* FILL_ROUND: from 1, of */
};

/* One page of the form. */
struct fill_page {
	const char *page;    /* as in page_json.h; "" for what is outside groups */
	const char *address; /* the same for an address: "-" for "" */
	const char *title;
	struct fill_item *items;
	size_t n_items;
	bool relevant;
	size_t asked, answered; /* relevant questions */
	size_t wrong;		/* findings other than what is missing */
	size_t missing;		/* required and empty */
};

/* How much is said of what is wrong. */
enum fill_say { FILL_SAY_WRONG, FILL_SAY_ALL };

/*
 * The pages worth showing, in order, with their counts: those with a question somebody can answer.
 * `findings` of the whole form.
 */
size_t fill_pages(struct answers *ans, size_t lang, enum lang reader, struct arena *a,
	const struct form_findings *findings, struct fill_page **pages);

/* One page with its items. false: there is no such page. */
bool fill_page_of(struct answers *ans, const char *address, size_t lang, enum lang reader,
	struct arena *a, const struct form_findings *findings, enum fill_say say,
	struct fill_page *page);

/* Says beside a question of the page (by the name of its input) where its value is from; with a box
 * to confirm it, if `confirms`. */
void fill_mark(struct arena *a, struct fill_page *page, const char *name, const char *filled,
	bool confirms);

/* Shows a question to the body beside the answer it is about; *placed: that is on this page. */
void fill_ask(struct arena *a, struct fill_page *page, const char *name,
	const struct inquiry_thread *thread, bool *placed);

/* Notes outside groups before (or after) the first page. */
size_t fill_notes(
	struct answers *ans, size_t lang, struct arena *a, bool before, const char ***texts);

/* Characters of one answer: at four bytes each below FORM_VALUE_MAX. */
#define FILL_TEXT_MAX 16000

/* A posted pair: name and value. */
struct fill_posted {
	const char *name, *value;
};

/* An answer longer than FILL_TEXT_MAX: the name of its input, the text as typed. */
struct fill_long {
	const char *name, *text;
	int64_t length; /* in characters */
};

/* The answers too long among what was posted, in its order. */
size_t fill_too_long(
	struct arena *a, const struct fill_posted *posted, size_t n, const struct fill_long **out);

/* What is wrong with one of them, for the reader. */
struct msg fill_long_text(const struct fill_long *l);

/* Shows the whole text in the input it was typed in, with `error` beside it. */
void fill_put_back(
	struct arena *a, struct fill_page *page, const struct fill_long *l, const char *error);

/*
 * Puts what was posted on one page into the answers: values of the questions shown, occurrences as
 * many as were shown, then `add` (the place of a repeat) or `remove` (of an occurrence) if not
 * NULL. What was posted of the occurrence that the pair "remove" names is not looked at: nothing in
 * it can stand against its removal. ERR_INPUT for a question that is not on the page, a value too
 * long (of which the beginning is put), too many occurrences; *why is a message then.
 */
enum err fill_apply(struct answers *ans, const char *page, const struct fill_posted *posted,
	size_t n, const char *add, const char *remove, struct msg *why) MUST_USE;

#endif
