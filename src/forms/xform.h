/*
 * Model to XForm (ODK XForms specification, getodk.github.io/xforms-spec): the document a phone
 * or a web form reads, element by element as the field's reference converter writes it.
 */
#ifndef FORMS_XFORM_H
#define FORMS_XFORM_H

#include "base/buf.h"
#include "forms/model.h"

/* Appends the whole XML document to `out`. Cannot fail: what cannot be written was refused when
 * the model was read. */
void xform_write(struct arena *a, const struct form *f, struct buf *out);

#endif
