/* Help: a topic for every page, in every language, and guides that fit their page. */
#include "app/help.h"

#include "app/data.h"
#include "test/harness.h"
#include "web/route.h"

static struct help texts(struct t *t)
{
	struct help h = { 0 };

	CHECK_ERR(OK, help_read(t->arena, data_file("help.txt"), &h));
	return h;
}

static bool is_file(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && !strchr(dot, '/');
}

TEST(every_page_has_its_help)
{
	struct help h = texts(t);

	for (size_t i = 0; i < route_count; i++)
		if (routes[i].method == ROUTE_GET && !is_file(routes[i].path) &&
			!help_of_page(&h, routes[i].path))
			CHECK_STR("a topic in data/help.txt", routes[i].path);
}

TEST(a_page_takes_the_topic_nearest_to_it)
{
	struct help h = texts(t);

	CHECK_STR("home", help_of_page(&h, "/")->key);
	CHECK_STR("rounds", help_of_page(&h, "/rounds/12")->key);
	CHECK_STR("round-edit", help_of_page(&h, "/rounds/12/manage")->key);
	CHECK_STR("fill", help_of_page(&h, "/responses/7/fill/A")->key);
	CHECK_STR("responses", help_of_page(&h, "/responses/7")->key);
	CHECK_STR("notices", help_of_page(&h, "/account/notices")->key);
	CHECK(!help_of_page(&h, "/roundsX"));
	CHECK(!help_of_page(&h, ""));
}

static enum err read(struct t *t, const char *text)
{
	struct help h;

	return help_read(t->arena, (struct bytes){ (const unsigned char *)text, strlen(text) }, &h);
}

TEST(a_text_that_lacks_a_language_is_found)
{
	static const char whole[] =
		"[a] /a\ntitle\nA\nا\nئ\nwhat\nA\nا\nئ\ncan\nA\nا\nئ\nnext\nA\nا\nئ\nask head\n";

	CHECK_ERR(OK, read(t, whole));
	CHECK_ERR(ERR_FAULT, read(t, "[a] /a\ntitle\nA\nا\nwhat\nA\nا\nئ\n"));
	CHECK_ERR(ERR_FAULT, read(t, "[a] /a\ntitle\nA\nا\nئ\n"));
	CHECK_ERR(ERR_FAULT, read(t, "title\nA\nا\nئ\n"));
	CHECK_ERR(ERR_FAULT, read(t, "[a /a\n"));
	CHECK_ERR(ERR_FAULT, read(t, "[a] /a\ncolour\nA\nا\nئ\n"));
}

TEST(help_is_found_by_folded_words)
{
	struct help h = texts(t);
	const struct help_topic *fill = help_by_key(&h, "fill");

	CHECK(help_matches(t->arena, LANG_EN, fill, "DRAFT saved") == false);
	CHECK(help_matches(t->arena, LANG_EN, fill, "DRAFT  half"));
	CHECK(help_matches(t->arena, LANG_AR, fill, "الإستمارة"));
	CHECK(help_matches(t->arena, LANG_AR, fill, ""));
}

TEST(each_guide_fits_one_page_in_each_language)
{
	static const enum lang all[] = { LANG_AR, LANG_CKB, LANG_EN };
	struct help h = texts(t);

	for (size_t g = 0; g < guide_count; g++) {
		for (size_t i = 0; i < COUNT_OF(guides[g].topics) && guides[g].topics[i]; i++)
			CHECK(help_by_key(&h, guides[g].topics[i]) != NULL);
		for (size_t l = 0; l < COUNT_OF(all); l++) {
			struct bytes file = { 0 };
			size_t pages = 0;

			CHECK_ERR(OK, guide_pdf(t->arena, all[l], &h, &guides[g], "Tansiq", &file,
					      &pages));
			CHECK_STR("one page",
				pages == 1 ? "one page"
					   : arena_printf(t->arena, "%s in %s", guides[g].role,
						     langs[all[l]].code));
		}
	}
}
