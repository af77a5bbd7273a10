/*
 * Mails that belong together: all of one act, or of one run of a rule. They are counted once all
 * notices of the batch are told and before the first mail is written; more than the cap (setting
 * mail.cap, 1000 unless set) are held until an administrator of everything lets them go or drops
 * them. The notices in the product are not held.
 */
#ifndef PEOPLE_MAIL_BATCH_H
#define PEOPLE_MAIL_BATCH_H

#include "core/ctx.h"

/*
 * The batch of that kind that is being told now, or a new one; *batch is for struct notice, NULL
 * when no mail is sent. mail_batch_told ends it: nothing more will belong to it. A batch nobody
 * opened (all notices told in one transaction) counts as told.
 */
enum err mail_batch_open(struct ctx *cx, const char *kind, const char **batch) MUST_USE;
enum err mail_batch_told(struct ctx *cx, const char *kind) MUST_USE;

/* Lets a held batch go, or drops its mails. ERR_CONFLICT: not held any more. */
enum err mail_batch_release(struct ctx *cx, int64_t id) MUST_USE;
enum err mail_batch_drop(struct ctx *cx, int64_t id) MUST_USE;

#endif
