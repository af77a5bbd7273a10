/*
 * The set-up of a fresh instance in steps, for administrators of everything: what it is, its
 * bodies, their posts, the people and their invitations, mail, the first form, the end. The state
 * of a step follows from what is stored, so that steps can be done in any order, elsewhere, again;
 * only "left for later" and the end are kept (settings setup.skipped, setup.ended). Each act is an
 * existing one of the domain; nothing here writes a table of its own.
 */
#ifndef APP_SETUP_H
#define APP_SETUP_H

#include "core/ctx.h"
#include "people/names.h"

enum setup_step {
	SETUP_INSTANCE,
	SETUP_BODIES,
	SETUP_POSTS,
	SETUP_PEOPLE,
	SETUP_MAIL,
	SETUP_FORM,
	SETUP_END,
	SETUP_STEPS
};

enum setup_state { SETUP_TODO, SETUP_DONE, SETUP_SKIPPED };

/* The words of steps in addresses, NULL-ended, and for readers (msgids). */
extern const char *const setup_words[];
extern const char *const setup_titles[SETUP_STEPS];

struct setup {
	enum setup_state state[SETUP_STEPS];
	int64_t done, skipped;
	enum setup_step next; /* the first one to do; SETUP_END when there is none before */
	const char *ended;    /* the day of the end, or NULL */
	int64_t bodies, focal, head, held, invited, forms; /* what is there */
};

/* ERR_DENIED but for administrators of everything. */
enum err setup_get(struct ctx *cx, struct setup *out) MUST_USE;

/* Whether pages should still lead there: for administrators of everything, until the end or the
 * first round. */
enum err setup_is_open(struct ctx *cx, bool *open) MUST_USE;

/* Leaves a step for later, or takes it up again; twice is once. ERR_INPUT on "step" for the end. */
enum err setup_skip(struct ctx *cx, enum setup_step step, bool skip) MUST_USE;

/* Ends the set-up whatever its steps, or opens it again; twice is once. */
enum err setup_end(struct ctx *cx, bool end) MUST_USE;

/*
 * Adds a vacant post of a kind, focal or head, to each of these bodies that has none; *added counts
 * them.
 */
enum err setup_posts(
	struct ctx *cx, const char *kind, const int64_t *bodies, size_t n, int64_t *added) MUST_USE;

/* Somebody new at a post: person, post and account in one. ERR_INPUT and ERR_CONFLICT as
 * person_add, post_take and account_add say. */
struct setup_person {
	int64_t post;
	struct names name;
	const char *email, *phone;
};
enum err setup_person(struct ctx *cx, const struct setup_person *in) MUST_USE;

/* The one who acts takes the coordinator's post of the own body, which is added if there is none
 * vacant. One who coordinates everything already stays as is. */
enum err setup_coordinate(struct ctx *cx) MUST_USE;

/*
 * The needs form that comes with the program, with its mapping, as a ready version of the own
 * body's. Again, with it there, it gives the same. Needs the right to coordinate.
 */
enum err setup_form(struct ctx *cx, int64_t *form) MUST_USE;

#endif
