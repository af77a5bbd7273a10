#include "base/text.h"
#include "test/harness.h"
#include "web/csrf.h"
#include "web/form_parse.h"
#include "web/gzip.h"
#include "web/match.h"

static struct bytes bytes_of(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

TEST(pairs_of_a_query_are_decoded)
{
	struct form_parts p = { 0 };

	CHECK_ERR(
		OK, form_parse_urlencoded(t->arena,
			    bytes_of("a=1&b=x+y%20z&&c&d=%D8%A7&a=2&e=1%0D%0A2%0D3&f=%zz%4"), &p));
	if (!CHECK_INT(7, (int64_t)p.pairs.n))
		return;
	CHECK_STR("1", p.pairs.at[0].value);
	CHECK_STR("x y z", p.pairs.at[1].value);
	CHECK_STR("c", p.pairs.at[2].name);
	CHECK_STR("", p.pairs.at[2].value);
	CHECK_STR("ا", p.pairs.at[3].value);
	CHECK_STR("2", p.pairs.at[4].value);
	CHECK_STR("1\n2\n3", p.pairs.at[5].value);
	CHECK_STR("%zz%4", p.pairs.at[6].value);
}

TEST(bad_text_and_too_many_pairs_are_refused)
{
	struct form_parts p = { 0 };
	struct buf b;

	CHECK_ERR(ERR_INPUT, form_parse_urlencoded(t->arena, bytes_of("a=%FF"), &p));
	CHECK_ERR(ERR_INPUT, form_parse_urlencoded(t->arena, bytes_of("a=%00"), &p));
	CHECK_ERR(ERR_INPUT, form_parse_urlencoded(t->arena, bytes_of("%ED%A0%80=1"), &p));
	buf_init(&b, t->arena, 0);
	for (int i = 0; i < FORM_MAX_PAIRS; i++)
		buf_str(&b, "a&");
	p = (struct form_parts){ 0 };
	CHECK_ERR(OK, form_parse_urlencoded(t->arena, bytes_of(b.data), &p));
	p = (struct form_parts){ 0 };
	buf_str(&b, "a");
	CHECK_ERR(ERR_INPUT, form_parse_urlencoded(t->arena, bytes_of(b.data), &p));
}

static const char type[] = "multipart/form-data; boundary=XX";

TEST(parts_of_a_multipart_form_are_found)
{
	struct form_parts p = { 0 };
	const char *body =
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\ntwo\r\n"
		"--XX\r\ncontent-disposition: form-data; name=\"f%22\"; "
		"filename=\"C:\\dir\\x.pdf\"\r\nContent-Type: "
		"x/y\r\n\r\n%PDF\r\n--X\r\n--XX\r\n"
		"Content-Disposition: form-data; name=\"g\"; filename=\"\"\r\n\r\n\r\n"
		"--XX\r\nContent-Disposition: form-data; name=e\r\n\r\n\r\n--XX--\r\n";

	CHECK_ERR(OK, form_parse_multipart(t->arena, type, bytes_of(body), &p));
	if (!CHECK_INT(2, (int64_t)p.pairs.n) || !CHECK_INT(1, (int64_t)p.files.n))
		return;
	CHECK_STR("one\ntwo", p.pairs.at[0].value);
	CHECK_STR("e", p.pairs.at[1].name);
	CHECK_STR("", p.pairs.at[1].value);
	CHECK_STR("f\"", p.files.at[0].field);
	CHECK_STR("x.pdf", p.files.at[0].name);
	CHECK_INT(9, (int64_t)p.files.at[0].data.len);
}

TEST(a_file_name_loses_folders_and_control_characters)
{
	struct form_parts p = { 0 };
	const char *body = "--XX\r\nContent-Disposition: form-data; name=\"f\"; "
			   "filename=\"../../a\x01\xE2\x80\xAE"
			   "b.txt\"\r\n\r\nx\r\n--XX--";

	CHECK_ERR(OK, form_parse_multipart(t->arena, type, bytes_of(body), &p));
	if (CHECK_INT(1, (int64_t)p.files.n))
		CHECK_STR("ab.txt", p.files.at[0].name);
}

TEST(broken_multipart_is_refused)
{
	static const char *const bodies[] = { "", "--XX", "--XX\r\n", "--XX--x",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nunfinished",
		"--XX\r\nX: y\r\n\r\nno name\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--XX--",
		"--XXContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX--" };
	struct form_parts p = { 0 };

	for (size_t i = 0; i < COUNT_OF(bodies); i++)
		if (strcmp(bodies[i], "--XX--x") != 0)
			CHECK_ERR(ERR_INPUT,
				form_parse_multipart(t->arena, type, bytes_of(bodies[i]), &p));
	CHECK_ERR(ERR_INPUT,
		form_parse_multipart(t->arena, "multipart/form-data", bytes_of("--XX--"), &p));
	CHECK_ERR(OK, form_parse_multipart(t->arena, type, bytes_of("--XX--"), &p));
	CHECK_INT(0, (int64_t)p.pairs.n);
}

static enum err no_page(struct page *pg)
{
	(void)pg;
	return OK;
}

TEST(the_plainest_route_wins)
{
	static const struct route table[] = {
		GET("/", no_page, ANYBODY),
		GET("/rounds/:id", no_page, ANYBODY),
		GET("/rounds/new", no_page, ANYBODY),
		GET("/rounds/:id.csv", no_page, ANYBODY),
		POST("/rounds/:id/close", no_page, ANYBODY),
		GET("/rounds/:id/responses/:body", no_page, ANYBODY),
	};
	struct route_table all = { table, COUNT_OF(table) };
	bool other;

	CHECK(route_find(&all, ROUTE_GET, "/", &other) == &table[0]);
	CHECK(route_find(&all, ROUTE_GET, "/rounds/12", &other) == &table[1]);
	CHECK(route_find(&all, ROUTE_GET, "/rounds/new", &other) == &table[2]);
	CHECK(route_find(&all, ROUTE_GET, "/rounds/12.csv", &other) == &table[3]);
	CHECK(route_find(&all, ROUTE_GET, "/rounds/7/responses/9", &other) == &table[5]);
	CHECK(!route_find(&all, ROUTE_GET, "/rounds/", &other) && !other);
	CHECK(!route_find(&all, ROUTE_GET, "/rounds/12/", &other) && !other);
	CHECK(!route_find(&all, ROUTE_GET, "//", &other) && !other);
	CHECK(!route_find(&all, ROUTE_GET, "/rounds/7/close", &other) && other);
	CHECK_STR("9", route_segment(t->arena, table[5].path, "/rounds/7/responses/9", "body"));
	CHECK_STR("12", route_segment(t->arena, table[3].path, "/rounds/12.csv", "id"));
	CHECK_STR("", route_segment(t->arena, table[3].path, "/rounds/12.csv", "i"));
}

TEST(only_paths_of_this_site_are_gone_to)
{
	CHECK(page_local("/"));
	CHECK(page_local("/rounds/1?x=y#z"));
	CHECK(!page_local(NULL));
	CHECK(!page_local(""));
	CHECK(!page_local("//evil.example"));
	CHECK(!page_local("/\\evil.example"));
	CHECK(!page_local("https://evil.example"));
	CHECK(!page_local("/x\r\nSet-Cookie: a=b"));
}

TEST(a_token_is_masked_anew_and_known_again)
{
	struct visit v = { 0 }, other = { 0 };
	const char *a, *b, *pad_a, *pad_b;
	char *changed;

	visit_secret(&v, t->arena, true);
	visit_secret(&other, t->arena, true);
	a = csrf_token(&v, t->arena);
	b = csrf_token(&v, t->arena);
	CHECK(strcmp(a, b) != 0);
	CHECK(csrf_check(&v, t->arena, a, &pad_a));
	CHECK(csrf_check(&v, t->arena, b, &pad_b));
	CHECK(strcmp(pad_a, pad_b) != 0);
	CHECK(!csrf_check(&other, t->arena, a, &pad_a));
	CHECK(!csrf_check(&v, t->arena, NULL, &pad_a));
	CHECK(!csrf_check(&v, t->arena, "", &pad_a));
	changed = arena_str(t->arena, a);
	changed[5] = changed[5] == 'A' ? 'B' : 'A';
	CHECK(!csrf_check(&v, t->arena, changed, &pad_a));
}

TEST(cookies_are_read_by_their_whole_name)
{
	struct visit v = { 0 }, secure = { .secure = true };
	const char *token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

	visit_read(&v, t->arena,
		arena_printf(t->arena, "xsession=%s; session=short; lang=ckb", token));
	CHECK(!v.session);
	CHECK_STR("ckb", v.lang);
	visit_read(&v, t->arena, arena_printf(t->arena, "a=b; session=%s", token));
	CHECK_STR(token, v.session);
	visit_read(&secure, t->arena, arena_printf(t->arena, "session=%s", token));
	CHECK(!secure.session);
	visit_read(&secure, t->arena, arena_printf(t->arena, "__Host-session=%s", token));
	CHECK_STR(token, secure.session);
	visit_cookie(&secure, t->arena, "__Host-session", token, 0);
	CHECK_HAS(secure.cookies.at[0], "; Path=/; HttpOnly; SameSite=Lax; Secure");
}

TEST(gzip_is_sent_only_where_it_is_taken)
{
	CHECK(gzip_accepted("gzip"));
	CHECK(gzip_accepted("br;q=1.0, gzip;q=0.8, *;q=0.1"));
	CHECK(gzip_accepted("deflate, GZIP ; q=1"));
	CHECK(!gzip_accepted(""));
	CHECK(!gzip_accepted("br, deflate"));
	CHECK(!gzip_accepted("gzip;q=0"));
	CHECK(!gzip_accepted("gzip;q=0.000, br"));
	CHECK(!gzip_accepted("xgzip"));
}
