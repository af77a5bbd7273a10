/* The path of a response: from being asked to being locked. */
#include "assess/response.h"

static const struct flow_state states[] = {
	{ "asked", _("Not started"), "" },
	{ "draft", _("Draft"), "" },
	{ "sent", _("With head of department"), "part" },
	{ "approved", _("Waiting for review"), "wait" },
	{ "returned", _("Returned"), "back" },
	{ "accepted", _("Accepted"), "ok" },
};

static const struct flow_step steps[] = {
	{ "asked", "start", _("Start"), MAY_ENTER, "draft", FLOW_NOTHING },
	{ "draft", "send", _("Send to the head of department"), MAY_ENTER, "sent", FLOW_NOTHING },
	{ "returned", "send", _("Send to the head of department"), MAY_ENTER, "sent",
		FLOW_NOTHING },
	{ "sent", "approve", _("Approve"), MAY_APPROVE, "approved", FLOW_LETTER },
	{ "sent", "return", _("Return with a reason"), MAY_APPROVE, "returned", FLOW_REASON },
	{ "approved", "accept", _("Accept"), MAY_COORDINATE, "accepted", FLOW_NOTHING },
	{ "approved", "return", _("Return with a reason"), MAY_COORDINATE, "returned",
		FLOW_REASON },
#define TAKEN _("Answers taken over from paper")
#define TAKEN_BEHALF _("Answers taken over from paper, on behalf of the body")
#define BACK _("Answers from paper taken back")
	{ "asked", "paper", TAKEN, MAY_ENTER, "draft", FLOW_NOTHING },
	{ "draft", "paper", TAKEN, MAY_ENTER, "draft", FLOW_NOTHING },
	{ "returned", "paper", TAKEN, MAY_ENTER, "returned", FLOW_NOTHING },
	{ "asked", "paper_behalf", TAKEN_BEHALF, MAY_COORDINATE, "draft", FLOW_NOTHING },
	{ "draft", "paper_behalf", TAKEN_BEHALF, MAY_COORDINATE, "draft", FLOW_NOTHING },
	{ "returned", "paper_behalf", TAKEN_BEHALF, MAY_COORDINATE, "returned", FLOW_NOTHING },
	{ "draft", "paper_undo", BACK, MAY_ENTER, "draft", FLOW_REASON },
	{ "returned", "paper_undo", BACK, MAY_ENTER, "returned", FLOW_REASON },
	{ "draft", "paper_undo_behalf", BACK, MAY_COORDINATE, "draft", FLOW_REASON },
	{ "returned", "paper_undo_behalf", BACK, MAY_COORDINATE, "returned", FLOW_REASON },
#undef TAKEN
#undef TAKEN_BEHALF
#undef BACK
	{ "accepted", "undo", _("Undo the acceptance"), MAY_COORDINATE, "approved", FLOW_REASON },
};

const struct flow response_flow = {
	.kind = "response",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps),
};
