#include "app/notices.h"

/* What a person chooses for by. */
#define ROUNDS _("Rounds")
#define DEADLINES _("Deadlines")
#define RESPONSES _("Responses")
#define RELEASES _("Releases")
#define POSTS _("Posts")
#define ACCOUNT _("My account")
#define FORMS _("Forms")

/* {1} the title of what it is about, {2} a date, {3} a number, {4} the body. */
const struct notice_kind notice_kinds[] = {
	/* rounds */
	{ "round.asked", _("{4} is asked to answer “{1}” by {2}."), NULL, ROUNDS, true },
	{ "round.unasked", _("{4} is no longer asked to answer “{1}”."), NULL, ROUNDS, false },
	{ "round.closed", _("“{1}” is closed. Nothing more is to do for {4}."), NULL, ROUNDS,
		false },
	{ "round.reopened", _("“{1}” is open again. {4} can go on with its response until {2}."),
		NULL, ROUNDS, true },

	/* responses */
	{ "response.sent", _("The response of {4} to “{1}” waits for your approval."), NULL,
		RESPONSES, true },
	{ "response.approved", _("The response of {4} to “{1}” waits for your review."), NULL,
		RESPONSES, true },
	{ "response.returned_by_head",
		_("The head of department returned the response of {4} to “{1}”, with a reason."),
		NULL, RESPONSES, true },
	{ "response.returned",
		_("The coordinator returned the response of {4} to “{1}”, with a reason."), NULL,
		RESPONSES, true },
	{ "response.returned_to_office",
		_("The coordinator returned the response of {4} to “{1}” to the focal point."),
		NULL, RESPONSES, false },
	{ "response.accepted", _("The response of {4} to “{1}” is accepted."), NULL, RESPONSES,
		false },
	{ "response.undone",
		_("The acceptance of the response of {4} to “{1}” is undone. It is reviewed "
		  "again."),
		NULL, RESPONSES, false },

	{ "paper.waiting", _("The paper of {4} for “{1}” waits for its second entry."), NULL,
		RESPONSES, true },
	{ "paper.taken",
		_("The coordinator entered the paper of {4} for “{1}”. Look at the answers and "
		  "send them."),
		NULL, RESPONSES, true },
	{ "paper.undone", _("The coordinator took the paper of {4} for “{1}” back."), NULL,
		RESPONSES, false },
	{ "inquiry.asked", _("The coordinator asks {4} about an answer of its response to “{1}”."),
		NULL, RESPONSES, true },
	{ "inquiry.answered", _("{4} answered your question about its response to “{1}”."), NULL,
		RESPONSES, true },
	{ "inquiry.resolved", _("A question to {4} about its response to “{1}” is resolved."), NULL,
		RESPONSES, false },
	{ "inquiry.withdrawn", _("A question to {4} about its response to “{1}” is withdrawn."),
		NULL, RESPONSES, false },

	/* deadlines */
	{ "round.due", _("The deadline of “{1}” is now {2} for {4}."), NULL, DEADLINES, true },

	{ "remind.before",
		PLURAL_("{4}: {3} day is left for the response to “{1}”, due {2}.",
			"{4}: {3} days are left for the response to “{1}”, due {2}."),
		DEADLINES, true },
	{ "remind.today", _("{4}: the response to “{1}” is due today."), NULL, DEADLINES, true },
	{ "remind.late",
		PLURAL_("{4}: the response to “{1}” is {3} day late. It was due {2}.",
			"{4}: the response to “{1}” is {3} days late. It was due {2}."),
		DEADLINES, true },
	{ "remind.by_hand", _("The coordinator reminds {4} of the response to “{1}”, due {2}."),
		NULL, DEADLINES, true },
	{ "remind.round_before",
		PLURAL_("“{1}”: {3} body has not sent its response. It is due {2}.",
			"“{1}”: {3} bodies have not sent their responses. They are due {2}."),
		DEADLINES, true },
	{ "remind.round_late",
		PLURAL_("“{1}”: {3} body is late. The deadline was {2}.",
			"“{1}”: {3} bodies are late. The deadline was {2}."),
		DEADLINES, true },
	{ "extension.asked", _("{4} asks for time until {2} for the response to “{1}”."), NULL,
		DEADLINES, true },
	{ "extension.given", _("{4} has time until {2} for the response to “{1}”."), NULL,
		DEADLINES, true },
	{ "extension.granted", _("The request of {4} is granted: “{1}” is due {2}."), NULL,
		DEADLINES, true },
	{ "extension.refused", _("The request of {4} is refused: “{1}” is due {2} as before."),
		NULL, DEADLINES, true },
	{ "extension.withdrawn", _("{4} withdrew its request for more time for “{1}”."), NULL,
		DEADLINES, false },
	{ "extension.taken_back", _("The extra time of {4} is taken back: “{1}” is due {2} again."),
		NULL, DEADLINES, true },

	/* releases */
	{ "release.published", _("Release {3}, “{1}”, is published."), NULL, RELEASES, false },
	{ "release.withdrawn", _("Release {3}, “{1}”, is withdrawn."), NULL, RELEASES, false },
	{ "release.restored", _("Release {3}, “{1}”, is published again."), NULL, RELEASES, false },

	/* deputies */
	{ "deputy.named", _("You are named deputy at a post of {4}, from {2} on."), NULL, POSTS,
		false },
	{ "deputy.yours", _("A deputy is named for your post at {4}, from {2} on."), NULL, POSTS,
		false },
	{ "deputy.ended", _("You are no longer deputy at a post of {4}."), NULL, POSTS, false },
	{ "deputy.yours_ended", _("Your deputy at {4} no longer stands in for you."), NULL, POSTS,
		false },

	/* one's own account */
	{ "account.signin_new",
		_("Your account signed in from a browser that is new to it. If that was not "
		  "you, end it there and change the password."),
		NULL, ACCOUNT, false },
	{ "account.factor_removed",
		_("An administrator removed the second factor of your account."), NULL, ACCOUNT,
		false },

	/* forms written together */
	{ "form.author", _("{4} now writes the form {1} with others."), NULL, FORMS, false },
	{ "form.version", _("Version {3} of the form {1} has been uploaded."), NULL, FORMS, false },
	{ "form.comment", _("A comment on the form {1}."), NULL, FORMS, false },
	{ "form.sign.asked", _("Version {3} of the form {1} waits for the sign-off of {4}."), NULL,
		FORMS, true },
	{ "form.sign.signed",
		_("Version {3} of the form {1} has been signed off by one more body."), NULL, FORMS,
		false },
	{ "form.sign.objected", _("A body objects to version {3} of the form {1}."), NULL, FORMS,
		true },
	{ "form.sign.withdrawn", _("What a body said of version {3} of the form {1} is withdrawn."),
		NULL, FORMS, false },
	{ 0 },
};
