/*
 * Arenas: all memory of one request, command or test, freed at once.
 * A chain of blocks that grows; running out of memory aborts, here only.
 * Under AddressSanitizer what is not handed out is poisoned.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

/* A place in an arena to rewind to; see arena_mark. */
struct arena_mark {
	void *block;
	size_t used;
	void *ending;
};

/* Makes an arena whose first block holds at least `first` bytes (0: 8 KiB). */
struct arena *arena_new(size_t first);

/* Frees the arena and everything allocated from it. NULL is allowed. */
void arena_free(struct arena *a);

/* Forgets everything allocated, keeping the first block for reuse. */
void arena_reset(struct arena *a);

/* Where the arena is now; arena_rewind frees all that was allocated since. */
struct arena_mark arena_mark(struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

/*
 * Calls end(what) when the arena is reset, freed, or rewound past this point: gives back what lives
 * outside it. The latest comes first. `end` must not use the arena.
 */
void arena_on_end(struct arena *a, void (*end)(void *what), void *what);

/* Bytes handed out since the arena was made or reset. */
size_t arena_used(const struct arena *a);

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull));

/*
 * To be filled at once, for they are not zeroed: `n` elements of `size` bytes, aligned for any
 * type; `size` bytes of text, not aligned.
 */
void *arena_raw(struct arena *a, size_t n, size_t size) __attribute__((malloc, returns_nonnull));
char *arena_text(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull));

/* `n` zeroed elements of `size` bytes; aborts if the product overflows. */
void *arena_array(struct arena *a, size_t n, size_t size) __attribute__((malloc, returns_nonnull));

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/* Copies: a string (NULL gives NULL), `n` bytes as a string with NUL added, raw bytes. */
char *arena_str(struct arena *a, const char *s);
char *arena_strn(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
void *arena_copy(struct arena *a, const void *p, size_t n) __attribute__((returns_nonnull));

/* x with y behind it. */
char *arena_join(struct arena *a, const char *x, const char *y) __attribute__((returns_nonnull));

/* A formatted string in the arena. Not for HTML, SQL or translated text. */
char *arena_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3)
	__attribute__((returns_nonnull));
char *arena_vprintf(struct arena *a, const char *format, va_list args)
	__attribute__((format(printf, 2, 0), returns_nonnull));

#endif
