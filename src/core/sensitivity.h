/*
 * Who may read what leaves as a file. Each set of data (bodies, responses, the audit log …) has a
 * class, as data that administrators edit: public, internal, restricted, confidential. ISO/IEC
 * 27001:2022, Annex A, controls 5.12 and 5.13, asks for classes and labels and names none; these
 * four names are common practice, and stand as unconfirmed until somebody who may decide has
 * confirmed the class of a set by an order or a rule.
 *
 * The table of sets is the application's (config->data_sets); a route names the set its file is of
 * (`.data`), and the download writers put the class on it. A class is a label: it opens and closes
 * nothing (core/may.h does).
 */
#ifndef CORE_SENSITIVITY_H
#define CORE_SENSITIVITY_H

#include "core/ctx.h"

struct data_set {
	const char *key;   /* "bodies" */
	const char *word;  /* a msgid */
	const char *level; /* until an administrator sets another */
};

/* "public", "internal", "restricted", "confidential", NULL: from open to closed. */
extern const char *const sensitivity_levels[];

/* The word of a level and what it means, msgids. */
const char *sensitivity_word(const char *level);
const char *sensitivity_meaning(const char *level);

struct sensitivity {
	const struct data_set *set;
	const char *level;
	bool confirmed;
	const char *basis; /* or NULL */
	int64_t version;   /* 0: nobody has set it */
	int64_t by_account;
	const char *at; /* or NULL */
};

/* The set of that key; NULL if there is none. */
const struct data_set *data_set_of(const struct config *config, const char *key);

/* The class of a set. ERR_MISSING if there is no such set. */
enum err sensitivity_of(struct ctx *cx, const char *key, struct sensitivity *out) MUST_USE;

/* "Sensitivity: Restricted", with "(not confirmed)" while it is not. */
struct msg sensitivity_line(enum lang lang, const struct sensitivity *s);

/* The foot of a document in `lang`: its own mark (NULL: none) and the line of the set. */
enum err sensitivity_foot(struct ctx *cx, enum lang lang, const char *key, const char *own,
	const char **text) MUST_USE;

/*
 * Sets the class of a set; for those who administer everything. Starts from the version the editor
 * saw: ERR_CONFLICT with a sentence when it is another one by now. What is confirmed names its
 * basis (ERR_INPUT on "basis", 3 to 300 characters); what stands already is no act.
 */
enum err sensitivity_set(struct ctx *cx, const char *key, int64_t version, const char *level,
	bool confirmed, const char *basis) MUST_USE;

#endif
