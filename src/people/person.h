/*
 * Persons: who works at a body. Names are seen by all of government, and by partners within their
 * own body; e-mail, telephone and staff number only by the person's own body and its
 * administrators.
 */
#ifndef PEOPLE_PERSON_H
#define PEOPLE_PERSON_H

#include "core/ctx.h"
#include "people/names.h"

struct person_input {
	int64_t body;
	struct names name;
	const char *email; /* NULL: none */
	const char *phone; /* 4 to 40 characters, kept as typed */
	const char *staff_number;
};

/* Adds a person. ERR_INPUT on body, name_*, email, phone, staff_number; ERR_DENIED without the
 * right. */
enum err person_add(struct ctx *cx, const struct person_input *in, int64_t *id) MUST_USE;

/* Changes one; ERR_CONFLICT when no longer at `version`. Moving needs the right at both bodies. */
enum err person_edit(
	struct ctx *cx, int64_t id, int64_t version, const struct person_input *in) MUST_USE;

/*
 * The person leaves: posts held end on that day, which may not be later than today, with what they
 * brought, and the account is disabled. ERR_CONFLICT for the last administrator.
 */
enum err person_end(struct ctx *cx, int64_t id, const char *day) MUST_USE;

/* Takes that back; posts and account stay as they are now. */
enum err person_unend(struct ctx *cx, int64_t id) MUST_USE;

/* Whether this looks like an e-mail address: one @, no blanks, at most 254 bytes, a dot after the
 * @. */
bool email_ok(const char *email);

/* What queries about persons want as :own and :reach. */
int64_t own_body(const struct ctx *cx);

#endif
