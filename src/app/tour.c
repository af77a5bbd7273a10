#include "app/tour.h"

#include <string.h>

#include "app/tour_sql.h"

const struct tour_step tour_steps[TOUR_STEPS] = {
	{ _("See who is late"), _("Coordinator"),
		_("Below are the bodies that are late in the running round, by name, and how far "
		  "each "
		  "is."),
		"coordinator", NULL, NULL },
	{ _("Fill in the form"), _("Focal point"),
		_("Open a part of the form, answer, and save. A draft stays on the server until it "
		  "is "
		  "sent to the head of department."),
		"focal", "draft", "returned" },
	{ _("Approve the response"), _("Head of department"),
		_("Read what the ministry answered, then approve it with the number and date of "
		  "the "
		  "letter, or return it with a reason."),
		"head", "sent", "sent" },
	{ _("Accept and consolidate"), _("Coordinator"),
		_("Accept the response, or return it with a reason. Consolidation, on the page of "
		  "the "
		  "round, adds up all that is accepted."),
		"coordinator", "approved", "approved" },
	{ _("Read the release"), _("Donor"),
		_("This is what donors and partners see of a finished round: fixed tables, without "
		  "small "
		  "numbers. Download them from here."),
		"donor", NULL, NULL },
};

static enum err round_stop(struct ctx *cx, const struct tour_step *s, struct tour_stop *out)
{
	struct tour_round round;
	struct tour_response p;
	struct tour_account a;
	bool found;

	TRY(tour_round_query(cx->db, cx->arena, &round, &found));
	if (!found)
		return OK;
	if (!s->first) {
		out->href = arena_printf(cx->arena, "/rounds/%lld?step=late", (long long)round.id);
		return OK;
	}
	TRY(tour_response_query(cx->db, cx->arena, round.id, s->first, s->second, &p, &found));
	if (!found)
		return OK;
	if (strcmp(s->kind, "coordinator") != 0) {
		TRY(tour_account_query(cx->db, cx->arena, s->kind, p.body, &a, &found));
		if (!found)
			return OK;
		out->account = a.id;
	}
	out->href = arena_printf(cx->arena, "/responses/%lld%s", (long long)p.id,
		strcmp(s->kind, "focal") == 0 ? "/fill" : "");
	return OK;
}

static enum err release_stop(struct ctx *cx, struct tour_stop *out)
{
	struct tour_release r;
	bool found;

	TRY(tour_release_query(cx->db, cx->arena, &r, &found));
	if (found)
		out->href = arena_printf(cx->arena, "/releases/%lld", (long long)r.id);
	return OK;
}

enum err tour_stop(struct ctx *cx, int64_t step, struct tour_stop *out)
{
	const struct tour_step *s;
	struct tour_account a;
	bool found;

	if (step < 1 || step > TOUR_STEPS)
		return ERR_MISSING;
	s = &tour_steps[step - 1];
	TRY(tour_account_query(cx->db, cx->arena, s->kind, DB_NULL, &a, &found));
	if (!found)
		return ERR_MISSING;
	*out = (struct tour_stop){ .account = a.id, .href = "/" };
	return strcmp(s->kind, "donor") == 0 ? release_stop(cx, out) : round_stop(cx, s, out);
}
