/* The socket a server listens on. */
#ifndef WEB_SERVER_LISTEN_H
#define WEB_SERVER_LISTEN_H

#include "base/err.h"

/* Listens on host (a name or a number; NULL: loopback) and port (0: any free one, given in *real).
 */
enum err server_listen(const char *host, int port, int *fd, int *real) MUST_USE;

#endif
