/*
 * XLSForm to model: a workbook with the sheets survey, choices, settings (and external_choices,
 * entities, osm) becomes a form. The rules are those of xlsform.org and of its reference
 * converter: other names of columns and types, columns per language (label::Arabic (ar)), groups
 * and repeats, or_other, table-list, loops, entities.
 *
 * Everything wrong is collected, with sheet and cell, so that an author mends it in one go.
 */
#ifndef FORMS_XLSFORM_H
#define FORMS_XLSFORM_H

#include "forms/model.h"
#include "forms/xlsx.h"

/*
 * Builds the model of a workbook. `stem` names a form that does not name itself (the file's name
 * without .xlsx); `root` the root element unless the settings do (NULL: "data"). ERR_INPUT when a
 * problem is no warning; *out is then NULL.
 */
enum err xlsform_read(struct arena *a, const struct xlsx_book *book, const char *stem,
	const char *root, struct form_problems *problems, const struct form **out) MUST_USE;

/* xlsx_read and xlsform_read in one. */
enum err xlsform_read_file(struct arena *a, struct bytes file, const char *stem, const char *root,
	struct form_problems *problems, const struct form **out) MUST_USE;

#endif
