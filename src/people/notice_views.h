/* What the pages of notices show. */
#ifndef PEOPLE_NOTICE_VIEWS_H
#define PEOPLE_NOTICE_VIEWS_H

#include "people/boxes_pages.h"
#include "people/notice.h"
#include "people/notice_sql.h"

struct notice_line {
	int64_t id;
	struct msg words;
	const char *group; /* a msgid */
	const char *at;
	const char *path;
	bool seen, task;
};

struct notice_list_view {
	const struct page *pg;
	struct notice_line *rows;
	size_t n;
	struct paging paging;
	struct choices groups, seen;
	bool unseen; /* there is something to mark as seen */
	bool filtered;
};

/* A group of kinds and how the reader hears of it. */
struct notice_group {
	const char *group; /* a msgid */
	const char *field; /* "way1" */
	const char *way;
};

struct notice_ways_view {
	const struct page *pg;
	struct notice_group *groups;
	size_t n;
	struct choices ways;
	const char *email;
	const char *bounced; /* what the mail server said of the address; NULL: nothing bad */
	bool mail;	     /* this instance sends mail */
};

#endif
