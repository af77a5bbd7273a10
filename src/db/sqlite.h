/* What backup and check ask of the SQLite engine beyond engine.h. */
#ifndef DB_SQLITE_H
#define DB_SQLITE_H

struct sqlite3;

/* The file of an address "sqlite:FILE". */
const char *sqlite_file(const char *url);

struct sqlite3 *sqlite_handle(void *conn);

#endif
