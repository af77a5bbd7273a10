/*
 * Deadlines of connections. libmicrohttpd ends a connection that is silent; one that drips a byte
 * now and then would stay for ever. Every connection has a moment by which it must have come
 * further; one thread shuts down those that have not.
 */
#ifndef WEB_SERVER_WIRE_H
#define WEB_SERVER_WIRE_H

#include "base/err.h"

struct wires;
struct wire;

enum err wires_start(struct wires **out) MUST_USE;
void wires_stop(struct wires *ws); /* after the last wire_close */

/* A new connection on socket fd, and its end, before the socket is closed. */
struct wire *wire_open(struct wires *ws, int fd);
void wire_close(struct wires *ws, struct wire *w);

/* It must have come further in `seconds` from now. */
void wire_deadline(struct wire *w, int seconds);

#endif
