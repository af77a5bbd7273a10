#include "people/audit_words.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"

const char *const audit_kinds[] = { "body", "person", "post", "account", "letter", "form", "round",
	"response", "release", "form_version", "job", NULL };

static const struct {
	const char *word, *href;
} kinds[] = {
	{ _("Body"), "/bodies/" },
	{ _("Person"), "/people/" },
	{ _("Post"), "/posts/" },
	{ _("Account"), "/accounts/" },
	{ _("Letter"), NULL },
	{ _("Form"), "/forms/" },
	{ _("Round"), "/rounds/" },
	{ _("Response"), "/responses/" },
	{ _("Release"), "/releases/" },
	{ _("Version of a form"), NULL },
	{ _("Sign-off of a form"), NULL },
	{ _("Comment on a form"), NULL },
	{ _("Work in the background"), "/jobs/" },
};

static const char *const acts[] = {
	"body.add",
	"body.edit",
	"body.end",
	"body.unend",
	"person.add",
	"person.edit",
	"person.end",
	"person.unend",
	"post.add",
	"post.take",
	"post.leave",
	"post.end",
	"account.add",
	"account.disable",
	"account.enable",
	"account.code",
	"account.code_used",
	"account.password",
	"account.signin",
	"account.refused",
	"account.factor",
	"account.factor_remove",
	"account.recovery",
	"account.recovery_used",
	"account.sessions",
	"setting.put",
	"grant.add",
	"grant.remove",
	"letter.add",
	"form.add",
	"form.edit",
	"form.upload",
	"form.mapping",
	"form.author",
	"form.unauthor",
	"form_sign.ask",
	"form_sign.sign",
	"form_sign.object",
	"form_sign.withdraw",
	"form_comment.add",
	"form_comment.answer",
	"form_comment.edit",
	"form_comment.withdraw",
	"form_comment.restore",
	"form_comment.resolve",
	"form_comment.reopen",
	"form_version.ready",
	"form_version.redraft",
	"form_version.retire",
	"form_version.restore",
	"form_version.use",
	"round.add",
	"round.edit",
	"round.ask",
	"round.unask",
	"round.due",
	"round.open",
	"round.close",
	"round.reopen",
	"response.start",
	"response.send",
	"response.approve",
	"response.return",
	"response.accept",
	"response.reopen",
	"response.prefill",
	"response.confirm",
	"response.drop_prefill",
	"response.evidence",
	"response.evidence_removed",
	"response.signed",
	"reason.add",
	"reason.edit",
	"reason.end",
	"reason.restore",
	"review.factor",
	"view.keep",
	"view.edit",
	"view.delete",
	"joint.take",
	"joint.drop",
	"joint.undo",
	"release.draft",
	"release.edit",
	"release.publish",
	"release.discard",
	"release.withdraw",
	"release.restore",
	"audit.erase",
	"body.import",
	"job.again",
	"notice.choose",
	"reminder_rule.add",
	"reminder_rule.set",
	"round.remind",
	"response.remind",
	"extension.ask",
	"extension.give",
	"extension.grant",
	"extension.refuse",
	"extension.withdraw",
	"extension.take_back",
	"mail.release",
	"mail.drop",
	"mail.test",
	"mail.again",
	"mail.bounce",
	"mail.unbounce",
	NULL,
};

/* In the order of the acts. */
static const char *const words[] = {
	_("Body added"),
	_("Body changed"),
	_("Body ended"),
	_("End of a body taken back"),
	_("Person added"),
	_("Person changed"),
	_("Person left"),
	_("Leaving taken back"),
	_("Post added"),
	_("Post taken"),
	_("Post left"),
	_("Post ended"),
	_("Account added"),
	_("Account disabled"),
	_("Account enabled"),
	_("One-time code made"),
	_("One-time code used"),
	_("Password changed"),
	_("Signed in"),
	_("Sign-in refused"),
	_("Second factor set up"),
	_("Second factor removed"),
	_("Recovery codes made anew"),
	_("Recovery code used"),
	_("Signed out everywhere"),
	_("Setting changed"),
	_("Right given"),
	_("Right taken away"),
	_("Letter recorded"),
	_("Form added"),
	_("Form changed"),
	_("Form version uploaded"),
	_("Meanings of questions set"),
	_("Body named to write a form"),
	_("Body taken out of writing a form"),
	_("Sign-off of a form asked for"),
	_("Form signed off"),
	_("Objection to a form"),
	_("Sign-off or objection withdrawn"),
	_("Comment on a form written"),
	_("Comment on a form answered"),
	_("Comment on a form changed"),
	_("Comment on a form withdrawn"),
	_("Withdrawal of a comment taken back"),
	_("Comment on a form resolved"),
	_("Comment on a form opened again"),
	_("Form version marked ready"),
	_("Form version made a draft again"),
	_("Form version retired"),
	_("Form version restored"),
	_("Form version first used by a round"),
	_("Round drafted"),
	_("Round changed"),
	_("Body asked"),
	_("Body taken back from a round"),
	_("Deadline moved"),
	_("Round opened"),
	_("Round closed"),
	_("Round opened again"),
	_("Response begun"),
	_("Response sent"),
	_("Response approved"),
	_("Response returned"),
	_("Response accepted"),
	_("Response opened again"),
	_("Answers of the last round taken over"),
	_("Answers of the last round confirmed"),
	_("Answers of the last round dropped"),
	_("Evidence added"),
	_("Evidence removed"),
	_("Signed copy kept"),
	_("Ready reason added"),
	_("Ready reason changed"),
	_("Ready reason taken away"),
	_("Ready reason put back"),
	_("Limit for leaps changed"),
	_("View of results kept"),
	_("View of results changed"),
	_("View of results deleted"),
	_("Joint training taken up"),
	_("Joint training dropped"),
	_("Decision on a joint training undone"),
	_("Release drafted"),
	_("Release changed"),
	_("Release published"),
	_("Draft of a release discarded"),
	_("Release withdrawn"),
	_("Release published again"),
	_("Personal text erased from the log"),
	_("Import of bodies begun"),
	_("Work in the background tried again"),
	_("Way of hearing of notices chosen"),
	_("Rule of reminding added"),
	_("Rule of reminding changed"),
	_("Late bodies reminded"),
	_("Body reminded"),
	_("More time asked for"),
	_("More time given"),
	_("More time granted"),
	_("More time refused"),
	_("Request for more time withdrawn"),
	_("Extra time taken back"),
	_("Held mails released"),
	_("Held mails dropped"),
	_("Test mail asked for"),
	_("Mail sent again"),
	_("Address marked as taking no mail"),
	_("Address takes mail again"),
};
_Static_assert(COUNT_OF(words) + 1 == COUNT_OF(acts), "a word for each act");

static size_t place(const char *s, const char *const *list)
{
	size_t i = 0;

	while (list[i] && strcmp(list[i], s) != 0)
		i++;
	return i;
}

const char *audit_kind_word(const char *kind)
{
	size_t i = place(kind, audit_kinds);

	return audit_kinds[i] ? kinds[i].word : kind;
}

const char *audit_kind_href(const char *kind)
{
	size_t i = place(kind, audit_kinds);

	return audit_kinds[i] ? kinds[i].href : NULL;
}

const char *audit_act_word(const char *act)
{
	size_t i = place(act, acts);

	return acts[i] ? words[i] : act;
}

const char *const *audit_acts(void)
{
	return acts;
}
