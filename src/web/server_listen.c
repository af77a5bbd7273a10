#include "web/server_listen.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum err server_listen(const char *host, int port, int *out, int *real)
{
	struct addrinfo want = { .ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *found = NULL;
	struct sockaddr_storage at = { 0 };
	socklen_t len = sizeof(at);
	char text[12];
	int fd = -1, one = 1;
	bool good;

	snprintf(text, sizeof(text), "%d", port);
	if (getaddrinfo(host && *host ? host : "127.0.0.1", text, &want, &found) || !found)
		return fault("no such address to listen on: %s", host);
	fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	good = fd >= 0 && !setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) &&
	       !bind(fd, found->ai_addr, found->ai_addrlen) && !listen(fd, 1024) &&
	       !getsockname(fd, (struct sockaddr *)&at, &len) &&
	       !getnameinfo(
		       (struct sockaddr *)&at, len, NULL, 0, text, sizeof(text), NI_NUMERICSERV);
	freeaddrinfo(found);
	if (!good) {
		enum err e = fault("cannot listen on %s port %d: %s", host, port, strerror(errno));

		if (fd >= 0)
			close(fd);
		return e;
	}
	*real = (int)strtol(text, NULL, 10);
	*out = fd;
	return OK;
}
