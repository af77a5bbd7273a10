/*
 * For those who build a model (xlsform.c, tests), not for those who read one: tables of names.
 * A table maps names to indices; several indices may have one name, kept in ascending order.
 */
#ifndef FORMS_MODEL_BUILD_H
#define FORMS_MODEL_BUILD_H

#include "base/buf.h"
#include "forms/model.h"

struct form_names {
	size_t mask;	   /* buckets - 1; a power of two */
	int *bucket;	   /* first index of a bucket, -1: none */
	int *next;	   /* next index in the bucket, -1: none */
	const char **name; /* by index; NULL: not in the table */
	size_t n;
};

/* A table of n names, none longer than its string; NULL names are left out. */
struct form_names *form_names_new(struct arena *a, const char *const *names, size_t n);

/* The first index with that name, -1 when there is none; the next one after i. */
int form_names_first(const struct form_names *t, const char *name, size_t len);
int form_names_next(const struct form_names *t, int i);

/*
 * A table that grows while names are met: gives each new name the next number.
 * form_intern returns the number of the name, adding it (copied into the arena) when new;
 * `*is_new` (may be NULL) says which.
 */
struct form_intern {
	struct arena *arena;
	const char **name;
	uint64_t *hash;
	size_t n, room;
	int *slot;
	size_t slots;
};
void form_intern_init(struct form_intern *t, struct arena *a);
size_t form_intern(struct form_intern *t, const char *name, size_t len, bool *is_new);
int form_intern_find(const struct form_intern *t, const char *name, size_t len);

#endif
