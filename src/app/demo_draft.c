/*
 * The demonstration's form as it was written: a first draft with fewer and other questions, two
 * ministries that comment on it, the version that came of it, and their sign-offs by letter.
 */
#include "app/data.h"
#include "app/demo.h"
#include "assess/form.h"
#include "assess/form_comment.h"
#include "assess/form_sign.h"
#include "people/body_sql.h"

struct work {
	struct demo *demo;
	int64_t form, number, id;
	const char *question, *text, *act;
	int64_t parent;
	struct form_sign_papers papers;
};

static enum err upload(struct ctx *cx, void *what)
{
	struct work *w = what;
	struct body_by_code mop;
	struct form_uploaded up;
	bool found;

	TRY(form_upload(cx, data_file("needs-assessment-draft.xlsx"), "needs-assessment-draft.xlsx",
		cx->who.body, &up));
	w->form = up.form;
	w->number = up.number;
	TRY(body_by_code_query(cx->db, cx->arena, "MOP", &mop, &found));
	return found ? form_author_add(cx, up.form, mop.id) : ERR_MISSING;
}

static enum err say(struct ctx *cx, void *what)
{
	struct work *w = what;

	return comment_add(cx, w->form,
		&(struct comment_input){ w->number, w->question, w->parent, w->text }, &w->id);
}

static enum err resolve(struct ctx *cx, void *what)
{
	struct work *w = what;

	return comment_act(cx, w->form, w->parent, "resolve");
}

static enum err comment(
	struct work *w, const char *role, const char *at, const char *question, const char *text)
{
	w->parent = DB_NULL;
	w->question = question;
	w->text = text;
	return demo_act(w->demo, role, at, say, w);
}

static enum err answer(
	struct work *w, const char *role, const char *at, int64_t parent, const char *text)
{
	w->parent = parent;
	w->text = text;
	return demo_act(w->demo, role, at, say, w);
}

enum err demo_draft(struct demo *d)
{
	struct work w = { .demo = d };

	TRY(demo_act(d, "coordinator", "2026-07-12T07:00:00.000Z", upload, &w));
	TRY(comment(&w, "planning", "2026-07-15T07:20:00.000Z", "n_people",
		"هل المقصود الموظفون فقط أم جميع المستفيدين؟ نقترح عدد المستفيدين."));
	TRY(answer(&w, "coordinator", "2026-07-16T08:05:00.000Z", w.id,
		"جميع المستفيدين. يُعدّل النص في الإصدار التالي."));
	TRY(demo_act(d, "coordinator", "2026-07-16T08:06:00.000Z", resolve, &w));
	TRY(comment(&w, "head.mop", "2026-07-15T09:40:00.000Z", "plan_address",
		"لا تُنشر أغلب الخطط على الإنترنت. نقترح حذف هذا السؤال."));
	TRY(comment(&w, "planning", "2026-07-19T06:50:00.000Z", "barriers",
		"نقترح إضافة المحددات الأمنية إلى الخيارات."));
	return comment(&w, "focal.mop", "2026-07-20T07:10:00.000Z", NULL,
		"نقترح ألا تتجاوز الاستمارة ثمانين سؤالاً في الجولات القادمة.");
}

/* ---- the version that rounds use ---- */

static enum err ask(struct ctx *cx, void *what)
{
	struct work *w = what;

	return form_sign_ask(cx, w->form, w->number);
}

static enum err sign(struct ctx *cx, void *what)
{
	struct work *w = what;

	return form_sign_act(cx, w->form, w->number, cx->who.body, DB_NULL, w->act, &w->papers);
}

enum err demo_sign_offs(struct demo *d, int64_t form, int64_t number)
{
	struct work w = { .demo = d, .form = form, .number = number, .act = "sign" };

	TRY(demo_act(d, "coordinator", "2026-08-11T06:30:00.000Z", ask, &w));
	w.papers = (struct form_sign_papers){ NULL, "ت/٢١٧", "2026-08-13" };
	TRY(demo_act(d, "head.mop", "2026-08-13T08:15:00.000Z", sign, &w));
	w.papers = (struct form_sign_papers){ NULL, "٤/٧/٢١٨٨", "2026-08-16" };
	return demo_act(d, "head.mofa", "2026-08-16T07:45:00.000Z", sign, &w);
}
