#include "assess/tell.h"

#include <string.h>

#include "people/notice.h"

#define TITLES(row)                                                                                \
	{                                                                                          \
		[LANG_AR] = (row)->title_ar, [LANG_CKB] = (row)->title_ckb,                        \
		[LANG_KMR] = (row)->title_kmr, [LANG_EN] = (row)->title_en                         \
	}

struct tell_response tell_of(const struct response_by_id *r)
{
	return (struct tell_response){ .id = r->id,
		.body = r->body,
		.round = r->round,
		.round_body = r->round_body,
		.version = r->version,
		.title = TITLES(r) };
}

static const char *response_path(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "/responses/%lld", (long long)id);
}

enum err tell_one(struct ctx *cx, const struct tell_response *r, const char *kind,
	enum capability who, const char *date, int64_t n, const char *key, const char *batch)
{
	struct notice told = { .kind = kind,
		.once = arena_printf(cx->arena, "%s:%lld:%s:%s", kind, (long long)r->id, key,
			capability_names[who]),
		.capability = who,
		.body = who == MAY_COORDINATE ? r->round_body : r->body,
		.about = r->body,
		.path = response_path(cx, r->id),
		.date = date,
		.n = n,
		.batch = batch };

	memcpy(told.title, r->title, sizeof(told.title));
	return notice_tell(cx, &told);
}

static const char *version_key(struct ctx *cx, int64_t version)
{
	return arena_printf(cx->arena, "%lld", (long long)version);
}

/* All mails of one act on a round belong together. */
static const char *round_batch(struct ctx *cx, const struct round_by_id *r, const char *kind)
{
	return arena_printf(
		cx->arena, "%s:%lld:%lld", kind, (long long)r->id, (long long)r->version);
}

enum err tell_asked(struct ctx *cx, const struct round_by_id *r, int64_t response, int64_t body,
	const char *due_on)
{
	const struct tell_response one = { .id = response,
		.body = body,
		.round = r->id,
		.round_body = r->body,
		.title = TITLES(r) };

	return tell_one(cx, &one, "round.asked", MAY_ENTER, due_on, DB_NULL, "1",
		round_batch(cx, r, "round.asked"));
}

enum err tell_act(struct ctx *cx, const struct response_by_id *r, const char *act)
{
	const struct tell_response one = tell_of(r);
	const char *key = version_key(cx, r->version);
	bool by_head = strcmp(r->state, "sent") == 0;

	if (strcmp(act, "send") == 0)
		return tell_one(
			cx, &one, "response.sent", MAY_APPROVE, r->due_on, DB_NULL, key, NULL);
	if (strcmp(act, "approve") == 0)
		return tell_one(cx, &one, "response.approved", MAY_COORDINATE, r->due_on, DB_NULL,
			key, NULL);
	if (strcmp(act, "return") == 0) {
		TRY(tell_one(cx, &one, by_head ? "response.returned_by_head" : "response.returned",
			MAY_ENTER, r->due_on, DB_NULL, key, NULL));
		return by_head ? OK
			       : tell_one(cx, &one, "response.returned_to_office", MAY_APPROVE,
					 r->due_on, DB_NULL, key, NULL);
	}
	if (strcmp(act, "accept") == 0 || strcmp(act, "undo") == 0) {
		const char *kind = act[0] == 'a' ? "response.accepted" : "response.undone";

		TRY(tell_one(cx, &one, kind, MAY_ENTER, NULL, DB_NULL, key, NULL));
		return tell_one(cx, &one, kind, MAY_APPROVE, NULL, DB_NULL, key, NULL);
	}
	return OK;
}

enum err tell_round(struct ctx *cx, const struct round_by_id *r, const char *kind, const char *date)
{
	struct response_asked *rows;
	size_t n;

	TRY(response_asked_query(cx->db, cx->arena, r->id, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct tell_response one = { .id = rows[i].id,
			.body = rows[i].body,
			.round = r->id,
			.round_body = r->body,
			.title = TITLES(r) };

		TRY(tell_one(cx, &one, kind, MAY_ENTER, date ? date : rows[i].due_on, DB_NULL,
			version_key(cx, r->version), round_batch(cx, r, kind)));
	}
	return OK;
}

enum err tell_unasked(struct ctx *cx, const struct round_by_id *r, int64_t body)
{
	const struct notice told = { .kind = "round.unasked",
		.once = arena_printf(cx->arena, "round.unasked:%lld:%lld:%lld", (long long)r->id,
			(long long)body, (long long)r->version),
		.capability = MAY_ENTER,
		.body = body,
		.path = "/",
		.title = TITLES(r) };

	return notice_tell(cx, &told);
}

enum err tell_release(struct ctx *cx, const struct release_by_id *r, const char *kind)
{
	struct release_readers *rows;
	size_t n;

	if (r->share < SHARE_PARTNERS)
		return OK;
	TRY(release_readers_query(cx->db, cx->arena, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct notice told = { .kind = kind,
			.once = arena_printf(cx->arena, "%s:%lld:%lld:%lld", kind, (long long)r->id,
				(long long)r->version, (long long)rows[i].id),
			.capability = MAY_READ,
			.body = rows[i].id,
			.path = arena_printf(cx->arena, "/releases/%lld", (long long)r->id),
			.title = TITLES(r),
			.n = r->number,
			.batch = arena_printf(cx->arena, "%s:%lld:%lld", kind, (long long)r->id,
				(long long)r->version) };

		TRY(notice_tell(cx, &told));
	}
	return OK;
}
