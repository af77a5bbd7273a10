#include "web/peer.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/text.h"

static const char *of_v6(struct arena *a, const struct in6_addr *at)
{
	char text[INET6_ADDRSTRLEN] = "";

	if (IN6_IS_ADDR_V4MAPPED(at))
		inet_ntop(AF_INET, &at->s6_addr[12], text, sizeof(text));
	else
		inet_ntop(AF_INET6, at, text, sizeof(text));
	return arena_str(a, text);
}

static const char *of_v4(struct arena *a, const struct in_addr *at)
{
	char text[INET_ADDRSTRLEN] = "";

	inet_ntop(AF_INET, at, text, sizeof(text));
	return arena_str(a, text);
}

/* One way of writing for each address; "" for what is none. */
static const char *normal(struct arena *a, const char *text)
{
	struct in_addr v4;
	struct in6_addr v6;

	if (inet_pton(AF_INET, text, &v4) == 1)
		return of_v4(a, &v4);
	return inet_pton(AF_INET6, text, &v6) == 1 ? of_v6(a, &v6) : "";
}

const char *peer_text(struct arena *a, const struct sockaddr *at)
{
	if (at && at->sa_family == AF_INET)
		return of_v4(a, &((const struct sockaddr_in *)(const void *)at)->sin_addr);
	if (at && at->sa_family == AF_INET6)
		return of_v6(a, &((const struct sockaddr_in6 *)(const void *)at)->sin6_addr);
	return "";
}

bool peer_trusted(struct arena *a, const char *proxies, const char *peer)
{
	for (const char *s = proxies; s && *s;) {
		size_t n = strcspn(s, " ,\t");

		if (n && *peer && strcmp(normal(a, arena_strn(a, s, n)), peer) == 0)
			return true;
		s += n + (s[n] != '\0');
	}
	return false;
}

const char *peer_forwarded(struct arena *a, const char *header)
{
	const char *comma = strrchr(header, ',');

	return normal(a, text_trim(a, comma ? comma + 1 : header));
}

bool peer_unread(const char *method, const char *agent, const char *purpose)
{
	static const char *const robots[] = { "bot", "crawl", "spider", "slurp", "preview",
		"facebookexternalhit", "whatsapp", "telegram", "skype", "curl", "wget", "python",
		"java/", "go-http", "okhttp", "scan", "monitor" };

	if (strcmp(method, "HEAD") == 0 || strcasestr(purpose, "prefetch") ||
		strcasestr(purpose, "preview") || !*agent)
		return true;
	for (size_t i = 0; i < COUNT_OF(robots); i++)
		if (strcasestr(agent, robots[i]))
			return true;
	return false;
}
