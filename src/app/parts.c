#include "app/parts.h"

#include "app/sweep.h"
#include "people/people.h"

static const char *ribbon(struct ctx *cx)
{
	return cx->config->demo ? tr(cx->lang, _("Demonstration: every name, number and letter on this page is invented."))
				: NULL;
}

static enum err ready(struct pool *pool)
{
	return db_migrated(pool, migrations, migration_count);
}

const struct web_hooks web_hooks = {
	.who = people_who, .ribbon = ribbon, .ready = ready, .password_path = "/account/password"
};

/* Each subject adds its kinds here. */
const struct job_kind job_kinds[] = {
	{ "sweep", _("Tidying up"), sweep_step },
};
const size_t job_kind_count = COUNT_OF(job_kinds);
