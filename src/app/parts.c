#include "app/parts.h"

#include "app/own.h"
#include "app/setup_pages.h"
#include "app/sweep.h"
#include "app/tour.h"
#include "assess/remind.h"
#include "core/audit.h"
#include "people/deputy.h"
#include "people/mail_out.h"
#include "people/notice.h"
#include "people/people.h"
#include "people/retention.h"

static const char *ribbon(struct ctx *cx)
{
	return cx->config->demo ? tr(cx->lang, _("Demonstration: every name, number and letter on "
						 "this page is invented."))
				: NULL;
}

static enum err ready(struct pool *pool)
{
	return db_migrated(pool, migrations, migration_count);
}

/* Above each page: the tour of a demonstration, the set-up of a fresh instance. */
static void top(struct page *pg, struct out *o)
{
	tour_strip(pg, o);
	setup_strip(pg, o);
}

const struct web_hooks web_hooks = {
	.who = people_who,
	.new_day = deputy_settle,
	.ribbon = ribbon,
	.unseen = notice_count_unseen,
	.ready = ready,
	.password_path = "/account/password",
	.top_read = setup_top_read,
	.top = top,
	.factor_path = "/account/second",
};

size_t job_kinds(struct arena *a, const struct job_kind **out)
{
	const struct job_kind kinds[] = {
		audit_job,
		sweep_job,
		body_import_job,
		remind_job,
		mail_spread_job,
		digest_job,
		remind_late_job,
		retention_job,
		own_job,
	};

	*out = arena_copy(a, kinds, sizeof(kinds));
	return COUNT_OF(kinds);
}
