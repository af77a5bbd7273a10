/* What the templates of forms are given. */
#ifndef ASSESS_FORM_VIEW_H
#define ASSESS_FORM_VIEW_H

#include "assess/form.h"
#include "assess/form_draft.h"
#include "assess/meaning.h"
#include "people/body.h"
#include "web/page.h"
#include "web/parts.h"

struct form_list_view {
	const struct forms_page *rows;
	size_t n;
	struct paging paging;
	bool may_add, filtered;
};

/* One thing wrong with a workbook, in the reader's words. */
struct fault_line {
	const char *sheet, *cell; /* NULL: the workbook, the sheet as a whole */
	const char *reason, *remedy;
	bool warning;
};

struct form_upload_view {
	const struct fault_line *faults;
	size_t n;
};

struct version_line {
	const struct form_versions *v;
	const struct flow_step *const *acts;
	size_t n_acts;
};

/* A meaning that is set, for reading. */
struct meaning_line {
	const char *title, *detail, *question;
};

struct form_show_view {
	const struct form_by_id *f;
	const struct version_line *versions;
	size_t n;
	const struct meaning_line *meanings;
	size_t n_meanings;
	bool may_change, may_map;
	const struct form_authors *authors; /* for those who write it */
	size_t n_authors;
	int64_t comments; /* open threads */
	bool writes;	  /* the reader adds versions */
};

/* A choice of the page of meanings: which question means it. */
struct mapping_field {
	const char *name;  /* "topic", "gap/wps" */
	const char *label; /* in words already */
	struct choices questions;
	const char *stored;
};

struct mapping_view {
	const struct form_by_id *f;
	int64_t number; /* of the version whose questions are offered */
	const struct mapping_field *fields;
	size_t n;
	struct choices topics; /* for the sensitive ones */
	const bool *sensitive;
	bool guessed;
};

extern const struct choice form_shares[];
extern const size_t form_shares_n;
extern const struct choice form_version_states[];
extern const size_t form_version_states_n;

#endif
