#include "db/dialect.h"

#include <string.h>

#include "base/buf.h"

const char *dialect_sqlite(struct arena *a, const char *sql)
{
	static const char from[] = "BIGINT PRIMARY KEY";
	struct buf b;
	const char *hit;

	buf_init(&b, a, strlen(sql) + 64);
	while ((hit = strstr(sql, from))) {
		buf_add(&b, sql, (size_t)(hit - sql));
		buf_str(&b, "INTEGER PRIMARY KEY");
		sql = hit + sizeof(from) - 1;
	}
	buf_str(&b, sql);
	return b.data;
}
