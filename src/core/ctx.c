#include "core/ctx.h"

#include <assert.h>

#include "base/time.h"
#include "core/identity.h"

const char *const capability_names[CAPABILITY_COUNT] = {
	[MAY_READ] = "read",
	[MAY_ENTER] = "enter",
	[MAY_APPROVE] = "approve",
	[MAY_COORDINATE] = "coordinate",
	[MAY_TRAIN] = "train",
	[MAY_ASSESS] = "assess",
	[MAY_ADMINISTER] = "administer",
};

struct ctx *ctx_new(struct arena *a, struct pool *pool, struct db *db, const struct config *config,
	const char *now)
{
	struct ctx *cx = ARENA_NEW(a, struct ctx);
	int64_t ms;

	if (!now)
		now = config->now;
	if (!now)
		ms = time_now_ms();
	else if (!time_parse(now, &ms))
		assert(!"the moment of a context is a time");
	cx->arena = a;
	cx->pool = pool;
	cx->db = db;
	cx->config = config;
	cx->lang = identity_lang(config);
	cx->now = time_text(a, ms);
	cx->today = time_date(a, ms, config->zone_minutes);
	if (!date_parse(cx->today, &cx->day))
		assert(!"today is a day");
	cx->request_id = "-";
	ctx_nobody(cx);
	return cx;
}

void ctx_system(struct ctx *cx)
{
	cx->who = (struct who){ .system = true, .reach = SHARE_BODY };
}

void ctx_nobody(struct ctx *cx)
{
	cx->who = (struct who){ .reach = SHARE_PUBLIC };
}

enum err problem(struct ctx *cx, enum err e, const char *field, struct msg text)
{
	*LIST_PUSH(cx->arena, &cx->problems) =
		(struct problem){ field, msg_text(cx->arena, cx->lang, text) };
	return e;
}

void report_line(struct ctx *cx, struct buf *report, struct msg text)
{
	buf_str(report, msg_text(cx->arena, cx->lang, text));
	buf_char(report, '\n');
}
