/* The demonstration's evidence, and answers of the last round that wait for confirmation. */
#include <string.h>

#include "app/data.h"
#include "app/demo.h"
#include "app/demo_sql.h"
#include "assess/evidence.h"
#include "assess/prefill.h"

struct work {
	int64_t round;
	const char *body;
	bool prefill;
};

static enum err bring(struct ctx *cx, void *what)
{
	struct work *w = what;
	struct evidence_input photo = { .path = "staff_total",
		.data = data_file("demo-evidence.jpg"),
		.name = "لوحة إعلانات مختلقة.jpg" };
	struct response_by_id r;
	const struct form *model;
	int64_t response, id;

	TRY(demo_response_query(cx->db, cx->arena, w->round, w->body, &response));
	TRY(response_get(cx, response, &r));
	TRY(response_model(cx, &r, &model));
	TRY(evidence_add(cx, response, model, &photo, &id));
	if (w->prefill)
		return prefill_take(cx, response, model, false, NULL);
	/* The scan bears the letter its head approves by (demo_rounds.c). */
	return signed_add(cx, response,
		&(struct signed_input){ .data = photo.data,
			.name = "نسخة موقعة مختلقة.jpg",
			.letter_number = "ش/412",
			.letter_date = cx->today });
}

enum err demo_evidence(
	struct demo *d, int64_t round, const char *body, const char *role, const char *at)
{
	struct work w = { round, body, strcmp(body, "MOI") == 0 };

	if (!w.prefill && strcmp(body, "MOEN") != 0)
		return OK;
	return demo_act(d, role, at, bring, &w);
}
