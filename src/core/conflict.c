/* The one table from names of constraints to sentences. Each slice adds the names of its migration.
 */
#include "core/ctx.h"

#include <string.h>

static const struct {
	const char *constraint;
	const char *field;
	const char *text;
} sentences[] = {
	{ "body_code", "code", _("Another body has this code. Choose another one.") },
	{ "post_holder_one", "person",
		_("Somebody holds this post already. End that first, or look at the page again.") },
	{ "account_email", "email", _("Another account has this e-mail address.") },
	{ "account_person", "person", _("This person has an account already.") },
	{ "form_code", NULL, _("Another form has this form_id. Change it in the workbook.") },
	{ "form_version_number", NULL,
		_("Somebody else uploaded a version at the same moment. Upload yours again.") },
	{ "form_version_file", "file", _("This very workbook is a version of the form already.") },
	{ "form_author_one", "body", _("This body writes the form already.") },
	{ "form_sign_once", NULL, _("This body has been asked already. Look at the page again.") },
	{ "form_meaning_once", NULL, _("This meaning has a question already.") },
	{ "response_once", "bodies", _("This body has been asked in this round already.") },
	{ "response_page_once", NULL,
		_("Somebody else saved this page first. Look at what is there, then save again.") },
	{ "reminder_rule_once", "days", _("There is such a rule already. Change that one.") },
	{ "extension_open", NULL,
		_("A request for more time waits already. It is decided first, or withdrawn.") },
	{ "joint_proposal_once", NULL,
		_("Somebody else decided on this suggestion at the same moment.") },
	{ "saved_view_name", "name", _("You have a view of this name. Choose another name.") },
	{ "paper_entry_one", NULL,
		_("Another paper of this response is under way. Finish or drop that one first.") },
	{ "paper_page_once", NULL,
		_("Somebody else saved this page first. Look at what is there, then save again.") },
	{ "data_class_once", NULL,
		_("Somebody else changed this class meanwhile. Look at it again, then repeat.") },
	{ "release_number", NULL,
		_("Another release was published at the same moment. Publish again.") },
};

enum err conflict(struct ctx *cx, enum err e)
{
	const char *name;

	if (e != ERR_CONFLICT)
		return e;
	name = db_constraint(cx->db);
	for (size_t i = 0; i < COUNT_OF(sentences); i++)
		if (strcmp(sentences[i].constraint, name) == 0)
			return problem(cx, e, sentences[i].field, MSG(sentences[i].text));
	return problem(cx, e, NULL,
		MSG(_("This does not fit what is there now. Look at the page again, then "
		      "repeat.")));
}
