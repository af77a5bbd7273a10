/* What the files of src/db share with each other and with generated code; nobody else includes it.
 */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include "db/db.h"

/* The name of a unique constraint by how SQLite reports it: "table.column, table.column". */
struct db_unique {
	const char *columns;
	const char *name;
};

/* Generated from migrations/. */
extern const struct db_unique db_uniques[];
extern const size_t db_unique_count;

#endif
