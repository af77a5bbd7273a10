/* The demonstration's rules of keeping records: one confirmed, one record held. */
#include "app/demo.h"

#include "assess/response_sql.h"
#include "people/body_sql.h"
#include "people/retention.h"

static enum err set_rule(struct ctx *cx, void *what)
{
	(void)what;
	return retention_rule_set(cx, "notice", 0,
		&(struct retention_input){ .amount = 24,
			.unit = "month",
			.what = "act",
			.basis_ar = "أمر إداري مختلق ذو العدد ١٤/٣ في ٢٠٢٦/٩/١",
			.basis_en = "Invented administrative order 14/3 of 1 September 2026",
			.confirmed = true });
}

static enum err hold(struct ctx *cx, void *what)
{
	const struct demo *d = what;
	struct body_by_code b;
	struct response_of p;
	bool found;
	int64_t id;

	TRY(body_by_code_query(cx->db, cx->arena, "MOD", &b, &found));
	TRY(response_of_query(cx->db, cx->arena, d->round_closed, b.id, &p, &found));
	return found ? retention_hold(cx, "response", p.id,
			       "يطلب ديوان الرقابة المالية الأدلة المرفقة بهذه الإجابة (مثال "
			       "مختلق).",
			       &id)
		     : ERR_MISSING;
}

enum err demo_privacy(struct demo *d)
{
	TRY(demo_act(d, "admin", demo_at(d, d->today, -2, "08:00"), set_rule, NULL));
	return demo_act(d, "admin", demo_at(d, d->today, -2, "08:10"), hold, d);
}
