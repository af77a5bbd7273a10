#include "web/half.h"

#include <string.h>

#include "base/crypto.h"
#include "base/time.h"
#include "web/session_sql.h"
#include "web/visit.h"

static const char *hash_of(const struct page *pg)
{
	const char *token = pg->visit->half;

	return token ? sha256_hex(pg->cx->arena, token, strlen(token)) : NULL;
}

static void cookie(struct page *pg, int age)
{
	struct visit *v = pg->visit;
	struct arena *a = pg->cx->arena;

	visit_cookie(v, a, visit_cookie_name(v, a, "half"), v->half ? v->half : "", age);
}

enum err half_begin(struct page *pg, int64_t account)
{
	struct ctx *cx = pg->cx;
	int64_t now;

	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	if (pg->visit->half)
		TRY(half_delete_query(cx->db, hash_of(pg), NULL));
	pg->visit->half = random_token(cx->arena, 32);
	cookie(pg, HALF_MINUTES * 60);
	return half_add_query(cx->db, hash_of(pg), account,
		time_text(cx->arena, now + HALF_MINUTES * INT64_C(60000)), NULL);
}

enum err half_find(struct page *pg, int64_t *account)
{
	struct ctx *cx = pg->cx;
	struct half_find h;
	bool found;

	*account = 0;
	if (!pg->visit->half)
		return OK;
	TRY(half_find_query(cx->db, cx->arena, hash_of(pg), &h, &found));
	if (found && h.tries < HALF_TRIES && strcmp(h.expires_at, cx->now) > 0)
		*account = h.account;
	return OK;
}

enum err half_fail(struct page *pg)
{
	return pg->visit->half ? half_fail_query(pg->cx->db, hash_of(pg), NULL) : OK;
}

enum err half_end(struct page *pg)
{
	if (!pg->visit->half)
		return OK;
	TRY(half_delete_query(pg->cx->db, hash_of(pg), NULL));
	pg->visit->half = NULL;
	cookie(pg, -1);
	return OK;
}
