#include "db/db.h"

#include "db/setting_sql.h"
#include "test/harness.h"

DBTEST(a_setting_is_put_and_read)
{
	struct db *db;
	const char *value = NULL;
	int64_t changed = 0;

	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
	CHECK_ERR(OK, setting_put_query(db, "zone", "Asia/Baghdad", &changed));
	CHECK_INT(1, changed);
	CHECK_ERR(OK, db_commit(db));
	CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db));
	CHECK_ERR(OK, setting_get_query(db, t->arena, "zone", &value));
	CHECK_STR("Asia/Baghdad", value);
	CHECK_ERR(ERR_MISSING, setting_get_query(db, t->arena, "none", &value));
	db_rollback(db);
}
