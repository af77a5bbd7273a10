/*
 * A person's own data as a file: everything that names the account, subject by subject, as JSON
 * and as a workbook. Asked for by the person alone, once a day (a second time is the same); made by
 * a job in bounded steps, of which each keeps a part; kept OWN_DAYS days. Data of others is left
 * out: no names of other people, no answers of bodies, no personal facts of the audit log.
 */
#ifndef APP_OWN_H
#define APP_OWN_H

#include "app/own_sql.h"
#include "core/job.h"
#include "core/sheet.h"

enum { OWN_DAYS = 7, OWN_COLUMNS = 6, OWN_STEP = 500 };

/* One subject: its rows after an id, at most `limit`; columns a, b, c … of the query by these names
 * (ended by one without a key). */
struct own_export {
	const char *key;
	const char *word; /* a msgid */
	enum err (*rows)(struct db *db, struct arena *a, int64_t account, int64_t after,
		int64_t limit, struct own_row **rows, size_t *n);
	struct {
		const char *key, *word;
	} columns[OWN_COLUMNS];
};
extern const struct own_export own_exports[];
extern const size_t own_export_count;

/* Asks for the file of the one who acts. Today's is the same one. Recorded in the audit log. */
enum err own_ask(struct ctx *cx, int64_t *id) MUST_USE;

extern const struct job_kind own_job;

/* A file of the one who acts that is made and not yet gone; ERR_MISSING for any other. */
enum err own_get(struct ctx *cx, int64_t id, struct own_by_id *own) MUST_USE;

/* It as JSON: {"format", "made", "account", "subjects": [{"key", "rows": [{…}]}]}, and as a
 * workbook with a sheet for each subject that has rows. Reading it is recorded. */
enum err own_json(struct ctx *cx, const struct own_by_id *own, struct buf *out) MUST_USE;
enum err own_workbook(struct ctx *cx, const struct own_by_id *own, struct workbook *out) MUST_USE;

/* Removes what is past its day; and all of an account. */
enum err own_sweep(struct ctx *cx) MUST_USE;
enum err own_forget(struct ctx *cx, int64_t account) MUST_USE;

#endif
