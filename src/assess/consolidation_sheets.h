/* The consolidation as a workbook: ranking (also the CSV), needs, questions. For those who
 * coordinate the round. */
#ifndef ASSESS_CONSOLIDATION_SHEETS_H
#define ASSESS_CONSOLIDATION_SHEETS_H

#include "assess/consolidation.h"
#include "assess/round.h"
#include "core/sheet.h"

enum err consolidation_workbook(struct ctx *cx, const struct round_by_id *r,
	const struct cons_filter *f, struct workbook *w) MUST_USE;

#endif
