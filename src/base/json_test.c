#include "base/json.h"
#include "test/harness.h"

static struct json *parse(struct t *t, const char *text)
{
	const char *why = NULL;
	struct json *j = NULL;

	if (json_parse(t->arena, text, strlen(text), &j, &why) != OK)
		CHECK(why != NULL && *why);
	return j;
}

TEST(json_is_read_in_order)
{
	struct json *j = parse(t, "{\"z\":\"نص\",\"a\":[1,-2.5,true,null,{}],\"n\":0.1}");

	if (!CHECK(j != NULL) || !j)
		return;
	CHECK_INT(JSON_OBJECT, j->kind);
	CHECK_STR("z", j->at[0].key);
	CHECK_STR("نص", json_str(j, "z", "?"));
	CHECK_STR("?", json_str(j, "missing", "?"));
	CHECK_INT(7, json_int(j, "z", 7));
	CHECK_INT(5, (int64_t)json_get(j, "a")->n);
	CHECK_STR("1", json_get(j, "a")->at[0].str);
	CHECK_STR("-2.5", json_get(j, "a")->at[1].str);
	CHECK_INT(1, json_get(j, "a")->at[2].num);
	CHECK_INT(JSON_NULL, json_get(j, "a")->at[3].kind);
	CHECK_STR("0.1", json_get(j, "n")->str);
	CHECK(json_get(json_get(j, "z"), "x") == NULL);
	CHECK(json_get(NULL, "x") == NULL);
	CHECK(json_bool(j, "z", true));
}

TEST(json_that_is_none_is_refused)
{
	static const char *const bad[] = { "", "{", "{\"a\":1,\"a\":2}", "[1,]", "\"\xC3\"",
		"\"a\\u0000b\"", "nul", "1 2", "[99999999999999999999]" };

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK(parse(t, bad[i]) == NULL);
}

TEST(json_nested_too_deeply_is_refused)
{
	char deep[140] = "";

	memset(deep, '[', 64);
	memset(deep + 64, ']', 64);
	CHECK(parse(t, deep) != NULL);
	memset(deep, '[', 66);
	memset(deep + 66, ']', 66);
	CHECK(parse(t, deep) == NULL);
}

TEST(json_is_written_without_white_space)
{
	struct json_out o;
	struct buf b;

	buf_init(&b, t->arena, 0);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	json_put_str(&o, "a", "\"نص\\\n\001/");
	json_put_str(&o, "none", NULL);
	json_open(&o, "list", '[');
	json_put_int(&o, NULL, -1);
	json_open(&o, NULL, '{');
	json_close(&o, '}');
	json_put_bool(&o, NULL, false);
	json_close(&o, ']');
	json_put_raw(&o, "raw", "[1]");
	json_close(&o, '}');
	CHECK_STR("{\"a\":\"\\\"نص\\\\\\n\\u0001/"
		  "\",\"none\":null,\"list\":[-1,{},false],\"raw\":[1]}",
		b.data);
	CHECK(parse(t, b.data) != NULL);
}
