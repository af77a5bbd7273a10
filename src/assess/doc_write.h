/* The canonical JSON of a release's document; release_doc.h says what is in it. */
#ifndef ASSESS_DOC_WRITE_H
#define ASSESS_DOC_WRITE_H

#include "assess/release_doc.h"

const char *doc_write(struct arena *a, const struct doc *d);

#endif
