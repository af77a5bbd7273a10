/* The last step of reading an XLSForm: the drafts of the nodes become the tree of the model. */
#ifndef FORMS_XLSFORM_FINISH_H
#define FORMS_XLSFORM_FINISH_H

#include "forms/xlsform_in.h"

/* Orders and connects the nodes, resolves what they name, checks what needs the whole tree. */
void form_finish(struct reader *r);

#endif
