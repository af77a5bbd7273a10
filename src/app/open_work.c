#include "app/open_work.h"

#include "assess/open_work.h"

const struct open_work open_work[] = {
	{ _("Responses owed"), open_owed },
	{ _("Waiting for approval"), open_approvals },
	{ _("Running rounds"), open_reviews },
	{ _("Requests for more time"), open_extensions },
	{ _("Letters expected"), open_letters },
	{ _("Notices not seen"), open_notices },
	{ 0 },
};
