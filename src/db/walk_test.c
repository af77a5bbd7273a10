/* Every query of the program, in all its variants, prepares on both engines with the columns it
 * says. */
#include "db/db.h"
#include <stdio.h>

#include "test/harness.h"

extern const struct db_query_list *const all_queries[];

DBTEST(every_statement_prepares)
{
	const char *why;
	size_t n = 0;

	for (size_t i = 0; all_queries[i]; i++)
		for (size_t k = 0; k < all_queries[i]->n; k++, n++) {
			const struct db_query *q = all_queries[i]->at[k];

			if (!CHECK_ERR(OK, db_prepare_check(t->pool, q, &why)))
				printf("%s: %s\n", q->name, why);
		}
	CHECK(n > 2);
}
