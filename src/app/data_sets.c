#include "app/data_sets.h"

#include <stddef.h>

const struct data_set data_sets[] = {
	/* people */
	{ "bodies", _("Bodies"), "internal" },
	{ "imports", _("Reports of imports"), "internal" },
	{ "people", _("People"), "restricted" },
	{ "posts", _("Posts and who holds them"), "internal" },
	{ "accounts", _("Accounts"), "confidential" },
	{ "audit", _("Audit log"), "confidential" },
	{ "retention", _("How long records are kept"), "restricted" },
	{ "classes", _("Classes of data"), "internal" },
	/* assess */
	{ "forms", _("Forms"), "internal" },
	{ "comments", _("Comments on forms"), "internal" },
	{ "rounds", _("Rounds and their bodies"), "internal" },
	{ "responses", _("Responses"), "restricted" },
	{ "questions", _("Questions on answers"), "restricted" },
	{ "evidence", _("Evidence"), "confidential" },
	{ "consolidation", _("Consolidation"), "restricted" },
	{ "releases", _("List of releases"), "internal" },
	{ "release", _("Published releases"), "internal" },
	/* app */
	{ "own", _("A person's own data"), "confidential" },
	{ "jobs", _("Work in the background"), "internal" },
	{ "help", _("Help"), "public" },
	{ NULL, NULL, NULL },
};
