#include "assess/retention_assess.h"

#include "assess/retention_assess_sql.h"
#include "core/file.h"

static enum err draft_count(
	struct ctx *cx, const struct retention_time *t, struct retention_due *due)
{
	struct draft_due row;

	TRY(draft_due_query(cx->db, cx->arena, t->at, &row));
	*due = (struct retention_due){ row.due, row.held };
	return OK;
}

static enum err draft_step(struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	struct draft_first *rows;
	size_t found;

	TRY(draft_first_query(cx->db, cx->arena, t->at, most, &rows, &found));
	for (size_t i = 0; i < found; i++) {
		TRY(draft_sweep_prefill_query(cx->db, rows[i].id, NULL));
		TRY(draft_sweep_pages_query(cx->db, rows[i].id, NULL));
		TRY(draft_sweep_count_query(cx->db, rows[i].id, NULL));
	}
	*n = (int64_t)found;
	return OK;
}

const struct retention_kind draft_retention = { .name = "draft",
	.word = _("Drafts that were never sent"),
	.from = _("the day their round closed"),
	.becomes = _("What was typed is deleted; that the body was asked stays. Answers that were "
		     "sent are never touched."),
	.basis = _("A draft is no answer of the body; it may help in the next round."),
	.amount = 24,
	.unit = "month",
	.least_days = 30,
	.careful = true,
	.count = draft_count,
	.step = draft_step };

static enum err evidence_count(
	struct ctx *cx, const struct retention_time *t, struct retention_due *due)
{
	struct evidence_due row;

	TRY(evidence_due_query(cx->db, cx->arena, t->at, &row));
	*due = (struct retention_due){ row.due, row.held };
	return OK;
}

static enum err evidence_step(
	struct ctx *cx, const struct retention_time *t, int64_t most, int64_t *n)
{
	struct evidence_first *rows;
	size_t found;

	TRY(evidence_first_query(cx->db, cx->arena, t->at, most, &rows, &found));
	for (size_t i = 0; i < found; i++) {
		TRY(evidence_sweep_query(cx->db, rows[i].id, NULL));
		TRY(file_drop(cx, rows[i].file, NULL));
	}
	*n = (int64_t)found;
	return OK;
}

const struct retention_kind evidence_retention = { .name = "evidence",
	.word = _("Evidence beside answers"),
	.from = _("the day their round closed"),
	.becomes = _("The files are deleted, if nothing else refers to them; their hashes stay in "
		     "the audit log. Answers, letters and signed copies stay."),
	.basis = _("Five years are usual for papers that support a report."),
	.amount = 60,
	.unit = "month",
	.least_days = 365,
	.careful = true,
	.count = evidence_count,
	.step = evidence_step };

static enum err response_name(struct ctx *cx, int64_t record, const char **name)
{
	struct retention_response r;

	TRY(retention_response_query(cx->db, cx->arena, record, &r));
	*name = arena_printf(
		cx->arena, "%s, %s", PICK(cx->lang, &r, title), PICK(cx->lang, &r, name));
	return OK;
}

/* Who administers need not be one who may read responses: no link. */
const struct retention_subject response_subject = { "response", _("Response"), NULL,
	response_name };
