/*
 * Pieces of pages, for templates: each is the call of a template, `% name_html(o, …);`. Labels,
 * hints and words are msgids, written `_("…")`. A field's id is "f-NAME"; it shows what was typed
 * when the page is shown again (else `stored`), with its hint and its problem tied to it.
 */
#ifndef WEB_PARTS_H
#define WEB_PARTS_H

#include "core/flow.h"
#include "core/sensitivity.h"
#include "web/page.h"

/* One choice of a list, of radios or of checkboxes. */
struct choice {
	const char *value;
	const char *word; /* a msgid; NULL: `name` counts */
	const char *name; /* from the data, in the reader's language already */
};

/* A choice list that grows: LIST_PUSH(arena, &list) and pass list.at, list.n. */
struct choices {
	struct choice *at;
	size_t n, room;
};

/* What a field has beside its label. All may be left out: (struct field_look){ .hint = … }. */
struct field_look {
	const char *hint;	  /* a msgid */
	const char *width;	  /* class: "wide", "w-num", "w-date"; NULL: by the kind of field */
	const char *autocomplete; /* "username", "current-password", "new-password", "off" … */
	const char *accept;	  /* file types: ".xlsx" */
	const char *prior;	  /* last round's answer in words (text of the reader) */
	bool optional;		  /* says so after the label */
};

/* A letter as a page shows it: NULL fields are left out. */
struct letter_view {
	const char *number, *date, *from, *to, *subject;
	const char *scan_href, *scan_name, *scan_hash;
};

/* One line of a history. */
struct log_entry {
	const char *at;	    /* ISO time */
	struct msg what;    /* "Approved by {1}." */
	const char *reason; /* in its writer's words, or NULL */
	const char *href;   /* of the letter or the audit entry, or NULL */
};

/* Where a page of a list leads: filled by pager_of. */
struct pager {
	struct paging paging;
	const char *before, *after; /* NULL at the ends */
	struct {
		int64_t number;
		const char *href;
	} at[9];
	size_t n;
};

/* How a sortable column stands: `sort` is the parameter's value for ascending, "X_down" the other.
 */
struct sort_link {
	const char *href;
	const char *order; /* aria-sort: "ascending", "descending" or NULL */
};

/*
 * ?sort= of a list: the index of its value among `names` (pairs "due", "due_down", …), else
 * `other`. The order of the names is that of the query's variants.
 */
size_t page_sort(const struct page *pg, const char *const *names, size_t n, size_t other);

/* These two are for the templates of parts.html. */
struct pager pager_of(const struct page *pg, struct paging paging);
struct sort_link sort_link_of(const struct page *pg, const char *name, bool first);

/* "f-NAME-hint f-NAME-error" for aria-describedby, NULL if there is neither. */
const char *described_by(struct out *o, const struct page *pg, const char *name, const char *hint);

/* The label of a field in the reader's language. It is kept, so that the list of errors on top of
 * the page names the field. */
const char *field_label(struct out *o, const char *name, const char *label);

/* The label kept for a field of the page, or NULL. */
const char *label_kept(const struct page *pg, const char *name);

/* This address with another ending, for downloads: "/rounds" → "/rounds.csv?q=…"; with a
 * part "/bodies": "/rounds/7" → "/rounds/7/bodies.csv?q=…". */
const char *page_as(const struct page *pg, const char *part, const char *ending);

/* The class of the file a link of this page leads to (core/sensitivity.h), NULL if it gives none.
 */
const struct sensitivity *sensitivity_at(const struct page *pg, const char *href);

/* Whether a query parameter has that value. */
bool param_is(const struct page *pg, const char *name, const char *value);

/* The word of a choice for the reader. */
const char *choice_text(struct out *o, const struct choice *c);

#include "web/parts_html.h"

#endif
