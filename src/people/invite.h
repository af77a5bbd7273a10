/*
 * Invitations: letters with a one-time code each, one page a person in one PDF, in two languages
 * side by side or in one. They tell who is invited to which post, the address, the e-mail to sign
 * in with, the code and until when it holds, what to do, and whom to ask. The codes stand nowhere
 * else: only their hashes are stored, so a letter that is lost is made anew, and ends the one
 * before.
 */
#ifndef PEOPLE_INVITE_H
#define PEOPLE_INVITE_H

#include "base/buf.h"
#include "base/i18n.h"
#include "people/account.h"
#include "people/names.h"

#define INVITE_MOST 60 /* letters at once: each code is a hash of tens of milliseconds */

struct invitee {
	struct names name, body;
	const char *post; /* a kind, NULL: none */
	const char *email;
	const char *code;
};

struct invitation {
	enum lang first, second;	  /* second: the same again for one language */
	const char *instance[LANG_COUNT]; /* its name, NULL: none */
	const char *address;		  /* "https://tansiq.example" */
	const char *made_at, *until;	  /* ISO times */
	const char *from;		  /* name of who invites */
	const char *mark;		  /* at the foot of each page */
};

/*
 * The letters, each on its page; *pages says of how many there are. ERR_FAULT without the
 * libraries.
 */
enum err invite_write(struct arena *a, const struct invitation *in, const struct invitee *people,
	size_t n, struct bytes *out, size_t *pages) MUST_USE;

/*
 * Gives each of these accounts a new code (code_work made `codes` before the transaction, one for
 * each) and writes their letters; the earlier codes end. ERR_INPUT on "account" when none is named,
 * more than INVITE_MOST, or one twice; ERR_CONFLICT when the instance has no address yet, when an
 * account is disabled, or its person has left; ERR_MISSING for an account one does not administer.
 */
enum err invite(struct ctx *cx, enum lang first, enum lang second, const char *mark,
	const int64_t *accounts, const struct code_new *codes, size_t n,
	struct bytes *out) MUST_USE;

#endif
