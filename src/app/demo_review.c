/* The demonstration's ready reasons for returning a response, a kept view of results, joint
 * trainings decided on, questions to ministries. */
#include "app/demo.h"
#include "app/demo_sql.h"
#include "assess/inquiry.h"
#include "assess/joint.h"
#include "assess/review.h"
#include "assess/round.h"
#include "assess/saved.h"

static enum err reasons(struct ctx *cx, void *what)
{
	static const struct names texts[] = {
		{ .ar = "لا يتفق مجموع الأعداد مع الأعداد التفصيلية.",
			.ckb = "کۆی ژمارەکان لەگەڵ وردەکارییەکان یەک ناگرنەوە.",
			.en = "The totals do not agree with the parts." },
		{ .ar = "لم يُذكر عدد النساء، أو لم يُبيَّن سبب تركه فارغاً.",
			.ckb = "ژمارەی ژنان نەنووسراوە، یان هۆکاری بەتاڵ مانەوەی نەوتراوە.",
			.en = "The number of women is missing, or why it is left empty." },
		{ .ar = "الحاجة غير محددة: يُذكر الموضوع والفئة المستهدفة والعدد.",
			.ckb = "پێداویستییەکە دیاری نەکراوە: بابەت و گرووپی ئامانج و ژمارە بنووسە.",
			.en = "The need is not specific: say topic, target group and number." },
	};
	struct demo *d = what;
	struct round_by_id r;
	int64_t id;

	TRY(round_get(cx, d->round_closed, &r));
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		TRY(reason_add(cx, r.body, &texts[i], &id));
	return OK;
}

static enum err view(struct ctx *cx, void *what)
{
	struct demo *d = what;
	struct round_by_id r;
	int64_t id;

	TRY(round_get(cx, d->round_closed, &r));
	return saved_add(cx, &r, "عالي الأولوية · High priority", true, "?priority=3", &id);
}

/* The first suggestion is taken up, the second dropped. */
static enum err joint(struct ctx *cx, void *what)
{
	struct demo *d = what;
	struct joints all;

	TRY(joint_of_round(cx, d->round_closed, JOINT_MONTHS, &all));
	if (all.list.n > 0)
		TRY(joint_decide(
			cx, d->round_closed, JOINT_MONTHS, all.list.at[0].seal, true, NULL));
	if (all.list.n > 1)
		TRY(joint_decide(cx, d->round_closed, JOINT_MONTHS, all.list.at[1].seal, false,
			"تُنفَّذ ضمن برنامج قائم."));
	return OK;
}

/* ---- questions ---- */

struct asking {
	int64_t round, id;
	const char *body, *path, *text;
};

static enum err ask(struct ctx *cx, void *what)
{
	struct asking *a = what;
	const struct inquiry_input in = { .path = a->path, .text = a->text, .version = DB_NULL };
	const struct form *model;
	struct response_by_id r;
	int64_t response;

	TRY(demo_response_query(cx->db, cx->arena, a->round, a->body, &response));
	TRY(response_get(cx, response, &r));
	TRY(response_model(cx, &r, &model));
	return inquiry_ask(cx, response, model, &in, &a->id);
}

static enum err answer(struct ctx *cx, void *what)
{
	const struct asking *a = what;

	return inquiry_act(cx, a->id, DB_NULL, "answer", a->text);
}

/* One that is answered, and one that waits. */
static enum err questions(struct demo *d)
{
	struct asking a = { .round = d->round_running,
		.body = "MOEN",
		.path = "staff_total",
		.text = "هل يشمل هذا العدد ملاك الدوائر في المحافظات؟" };

	TRY(demo_act(d, "coordinator", demo_at(d, d->today, -1, "08:10"), ask, &a));
	a.path = "plan_period";
	a.text = "تُذكر سنة بداية الخطة وسنة نهايتها، فأيهما المقصود هنا؟";
	a.id = 0;
	TRY(demo_act(d, "coordinator", demo_at(d, d->today, -1, "08:12"), ask, &a));
	a.text = "المقصود مدة الخطة الثالثة كاملةً.";
	return demo_act(d, "focal.moen", demo_at(d, d->today, -1, "09:30"), answer, &a);
}

enum err demo_review(struct demo *d)
{
	TRY(demo_act(d, "coordinator", "2026-08-20T07:30:00.000Z", reasons, d));
	TRY(demo_act(d, "coordinator", "2026-09-21T08:30:00.000Z", view, d));
	TRY(demo_act(d, "coordinator", "2026-09-22T07:00:00.000Z", joint, d));
	return questions(d);
}
