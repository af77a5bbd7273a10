/* The guides of roles: one page each, made of the texts of the help. */
#include <string.h>

#include "app/help.h"
#include "base/log.h"
#include "core/pdf.h"

const struct guide guides[] = {
	{ "focal", _("Guide for focal points"),
		_("Your ministry is asked by rounds; you fill in the form and send it to your head "
		  "of "
		  "department."),
		{ "signin", "home", "fill", "responses", "notices" } },
	{ "head", _("Guide for heads of department"),
		_("You approve by letter what your ministry answers, or return it with a reason."),
		{ "signin", "home", "responses", "notices" } },
	{ "coordinator", _("Guide for coordinators"),
		_("You ask the ministries, see who is late, review what they send and publish the "
		  "result."),
		{ "forms", "round-edit", "rounds", "responses", "consolidation", "releases" } },
	{ "administrator", _("Guide for administrators"),
		_("You keep bodies, people, posts and accounts, so that each ministry can answer."),
		{ "setup", "bodies", "people", "people-import", "posts", "accounts" } },
	{ "officer", _("Guide for programme officers"),
		_("You know the bodies and their people, and read what the ministries need in "
		  "releases that do not change."),
		{ "signin", "home", "bodies", "people", "releases", "account" } },
	{ "donor", _("Guide for donors and partners"),
		_("You read what the ministries need in releases that do not change."),
		{ "signin", "home", "releases", "public", "account" } },
	{ "public", _("Guide for readers of a published release"),
		_("The link of a release opens it for everybody who has it, without an account."),
		{ "public", "help" } },
};
const size_t guide_count = COUNT_OF(guides);

const struct guide *guide_by_role(const char *role)
{
	for (size_t i = 0; i < guide_count; i++)
		if (strcmp(guides[i].role, role) == 0)
			return &guides[i];
	return NULL;
}

/* One text beside the topic's title, or under the text before. */
static void line(struct pdf *d, enum lang lang, const char *title, const struct help_text *text,
	enum pdf_style style)
{
	PDF_ROW(d, { .text = title, .lang = lang, .style = PDF_STRONG, .width = 3 },
		{ .text = help_words(lang, text), .lang = lang, .style = style, .width = 17 });
}

static void topic(struct pdf *d, enum lang lang, const struct help_topic *t)
{
	pdf_space(d, 1);
	line(d, lang, help_words(lang, &t->title), &t->what, PDF_BODY);
	for (size_t i = 0; i < t->can.n; i++)
		line(d, lang, NULL, &t->can.at[i], PDF_BODY);
	line(d, lang, NULL, &t->next, PDF_SMALL);
}

enum err guide_pdf(struct arena *a, enum lang lang, const struct help *h, const struct guide *g,
	const char *mark, struct bytes *out, size_t *pages)
{
	const char *title = tr(lang, g->title);
	struct pdf *d =
		pdf_new(a, &(struct pdf_head){ .lang = lang, .title = title, .mark = mark });

	if (!d)
		return fault("no PDF: its libraries are not installed");
	pdf_say(d, PDF_TITLE, lang, title);
	pdf_say(d, PDF_STRONG, lang, tr(lang, g->about));
	for (size_t i = 0; i < COUNT_OF(g->topics) && g->topics[i]; i++)
		topic(d, lang, help_by_key(h, g->topics[i]));
	*pages = pdf_pages(d);
	return pdf_end(d, out);
}
