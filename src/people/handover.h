/*
 * What is open at a post, for who holds it next: shown to the holder before leaving, to the new one
 * until it is marked as read, to the deputy, and to who may give the post away. What slices to the
 * right know is registered by the application (config->open_work): a table of panels, each giving
 * its lines for a post. Also handing over to somebody who has no account yet.
 */
#ifndef PEOPLE_HANDOVER_H
#define PEOPLE_HANDOVER_H

#include "core/ctx.h"
#include "people/post_sql.h"

/* A post, as panels are asked about it. */
struct work_post {
	int64_t id, body;
	const char *kind;
	int64_t account; /* of the holder; 0: none */
	bool own;	 /* the reader is of the body's own people: may read reasons */
};

/* Whether the kind of post brings a capability. */
bool work_may(const struct work_post *p, enum capability cap);

struct work_line {
	const char *href; /* NULL: leads nowhere */
	struct msg title, fact;
	const char *words; /* of somebody (the reason of a return), or NULL */
	const char *kind;  /* class of the tag */
	struct msg tag;	   /* no id: none */
};

struct work_lines {
	struct work_line *at;
	size_t n, room;
};

struct open_work {
	const char *word; /* heading, a msgid; NULL ends the table */
	enum err (*lines)(struct ctx *cx, const struct work_post *p, struct work_lines *lines);
};

/* A panel of this slice: notices the holder has not seen. */
enum err open_notices(struct ctx *cx, const struct work_post *p, struct work_lines *lines);

/* The post, if the reader may see what is open at it; ERR_MISSING otherwise. */
enum err handover_get(
	struct ctx *cx, int64_t post, struct post_by_id *p, struct work_post *work) MUST_USE;

/* All that is open, by the rows of config->open_work: *panels has n of them, in their order. */
struct work_panel {
	const char *word;
	struct work_lines lines;
};
enum err handover_panels(struct ctx *cx, const struct work_post *work, struct work_panel **panels,
	size_t *n, int64_t *open) MUST_USE;

/* The holder has read it; again: nothing more. ERR_MISSING for anybody else. */
enum err handover_read(struct ctx *cx, int64_t post) MUST_USE;

/*
 * Hands a post over (post_hand_over), and makes the next holder's account in the same act if there
 * is none: with that e-mail and one-time code (of code_work). *account is the new one, 0 if there
 * was one. ERR_INPUT on email when there is no account and none is given, or a bad one; then
 * nothing is changed.
 */
struct code_new;
enum err handover_with_account(struct ctx *cx, int64_t post, int64_t person, const char *day,
	const char *email, const struct code_new *code, int64_t *account) MUST_USE;

#endif
