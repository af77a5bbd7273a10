/*
 * Forms: questionnaires authored as XLSForm workbooks, each a row of versions. The workbook's
 * form_id decides which form it is. Only those who write a form add versions to it: the
 * coordinators of the body that owns it and the bodies named as its authors (form_draft.h), who
 * alone see drafts. A version is a draft, then ready, then used (from the moment a round opens with
 * it; the file of a version never changes at any time), then retired; ready goes back to draft
 * while unused, and retiring can be undone.
 */
#ifndef ASSESS_FORM_H
#define ASSESS_FORM_H

#include "assess/form_sql.h"
#include "core/ctx.h"
#include "core/flow.h"
#include "forms/model.h"
#include "people/names.h"

/* The states of a version: draft, ready, used, retired. */
extern const struct flow form_version_flow;

/*
 * Reads a workbook: the model, or NULL in *model and what is wrong in `problems`. `name` is the
 * file's, which names a form that does not name itself (XLSForm: form_id). Never touches the store:
 * a page calls it again to show the problems of a refused upload.
 */
void form_parse(struct arena *a, struct bytes data, const char *name, const struct form **model,
	struct form_problems *problems);

struct form_uploaded {
	int64_t form, version;
	int64_t number; /* of the version: 1, 2 … */
	bool same;	/* this very file was that version already: nothing was added */
};

/*
 * Keeps a workbook as a new form of `body`, or as the next version (a draft) of the form its
 * form_id names. ERR_INPUT on "file" when it cannot be read (the reasons: form_parse), is empty or
 * has no question; ERR_DENIED without the right to coordinate at the body, or, for a form there is,
 * at its owner (the sentence is on "file"). The same file again gives the version there is.
 */
enum err form_upload(struct ctx *cx, struct bytes data, const char *name, int64_t body,
	struct form_uploaded *out) MUST_USE;

/*
 * The same as the next version of one form, by anybody who writes it (form_draft.h). ERR_INPUT on
 * "file" also when the workbook's form_id is another one.
 */
enum err form_upload_to(struct ctx *cx, int64_t form, struct bytes data, const char *name,
	struct form_uploaded *out) MUST_USE;

/* A form this reader may see, else ERR_MISSING. The same for a version, by number. */
enum err form_get(struct ctx *cx, int64_t form, struct form_by_id *f) MUST_USE;
enum err form_version_get(
	struct ctx *cx, int64_t form, int64_t number, struct form_version_by_number *v) MUST_USE;

/* All versions of a form this reader may see, newest first; ERR_MISSING when not the form. */
enum err form_versions_seen(
	struct ctx *cx, int64_t form, struct form_versions **rows, size_t *n) MUST_USE;

/* Titles in four languages and the step of the ladder; ERR_CONFLICT when no longer at `version`. */
enum err form_edit(struct ctx *cx, int64_t form, int64_t version, const struct names *title,
	enum share share) MUST_USE;

/* One act of form_version_flow ("ready", "redraft", "retire", "restore") on a version. */
enum err form_version_act(struct ctx *cx, int64_t form, int64_t number, const char *act) MUST_USE;

/* For rounds run by `body`: marks a ready version as used; ERR_CONFLICT when it is neither ready
 * nor used. */
enum err form_version_use(struct ctx *cx, int64_t form_version, int64_t body) MUST_USE;

/* Acts the reader may take on a version now, without the one a round takes by itself. */
size_t form_version_acts(
	struct ctx *cx, const struct form_version_by_number *v, const struct flow_step ***steps);

#endif
