/* The one difference between the engines that a migration has. Used by migrate.c and by sqlgen. */
#ifndef DB_DIALECT_H
#define DB_DIALECT_H

#include "base/arena.h"

/*
 * A migration's text for SQLite: `BIGINT PRIMARY KEY` becomes `INTEGER PRIMARY KEY`, which alone
 * makes the column SQLite's row id. Upper case and one blank, as the house style writes it.
 */
const char *dialect_sqlite(struct arena *a, const char *sql);

#endif
