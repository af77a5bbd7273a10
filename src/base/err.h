/*
 * Results. Every function that can fail returns one of seven codes, and the
 * caller passes it on with TRY. What a user should read goes into the context
 * (core/ctx.h, problem()); what an operator should read is logged where the
 * fault is found.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
	OK,
	ERR_INPUT,    /* what was sent is not acceptable; HTTP 422, exit 1 */
	ERR_DENIED,   /* known, but this reader may not; HTTP 403, exit 1 */
	ERR_MISSING,  /* not there, or not visible to this reader; HTTP 404, exit 1 */
	ERR_CONFLICT, /* stale, duplicate or against a rule of state; HTTP 409, exit 1 */
	ERR_BUSY,     /* the store asks to try again; retried by the dispatcher; HTTP 503 */
	ERR_FAULT     /* our fault or the machine's; logged where found; HTTP 500, exit 1 */
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/* Returns early from the calling function unless `call` is OK. */
#define TRY(call)                                                                                  \
	do {                                                                                       \
		enum err try_err_ = (call);                                                        \
		if (try_err_ != OK)                                                                \
			return try_err_;                                                           \
	} while (0)

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#endif
