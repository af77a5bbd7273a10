/* The server over its socket: framing, limits, pages, errors, assets, stop. */
#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test/harness.h"
#include "web/server_wire.h"
#include "web/web_fixture.h"

#define HEAD "Host: x\r\nConnection: close\r\n"

DBTEST(a_page_has_its_frame_and_headers)
{
	struct web_site *s = web_start(t);
	const char *a = web_get(s, "/", "");

	CHECK_INT(200, web_status(a));
	CHECK_HAS(a, "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">");
	CHECK_HAS(a, "<title>Home &lt;&amp;&gt; – Tansiq</title>");
	CHECK_HAS(a, "<h1>Home</h1>");
	CHECK_HAS(a, "aria-current=\"page\">");
	CHECK_STR("nosniff", web_header(s, a, "X-Content-Type-Options"));
	CHECK_HAS(web_header(s, a, "Content-Security-Policy"),
		"default-src 'none'; style-src 'self'");
	CHECK_STR("same-origin", web_header(s, a, "Referrer-Policy"));
	CHECK_STR("no-cache", web_header(s, a, "Cache-Control"));
	CHECK_STR("", web_header(s, a, "Strict-Transport-Security"));
	CHECK(strlen(web_header(s, a, "X-Request-Id")) >= 10);
	/* A page without a form sets no cookie. */
	CHECK_STR("", web_header(s, a, "Set-Cookie"));
	web_stop(s);
}

DBTEST(the_language_follows_address_cookie_and_browser)
{
	struct web_site *s = web_start(t);
	const char *a;

	CHECK_HAS(web_get(s, "/", "Accept-Language: ar-IQ,en;q=0.5\r\n"),
		"<html lang=\"ar\" dir=\"rtl\">");
	CHECK_HAS(web_get(s, "/?lang=ckb", "Accept-Language: ar\r\n"), "<html lang=\"ckb\"");
	a = web_get(s, "/language?lang=kmr&next=%2Flist.csv%3Fa%3D1", "");
	CHECK_INT(303, web_status(a));
	CHECK_STR("/list.csv?a=1", web_header(s, a, "Location"));
	CHECK_HAS(web_get(s, "/", "Accept-Language: ar\r\n"), "<html lang=\"kmr-Arab\"");
	a = web_get(s, "/language?lang=xx&next=//evil.example", "");
	CHECK_STR("/", web_header(s, a, "Location"));
	web_stop(s);
}

DBTEST(bad_framing_is_refused_and_closed)
{
	struct web_site *s = web_start(t);
	static const char *const bad[] = {
		"POST /count HTTP/1.1\r\n" HEAD
		"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"POST /count HTTP/1.1\r\n" HEAD "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
		"POST /count HTTP/1.1\r\n" HEAD
		"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
		"POST /count HTTP/1.1\r\n" HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
		"POST /count HTTP/1.1\r\n" HEAD "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
		"POST /count HTTP/1.1\r\n" HEAD "Content-Length: -3\r\n\r\nabc",
		"GET / HTTP/1.1\r\n" HEAD "Host: y\r\n\r\n",
		"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
		"GET / HTTP/1.1\r\n" HEAD "X-A: b\r\n c\r\n\r\n",
		"GET / HTTP/1.1\r\n" HEAD "X-A: b\r\n\tc\r\nX-B: d\r\n\r\n",
		"GET / HTTP/1.1\r\n X: y\r\n" HEAD "\r\n",
		"GET / HTTP/1.1\r\n" HEAD "X-A : b\r\n\r\n",
		"GET / HTTP/1.1\r\n" HEAD "X-A: b\rX-C: d\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\nConnection: close\n\n",
		"GET /a%2Fb HTTP/1.1\r\n" HEAD "\r\n",
		"GET /a%00b HTTP/1.1\r\n" HEAD "\r\n",
		"GET /%FF HTTP/1.1\r\n" HEAD "\r\n",
		"GET /?a=%FF HTTP/1.1\r\n" HEAD "\r\n",
	};
	static const char nul[] = "GET / HTTP/1.1\r\n" HEAD "X-A: b\0c\r\nX-B: d\r\n\r\n";
	static const char last[] = "GET / HTTP/1.1\r\n" HEAD "X-A: b\0c\r\n\r\n";

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (!CHECK_INT(400, web_status(WEB_RAW(s, bad[i]))))
			CHECK_STR("", bad[i]);
	CHECK_INT(400, web_status(web_raw(s, nul, sizeof(nul) - 1)));
	CHECK_INT(400, web_status(web_raw(s, last, sizeof(last) - 1)));
	CHECK_INT(200,
		web_status(WEB_RAW(s, "GET / HTTP/1.1\r\n" HEAD "X-A:\r\nX-B:   c  \r\n\r\n")));
	/* The second request behind a refused one is never read. */
	CHECK(!strstr(WEB_RAW(s, "POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
				 "Transfer-Encoding: chunked\r\n\r\nGET /list.csv HTTP/1.1\r\n" HEAD
				 "\r\n"),
		"a,b"));
	web_stop(s);
}

DBTEST(large_heads_and_bodies_are_refused)
{
	struct web_site *s = web_start(t);
	struct buf b;
	const char *a;

	buf_init(&b, t->arena, 0);
	buf_str(&b, "GET / HTTP/1.1\r\n" HEAD "X-A: ");
	for (int i = 0; i < 17 * 1024; i++)
		buf_char(&b, 'a');
	buf_str(&b, "\r\n\r\n");
	CHECK_INT(431, web_status(web_raw(s, b.data, b.len)));

	buf_cut(&b, 0);
	buf_printf(&b, "POST /count HTTP/1.1\r\n" HEAD "Content-Length: %d\r\n\r\n", 2 << 20);
	for (int i = 0; i < 2 << 20; i++)
		buf_char(&b, 'a');
	a = web_raw(s, b.data, b.len);
	CHECK_INT(413, web_status(a));
	CHECK_HAS(a, "This is too large");

	/* 200 MB are refused by the head alone: nothing of the body has come. */
	buf_cut(&b, 0);
	buf_printf(&b, "POST /count HTTP/1.1\r\n" HEAD "Content-Length: %d\r\n\r\n", 200 << 20);
	a = web_raw(s, b.data, b.len);
	CHECK_INT(413, web_status(a));
	CHECK_HAS(a, "This is too large");
	web_stop(s);
}

DBTEST(head_gives_the_length_without_the_body)
{
	struct web_site *s = web_start(t);
	const char *a = WEB_RAW(s, "HEAD /health HTTP/1.1\r\n" HEAD "\r\n");

	CHECK_INT(200, web_status(a));
	CHECK_STR("3", web_header(s, a, "Content-Length"));
	CHECK_STR("\r\n\r\n", strstr(a, "\r\n\r\n"));
	CHECK_HAS(web_get(s, "/health", ""), "\r\n\r\nok\n");
	CHECK_HAS(web_get(s, "/ready", ""), "\r\n\r\nready\n");
	CHECK_HAS(web_get(s, "/robots.txt", ""), "Disallow: /");
	web_stop(s);
}

DBTEST(errors_have_their_status_and_page)
{
	struct web_site *s = web_start(t);
	const char *a = web_get(s, "/nowhere", "");

	CHECK_INT(404, web_status(a));
	CHECK_HAS(a, "There is no such page");
	a = web_get(s, "/logout", "");
	CHECK_INT(405, web_status(a));
	CHECK_STR("POST", web_header(s, a, "Allow"));
	a = WEB_RAW(s, "DELETE / HTTP/1.1\r\n" HEAD "\r\n");
	CHECK_INT(405, web_status(a));
	CHECK_STR("GET, HEAD", web_header(s, a, "Allow"));
	CHECK_INT(404, web_status(web_get(s, "/wrong/missing", "")));
	a = web_get(s, "/wrong/denied", "");
	CHECK_INT(403, web_status(a));
	CHECK_HAS(a, "Only its own staff see this.");
	a = web_get(s, "/wrong/fault", "");
	CHECK_INT(500, web_status(a));
	CHECK_HAS(a, web_header(s, a, "X-Request-Id"));
	web_stop(s);
}

DBTEST(assets_are_cached_for_ever_by_their_name)
{
	struct web_site *s = web_start(t);
	const char *css =
		web_between(s, web_get(s, "/", ""), "<link rel=\"stylesheet\" href=\"", "\"");
	const char *a = web_get(s, css, "");

	CHECK_INT(200, web_status(a));
	CHECK_STR("public, max-age=31536000, immutable", web_header(s, a, "Cache-Control"));
	CHECK_STR("text/css; charset=utf-8", web_header(s, a, "Content-Type"));
	CHECK_STR("gzip",
		web_header(s, web_get(s, css, "Accept-Encoding: gzip\r\n"), "Content-Encoding"));
	CHECK_INT(404, web_status(web_get(s, "/assets/app.css", "")));
	CHECK_INT(404, web_status(web_get(s, "/assets/../session.c", "")));
	a = web_get(s, "/", "Accept-Encoding: gzip\r\n");
	CHECK_STR("gzip", web_header(s, a, "Content-Encoding"));
	web_stop(s);
}

DBTEST(a_download_has_a_safe_name)
{
	struct web_site *s = web_start(t);
	const char *a = web_get(s, "/list.csv", "");

	CHECK_STR("attachment; filename=\"_____ _1_.csv\"; "
		  "filename*=UTF-8''%D9%82%D8%A7%D8%A6%D9%85%D8%A9%20%221%22.csv",
		web_header(s, a, "Content-Disposition"));
	CHECK_HAS(a, "\r\n\r\na,b\r\n");
	web_stop(s);
}

/* A client that begins a request and lets go of it after a while. */
static void *dawdle(void *arg)
{
	struct web_site *s = arg;
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)s->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	static const char begun[] = "POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
				    "Content-Type: application/x-www-form-urlencoded\r\n\r\nabc";
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char answer[256] = "";

	if (!connect(fd, (struct sockaddr *)&at, sizeof(at)) &&
		write(fd, begun, sizeof(begun) - 1) > 0) {
		usleep(600000);
		if (write(fd, "defghi", 6) == 6 && read(fd, answer, sizeof(answer) - 1) > 0)
			s->cookies = strstr(answer, "403") ? "answered" : "something else";
	}
	close(fd);
	return NULL;
}

DBTEST(a_stop_lets_a_running_request_end)
{
	struct web_site *s = web_start(t);
	pthread_t slow;

	s->cookies = "nothing";
	pthread_create(&slow, NULL, dawdle, s);
	usleep(200000);
	web_stop(s);
	pthread_join(slow, NULL);
	CHECK_STR("answered", s->cookies);
	CHECK_STR("no connection", WEB_RAW(s, "GET / HTTP/1.1\r\n" HEAD "\r\n"));
}

TEST(a_connection_past_its_moment_is_shut)
{
	struct wires *ws;
	struct wire *w;
	int pair[2];
	char c;

	if (!CHECK_ERR(OK, wires_start(&ws)))
		return;
	CHECK_INT(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	w = wire_open(ws, pair[0]);
	wire_deadline(w, 3600);
	CHECK_INT(-1, recv(pair[1], &c, 1, MSG_DONTWAIT));
	wire_deadline(w, 0);
	CHECK_INT(0, recv(pair[1], &c, 1, 0));
	wire_close(ws, w);
	wires_stop(ws);
	close(pair[0]);
	close(pair[1]);
}
