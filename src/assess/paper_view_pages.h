/* What the templates of papers are given. */
#ifndef ASSESS_PAPER_VIEW_H
#define ASSESS_PAPER_VIEW_H

#include "assess/fill_view.h"
#include "assess/paper_entry.h"
#include "web/page.h"
#include "web/parts.h"

extern const struct choice paper_states[];
extern const size_t paper_states_n;

struct paper_list_view {
	const struct entry_rows *rows;
	size_t n;
	struct paging paging;
	bool filtered;
	bool enters; /* may open papers somewhere */
	struct choices rounds;
};

/* The papers of one response. */
struct papers_view {
	const struct response_by_id *r;
	const struct entry_of_response *rows;
	size_t n;
	bool opens, behalf; /* may open one; on behalf */
	bool takes;	    /* the response takes answers now */
	int64_t now;	    /* the one under way, 0: none */
};

struct paper_scan_view {
	const char *href, *name;
	int64_t id;
	bool picture;
};

/* The paper beside what is typed from it. */
struct paper_scans_view {
	const struct paper_scan_view *at;
	size_t n;
	int64_t paper;
	bool changes;
	int64_t file_megabytes;
};

struct paper_view {
	const struct paper *p;
	const char *title; /* of the round */
	const char *body;
	int pass; /* typed now: 1, 2; 0: none */
	struct fill_line *lines;
	size_t n_lines;
	int64_t answered, asked;
	int64_t wait; /* minutes before this reader may type the second entry */
	bool takes;   /* the response takes answers now */
	bool drops, resumes;
	const char *first_names, *second_names; /* who typed, or NULL */
	struct paper_scans_view scans;
	const struct log_entry *history;
	size_t n_history;
	const char *lang, *dir; /* of the form */
};

/* Above a page of the form that is typed from paper. */
struct paper_head {
	int pass;
	const struct paper_scans_view *scans;
};

/* One answer on which the entries differ. */
struct paper_difference_view {
	const struct paper_difference *d;
	int64_t number;
	const char *page, *label;
	const char *const *first, *const *second, *const *chosen; /* in words */
	size_t n_first, n_second, n_chosen;
	const struct fill_item *input; /* for another value; NULL: none can be typed */
};

struct paper_replaced_view {
	const char *label;
	const char *const *now, *const *paper;
	size_t n_now, n_paper;
};

struct paper_compare_view {
	const struct paper *p;
	const char *title, *body;
	const char *lang, *dir;
	struct paper_difference_view *differences;
	size_t n, open;
	bool deciding; /* may decide now */
	bool takes;
	const struct paper_outcome *outcome; /* NULL: not all is decided */
	struct paper_replaced_view *replaced;
	size_t n_replaced;
	struct paper_scans_view scans;
};

/* Round, body and "Paper" in the frame; `here` NULL: the page of the paper itself. */
void paper_frame(struct page *pg, const struct paper *p, const char *here);

/* The paper of the address, for a reader who may read it; all: who knows of it. */
enum err paper_of(struct page *pg, struct paper *p, bool reads) MUST_USE;

enum err paper_scans(struct page *pg, const struct paper *p, struct paper_scans_view *v) MUST_USE;

const char *paper_address(const struct page *pg, int64_t id, const char *tail);

/* The label of a question with the number of its row. */
const char *paper_label(struct ctx *cx, struct answers *ans, struct form_ref at, size_t lang);

#endif
