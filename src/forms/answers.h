/*
 * Answers to a form: a tree of occurrences of repeats, each with one value for every question in
 * it, and what the rules of the form say of it (relevant, required, calculated …).
 *
 * Values are text, as XForms have them: "48200", "185.5", "2026-11-24", "yes", "par pro". The tree
 * lives in one arena, belongs to one thread and may be changed; the form it answers is shared.
 *
 * After changes, form_update (check.h) evaluates what depends on them and nothing else.
 */
#ifndef FORMS_ANSWERS_H
#define FORMS_ANSWERS_H

#include "base/buf.h"
#include "base/err.h"
#include "forms/model.h"

#define FORM_VALUE_MAX 65536	  /* bytes of one value */
#define FORM_REPEAT_MAX 1000	  /* occurrences of one repeat at one place */
#define FORM_OCCURRENCES_MAX 5000 /* of all repeats of a record together */

/* The moment of an evaluation: passed in, so that the engine has no clock of its own. */
struct form_clock {
	const char *today; /* "2026-11-24", local */
	const char *now;   /* ISO-8601 with offset or Z; NULL: the beginning of today */
	int zone;	   /* minutes east of UTC; Baghdad 180 */
	uint64_t chance;   /* where random() and uuid() begin; 0: they give '' */
};

/* What the rules say of a question, group or repeat at one place. */
struct answer {
	const char *value;    /* never NULL; "" where there is none, and for groups */
	unsigned short stale; /* what to evaluate again: enum expr_use, enum stale (update.h) */
	bool here : 1;	      /* its own relevance, that of what it is in left aside */
	bool relevant : 1;    /* itself and all it is in */
	bool required : 1;
	bool read_only : 1;
	bool fits : 1;	 /* the value is what the type asks */
	bool holds : 1;	 /* the constraint does */
	bool offers : 1; /* every value chosen is a choice its filter lets through */
};

/* Occurrences of one repeat within one occurrence of what is around it. */
struct series {
	struct occurrence **at;
	size_t n, room;
	size_t wanted; /* by repeat_count; SIZE_MAX: as many as there are */
};

/* One pass through a repeat, or the form itself. */
struct occurrence {
	struct answers *ans;	      /* it belongs to */
	const struct form_node *node; /* the repeat, or the root */
	struct occurrence *parent;    /* NULL for the root */
	size_t position;	      /* from 0 */
	struct answer *answers;	      /* by slot; see plan.h */
	struct series *series;	      /* by slot of a repeat */
	int scope;
	bool relevant; /* its repeat is, what is around it is, and repeat_count wants it */
};

struct form_scope_list {
	struct occurrence **at;
	size_t n, room;
};

struct answers {
	const struct form *form;
	struct arena *arena;
	struct arena *scratch; /* for one evaluation; ends with `arena` */
	struct occurrence *root;
	size_t n_occurrences;
	struct form_scope_list *scopes; /* all occurrences of each scope, in document order */
	bool shape_changed;		/* scopes have to be listed again */
	unsigned char *waiting;		/* by node: some answer of it is stale */
	struct form_clock clock;	/* of the last evaluation */
	size_t lang;			/* likewise; index in form->langs */
	bool fresh;			/* never evaluated: everything is stale */
	bool spent;	    /* the last evaluation took more steps than allowed, and stopped */
	uint64_t evaluated; /* expressions evaluated since the answers were made */
};

/*
 * A place in the answers: a question, group or repeat, within the occurrence that holds it. For one
 * occurrence of a repeat itself, node is the repeat and occ that occurrence (occ->node == node);
 * with occ the one around it the repeat as a whole is meant. All zero: no place.
 */
struct form_ref {
	const struct form_node *node;
	struct occurrence *occ;
};

/* Empty answers to a compiled form (form_compile): no value, no occurrence of any repeat. */
struct answers *answers_new(struct arena *a, const struct form *f);

/* The form as a whole: answers_child goes through what is in it. */
struct form_ref answers_root(struct answers *ans);

/*
 * The place of a path of names: groups may be left out, occurrences are counted from 1:
 * "need[2]/n_topic", "E/need[2]/n_topic", "org". A repeat without a number is the repeat as a
 * whole. All zero when there is no such place.
 */
struct form_ref answers_at(struct answers *ans, const char *path);

/* The path of a place, in the shortest form that answers_at reads back. */
const char *answers_path(struct arena *a, struct form_ref ref);

/* What is known of a place. Not for one occurrence of a repeat. */
const struct answer *answer_of(struct form_ref ref);

/* The value: never NULL. */
const char *answer_text(struct form_ref ref);

/*
 * Puts an answer. The text is settled by the type: blanks around it go, digits of numbers and dates
 * become ASCII, dates as people write them become ISO, choices are joined by one blank. What cannot
 * be read is kept as typed and found by the checker. ERR_INPUT when it is too long or no UTF-8,
 * ERR_MISSING when the place takes no answer (a group, a calculate).
 */
enum err answers_set(struct answers *ans, struct form_ref ref, const char *text) MUST_USE;

/* How many occurrences a repeat has at a place, and one of them (from 0; all zero when beyond). */
size_t answers_count(struct form_ref repeat);
struct form_ref answers_occurrence(struct form_ref repeat, size_t i);

/*
 * Adds an occurrence at the end, with the plain defaults of its questions; *out (may be NULL) is
 * the new one. ERR_CONFLICT when there would be too many. Removes one; those after it move up.
 */
enum err answers_add(struct answers *ans, struct form_ref repeat, struct form_ref *out) MUST_USE;
enum err answers_remove(struct answers *ans, struct form_ref occurrence) MUST_USE;

/* The next place in document order inside `in` (the root, a group, an occurrence), children only:
 * begin with all zero; all zero at the end. Repeats come once, as a whole. */
struct form_ref answers_child(struct form_ref in, struct form_ref after);

/* Fills in plain defaults everywhere: for a record that begins. */
void answers_defaults(struct answers *ans);

#endif
