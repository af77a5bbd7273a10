/*
 * Workflows as tables. Buttons, permissions, history and tests all come from them, and nothing else
 * changes a state. A record keeps its own `state` and `version` columns; the domain updates them
 * with a query that names the state it came from, after flow_go has said that the act is allowed.
 */
#ifndef CORE_FLOW_H
#define CORE_FLOW_H

#include "core/ctx.h"

enum flow_needs { FLOW_NOTHING = 0, FLOW_REASON = 1, FLOW_LETTER = 2 };

struct flow_state {
	const char *name; /* stored */
	const char *word; /* for readers, a msgid */
	const char *tag; /* class of its tag in the design language: ok wait back part lock late bad
			    none soon or "" */
};

struct flow_step {
	const char *from;
	const char *act;  /* "send", in addresses and history */
	const char *word; /* on the button, a msgid */
	enum capability who;
	const char *to;
	unsigned needs; /* flow_needs, or'ed */
};

struct flow {
	const char *kind; /* "response" */
	const struct flow_state *states;
	size_t n_states;
	const struct flow_step *steps;
	size_t n_steps;
};

/* What comes with an act. Absent text is NULL; letter 0: none. */
struct flow_papers {
	const char *reason;
	int64_t letter;
};

/* The state of that name, or NULL. */
const struct flow_state *flow_state(const struct flow *f, const char *state);

/* The steps the one who acts may take from a state at a body, in table order, in the arena. */
size_t flow_acts(struct ctx *cx, const struct flow *f, const char *state, int64_t body,
	const struct flow_step ***steps);

/*
 * Checks one act and writes it into the history and (as "KIND.ACT") the audit: ERR_MISSING no such
 * act in this flow, ERR_CONFLICT not from this state (with a sentence), ERR_DENIED, ERR_INPUT on
 * "reason" or "letter_number" when what it needs is missing. On OK *step is the step; the caller
 * then updates the record.
 */
enum err flow_go(struct ctx *cx, const struct flow *f, int64_t record, int64_t body,
	const char *state, const char *act, const struct flow_papers *papers,
	const struct flow_step **step) MUST_USE;

/* The history is query flow_history of core/flow_sql.h: newest first, with the letters. */

/* What is wrong with a table (a state of a step that is none, a step twice), or NULL: for tests. */
const char *flow_wrong(const struct flow *f);

#endif
