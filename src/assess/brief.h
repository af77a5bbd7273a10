/*
 * The brief of a round: four pages as PDF, bilingual (Arabic or Sorani beside English), with bars.
 * For the coordinating bodies it shows every figure as it is. For partners it shows what a release
 * of this moment would: only bodies that agreed to sharing, suppressed by the same document
 * (release_doc.h), and says that it is no release. `foot` says who may read it.
 *
 * Drawing knows neither store nor round: brief_pdf draws a document.
 */
#ifndef ASSESS_BRIEF_H
#define ASSESS_BRIEF_H

#include "assess/consolidation.h"
#include "assess/release_doc.h"

#define BRIEF_PAGES 4
#define BRIEF_ROWS 10 /* topics on a page; how many more there are is said */

/* The figures of a round with nothing hidden, as a document: the tables topics, groups, places. */
enum err brief_internal(
	struct ctx *cx, int64_t round, const struct cons_filter *filter, struct doc *out) MUST_USE;

/* Those a release would publish now. */
enum err brief_partners(struct ctx *cx, int64_t round, struct doc *out) MUST_USE;

/* Draws it, always on BRIEF_PAGES pages. ERR_FAULT (logged) without the libraries of core/pdf.h. */
enum err brief_pdf(struct ctx *cx, const struct doc *d, bool internal, const char *foot,
	struct bytes *out) MUST_USE;

/* The language whose direction and foot it has: Arabic, or Sorani for its readers. */
enum lang brief_lang(const struct ctx *cx);

#endif
