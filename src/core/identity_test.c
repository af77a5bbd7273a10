#include "core/identity.h"

#include "core/may.h"
#include "test/fixtures.h"

static const struct identity told = {
	.name = { [LANG_AR] = "وزارة الخارجية", [LANG_EN] = "Ministry of Foreign Affairs" },
	.lang = LANG_CKB,
	.base_url = " https://tansiq.example/ ",
};

DBTEST(what_an_instance_says_of_itself_goes_before_its_configuration)
{
	struct ctx *cx = t_ctx(t);
	struct config c = *t_config(t);
	struct identity now;

	c.base_url = "http://127.0.0.1:8325";
	c.lang = LANG_AR;
	c.identity = identity_copy_new();
	cx->config = &c;
	CHECK_ERR(OK, identity_get(cx, &now));
	CHECK(!now.set && now.lang == LANG_AR);
	CHECK_STR("http://127.0.0.1:8325", now.base_url);
	CHECK_STR("http://127.0.0.1:8325", identity_url(cx->arena, &c));
	CHECK_ERR(OK, identity_set(cx, &told));
	CHECK_ERR(OK, identity_refresh(cx, false));
	CHECK(identity_lang(&c) == LANG_CKB);
	CHECK_STR("https://tansiq.example", identity_url(cx->arena, &c));
	CHECK_STR("Ministry of Foreign Affairs", identity_name(cx->arena, &c, LANG_EN));
	CHECK_STR("وزارة الخارجية", identity_name(cx->arena, &c, LANG_KMR));

	/* A copy that is young enough is not read again, unless it is asked for. */
	const struct identity plain = { .lang = LANG_EN };
	CHECK_ERR(OK, identity_set(cx, &plain));
	CHECK_ERR(OK, identity_refresh(cx, false));
	CHECK(identity_lang(&c) == LANG_CKB);
	CHECK_ERR(OK, identity_refresh(cx, true));
	CHECK(identity_lang(&c) == LANG_EN);
	CHECK_STR("http://127.0.0.1:8325", identity_url(cx->arena, &c));
	CHECK_STR(NULL, identity_name(cx->arena, &c, LANG_AR));
	CHECK_ERR(OK, identity_get(cx, &now));
	CHECK(now.set);
	cx->config = t_config(t);
	identity_copy_free(c.identity);
}

DBTEST(an_address_with_more_than_a_host_is_refused)
{
	static const char *const wrong[] = { "tansiq.example", "ftp://tansiq.example", "https://",
		"https://:80", "https://a/b", "https://a?b", "https://a b", "https://a@b",
		"javascript:alert(1)", "https://a\"b" };
	struct ctx *cx = t_ctx(t);
	struct identity in = told;
	char *long_name = arena_alloc(t->arena, IDENTITY_NAME_MAX + 2);

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		t_clear(cx);
		in.base_url = wrong[i];
		if (identity_set(cx, &in) != ERR_INPUT)
			CHECK_STR("refused", wrong[i]);
		CHECK_STR("base_url", t_field(cx));
	}
	t_clear(cx);
	memset(long_name, 'x', IDENTITY_NAME_MAX + 1);
	in = told;
	in.name[LANG_KMR] = long_name;
	CHECK_ERR(ERR_INPUT, identity_set(cx, &in));
	CHECK_STR("name_kmr", t_field(cx));
	t_clear(cx);
	in = told;
	in.base_url = "http://10.0.0.7:8325";
	CHECK_ERR(OK, identity_set(cx, &in));
	in.base_url = NULL;
	CHECK_ERR(OK, identity_set(cx, &in));
}

DBTEST(only_administrators_of_everything_say_what_an_instance_is)
{
	struct ctx *cx = t_ctx(t);

	t_bare_body(cx, 7);
	t_bare_account(cx, 5, 7);
	CHECK_ERR(OK, grant_add(cx, 5, MAY_ADMINISTER, 7, DB_NULL));
	t_as(cx, 5, 7, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_DENIED, identity_set(cx, &told));
	t_system(cx);
	CHECK_ERR(OK, grant_add(cx, 5, MAY_ADMINISTER, DB_NULL, DB_NULL));
	t_as(cx, 5, 7, SHARE_GOVERNMENT);
	t_clear(cx);
	CHECK_ERR(OK, identity_set(cx, &told));
}
