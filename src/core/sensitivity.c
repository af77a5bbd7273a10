#include "core/sensitivity.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"
#include "core/sensitivity_sql.h"

enum { BASIS_MIN = 3, BASIS_MAX = 300 };

const char *const sensitivity_levels[] = { "public", "internal", "restricted", "confidential",
	NULL };

static const struct {
	const char *word, *meaning;
} words[] = {
	{ _("Public"), _("Anybody may read it and pass it on.") },
	{ _("Internal"), _("For the bodies that work together here and their partners. Not for "
			   "publication.") },
	{ _("Restricted"), _("For those whose work needs it. Passed on to nobody else.") },
	{ _("Confidential"),
		_("For the persons named only. Harm may come to somebody if it is read by "
		  "others.") },
};

static size_t place(const char *level)
{
	size_t i = 0;

	while (sensitivity_levels[i] && strcmp(sensitivity_levels[i], level) != 0)
		i++;
	return i;
}

const char *sensitivity_word(const char *level)
{
	size_t i = place(level);

	return sensitivity_levels[i] ? words[i].word : level;
}

const char *sensitivity_meaning(const char *level)
{
	size_t i = place(level);

	return sensitivity_levels[i] ? words[i].meaning : "";
}

const struct data_set *data_set_of(const struct config *config, const char *key)
{
	for (const struct data_set *s = config->data_sets; key && s && s->key; s++)
		if (strcmp(s->key, key) == 0)
			return s;
	return NULL;
}

enum err sensitivity_of(struct ctx *cx, const char *key, struct sensitivity *out)
{
	const struct data_set *set = data_set_of(cx->config, key);
	struct data_class_now now;
	bool found;

	if (!set)
		return ERR_MISSING;
	TRY(data_class_now_query(cx->db, cx->arena, key, &now, &found));
	*out = (struct sensitivity){ .set = set, .level = set->level };
	if (!found)
		return OK;
	out->level = now.level;
	out->confirmed = now.confirmed;
	out->basis = now.basis;
	out->version = now.version;
	out->by_account = now.by_account;
	out->at = now.at;
	return OK;
}

struct msg sensitivity_line(enum lang lang, const struct sensitivity *s)
{
	const char *word = tr(lang, sensitivity_word(s->level));

	return s->confirmed ? MSG(_("Sensitivity: {1}"), S(word))
			    : MSG(_("Sensitivity: {1} (not confirmed)"), S(word));
}

enum err sensitivity_foot(
	struct ctx *cx, enum lang lang, const char *key, const char *own, const char **text)
{
	struct sensitivity s;
	const char *line;

	TRY(sensitivity_of(cx, key, &s));
	line = msg_text(cx->arena, lang, sensitivity_line(lang, &s));
	*text = own ? arena_printf(cx->arena, "%s · %s", own, line) : line;
	return OK;
}

/* What is said of a class that somebody wants to set; OK if it may stand. */
static enum err judge(struct ctx *cx, const char *level, bool confirmed, const char *basis)
{
	size_t n = basis ? text_length(basis) : 0;

	if (!sensitivity_levels[place(level)])
		return problem(cx, ERR_INPUT, "level", MSG("Choose one of the classes."));
	if (confirmed && n < BASIS_MIN)
		return problem(cx, ERR_INPUT, "basis",
			MSG("Name the order, letter or rule that confirms this class."));
	if (n > BASIS_MAX)
		return problem(cx, ERR_INPUT, "basis",
			MSG("Shorten this to {1} characters.", N(BASIS_MAX)));
	return OK;
}

static bool same(const struct sensitivity *s, const char *level, bool confirmed, const char *basis)
{
	return s->version && s->confirmed == confirmed && strcmp(s->level, level) == 0 &&
	       strcmp(s->basis ? s->basis : "", basis ? basis : "") == 0;
}

enum err sensitivity_set(struct ctx *cx, const char *key, int64_t version, const char *level,
	bool confirmed, const char *basis)
{
	struct sensitivity now;
	int64_t id = id_new();

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(sensitivity_of(cx, key, &now));
	TRY(judge(cx, level, confirmed, basis));
	if (now.version != version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG(_("Somebody else changed this class meanwhile. Look at it again, then "
			      "repeat.")));
	if (same(&now, level, confirmed, basis))
		return OK;
	TRY(conflict(cx, data_class_add_query(cx->db, id, key, version + 1, level, confirmed,
				 basis && *basis ? basis : NULL, cx->who.account, cx->now, NULL)));
	return audit(cx, "class.set", "class", id, DB_NULL, FACT("set", key), FACT("level", level),
		FACT_N("version", version + 1), FACT("confirmed", confirmed ? "yes" : "no"),
		FACT("basis", basis && *basis ? basis : NULL));
}
