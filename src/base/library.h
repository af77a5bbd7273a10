/*
 * Shared libraries that are opened when first needed, so that a command which needs none does not
 * wait for the dynamic loader (docs/decisions/0006-libraries-on-demand.md). Types and prototypes
 * come from the library's own header; the one file that includes it names the functions it calls:
 *
 *	#define SUM_FUNCTIONS(X) X(sum_new) X(sum_add)
 *	LIBRARY(sum, "libsum.so.5", SUM_FUNCTIONS)
 *	...
 *	if (!library_open(&sum_library))
 *		return fault("...");
 *	sum.sum_add(sum.sum_new(), 2);
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct library {
	const char *file;
	const char *const *names;
	size_t n;
	void *functions; /* `n` pointers, in the order of `names` */
	atomic_int state;
};

/*
 * Opens the library and finds its functions, once; any thread may call. False, logged the first
 * time, when it or one of them is missing.
 */
bool library_open(struct library *l);

#define LIBRARY_POINTER(f) __typeof__(f) *f;
#define LIBRARY_QUOTE(f) #f,
/* A name that is a macro counts as what it stands for. */
#define LIBRARY_NAME(f) LIBRARY_QUOTE(f)

#define LIBRARY(name, file_name, FUNCTIONS)                                                        \
	static struct {                                                                            \
		FUNCTIONS(LIBRARY_POINTER)                                                         \
	} name;                                                                                    \
	static const char *const name##_names[] = { FUNCTIONS(LIBRARY_NAME) };                     \
	_Static_assert(                                                                            \
		sizeof(name) / sizeof(void *) == sizeof(name##_names) / sizeof(name##_names[0]),   \
		"one pointer a name");                                                             \
	static struct library name##_library = { .file = file_name,                                \
		.names = name##_names,                                                             \
		.n = sizeof(name##_names) / sizeof(name##_names[0]),                               \
		.functions = &name };

#endif
