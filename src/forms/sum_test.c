#include "forms/sum.h"

#include <string.h>

#include "forms/form_fixture.h"

static const char survey[] =
	"# survey\ntype|name|label|calculation|constraint\n"
	"integer|women|W||\n"
	"integer|men|M||\n"
	"calculate|both||if(${women} != '' and ${men} != '', ${women} + ${men}, '')|\n"
	"integer|all|A||. >= 0 and . = ${women} + number(${men}) + 0\n"
	"integer|rest|R||. = ${all} - coalesce(${women}, 0)\n"
	"integer|same|S||. >= 0 and (${men} = '' or . = ${both})\n"
	"integer|made|C|${all} - ${women}|\n"
	"integer|half|H||. = ${women} div 2\n"
	"integer|most|N||. <= ${women} + ${men}\n"
	"integer|either|E||. = ${women} or . = ${men}\n"
	"integer|itself|I||. = . + 0\n";

/* "women 1, men 1, all -1": the equation in the order of its questions, turned so that the first
 * counts above nought. */
static const char *said(struct t *t, const struct form *f, const char *name)
{
	const struct form_node *n = form_find(f, NULL, name, strlen(name));
	struct form_sums sums = { 0 };
	struct buf b;

	buf_init(&b, t->arena, 64);
	form_sums(t->arena, n, &sums);
	for (size_t i = 0; i < sums.list.n; i++) {
		const struct form_sum *s = &sums.list.at[i];
		int64_t turn = 0;

		for (size_t k = 0; k < f->n_nodes; k++)
			for (size_t j = 0; j < s->terms.n; j++) {
				const struct sum_term *x = &s->terms.at[j];

				if (x->node != &f->nodes[k])
					continue;
				turn = turn ? turn : x->times < 0 ? -1 : 1;
				buf_printf(
					&b, "%s %lld, ", x->node->name, (long long)x->times * turn);
			}
	}
	buf_add(&b, "", 1);
	return b.data;
}

TEST(the_sums_of_a_form_are_read_from_its_rules)
{
	const struct form *f = fixture_form(t, survey, NULL);

	if (!CHECK(f != NULL))
		return;
	CHECK_STR("women 1, men 1, all -1, ", said(t, f, "all"));
	CHECK_STR("women 1, all -1, rest 1, ", said(t, f, "rest"));
	CHECK_STR("women 1, men 1, same -1, ", said(t, f, "same"));
	CHECK_STR("women 1, men 1, both -1, ", said(t, f, "both"));
	CHECK_STR("women 1, all -1, made 1, ", said(t, f, "made"));
	CHECK_STR("", said(t, f, "half"));
	CHECK_STR("", said(t, f, "most"));
	CHECK_STR("", said(t, f, "either"));
	CHECK_STR("", said(t, f, "itself"));
	CHECK_STR("", said(t, f, "women"));
}
