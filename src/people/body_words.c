/* The closed lists a body is described with, and their words. */
#include <string.h>

#include "people/body.h"

const char *const body_kinds[] = { "ministry", "directorate", "coordination", "donor",
	"implementing_partner", "ngo", NULL };

static const char *const kind_words[] = {
	_("Ministry"),
	_("Directorate"),
	_("Coordination body"),
	_("Donor"),
	_("Implementing partner"),
	_("Civil society organisation"),
};

const char *const iati_types[] = { "10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70",
	"71", "72", "73", "80", "90", NULL };

static const char *const iati_words[] = {
	_("Government"),
	_("Local government"),
	_("Other public sector"),
	_("International non-governmental organisation"),
	_("National non-governmental organisation"),
	_("Regional non-governmental organisation"),
	_("Non-governmental organisation of the partner country"),
	_("Public-private partnership"),
	_("Multilateral"),
	_("Foundation"),
	_("Private sector"),
	_("Private sector of the provider country"),
	_("Private sector of the recipient country"),
	_("Private sector of a third country"),
	_("Academic, training and research"),
	_("Other"),
};

static const char *word_of(const char *s, const char *const *list, const char *const *words)
{
	for (size_t i = 0; s && list[i]; i++)
		if (strcmp(list[i], s) == 0)
			return words[i];
	return s ? s : "";
}

const char *body_kind_word(const char *kind)
{
	return word_of(kind, body_kinds, kind_words);
}

const char *iati_type_word(const char *type)
{
	return word_of(type, iati_types, iati_words);
}

enum share body_kind_reach(const char *kind)
{
	static const char *const partners[] = { "donor", "implementing_partner", "ngo" };

	for (size_t i = 0; i < COUNT_OF(partners); i++)
		if (strcmp(kind, partners[i]) == 0)
			return SHARE_PARTNERS;
	return SHARE_GOVERNMENT;
}
