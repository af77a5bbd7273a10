/* The demonstration's form as it was first drafted: an earlier workbook with fewer and other
 * questions. */
#include "app/data.h"
#include "app/demo.h"
#include "assess/form.h"

struct work {
	struct demo *demo;
	int64_t form;
};

static enum err upload(struct ctx *cx, void *what)
{
	struct work *w = what;
	struct form_uploaded up;

	TRY(form_upload(cx, data_file("needs-assessment-draft.xlsx"), "needs-assessment-draft.xlsx",
		cx->who.body, &up));
	w->form = up.form;
	return OK;
}

enum err demo_draft(struct demo *d)
{
	struct work w = { .demo = d };

	return demo_act(d, "coordinator", "2026-07-12T07:00:00.000Z", upload, &w);
}
