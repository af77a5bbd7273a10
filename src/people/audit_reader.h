/* Which texts of the audit log a reader is shown. */
#ifndef PEOPLE_AUDIT_READER_H
#define PEOPLE_AUDIT_READER_H

#include "core/ctx.h"

/* Whether a kind of record belongs to assessment: a form, round, response or release. */
bool audit_of_assessment(const char *kind);

/*
 * Whether the personal facts (names, addresses, reasons) of a row are shown: to who did it, to the
 * people of the body it was done at, and to administrators of everything, except where the record
 * is a form, round, response or release. What passes inside a ministry before it answers is read by
 * no coordinator or administrator, here no more than on its own page.
 */
bool audit_reads_personal(struct ctx *cx, const char *kind, int64_t account, int64_t body);

#endif
