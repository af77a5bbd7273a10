/* Names in four languages, as bodies, persons and posts have them. */
#ifndef PEOPLE_NAMES_H
#define PEOPLE_NAMES_H

#include "core/ctx.h"

#define NAME_MAX_LENGTH 200

struct names {
	const char *ar, *ckb, *kmr, *en; /* NULL: none in that language */
};
#define NAMES(row, field)                                                                          \
	((struct names){                                                                           \
		(row)->field##_ar, (row)->field##_ckb, (row)->field##_kmr, (row)->field##_en })

/* What is stored beside names: keys to sort by, and the folded text that search looks in. */
struct name_keys {
	const char *ar, *ckb, *en;
	const char *fold;
};

/* At least one name, none longer than 200 characters; ERR_INPUT on name_ar … name_en. */
enum err names_check(struct ctx *cx, const struct names *n) MUST_USE;

/*
 * After a form was read: with something else refused, a name that is missing is told at the same
 * time. Gives `read` on. (Where nothing was refused, the domain tells it.)
 */
enum err names_also(struct ctx *cx, enum err read, const struct names *n) MUST_USE;

/* Keys of the names; `more` (a code, or NULL) is searched too. */
struct name_keys names_keys(struct ctx *cx, const struct names *n, const char *more);

/* The name for the reader. */
const char *names_pick(enum lang lang, const struct names *n);

/* Whether two optional texts are the same; "" and NULL are. */
bool same_text(const char *a, const char *b);

#endif
