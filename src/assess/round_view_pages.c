#include "assess/round_view_pages.h"

#include <string.h>

#include "base/time.h"

int64_t days_late(const struct ctx *cx, const char *due_on)
{
	int64_t days;

	if (strcmp(due_on, cx->today) >= 0)
		return 0;
	return date_parse(due_on, &days) ? date_between(due_on, cx->today) : 0;
}

size_t sort_language(enum lang lang)
{
	switch (lang) {
	case LANG_AR:
		return 0;
	case LANG_CKB:
	case LANG_KMR:
		return 1;
	default:
		return 2;
	}
}

struct step_tag step_tag(struct ctx *cx, const char *state, const char *due_on)
{
	const struct flow_state *s = flow_state(&response_flow, state);
	int64_t late = days_late(cx, due_on);

	if (late > 0 && strcmp(state, "asked") == 0)
		return (struct step_tag){ "late",
			MSGN("Not started, {1} day late", "Not started, {1} days late", late,
				N(late)) };
	if (late > 0 && strcmp(state, "draft") == 0)
		return (struct step_tag){ "late",
			MSGN("{1} day late", "{1} days late", late, N(late)) };
	return (struct step_tag){ s ? s->tag : "", MSG(s ? s->word : state) };
}

struct msg step_late(const struct ctx *cx, const char *state, const char *due_on)
{
	int64_t late = days_late(cx, due_on);

	if (late <= 0 || (strcmp(state, "sent") != 0 && strcmp(state, "returned") != 0))
		return (struct msg){ 0 };
	return MSGN("{1} day late", "{1} days late", late, N(late));
}
