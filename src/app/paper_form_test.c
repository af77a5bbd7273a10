/* The blank form on paper: all questions, numbered; rules in words; languages and blocks. */
#include "assess/paper_form.h"

#include "app/data.h"
#include "assess/form.h"
#include "test/harness.h"

static const struct form *model_of(struct t *t)
{
	struct form_problems problems = { .arena = t->arena };
	const struct form *f = NULL;

	form_parse(t->arena, data_file("needs-assessment.xlsx"), "needs-assessment.xlsx", &f,
		&problems);
	CHECK(f != NULL);
	return f;
}

TEST(a_blank_form_grows_with_its_blocks_and_languages)
{
	const struct form *f = model_of(t);
	struct bytes file = { 0 };
	size_t one = 0, two = 0, more = 0;
	struct paper_form p = { .second = f->n_langs, .blocks = 1, .title = "Form" };

	CHECK_ERR(OK, paper_form_write(t->arena, f, &p, &file, &one));
	CHECK(file.len > 4 && memcmp(file.data, "%PDF", 4) == 0);
	p.blocks = 3;
	CHECK_ERR(OK, paper_form_write(t->arena, f, &p, &file, &more));
	CHECK(more > one);
	p.blocks = 1;
	p.second = 1;
	p.code = "tansiq:round=1";
	CHECK_ERR(OK, paper_form_write(t->arena, f, &p, &file, &two));
	CHECK(two > one);
}

TEST(a_simple_rule_is_said_in_words_and_another_is_left_to_tansiq)
{
	const struct form *f = model_of(t);
	int *number = ARENA_ARRAY(t->arena, f->n_nodes, int);
	size_t simple = 0, other = 0, none = 0;

	for (size_t i = 0; i < f->n_nodes; i++)
		number[i] = (int)i + 1;
	for (size_t i = 0; i < f->n_nodes; i++) {
		struct msg m = paper_form_rule(t->arena, f, &f->nodes[i], 0, number);

		if (!m.id)
			none++;
		else if (strncmp(m.id, "Only if question", 16) == 0)
			simple++;
		else
			other++;
		CHECK(!m.id == !f->nodes[i].relevant.text);
	}
	CHECK(none > 0);
	CHECK(simple > 0);
	CHECK(other > 0);
}
