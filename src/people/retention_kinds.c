/* Kinds of records of people and core that are kept for a time: see people/retention.h. */
#include "base/time.h"
#include "core/job_sql.h"
#include "people/person_sql.h"
#include "people/retention.h"
#include "people/retention_sql.h"

#define COUNT(name)                                                                                \
	static enum err name##_count(                                                              \
		struct ctx *cx, const struct retention_time *t, struct retention_due *due)         \
	{                                                                                          \
		struct retention_count row;                                                        \
                                                                                                   \
		TRY(name##_due_query(cx->db, cx->arena, t->at, &row));                             \
		*due = (struct retention_due){ row.due, row.held };                                \
		return OK;                                                                         \
	}

COUNT(notice)
COUNT(mail)
COUNT(code)
COUNT(job)
COUNT(import_row)

static enum err notice_step(
	struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	TRY(notice_sweep_seen_query(cx->db, t->at, most, NULL));
	return notice_sweep_query(cx->db, t->at, most, n);
}

const struct retention_kind notice_retention = { .name = "notice",
	.word = _("Notices"),
	.from = _("the day they were told"),
	.becomes = _("They are deleted, with who has seen them."),
	.basis = _("Nobody looks for older ones; what they told of stands in the record and in the "
		   "audit log."),
	.amount = 24,
	.unit = "month",
	.least_days = 100,
	.count = notice_count,
	.step = notice_step };

static enum err mail_step(struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	TRY(digest_sweep_query(cx->db, t->at, most, NULL));
	return mail_sweep_query(cx->db, t->at, most, n);
}

const struct retention_kind mail_retention = { .name = "mail",
	.word = _("Record of mails"),
	.from = _("the day they were made"),
	.becomes = _("It is deleted: to whom, when, and what the server answered."),
	.basis = _("Long enough to clear up a complaint about a mail of the last year."),
	.amount = 12,
	.unit = "month",
	.least_days = 30,
	.count = mail_count,
	.step = mail_step };

static enum err code_step(struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	return code_sweep_query(cx->db, t->at, most, n);
}

const struct retention_kind code_retention = { .name = "code",
	.word = _("One-time codes"),
	.from = _("the moment they expired"),
	.becomes = _("Their row is deleted; the audit log keeps that there was one."),
	.basis = _("An expired code is of no use to anybody."),
	.amount = 30,
	.unit = "day",
	.least_days = 4,
	.count = code_count,
	.step = code_step };

static enum err job_step(struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	return job_sweep_query(cx->db, t->at, most, n);
}

const struct retention_kind job_retention = { .name = "job",
	.word = _("Ended work in the background"),
	.from = _("the day it ended"),
	.becomes = _("It is deleted from the list of its owner."),
	.basis = _("What came of it stands in the records themselves."),
	.amount = 12,
	.unit = "month",
	.least_days = 30,
	.count = job_count,
	.step = job_step };

static enum err import_row_step(
	struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	return import_row_sweep_query(cx->db, t->at, most, n);
}

const struct retention_kind import_retention = { .name = "import",
	.word = _("Rows of imports of bodies"),
	.from = _("the day the import ended"),
	.becomes = _("What was read in each line is deleted; the bodies stay."),
	.basis = _("Long enough to put right what an import left alone."),
	.amount = 3,
	.unit = "month",
	.least_days = 7,
	.count = import_row_count,
	.step = import_row_step };

/* ---- what can be held ---- */

static enum err person_name(struct ctx *cx, int64_t record, const char **name)
{
	struct retention_person p;

	TRY(retention_person_query(cx->db, cx->arena, record, &p));
	*name = PICK(cx->lang, &p, name);
	return OK;
}

const struct retention_subject person_subject = { "person", _("Person"), "/people/", person_name };

static enum err job_name(struct ctx *cx, int64_t record, const char **name)
{
	struct job_row job;

	TRY(job_by_id_query(cx->db, cx->arena, record, &job));
	*name = arena_printf(cx->arena, "%s, %s", job.kind, job.created_at);
	return OK;
}

const struct retention_subject job_subject = { "job", _("Work in the background"), NULL, job_name };
