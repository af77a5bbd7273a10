/*
 * Who is on the other side: the address of the connection, or the one a reverse proxy tells. Only
 * a proxy that is named in the configuration is believed; from anybody else X-Forwarded-For is what
 * its sender likes to say.
 */
#ifndef WEB_PEER_H
#define WEB_PEER_H

#include <stdbool.h>

#include "base/arena.h"

struct sockaddr;

/* The address as text, an IPv4 address mapped into IPv6 as IPv4; "" for none or another family. */
const char *peer_text(struct arena *a, const struct sockaddr *at);

/* Whether one of the addresses of `proxies` (between blanks or commas; NULL: none) is this peer. */
bool peer_trusted(struct arena *a, const char *proxies, const char *peer);

/*
 * The address before the nearest proxy: the last of X-Forwarded-For, which that proxy has seen
 * itself. "" if that is no address.
 */
const char *peer_forwarded(struct arena *a, const char *header);

/*
 * Whether what is asked for is not read now: HEAD, a browser that fetches ahead ("prefetch" in
 * Sec-Purpose), a robot by what it calls itself, or one that does not
 * say what it is. For counts, never for permissions.
 */
bool peer_unread(const char *method, const char *agent, const char *purpose);

#endif
