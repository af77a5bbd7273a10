/* Whose word about addresses is taken. */
#include "web/peer.h"

#include "test/harness.h"
#include "web/web_fixture.h"

TEST(addresses_are_read_in_one_way_of_writing)
{
	CHECK_STR("192.0.2.7", peer_forwarded(t->arena, "198.51.100.1, 192.0.2.7 "));
	CHECK_STR("192.0.2.7", peer_forwarded(t->arena, "::ffff:192.0.2.7"));
	CHECK_STR("2001:db8::1", peer_forwarded(t->arena, "x,2001:0DB8:0::0001"));
	CHECK_STR("", peer_forwarded(t->arena, "192.0.2.7, unknown"));
	CHECK_STR("", peer_forwarded(t->arena, ""));
	CHECK_STR("", peer_text(t->arena, NULL));
	CHECK(peer_trusted(t->arena, "10.0.0.1, ::1", "::1"));
	CHECK(peer_trusted(t->arena, "10.0.0.1", "10.0.0.1"));
	CHECK(!peer_trusted(t->arena, "10.0.0.1", "10.0.0.11"));
	CHECK(!peer_trusted(t->arena, "nothing", ""));
	CHECK(!peer_trusted(t->arena, NULL, "127.0.0.1"));
}

static void behind_proxy(struct config *config)
{
	config->proxy = "127.0.0.1";
}

static void behind_another(struct config *config)
{
	config->proxy = "192.0.2.99";
}

#define SAYS "X-Forwarded-For: 203.0.113.9, 192.0.2.7\r\n"

DBTEST(only_the_proxy_of_the_configuration_is_believed)
{
	struct web_site *s = web_start(t);

	CHECK_HAS(web_get(s, "/peer", ""), "peer 127.0.0.1 direct");
	CHECK_HAS(web_get(s, "/peer", SAYS), "peer 127.0.0.1 proxied");
	web_stop(s);
	s = web_start_with(t, behind_another);
	CHECK_HAS(web_get(s, "/peer", SAYS), "peer 127.0.0.1 proxied");
	web_stop(s);
	s = web_start_with(t, behind_proxy);
	CHECK_HAS(web_get(s, "/peer", SAYS), "peer 192.0.2.7 proxied");
	/* A second line is no way round it. */
	CHECK_HAS(web_get(s, "/peer", "X-Forwarded-For: 127.0.0.1\r\n" SAYS), "peer 192.0.2.7");
	web_stop(s);
}

TEST(robots_and_pages_fetched_ahead_are_not_read)
{
	const char *firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";

	CHECK(!peer_unread("GET", firefox, ""));
	CHECK(peer_unread("HEAD", firefox, ""));
	CHECK(peer_unread("GET", firefox, "prefetch;prerender"));
	CHECK(peer_unread("GET", "Mozilla/5.0 (compatible; Googlebot/2.1)", ""));
	CHECK(peer_unread("GET", "WhatsApp/2.23.20.0", ""));
	CHECK(peer_unread("GET", "", ""));
}
