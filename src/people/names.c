#include "people/names.h"

#include <string.h>

#include "base/text.h"

enum err names_check(struct ctx *cx, const struct names *n)
{
	const struct {
		const char *field, *name;
	} each[] = {
		{ "name_ar", n->ar },
		{ "name_ckb", n->ckb },
		{ "name_kmr", n->kmr },
		{ "name_en", n->en },
	};
	bool any = false;
	enum err e = OK;

	for (size_t i = 0; i < COUNT_OF(each); i++) {
		if (!each[i].name)
			continue;
		any = true;
		if (text_length(each[i].name) > NAME_MAX_LENGTH)
			e = problem(cx, ERR_INPUT, each[i].field,
				MSG("Shorten the name to {1} characters.", N(NAME_MAX_LENGTH)));
	}
	if (!any)
		e = problem(cx, ERR_INPUT, cx->lang == LANG_EN ? "name_en" : "name_ar",
			MSG("Enter a name in at least one language."));
	return e;
}

enum err names_also(struct ctx *cx, enum err read, const struct names *n)
{
	return read == ERR_INPUT && !n->ar && !n->ckb && !n->kmr && !n->en ? names_check(cx, n)
									   : read;
}

struct name_keys names_keys(struct ctx *cx, const struct names *n, const char *more)
{
	struct arena *a = cx->arena;
	const char *all = arena_printf(a, "%s %s %s %s %s", more ? more : "", n->ar ? n->ar : "",
		n->ckb ? n->ckb : "", n->kmr ? n->kmr : "", n->en ? n->en : "");

	return (struct name_keys){
		.ar = sort_key(a, LANG_AR, names_pick(LANG_AR, n)),
		.ckb = sort_key(a, LANG_CKB, names_pick(LANG_CKB, n)),
		.en = sort_key(a, LANG_EN, names_pick(LANG_EN, n)),
		.fold = text_fold(a, all),
	};
}

const char *names_pick(enum lang lang, const struct names *n)
{
	return pick(lang, n->ar, n->ckb, n->kmr, n->en);
}

bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}
