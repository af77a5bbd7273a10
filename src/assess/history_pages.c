/* The histories of rounds and responses in words. */
#include <string.h>

#include "assess/round_view_pages.h"
#include "people/deputy.h"

/* {1} who, {2} number of the letter, {3} its date. */
static const struct {
	const char *kind, *act, *words;
} said[] = {
	{ "response", "start", _("Started by {1}.") },
	{ "response", "send", _("Sent to the head of department by {1}.") },
	{ "response", "approve", _("Approved by {1}, letter {2} of {3}.") },
	{ "response", "return", _("Returned by {1}.") },
	{ "response", "accept", _("Accepted by {1}.") },
	{ "response", "undo", _("Acceptance undone by {1}.") },
	{ "response", "paper", _("Answers from paper taken over by {1}.") },
	{ "response", "paper_behalf",
		_("Answers from paper taken over on behalf of the body by {1}.") },
	{ "response", "paper_undo", _("Answers from paper taken back by {1}.") },
	{ "response", "paper_undo_behalf",
		_("Answers from paper taken back by {1}, who had taken them over for the body.") },
	{ "paper", "open", _("Opened by {1}.") },
	{ "paper", "open_behalf", _("Opened on behalf of the body by {1}.") },
	{ "paper", "done", _("First entry done, by {1}.") },
	{ "paper", "begin", _("Second entry begun by {1}.") },
	{ "paper", "compare", _("Second entry done, by {1}.") },
	{ "paper", "reopen", _("Typed on by {1}.") },
	{ "paper", "take", _("Taken over into the response by {1}.") },
	{ "paper", "take_behalf", _("Taken over on behalf of the body by {1}.") },
	{ "paper", "undo", _("Taken back from the response by {1}.") },
	{ "paper", "drop", _("Dropped by {1}.") },
	{ "paper", "resume_first", _("Taken up again by {1}.") },
	{ "paper", "resume_waiting", _("Taken up again by {1}.") },
	{ "paper", "resume_second", _("Taken up again by {1}.") },
	{ "paper", "resume_compare", _("Taken up again by {1}.") },
	{ "inquiry", "ask", _("Asked by {1}.") },
	{ "inquiry", "answer", _("Answered by {1}.") },
	{ "inquiry", "resolve", _("Resolved by {1}.") },
	{ "inquiry", "withdraw", _("Withdrawn by {1}.") },
	{ "inquiry", "reopen", _("Opened again by {1}.") },
	{ "round", "open", _("Opened by {1}, letter {2} of {3}.") },
	{ "round", "ask", _("One more body asked by {1}.") },
	{ "round", "unask", _("A body taken back by {1}.") },
	{ "round", "move_due", _("Deadline moved by {1}.") },
	{ "round", "close", _("Closed by {1}.") },
	{ "round", "reopen", _("Opened again by {1}.") },
};

static struct msg in_words(struct ctx *cx, const struct flow *flow, const struct act_row *row)
{
	const char *who = PICK(cx->lang, row, name);

	if (!*who)
		who = tr(cx->lang, _("the system"));
	if (*PICK(cx->lang, row, for))
		who = deputy_words(cx, who, PICK(cx->lang, row, for));
	for (size_t i = 0; i < COUNT_OF(said); i++)
		if (strcmp(said[i].kind, flow->kind) == 0 && strcmp(said[i].act, row->act) == 0)
			return MSG(said[i].words, S(who),
				S(row->letter_number ? row->letter_number : ""),
				D(row->letter_date ? row->letter_date : ""));
	return MSG("Changed by {1}.", S(who));
}

const struct log_entry *history_entries(
	struct ctx *cx, const struct flow *flow, const struct act_row *rows, size_t n)
{
	struct log_entry *out = ARENA_ARRAY(cx->arena, n + 1, struct log_entry);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct log_entry){ .at = rows[i].at,
			.what = in_words(cx, flow, &rows[i]),
			.reason = rows[i].reason };
	return out;
}
