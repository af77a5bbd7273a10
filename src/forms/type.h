/* The kinds of questions: what XLSForm calls them, and what an XForm makes of them. One table. */
#ifndef FORMS_TYPE_H
#define FORMS_TYPE_H

#include "forms/model.h"

struct type_facts {
	enum form_type type;
	const char *tag;	/* XForms control: input, select1, upload …; NULL: none */
	const char *bind;	/* data type of the bind: string, int …; NULL: no bind */
	const char *media_type; /* upload: image/… */
	const char *preload;	/* jr:preload and jr:preloadParams */
	const char *params;
};

/* What follows from a type. Never NULL. */
const struct type_facts *type_facts(enum form_type type);

/* The type a word of the column `type` means (settled: one blank between words, lower case apart
 * from what is a name); FORM_NO_TYPE when it is none. Selects are not among them. */
enum form_type type_by_name(const char *name);

/* What the words before the list of a select mean: FORM_SELECT_ONE, _MULTIPLE, _RANK, _EXTERNAL,
 * or FORM_NO_TYPE. */
enum form_type type_of_select(const char *words);

#endif
