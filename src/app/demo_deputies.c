/* The demonstration's deputies: one over, one planned with a letter, at the Ministry of Interior.
 */
#include "app/demo.h"

#include <string.h>

#include "people/account_sql.h"
#include "people/deputy.h"
#include "people/post.h"
#include "people/post_sql.h"

struct away {
	const struct demo *demo;
	struct deputy_input in;
};

static int64_t account_of(const struct demo *d, const char *role)
{
	for (size_t i = 0; i < d->n_accounts; i++)
		if (strcmp(d->accounts[i].role, role) == 0)
			return d->accounts[i].id;
	return 0;
}

static enum err name(struct ctx *cx, void *what)
{
	struct away *w = what;
	struct account_by_id focal, office;
	struct post_held *held;
	int64_t id;
	size_t n;

	TRY(account_by_id_query(cx->db, cx->arena, account_of(w->demo, "focal.moi"), &focal));
	TRY(account_by_id_query(cx->db, cx->arena, account_of(w->demo, "office.moi"), &office));
	TRY(post_held_query(cx->db, cx->arena, focal.person, &held, &n));
	if (!n)
		return ERR_MISSING;
	w->in.post = held[0].post;
	w->in.person = office.person;
	return deputy_add(cx, &w->in, &id);
}

static const char *day(struct demo *d, int64_t days)
{
	return arena_printf(d->arena, "%.10s", demo_at(d, d->today, days, "06:00"));
}

enum err demo_deputies(struct demo *d)
{
	struct away past = { .demo = d };
	struct away next = { .demo = d };

	past.in.starts = day(d, -20);
	past.in.ends = day(d, -12);
	next.in.starts = day(d, 14);
	next.in.ends = day(d, 27);
	next.in.letter_number = "م/٧٧١";
	next.in.letter_date = day(d, -1);
	TRY(demo_act(d, "focal.moi", demo_at(d, d->today, -21, "07:00"), name, &past));
	return demo_act(d, "focal.moi", demo_at(d, d->today, -1, "07:00"), name, &next);
}
