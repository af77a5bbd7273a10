/*
 * Bodies: ministries, directorates, coordination bodies, donors, implementing partners, NGOs. A
 * tree; names in four languages, at least one; a period of existence and a successor. Bodies are
 * never deleted: they end. Administrators of the parent (of everything, for one at the top) add and
 * change them.
 */
#ifndef PEOPLE_BODY_H
#define PEOPLE_BODY_H

#include "core/ctx.h"
#include "people/names.h"

/* The kinds, NULL-ended, as stored; and the word for the reader (a msgid), or the kind itself. */
extern const char *const body_kinds[];
const char *body_kind_word(const char *kind);

/* Donors, implementing partners and NGOs read what is shared with partners; others are government.
 */
enum share body_kind_reach(const char *kind);

/* IATI codelist OrganisationType 2.03, as used here; NULL-ended; and the word of one. */
extern const char *const iati_types[];
const char *iati_type_word(const char *type);

/* The steps of the ladder by their stored words: body government partners public; NULL-ended. */
extern const char *const share_words[];
const char *share_word(enum share s);

struct body_input {
	const char *code; /* 2 to 40 of A–Z 0–9 _ */
	const char *kind;
	int64_t parent; /* DB_NULL: top */
	const char *iati_type;
	struct names name;
	const char *source;
	const char *unconfirmed; /* languages whose name nobody has confirmed: "ar ckb", or NULL */
	const char *note;
	const char *starts; /* ISO, or NULL */
	enum share share;
};

/*
 * Adds a body. ERR_INPUT on fields code, kind, iati_type, name_*, starts; ERR_CONFLICT on code when
 * it is taken; ERR_DENIED without the right at the parent.
 */
enum err body_add(struct ctx *cx, const struct body_input *in, int64_t *id) MUST_USE;

/*
 * Changes all but the end. ERR_CONFLICT when it is no longer at `version`, when the code is taken,
 * or on parent when the tree would become a circle. Needs the right at the body and at the new
 * parent.
 */
enum err body_edit(
	struct ctx *cx, int64_t id, int64_t version, const struct body_input *in) MUST_USE;

/* Sets the last day of existence and (or DB_NULL) the successor; again to correct it. */
enum err body_end(struct ctx *cx, int64_t id, const char *ends, int64_t successor) MUST_USE;

/* Takes the end back. ERR_CONFLICT if it has none. */
enum err body_unend(struct ctx *cx, int64_t id) MUST_USE;

/* OK, or ERR_DENIED with a sentence, as may(); DB_NULL: administers everything. */
enum err must_administer(struct ctx *cx, int64_t body) MUST_USE;

/* Whether a name is marked as confirmed by nobody. */
bool body_unconfirmed(const char *unconfirmed, enum lang lang);

#endif
