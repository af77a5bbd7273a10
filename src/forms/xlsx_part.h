/*
 * Parts of a package (ECMA-376 part 2): the files inside a zip archive held in memory. The only
 * file that knows libzip. All parts read together may unpack to XLSX_UNPACKED_MAX bytes.
 */
#ifndef FORMS_XLSX_PART_H
#define FORMS_XLSX_PART_H

#include "forms/xlsx.h"

struct xlsx_pack;

/* Opens the archive. ERR_INPUT with a problem when it is none, has too many parts or macros. The
 * caller closes what was opened. */
enum err xlsx_pack_open(struct arena *a, struct bytes file, struct form_problems *problems,
	struct xlsx_pack **out) MUST_USE;
void xlsx_pack_close(struct xlsx_pack *p);

/*
 * Unpacks one part, found by name (without a leading slash, case does not matter), a piece at a
 * time. Opening: ERR_MISSING when there is none. Reading: the next piece, valid until the next
 * call, of no bytes at the end. Both: ERR_INPUT with a problem when it is damaged, encrypted or too
 * large. One part is open at a time; what was opened is closed.
 */
enum err xlsx_part_open(struct xlsx_pack *p, const char *name) MUST_USE;
enum err xlsx_part_read(struct xlsx_pack *p, struct bytes *piece) MUST_USE;
void xlsx_part_close(struct xlsx_pack *p);

#endif
