/* Every file that leaves has a class: each route with a file names a set, and each set is known. */
#include "app/data_sets.h"

#include <string.h>

#include "base/err.h"
#include "test/harness.h"
#include "web/match.h"

/* A GET whose address ends as a file does. */
static bool is_file(const struct route *r)
{
	const char *dot = strrchr(r->path, '.');

	return r->method == ROUTE_GET && dot && !strchr(dot, '/');
}

static const struct data_set *set_of(const char *key)
{
	for (const struct data_set *s = data_sets; s->key; s++)
		if (strcmp(s->key, key) == 0)
			return s;
	return NULL;
}

TEST(every_route_with_a_file_names_a_set_that_has_a_class)
{
	size_t files = 0;

	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		files += is_file(r);
		if (is_file(r) && !r->data)
			CHECK_STR(".data in app/routes.c", r->path);
		if (r->data && !set_of(r->data))
			CHECK_STR("a row in app/data_sets.c", r->data);
	}
	CHECK(files > 30);
}

TEST(every_set_has_words_and_a_class_and_is_used)
{
	for (const struct data_set *s = data_sets; s->key; s++) {
		bool used = false;

		CHECK(set_of(s->key) == s);
		CHECK_STR(s->word, *tr(LANG_AR, s->word) ? s->word : "");
		CHECK(strcmp(sensitivity_word(s->level), s->level) != 0);
		CHECK(*sensitivity_meaning(s->level));
		for (size_t i = 0; i < route_count; i++)
			used |= routes[i].data && strcmp(routes[i].data, s->key) == 0;
		if (!used)
			CHECK_STR("a route with this set", s->key);
	}
}
