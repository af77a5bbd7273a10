/* The demonstration's classes of data, one of them confirmed, and a person's own data, asked for.
 */
#include "app/demo.h"

#include "app/own.h"
#include "core/sensitivity.h"

static enum err classes(struct ctx *cx, void *nothing)
{
	(void)nothing;
	TRY(sensitivity_set(cx, "rounds", 0, "internal", true, "أمر إداري 1/2026 (مختلق)"));
	TRY(sensitivity_set(cx, "posts", 0, "public", false, NULL));
	return sensitivity_set(cx, "posts", 1, "internal", false, NULL);
}

static enum err ask(struct ctx *cx, void *nothing)
{
	int64_t id;

	(void)nothing;
	return own_ask(cx, &id);
}

enum err demo_own(struct demo *d)
{
	TRY(demo_act(d, "admin", demo_at(d, d->today, -3, "09:30"), classes, NULL));
	return demo_act(d, "focal.moi", demo_at(d, d->today, -1, "11:00"), ask, NULL);
}
