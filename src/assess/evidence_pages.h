/* Evidence and the signed copy: pages of a response. */
#ifndef ASSESS_EVIDENCE_PAGES_H
#define ASSESS_EVIDENCE_PAGES_H

#include "assess/evidence.h"
#include "web/parts.h"

page_handler evidence_page;	  /* /responses/:id/evidence, ?at=QUESTION */
page_handler evidence_add_post;	  /* the same */
page_handler evidence_act_post;	  /* …/evidence/:file/act: remove, clean */
page_handler evidence_file_page;  /* …/evidence/:file: the file itself */
page_handler signed_post;	  /* …/signed */
page_handler signed_file_page;	  /* …/signed */
page_handler response_paper_page; /* /responses/:id.pdf */

/* One file as pages show it. */
struct evidence_line {
	int64_t id;
	const char *path;
	const char *question; /* its label, or NULL: the whole response */
	const char *name, *href;
	const char *hash;
	const char *size; /* "1.2 MB" in the reader's digits */
	const char *at, *by;
	bool place, jpeg;
};

struct evidence_view {
	const char *title, *body;
	int64_t response;
	bool writable;
	struct evidence_line *lines;
	size_t n;
	const struct evidence_gone *gone;
	size_t n_gone;
	struct choices questions;
	const char *chosen; /* of the questions, before anything is typed */
	int64_t file_megabytes;
	/* the signed copy */
	bool signs;
	const struct signed_now *copy; /* NULL: none */
	const char *copy_size, *copy_href, *paper_href;
	bool matches;
	const struct signed_older *older;
	size_t n_older;
	const char *seal; /* of the answers now */
};

/* The evidence of a response that the reader may read, in lines. */
enum err evidence_lines(struct ctx *cx, int64_t response, struct answers *ans, size_t lang,
	struct evidence_line **lines, size_t *n) MUST_USE;

#endif
