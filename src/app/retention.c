#include "app/retention.h"

#include "assess/retention_assess.h"

static const struct retention_fixed fixed[] = {
	{ _("Sessions"),
		_("Deleted within the hour once they end: after idling, at their latest hour, or "
		  "by signing out.") },
	{ _("Wrong tries at signing in"), _("Counted without names, and deleted after a day.") },
	{ _("Browsers known to an account"), _("Kept without names for 180 days after the last "
					       "use.") },
	{ _("Answers that were sent, decisions, letters, signed copies"),
		_("Kept for ever: they are acts of the bodies.") },
	{ _("Audit log"),
		_("Kept for ever. Personal text beside its rows goes when a person is erased.") },
	{ 0 },
};

/* In the order of the page. The rows of an import go before its job. */
static const struct retention_kind *const kinds[] = { &notice_retention, &mail_retention,
	&code_retention, &import_retention, &job_retention, &draft_retention, &evidence_retention,
	NULL };

static const struct retention_subject *const subjects[] = { &person_subject, &response_subject,
	&job_subject, NULL };

const struct retention retention_all = { kinds, subjects, fixed };
