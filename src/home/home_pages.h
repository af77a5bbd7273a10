/* The home page: what the reader owes, by when, and what others hold now. By role. */
#ifndef HOME_HOME_PAGES_H
#define HOME_HOME_PAGES_H

#include "assess/release_sql.h"
#include "assess/unheld.h"
#include "home/home_sql.h"
#include "web/parts.h"

page_handler home_page;

/* One line of a list of tasks. */
struct task {
	const char *href;
	struct msg title;
	struct msg fact;
	const char *words; /* of somebody, or NULL: the reason of a return */
	bool begun;	   /* a form somebody has answered something of */
	const char *act;   /* a further act beside it: a msgid, or NULL */
	const char *act_href;
	const char *kind; /* of its tag */
	struct msg tag;
};

struct tasks {
	struct task *at;
	size_t n, room;
};

/* The bodies that are late in a running round, by name. */
struct late_round {
	const char *href; /* of the list; NULL: nobody is late */
	struct msg title;
	int64_t count;
	const char *remind;		/* where all of them are reminded */
	const struct home_late *bodies; /* the first of them */
	size_t n;
};

struct home_view {
	const char *who; /* the body */
	bool fills, approves, coordinates, administers, reads;
	bool everything;	   /* administers everything */
	struct late_round late;	   /* of the coordinator's rounds, the first with late bodies */
	const struct task *urgent; /* the first thing to do, or NULL */
	const char *urgent_act;	   /* a msgid */
	const char *next;	   /* what follows it: a msgid, or NULL */
	struct tasks asked, answered, owed, approvals, elsewhere, rounds, vacant, releases;
	const struct home_accounts *accounts;
	struct tasks handed;	 /* posts taken over whose handover is not read */
	struct tasks deputising; /* whom the reader deputises, and who the reader */
	struct unheld_note unheld;
};

#endif
