/*
 * The form model: what a questionnaire is, independent of the file it was read from. A tree of
 * nodes (questions, groups, repeats), its choice lists, its languages and its settings.
 *
 * A model lives wholly in one arena, is built once (xlsform.h, then the expressions are compiled
 * into it) and never changes afterwards, so any number of threads may read it at once without a
 * lock. Nothing in it points outside its arena. Answers are kept elsewhere: a node's `index` is
 * stable and dense, so whoever evaluates or checks can use plain arrays of `form->n_nodes`.
 *
 * Terms follow the XLSForm reference (xlsform.org) and ODK XForms (getodk.github.io/xforms-spec).
 */
#ifndef FORMS_MODEL_H
#define FORMS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/i18n.h"

struct expr; /* forms/expr.h: a compiled expression */
struct form_node;
struct form_list;
struct form_names; /* names to places; model_build.h */

/* Where something was written: for messages. All NULL or 0 for what no cell wrote. */
struct form_place {
	const char *sheet;
	const char *cell; /* "C12" */
	int row;	  /* 1 is the row of headings */
};

/*
 * What is wrong with a workbook, or what its author should look at (warning). `remedy` may be
 * empty (id NULL). A form with a problem that is no warning is refused.
 */
struct form_problem {
	const char *sheet; /* NULL: the workbook as a whole */
	const char *cell;  /* NULL: the sheet as a whole, or the row */
	int row;	   /* 0: unknown */
	struct msg reason;
	struct msg remedy;
	bool warning;
};

/* Problems in the order they were found; at most FORM_PROBLEMS_MAX are kept. */
#define FORM_PROBLEMS_MAX 100
struct form_problems {
	struct arena *arena;
	struct form_problem *at;
	size_t n, room;
	size_t errors; /* how many were no warnings, kept or not */
};

/* Notes a problem. The strings of the messages must live as long as the arena. */
void form_problem_add(struct form_problems *p, struct form_place where, bool warning,
	struct msg reason, struct msg remedy);

/*
 * A text in the languages of the form. Either `in` is NULL and `plain` is the text for every
 * language (a column without a language), or `in[l]` is the text in form->langs[l], NULL where the
 * author left it blank, and `plain` is NULL. Both NULL: there is no such text. The text may hold
 * ${name}: the answer to be put there (form_text_in gives it as written).
 */
struct form_text {
	const char *plain;
	const char *const *in;
};

/* An attribute the author put by hand (bind::x, body::x, instance::x, settings attribute::x). */
struct form_attr {
	const char *name; /* may have a prefix: "odk:length" */
	const char *value;
};
struct form_attrs {
	const struct form_attr *at;
	size_t n;
};

/*
 * An expression as the author wrote it: XPath 1.0 with the functions of ODK XForms, in which
 * ${name} refers to the nearest node of that name, ${last-saved#name} to the last saved record,
 * and `.` is the node itself. `text` NULL: there is none. `code` is set while the form is built,
 * by the expression compiler; `text` stays as written.
 */
struct form_expr {
	const char *text;
	const struct expr *code;
	struct form_place place;
};

/* Pictures and sounds of a label. */
enum form_medium { MEDIA_IMAGE, MEDIA_BIG_IMAGE, MEDIA_AUDIO, MEDIA_VIDEO, MEDIA_COUNT };
struct form_label {
	struct form_text text;
	struct form_text media[MEDIA_COUNT]; /* file names, per language */
};

enum form_kind {
	FORM_ROOT,     /* the form itself: node 0 */
	FORM_GROUP,    /* shown or not as one; its children's paths go through it */
	FORM_REPEAT,   /* a group that occurs any number of times */
	FORM_QUESTION, /* a leaf with a value; `type` says which */
	FORM_META      /* the group `meta`: what the record says of itself */
};

/* The kinds of questions. What is asked of a person has a control; the rest is filled by itself. */
enum form_type {
	FORM_NO_TYPE, /* root, groups, repeats */
	/* asked */
	FORM_TEXT,
	FORM_INTEGER,
	FORM_DECIMAL,
	FORM_RANGE, /* a number from a scale: parameters start, end, step */
	FORM_SELECT_ONE,
	FORM_SELECT_MULTIPLE, /* values joined by one blank */
	FORM_RANK,	      /* all choices in the order of preference */
	FORM_NOTE,	      /* only read: shows its label, has no answer of its own */
	FORM_ACKNOWLEDGE,     /* "OK" or empty */
	FORM_DATE,	      /* 2026-11-24 */
	FORM_TIME,	      /* 10:42:00.000+03:00 */
	FORM_DATETIME,
	FORM_GEOPOINT, /* "latitude longitude altitude accuracy" */
	FORM_GEOTRACE,
	FORM_GEOSHAPE,
	FORM_BARCODE,
	FORM_IMAGE, /* the answer of a file question is a file name */
	FORM_AUDIO,
	FORM_VIDEO,
	FORM_FILE,
	FORM_OSM,
	FORM_SELECT_EXTERNAL, /* select_one_external: choices in the sheet external_choices */
	/* filled by itself */
	FORM_CALCULATE,
	FORM_HIDDEN,
	FORM_START, /* when filling began, ended; the day */
	FORM_END,
	FORM_TODAY,
	FORM_DEVICE_ID,
	FORM_SUBSCRIBER_ID,
	FORM_SIM_SERIAL,
	FORM_PHONE_NUMBER,
	FORM_USERNAME,
	FORM_EMAIL,
	FORM_START_GEOPOINT,
	FORM_BACKGROUND_GEOPOINT,
	FORM_BACKGROUND_AUDIO,
	FORM_AUDIT,
	FORM_INSTANCE_ID,
	FORM_INSTANCE_NAME,
	FORM_ENTITY,	   /* meta/entity: see struct form_entity */
	FORM_ENTITY_LABEL, /* meta/entity/label */
	FORM_EXTERNAL_XML, /* xml-external, csv-external: data beside the form, no node in the
			      answers */
	FORM_EXTERNAL_CSV,
	FORM_TYPE_COUNT
};

/* A name and value of the parameters column, in the order written. */
struct form_param {
	const char *name; /* lower case */
	const char *value;
};

/* What an answer record creates or changes in a list of entities kept beside the forms. */
struct form_entity {
	const char *dataset;
	bool creates, updates;
	struct form_expr id; /* of the entity to change */
	struct form_expr create_if, update_if, label;
	const struct form_node
		*repeat;	      /* the repeat whose every occurrence is an entity, or NULL */
	const struct form_node *node; /* its meta/entity */
};

struct form_node {
	int index; /* in form->nodes; document order: parents first */
	int end;   /* one past the last node inside: [index + 1, end) are the descendants */
	enum form_kind kind;
	enum form_type type;

	const struct form_node *parent; /* NULL for the root */
	const struct form_node *first;	/* first child, next sibling: NULL when none */
	const struct form_node *next;
	const struct form_node *repeat; /* nearest repeat around it, not itself; NULL when none */
	int depth;			/* 0 for the root */

	const char *name;
	const char *path;      /* "/data/A/org", without positions */
	const char *type_name; /* as written, white space settled: "select_one org" */
	struct form_place place;

	bool has_value;	  /* it is a leaf of the record (false: groups, external data) */
	bool has_control; /* a person sees it: question, note, group, repeat */
	bool generated;	  /* made from another row: the "other" of or_other, a count, meta */
	bool table_list;  /* a group whose questions share one list and are shown as one table */

	struct form_label label;
	struct form_text hint;
	struct form_text guidance; /* a longer hint, shown on demand */
	struct form_text constraint_message;
	struct form_text required_message;
	struct form_text no_app_error; /* when the app of an intent is not installed */

	struct form_expr relevant; /* empty: always */
	struct form_expr constraint;
	struct form_expr calculation;
	struct form_expr required;	/* an expression: yes is "true()", no "false()"; NULL: no */
	struct form_expr read_only;	/* likewise */
	struct form_expr initial;	/* the default: a plain value unless initial_dynamic */
	bool initial_dynamic;		/* initial is an expression, computed once at first load */
	struct form_expr choice_filter; /* the names in it are columns of the list; ${x} answers */
	struct form_expr repeat_count;	/* repeats: how many there are; NULL: as many as added */
	const struct form_node *count_node; /* the node that holds repeat_count's value, or NULL */

	/* the calculation (or default, when there is none) is redone when one of these changes */
	const char *trigger; /* as written */
	const struct form_node *const *triggers;
	size_t n_triggers;

	const char *appearance; /* NULL: none */
	const struct form_param *params;
	size_t n_params;
	struct form_attrs bind, body,
		instance;   /* by hand; later ones win over what a type implies */
	const char *intent; /* an app to call for the group or question */
	const char *query;  /* select_one_external: as written */
	const char *autoplay;

	/* selects, ranks, osm */
	const struct form_list *list;	     /* NULL: from a file, from a repeat, or not a select */
	bool or_other;			     /* with a generated text `name_other` right after it */
	const struct form_node *other;	     /* that text, or NULL */
	const char *file;		     /* select_one_from_file, externals: "cities.csv" */
	const char *instance_id;	     /* the secondary instance asked for the choices */
	const struct form_node *from_repeat; /* `select_one ${name}`: answers of that question */
	bool search;	  /* the appearance calls search(): choices name columns */
	bool randomize;	  /* parameters */
	const char *seed; /* as written; NULL: none */
	const char *value_column, *label_column; /* "name", "label" unless parameters say else */

	/* entities */
	const char *save_to;		  /* the property of the entity this answer becomes */
	const struct form_entity *entity; /* FORM_ENTITY: what it is about */
};

/* One choice. `extra[i]` is its value in the list's column i, NULL where blank. */
struct form_choice {
	const char *name; /* NULL only where the author left it out and the list allows it */
	struct form_label label;
	const char *const *extra;
	struct form_place place;
};

struct form_list {
	int index; /* in form->lists */
	const char *name;
	const struct form_choice *choices;
	size_t n_choices;
	const char *const *columns; /* names of further columns; all lists of a form share them */
	size_t n_columns;
	bool translated; /* its labels go through the translation table of the XForm */
	const struct form_names *names; /* of the choices; use form_choice */
	bool other_added;		/* or_other put the choice "other" at its end */
	struct form_place place;
};

/* The sheet settings. NULL where not said, unless stated. */
struct form_settings {
	const char *id;	   /* never NULL */
	const char *title; /* never NULL */
	const char *name;  /* of the root element; never NULL */
	const char *version;
	const char *style;	      /* pages, theme-grid … */
	const char *default_language; /* never NULL; "default" when not said */
	struct form_expr instance_name;
	const char *public_key; /* base64: the record is to be encrypted */
	const char *submission_url;
	const char *auto_send, *auto_delete;
	const char *instance_xmlns;
	const char *client_editable;
	const char *prefix, *delimiter; /* text messages */
	const char *sms_keyword, *sms_separator;
	const char *namespaces; /* `prefix="uri" …` as written */
	bool omit_instance_id;
	struct form_attrs attributes; /* of the root element */
};

struct form {
	struct arena *arena;
	struct form_settings settings;

	const char *const *langs; /* as written: "Arabic (ar)"; one, "default", if none is named */
	size_t n_langs;
	size_t default_lang; /* index in langs */

	const struct form_node *nodes; /* nodes[0] is the root */
	size_t n_nodes;
	const struct form_list *lists; /* sheet choices, in the order first met */
	size_t n_lists;
	const struct form_list *external_lists; /* sheet external_choices */
	size_t n_external_lists;
	const struct form_list *osm_lists; /* sheet osm: tags */
	size_t n_osm_lists;
	const struct form_entity *entities;
	size_t n_entities;

	/* names to nodes and lists; use form_find and form_list */
	const struct form_names *node_names, *list_names;

	const void *
		plan; /* the evaluator's own: the order of evaluation, built with the expressions */
};

/* The text in a language (index into form->langs): what is written in it, else in the default
 * language, else in the first that has it, else "". `lang` beyond the languages is the default. */
const char *form_text_in(const struct form *f, const struct form_text *t, size_t lang);

/* Whether there is any text at all. */
bool form_text_any(const struct form *f, const struct form_text *t);

/* The language of the form whose code (in brackets: "Arabic (ar)", else the whole name) is `code`,
 * without regard to case; f->default_lang if there is none. */
size_t form_lang(const struct form *f, const char *code);

/* The node ${name} means when written at `at` (NULL: anywhere). Names may occur again in different
 * groups: then the one sharing the nearest ancestor with `at` is meant. NULL when there is none. */
const struct form_node *form_find(
	const struct form *f, const struct form_node *at, const char *name, size_t len);

/* How many nodes bear the name: above 1 means ${name} is ambiguous where no group decides. */
size_t form_count(const struct form *f, const char *name, size_t len);

/* The node of a path "/data/A/org", NULL when there is none. */
const struct form_node *form_at(const struct form *f, const char *path);

/* The list of the sheet choices by name, NULL when there is none. */
const struct form_list *form_list(const struct form *f, const char *name);

/* The choice of a list by name, NULL when there is none. */
const struct form_choice *form_choice(const struct form_list *l, const char *name, size_t len);

/* Column of a list by name ("parent_code"), -1 when there is none. "name" and "label" are no
 * columns: they are members of the choice. */
int form_column(const struct form_list *l, const char *name, size_t len);

/* The value of a parameter, NULL when not given. */
const char *form_param(const struct form_node *n, const char *name);

/*
 * Whether a row only lays out a table-list (its heading, the labels of the list once): it is in the
 * XForm, and nobody answers it. And the node whose label is a group's heading: the group itself, or
 * that row.
 */
bool form_is_scaffold(const struct form_node *n);
const struct form_node *form_heading(const struct form_node *group);

#endif
