/* Inside the reader of XLSForms: the walk through the rows of the survey. */
#ifndef FORMS_XLSFORM_WALK_H
#define FORMS_XLSFORM_WALK_H

#include "forms/xlsform_in.h"

/* A group, repeat or loop whose end has not been met. */
struct open {
	int node;
	enum form_kind kind;
	bool loop;
	int row;
	struct form_place place;
	bool table;		/* a table-list */
	const char *table_name; /* of the list its questions share */
};

/* A walk through some rows of the survey. */
struct walk {
	struct reader *r;
	LIST(struct open) stack;
	int root;			  /* node the rows belong to */
	const struct form_choice *choice; /* inside a loop: what it stands at */
	const struct form_list *loop_list;
};

/* The node the next row belongs to. */
int walk_parent(const struct walk *w);
/* The name of a row, checked; NULL after a problem. */
const char *walk_name(struct walk *w, const struct row *row);
/* What any row may say, whatever its type. */
void walk_common(struct reader *r, const struct row *row, struct form_node *n);
/* A row that is a question; its type has one blank between words. */
void walk_question(struct walk *w, struct row *row);

#endif
