#include "people/audit_reader.h"

#include <string.h>

#include "core/may.h"
#include "people/body.h"

bool audit_of_assessment(const char *kind)
{
	static const char *const kinds[] = { "form", "round", "response", "release", "paper" };

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

bool audit_reads_personal(struct ctx *cx, const char *kind, int64_t account, int64_t body)
{
	if (cx->who.system || (account != 0 && account == cx->who.account))
		return true;
	if (sees(cx, SHARE_BODY, true, body))
		return true;
	return !audit_of_assessment(kind) && may_everywhere(cx, MAY_ADMINISTER);
}
