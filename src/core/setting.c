#include "core/setting.h"

#include "core/audit.h"
#include "db/setting_sql.h"

enum err setting_get(struct ctx *cx, const char *key, const char *other, const char **value)
{
	enum err e = setting_get_query(cx->db, cx->arena, key, value);

	if (e == ERR_MISSING)
		*value = other;
	return e == ERR_MISSING ? OK : e;
}

enum err setting_put(struct ctx *cx, const char *key, const char *value)
{
	TRY(setting_put_query(cx->db, key, value, NULL));
	return audit(
		cx, "setting.put", "setting", 0, DB_NULL, FACT("key", key), FACT("value", value));
}
