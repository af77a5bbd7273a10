/*
 * Notices: what somebody should know or do, told once, in the product and (by the reader's choice)
 * by mail. A notice is addressed to one account, or to whoever holds a capability at a body when it
 * is read, so that it belongs to the post: the next person finds it. Its words are made when it is
 * read, in the reader's language, from its kind and a few facts; it holds no sentence and nothing
 * of what a record says.
 */
#ifndef PEOPLE_NOTICE_H
#define PEOPLE_NOTICE_H

#include "core/ctx.h"

struct notice {
	const char *kind; /* a name in the table of kinds */
	const char *once; /* at most 200 bytes of ASCII: "response.late:81:2026-11-24"; the same
			     again is no new notice */
	int64_t account;  /* to one account; DB_NULL or 0: to who has `capability` at `body` */
	enum capability capability;
	int64_t body;	  /* whose matter it is; DB_NULL: none (with an account only) */
	int64_t about;	  /* the body it speaks of, where that is another; 0: `body` */
	const char *path; /* where it leads: "/responses/81" */
	const char *title[LANG_COUNT]; /* of what it is about, by language; NULL where missing */
	const char *date;	       /* ISO, or NULL */
	int64_t n;
	const char *batch; /* of mail_batch; NULL: its mails stand alone */
};

/*
 * A kind and its words. In `word`, {1} is the title, {2} the date, {3} the number, {4} the body's
 * name; with `plural` the message counts by {3}.
 */
struct notice_kind {
	const char *name;
	const char *word; /* a msgid */
	const char *plural;
	const char *group; /* what a person chooses for by: a msgid, such as "Deadlines" */
	bool task;	   /* asks for something to be done, not only to be known */
};

/* Word and plural of a kind that counts. */
#define PLURAL_(one, many) one, many

/* How a person hears of a kind: by mail at once, in the weekly digest too, or only in the product.
 * Stored by these names: mail, digest, product. */
enum notice_way { WAY_MAIL, WAY_DIGEST, WAY_PRODUCT, WAY_COUNT };
extern const char *const notice_ways[WAY_COUNT + 1]; /* ended by NULL */

/* Notices older than this count as seen. */
#define NOTICE_DAYS 90

/* Tells it, in the transaction of the act it follows from. ERR_FAULT for a kind nobody knows. */
enum err notice_tell(struct ctx *cx, const struct notice *n) MUST_USE;

/* The kinds of all subjects; given by the application (config->notices), searched by name. */
const struct notice_kind *notice_kind(const struct config *config, const char *name);

/* The sentence of a kind with its facts; `body` is the body's name in the reader's language. */
struct msg notice_msg(const struct notice_kind *k, const char *title, const char *date, int64_t n,
	const char *body);

/* Marks as seen by the account that acts: one, or (0) all that it may read. ERR_MISSING: not one
 * it may read. notice_unsee takes it back. */
enum err notice_see(struct ctx *cx, int64_t id) MUST_USE;
enum err notice_unsee(struct ctx *cx, int64_t id) MUST_USE;

/* The highest id of NOTICE_DAYS ago: `after` of the queries that count what is unseen. */
int64_t notice_recent(const struct ctx *cx);

/* How many the account that acts has not seen, for the frame of every page; 100: that or more. */
enum err notice_count_unseen(struct ctx *cx, int64_t *n) MUST_USE;

/* The names of all kinds of a group with a blank before and behind each; NULL: no such group. */
const char *notice_group_kinds(struct ctx *cx, const char *group);

/*
 * How an account hears of the kinds of a group; without a choice of its own: by mail if one of them
 * is a task, else in the digest. notice_choose sets it for the account that acts; ERR_INPUT: no
 * such group.
 */
enum notice_way notice_way_default(const struct config *config, const char *group);
enum err notice_way_of(
	struct ctx *cx, int64_t account, const char *group, enum notice_way *way) MUST_USE;
enum err notice_way_choose(struct ctx *cx, const char *group, enum notice_way way) MUST_USE;

#endif
