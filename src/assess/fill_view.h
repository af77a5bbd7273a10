/* What the filling pages show. */
#ifndef ASSESS_FILL_VIEW_H
#define ASSESS_FILL_VIEW_H

#include "assess/fill.h"
#include "assess/response.h"

struct fill_difference {
	const char *label, *typed, *stored;
};

struct fill_view {
	struct fill_page page;
	int64_t number, pages; /* this page of how many */
	bool last;
	bool stale;	   /* somebody saved meanwhile: differences are shown */
	bool locked;	   /* sent or closed meanwhile */
	const char *title; /* of the round and body, or of the form */
	const char *lang, *dir;
	const char *action, *save, *before, *overview;
	const char *evidence;		   /* NULL: preview */
	const char *next_word, *last_word; /* msgids of the button */
	int64_t version;
	const char
		*base; /* the page as stored (page_json.h): what it is shown with; NULL: preview */
	int64_t sent_version;  /* after a save that took over what others stored: */
	const char *sent_base; /* the version and the page as this reader sent it; NULL else */
	const char *saved_at;
	const char *saved_wrong; /* "Saved, with one error"; NULL: nothing on the page is wrong */
	int64_t open;		 /* answers of the last round that wait for confirmation here */
	struct fill_difference *differences;
	size_t n_differences;
};

/* A line of the overview. */
struct fill_line {
	const char *href;
	const struct fill_page *page;
	int64_t open; /* answers of the last round that wait for confirmation */
};

struct fill_problem {
	const char *href, *label, *text;
};

struct fill_overview {
	const char *title, *body;
	int64_t response, version;
	const char *due_on;
	int64_t days_left; /* negative: late */
	const char **intro, **closing;
	size_t n_intro, n_closing;
	struct fill_line *lines;
	size_t n_lines;
	int64_t answered, asked;
	struct fill_problem *problems;
	size_t n_problems;
	struct fill_problem *asked_about; /* questions of the coordinator nobody has answered */
	size_t n_asked_about;
	const char *go_on; /* the page to go on with, or NULL */
	bool writable, can_send;
	const char *check;    /* where the answers of the last round are confirmed; NULL: none */
	const char *source;   /* the title of the round they are from, before they are taken over */
	int64_t open;	      /* how many wait */
	int64_t paper;	      /* the paper under way, 0: none */
	const char *returned; /* the reason it was returned with, or NULL */
	const char *lang, *dir;
};

/* Above a preview: the pages and the languages of the form. */
struct preview_link {
	const char *href, *label;
	bool here;
};
struct preview_head {
	struct preview_link *links, *langs;
	size_t n_links, n_langs;
};

#endif
