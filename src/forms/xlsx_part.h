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

/* Reads one part by name (without a leading slash, case does not matter). ERR_MISSING when there
 * is none; ERR_INPUT with a problem when it is damaged, encrypted or too large. */
enum err xlsx_part(struct xlsx_pack *p, const char *name, struct bytes *out) MUST_USE;

#endif
