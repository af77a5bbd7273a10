/* What the audit page shows. */
#ifndef PEOPLE_AUDIT_VIEWS_H
#define PEOPLE_AUDIT_VIEWS_H

#include "core/audit.h"
#include "people/audit_log_sql.h"
#include "people/boxes_pages.h"

struct audit_line {
	const struct audit_log_list *e;
	const char *href;    /* of the record, or NULL */
	const char *account; /* its number, as text */
	struct audit_fact *facts;
	size_t n_facts;
};

struct audit_log_view {
	const struct page *pg;
	struct audit_log_list *rows;
	struct audit_line *lines;
	size_t n;
	struct paging paging;
	struct choices kinds, acts, bodies;
	bool all;
};

#endif
