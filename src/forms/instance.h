/*
 * Secondary instances (ODK XForms, "secondary instances"): the data a form reads besides its
 * answers. Lists of choices, attached files, files pulldata() names, the last saved record.
 */
#ifndef FORMS_INSTANCE_H
#define FORMS_INSTANCE_H

#include "forms/model.h"

struct form_instance {
	const char *id;
	const char *src;	      /* jr://file-csv/cities.csv; NULL: in the form itself */
	const struct form_list *list; /* when in the form itself */
	const struct form_node *by;   /* who asked for it first; NULL for lists */
};

struct form_instances {
	struct form_instance *at;
	size_t n, room;
};

/*
 * The instances of a form in the order an XForm lists them, each id once. Where two sources claim
 * one id, a problem is added (when problems is not NULL) and the first stays.
 */
void form_instances(struct arena *a, const struct form *f, struct form_problems *problems,
	struct form_instances *out);

#endif
