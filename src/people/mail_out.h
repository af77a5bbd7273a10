/*
 * The mails there are: one a reader for what waits in the product, one a week, and tests. A mail
 * holds no content: that something waits, a link, and how to stop it.
 *
 * waiting → sending → sent; refused (5xx), or waiting again with back-off and failed after five
 * tries; unknown when the text went out and no answer came, or the sender died: it is never sent
 * again by itself, for it may have arrived (docs/decisions/0007-mail-once.md).
 */
#ifndef PEOPLE_MAIL_OUT_H
#define PEOPLE_MAIL_OUT_H

#include "core/job.h"

#define MAIL_CAP "1000" /* setting mail.cap: more in one batch are held */

/* The cap as set. */
enum err mail_cap(struct ctx *cx, int64_t *cap) MUST_USE;
enum err mail_cap_set(struct ctx *cx, int64_t cap) MUST_USE; /* ERR_INPUT on cap: 1 to 100,000 */

/* A job that recurs: decides for each notice told who hears of it by mail, batch by batch. */
extern const struct job_kind mail_spread_job;
/* A job that recurs: on Sundays from 07:00 on the digest of the week. */
extern const struct job_kind digest_job;
/* Makes sure that both are there, if the instance sends mail. */
enum err mail_jobs_add(struct ctx *cx) MUST_USE;

/* A test mail to the account that acts; ERR_CONFLICT without a mail server. Administrators. */
enum err mail_test(struct ctx *cx) MUST_USE;

/* Sends a mail again that is unknown, refused or failed. Administrators of everything. */
enum err mail_again(struct ctx *cx, int64_t id) MUST_USE;

/* Marks the address of an account as taking no mail, and takes the mark away. Administrators of
 * everything; ERR_INPUT on email: no such account. */
enum err mail_bounce_mark(struct ctx *cx, const char *email) MUST_USE;
enum err mail_bounce_clear(struct ctx *cx, int64_t account) MUST_USE;

/*
 * Sends one mail that is due: marks it in a transaction, speaks to the server with none open,
 * writes the outcome in another. *sent is false when nothing was due, or the minute's number is
 * used up. Also marks what a dead sender left behind. `clock` NULL: the machine's; `stop`: see
 * mail_send.
 */
enum err mail_send_one(struct pool *pool, const struct config *config, const char *clock,
	const _Atomic(bool) *stop, bool *sent) MUST_USE;

/* A thread that does so until stopped; *out NULL when the instance sends no mail. */
struct mailer;
enum err mailer_start(struct pool *pool, const struct config *config, struct mailer **out) MUST_USE;
void mailer_stop(struct mailer *m);

#endif
