/*
 * What a reading connection was told, kept until the store changes. The connection says at the
 * start of each transaction which state of the store it reads; a result is given again only within
 * the same state, so that nobody can tell it from asking the store. Private to src/db.
 *
 * A result is kept when it is asked for a second time in one state: what is asked once, or while
 * others write all the time, costs a look-up and no copy. Bounded: MEMO_RESULT bytes a result,
 * MEMO_BYTES all of them; past that nothing more is kept.
 */
#ifndef DB_MEMO_H
#define DB_MEMO_H

#include "db/db.h"

enum { MEMO_SLOTS = 128, MEMO_RESULT = 64 * 1024, MEMO_BYTES = 512 * 1024 };

struct memo_kept; /* a result and the question it answers */

struct memo {
	struct arena *arena; /* NULL: nothing is kept */
	bool on;	     /* in a transaction that only reads */
	bool begun;	     /* `state` is one */
	int64_t state;
	size_t used; /* slots that are not empty */
	struct memo_slot {
		uint64_t key;		/* of the question asked last; 0: none */
		struct memo_kept *kept; /* NULL: asked once */
	} slots[MEMO_SLOTS];
};

/* The memo of a transaction that reads the store in `state`; what another state told is dropped. */
void memo_begin(struct memo *m, int64_t state);
void memo_end(struct memo *m);
void memo_free(struct memo *m);

typedef enum err memo_row(void *to, struct arena *a, const struct db_value *values);

/* How a question stands. */
struct memo_ask {
	struct memo_slot *slot;	     /* NULL: nothing is kept of it */
	const struct memo_kept *hit; /* give it with memo_give */
	struct memo_kept *keeping;   /* being written: memo_add each row, then memo_keep */
};

/* Looks q with its parameters up. */
struct memo_ask memo_find(struct memo *m, const struct db_query *q, const struct db_value *params);

/* Gives each row of a hit, its texts and bytes copied to `a`, as db_run does. */
enum err memo_give(const struct memo_kept *kept, struct arena *a, memo_row *row, void *to) MUST_USE;

/* Copies a row; *keeping becomes NULL when it would be too large. */
void memo_add(struct memo *m, struct memo_ask *ask, const struct db_value *values);

/* The result is whole. */
void memo_keep(struct memo_ask *ask);

#endif
