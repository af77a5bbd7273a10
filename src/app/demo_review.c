/* The demonstration's ready reasons for returning a response, a kept view of results, joint
 * trainings decided on. */
#include "app/demo.h"
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

enum err demo_review(struct demo *d)
{
	TRY(demo_act(d, "coordinator", "2026-08-20T07:30:00.000Z", reasons, d));
	TRY(demo_act(d, "coordinator", "2026-09-21T08:30:00.000Z", view, d));
	return demo_act(d, "coordinator", "2026-09-22T07:00:00.000Z", joint, d);
}
