/*
 * Inside the reader of XLSForms: what its files share. xlsform_table.c turns a sheet into rows of
 * known columns, xlsform_list.c reads the sheets of choices, xlsform_survey.c the rows of the
 * survey, xlsform_question.c the questions, xlsform_param.c their parameters, xlsform_entity.c the
 * entities; xlsform_ref.c looks after
 * ${name}; xlsform.c reads the settings and joins it all.
 */
#ifndef FORMS_XLSFORM_IN_H
#define FORMS_XLSFORM_IN_H

#include "base/list.h"
#include "forms/model_build.h"
#include "forms/type.h"
#include "forms/xlsform.h"

/* How large a form may be: what is beyond is refused, so that no upload holds a machine. */
#define FORM_DEPTH_MAX 50    /* groups in groups */
#define FORM_NODES_MAX 20000 /* questions, groups and what is made from them */
#define FORM_LANGS_MAX 50
#define FORM_ENTITIES_MAX 100
#define FORM_EXTRAS_MAX 100 /* further columns of a sheet of choices */
#define FORM_NAME_MAX 255   /* bytes of one name */
#define FORM_PATH_MAX 1024  /* bytes of all names on the way to a question */

/* The columns any sheet may have. Those from COL_LABEL on are texts that may have a language. */
enum column {
	COL_UNKNOWN,
	COL_TYPE,
	COL_NAME,
	COL_LIST_NAME,
	COL_RELEVANT,
	COL_CONSTRAINT,
	COL_CALCULATION,
	COL_REQUIRED,
	COL_READ_ONLY,
	COL_DEFAULT,
	COL_CHOICE_FILTER,
	COL_REPEAT_COUNT,
	COL_TRIGGER,
	COL_APPEARANCE,
	COL_PARAMETERS,
	COL_SAVE_TO,
	COL_INTENT,
	COL_QUERY,
	COL_AUTOPLAY,
	COL_ROWS,
	COL_DISABLED,
	COL_MEDIA,    /* without a kind: known, but says nothing */
	COL_BIND,     /* bind::x */
	COL_BODY,     /* body::x */
	COL_INSTANCE, /* instance::x */
	COL_ENTITY_ID,
	COL_CREATE_IF,
	COL_UPDATE_IF,
	COL_LABEL,
	COL_HINT,
	COL_GUIDANCE,
	COL_CONSTRAINT_MESSAGE,
	COL_REQUIRED_MESSAGE,
	COL_NO_APP,
	COL_IMAGE,
	COL_BIG_IMAGE,
	COL_AUDIO,
	COL_VIDEO,
	COL_COUNT
};
#define COL_FIRST_TEXT COL_LABEL
#define TEXT_COLUMNS (COL_COUNT - COL_FIRST_TEXT)

struct header {
	enum column col;
	const char *raw;  /* as written, trimmed */
	const char *attr; /* of bind::x, body::x, instance::x: x */
	int lang;	  /* -1: without a language */
};

/* A sheet with its headings understood. */
struct table {
	const struct xlsx_sheet *sheet;
	const char *name; /* as a message should call it */
	struct header *headers;
	int n_headers; /* columns beyond are empty */
	size_t first;  /* index of the first row after the headings */
	bool has[COL_COUNT];
	bool collapse; /* runs of blanks count as one */
};

/* One row of a table: the text of each known column, and where it stands. */
struct row {
	const struct table *table;
	int number;
	const char *v[COL_COUNT];      /* NULL: blank. For texts the one without a language */
	int at[COL_COUNT];	       /* column of the value, for messages */
	bool told[COL_COUNT];	       /* its cell was refused, which has been said */
	const char **in[TEXT_COLUMNS]; /* by language, NULL: none has one */
	LIST(struct form_attr) bind, body, instance;
};

/* A node of the tree while it is built; parent and entity by index. */
struct draft {
	struct form_node n;
	int parent;
	int entity;	/* index + 1 */
	int list;	/* index in lists, -1 */
	int other;	/* index of the generated text, 0: none */
	int count_node; /* likewise */
};

struct entity_draft {
	struct form_entity e;
	const char *scope; /* path of the container */
	int container;
	int node;
	struct form_place place;
};

struct reader {
	struct arena *arena;
	const struct xlsx_book *book;
	struct form_problems *problems;
	struct form *form;
	struct form_intern langs;
	size_t n_lang_room; /* slots in every text: languages and one for the default */
	bool clean;	    /* clean_text_values */
	bool duplicates;    /* allow_choice_duplicates */
	struct form_place settings_place;

	struct table survey, choices, external, osm, settings, entities;
	bool has_survey, has_choices, has_external, has_osm, has_settings, has_entities;

	LIST(struct form_list) lists;
	struct form_intern list_names; /* of lists */
	LIST(struct form_list) external_lists;
	struct form_intern external_names;
	LIST(struct form_list) osm_lists;
	struct form_intern osm_names;

	LIST(struct draft) nodes;
	LIST(struct entity_draft) entity_list;
	struct form_names *names; /* of nodes, once all are read */
	bool too_large;		  /* a cap was met: the rest is not read */
	int meta;		  /* index of the group meta */
};

/* Places and problems */
struct form_place row_place(struct reader *r, const struct row *row, enum column col);
void fail(struct reader *r, struct form_place where, struct msg reason, struct msg remedy);
void warn(struct reader *r, struct form_place where, struct msg reason, struct msg remedy);

/* xlsform_table.c */

/* The sheet by name, without regard to case; NULL when there is none. */
const struct xlsx_sheet *table_sheet(const struct reader *r, const char *name);
/* Names of sheets that look like `name` misspelt, joined by ", "; NULL when there are none. */
const char *table_alike(const struct reader *r, const char *name);
/* Understands the headings. Languages met are added to r->langs. */
void table_open(
	struct reader *r, const struct xlsx_sheet *sheet, const char *name, struct table *t);
/* Reads row i (index in the sheet) into `row`. */
void table_row(struct reader *r, const struct table *t, size_t i, struct row *row);
/* The text of a cell, cleaned as the settings want; NULL when it is blank. */
const char *table_text(struct reader *r, const struct table *t, const char *raw);
/* The text of column `c` of a row, or NULL: for headings this reader does not know. */
const char *table_cell(struct reader *r, const struct table *t, size_t i, int c);

/* A text of the row with its languages merged: what has no language belongs to the default. */
struct form_text row_text(struct reader *r, const struct row *row, enum column col);
void row_label(struct reader *r, const struct row *row, struct form_label *out);
struct form_expr row_expr(struct reader *r, const struct row *row, enum column col);
bool is_xml_name(const char *s, size_t len);
bool is_yes(const char *s);

/* xlsform_list.c */
void lists_read(struct reader *r);
void lists_add_other(struct reader *r, int list);

/* xlsform_survey.c */
void survey_read(struct reader *r);
/* Appends a node and returns its index. */
int node_add(
	struct reader *r, int parent, enum form_kind kind, enum form_type type, const char *name);

/* xlsform_param.c */
void params_read(struct reader *r, const struct row *row, struct draft *d);
void params_check(struct reader *r); /* what needs the whole form */

/* xlsform_entity.c */
void entities_read(struct reader *r);
void entities_bind(struct reader *r);

/* xlsform_ref.c: every ${name} of the form, after all is read */
void refs_check(struct reader *r);
/* Whether s holds a reference at all. */
bool has_ref(const char *s);
/* Steps through references: *s moves past the next `${…}`; false when there is none. `name` and
 * `len` are what is between the braces, without blanks around it; `last_saved` is set when it was
 * ${last-saved#name}, which `name` then leaves out. */
bool next_ref(const char **s, const char **name, size_t *len, bool *last_saved);

#endif
