/* The store's own tables, for backup, restore and check: the one place where statements are made at
 * run time. */
#ifndef DB_TABLES_H
#define DB_TABLES_H

#include "base/list.h"
#include "db/db.h"

struct column {
	const char *name;
	enum db_type type;
};

struct table {
	const char *name;
	LIST(struct column) columns;
	bool seen;
};

struct tables {
	struct arena *arena;
	LIST(struct table) list;
};

/*
 * Every table but `migration`, by name, with its columns in order. Names outside [a-z0-9_] and
 * types outside docs/sql.md are a fault, so that the names may be put into statements.
 */
enum err tables_list(struct db *db, struct arena *a, struct tables *out) MUST_USE;

/* The names of the columns, with commas between. */
const char *table_columns(struct arena *a, const struct table *t);

/* A statement in the arena: both engines get the same text. Its connection must be discarded before
 * the arena goes. */
struct db_query *query_new(struct arena *a, const char *name, const char *sql);

/* The connection is closed, not kept, when the transaction ends: it knows statements that are soon
 * gone. */
void db_discard(struct db *db);

/* A row callback for one number: `to` is an int64_t. */
enum err row_number(void *to, struct arena *a, const struct db_value *v);

#endif
