#include "web/server.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/library.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "web/dispatch.h"
#include "web/peer.h"
#include "web/server_header.h"
#include "web/server_intake.h"
#include "web/server_listen.h"
#include "web/server_wire.h"

#define MHD_FUNCTIONS(X)                                                                           \
	X(MHD_add_response_header)                                                                 \
	X(MHD_create_response_from_buffer_with_free_callback_cls)                                  \
	X(MHD_create_response_from_fd64)                                                           \
	X(MHD_destroy_response)                                                                    \
	X(MHD_get_connection_info)                                                                 \
	X(MHD_get_connection_values_n)                                                             \
	X(MHD_queue_response)                                                                      \
	X(MHD_quiesce_daemon)                                                                      \
	X(MHD_start_daemon)                                                                        \
	X(MHD_stop_daemon)
LIBRARY(mhd, "libmicrohttpd.so.12", MHD_FUNCTIONS)

enum {
	HEADER_BYTES = 16 * 1024, /* all names and values of a request */
	SPARE_ARENAS = 64,
	ARENA_BYTES = 112 * 1024, /* what the page of a list takes */
	HEAD_SECONDS = 60,   /* from the last reply, or the start, to the next request's head */
	SILENT_SECONDS = 30, /* without a byte */
	REPLY_SECONDS = 600, /* to take a reply */
	STOP_SECONDS = 10,
	BEGUN_BYTES = 4096,    /* of a body, in which its first part must be whole */
	ROOM_BYTES = 256 << 20 /* in files, of all bodies that anybody may send */
};

struct server {
	struct site site;
	struct MHD_Daemon *daemon;
	struct wires *wires;
	struct intake_room room;
	struct arena *keep; /* what lives as long as the server */
	atomic_int running; /* requests whose first line has come */
	atomic_bool stopping;
	pthread_mutex_t lock;
	struct arena *spare[SPARE_ARENAS];
	int n_spare;
};

/* One request from its first line to the end of its reply. Lives in its arena. */
struct call {
	struct arena *arena;
	const char *uri;
	bool begun;
	struct incoming in;
	struct intake body;
	struct wire *wire;
	bool upload; /* the route takes files, and the body's beginning is not looked at yet */
};

static struct arena *arena_take(struct server *s)
{
	struct arena *a = NULL;

	pthread_mutex_lock(&s->lock);
	if (s->n_spare)
		a = s->spare[--s->n_spare];
	pthread_mutex_unlock(&s->lock);
	return a ? a : arena_new(ARENA_BYTES);
}

static void arena_give(struct server *s, struct arena *a)
{
	arena_reset(a);
	pthread_mutex_lock(&s->lock);
	if (s->n_spare < SPARE_ARENAS) {
		s->spare[s->n_spare++] = a;
		a = NULL;
	}
	pthread_mutex_unlock(&s->lock);
	arena_free(a);
}

/* ---- framing ---- */

#define DROP_MOST(cap) (4 * (cap) + (16 << 20)) /* of a body too large that is still taken */

/* What one walk over the header lines finds out. */
struct head {
	struct call *call;
	const char *end;      /* of the line before */
	size_t bytes, length; /* of the head so far, and of the body as told */
	int hosts, lengths;
	const char *forwarded; /* the last X-Forwarded-For, NULL: none */
	bool coded;	       /* Transfer-Encoding */
	bool bad;
};

static const char **slot(struct incoming *in, const char *name, size_t n)
{
	struct {
		const char *name;
		const char **to;
	} known[] = {
		{ "Host", &in->host },
		{ "Cookie", &in->cookies },
		{ "Accept-Language", &in->languages },
		{ "Accept-Encoding", &in->encodings },
		{ "Content-Type", &in->content_type },
		{ "User-Agent", &in->agent },
		{ "Origin", &in->origin },
		{ "Sec-Fetch-Site", &in->fetch_site },
		{ "Sec-Purpose", &in->purpose },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (header_is(name, n, known[i].name))
			return known[i].to;
	return NULL;
}

/*
 * libmicrohttpd leaves each line where it was received, with its end overwritten by NULs. So a NUL
 * in a value, or a line that it joined with the next one (obs-fold, RFC 9112 §5.2), or a bare LF
 * shows as a gap between the lines that is not two bytes.
 */
static enum MHD_Result header_line(void *arg, enum MHD_ValueKind kind, const char *name, size_t n,
	const char *value, size_t len)
{
	struct head *h = arg;
	struct incoming *in = &h->call->in;
	const char **to;

	(void)kind;
	assert(in);
	if (!value)
		value = name + n, len = 0;
	h->bytes += n + len + 4;
	if (h->end && name != h->end + 2)
		h->bad = true;
	if (value < name + n || value > name + n + HEADER_BYTES || !header_name_good(name, n) ||
		!header_value_good(value, len))
		h->bad = true;
	h->end = value + len;
	to = slot(in, name, n);
	if (to)
		*to = text_trim(h->call->arena, arena_strn(h->call->arena, value, len));
	if (header_is(name, n, "Host"))
		h->hosts++;
	else if (header_is(name, n, "Content-Length"))
		h->lengths++, h->length = strtoull(value, NULL, 10);
	else if (header_is(name, n, "HX-Request"))
		in->htmx = true;
	else if (header_is(name, n, "X-Forwarded-For"))
		h->forwarded = arena_strn(h->call->arena, value, len);
	else if (header_is(name, n, "Transfer-Encoding")) {
		h->bad = h->bad || h->coded || !header_is(value, len, "chunked");
		h->coded = true;
	}
	return MHD_YES;
}

static const char *peer_of(struct arena *a, struct MHD_Connection *con)
{
	const union MHD_ConnectionInfo *info =
		mhd.MHD_get_connection_info(con, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	return peer_text(a, info ? info->client_addr : NULL);
}

/* Whom the request comes from: the connection, or whom the proxy named in the configuration tells.
 */
static void read_peer(
	struct server *s, struct call *c, struct MHD_Connection *con, const char *forwarded)
{
	struct incoming *in = &c->in;

	in->peer = peer_of(c->arena, con);
	in->proxied = forwarded != NULL;
	if (forwarded && peer_trusted(c->arena, s->site.config->proxy, in->peer))
		in->peer = peer_forwarded(c->arena, forwarded);
}

/* Reads the head of a request and judges its framing. */
static void read_head(struct server *s, struct call *c, struct MHD_Connection *con,
	const char *method, const char *version)
{
	struct head h = { .call = c };
	struct incoming *in = &c->in;
	const char *query = strchr(c->uri, '?');

	in->method = arena_str(c->arena, method);
	in->target =
		arena_strn(c->arena, c->uri, query ? (size_t)(query - c->uri) : strlen(c->uri));
	in->query = query ? query + 1 : "";
	in->host = in->cookies = in->languages = in->encodings = in->content_type = in->agent =
		in->origin = in->fetch_site = in->purpose = "";
	mhd.MHD_get_connection_values_n(con, MHD_HEADER_KIND, header_line, &h);
	read_peer(s, c, con, h.forwarded);
	if (h.end && memcmp(h.end, "\0\0\0\0", 4) != 0)
		h.bad = true;
	if (h.bad || h.lengths > 1 || h.hosts > 1 || (h.coded && h.lengths) ||
		(!h.hosts && strcmp(version, "HTTP/1.1") == 0))
		in->refuse = 400;
	else if (h.bytes > HEADER_BYTES)
		in->refuse = 431;
	int64_t cap = in->refuse ? 0 : dispatch_head(&s->site, in, c->arena, &c->upload);
	/* Files come from signed-in readers only; what anybody may send shares one room. */
	intake_begin(&c->body, c->arena, s->site.tmp, (size_t)cap, c->upload ? NULL : &s->room);
	if (in->end != BODY_TAKEN) {
		c->upload = false;
		c->body.drop = true;
		cap = 0;
	}
	if (!in->refuse && h.length > DROP_MOST((size_t)cap))
		in->refuse = 413; /* said at once, before it comes */
	wire_deadline(c->wire, SILENT_SECONDS + (int)(cap / 16384));
}

/* ---- replies ---- */

struct sent {
	struct server *server;
	struct arena *arena;
};

static void no_free(void *arg)
{
	(void)arg;
}

static struct MHD_Response *response_of(struct reply *r)
{
	int fd;
	struct stat st;

	if (r->spool) {
		fd = open(r->spool, O_RDONLY | O_CLOEXEC);
		unlink(r->spool);
		if (fd >= 0 && !fstat(fd, &st))
			return mhd.MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
		log_error("a file to send is gone");
		if (fd >= 0)
			close(fd);
		r->status = 500;
	}
	/* The arena lives until the request is completed, which is after the last byte. */
	return mhd.MHD_create_response_from_buffer_with_free_callback_cls(
		r->body.len, (void *)(uintptr_t)r->body.data, no_free, NULL);
}

static enum MHD_Result send_reply(
	struct server *s, struct call *c, struct MHD_Connection *con, struct reply *r)
{
	struct MHD_Response *response = response_of(r);
	enum MHD_Result result;

	if (!response)
		return MHD_NO;
	for (size_t i = 0; i < r->headers.n; i++)
		mhd.MHD_add_response_header(
			response, r->headers.at[i].name, r->headers.at[i].value);
	if (r->close || atomic_load(&s->stopping))
		mhd.MHD_add_response_header(response, "Connection", "close");
	wire_deadline(c->wire, REPLY_SECONDS);
	result = mhd.MHD_queue_response(con, (unsigned)r->status, response);
	mhd.MHD_destroy_response(response);
	return result;
}

static enum MHD_Result answer(struct server *s, struct call *c, struct MHD_Connection *con)
{
	struct reply r = { 0 };
	int64_t start = time_monotonic_us();
	enum MHD_Result result;

	c->in.body = intake_end(&c->body);
	if (c->body.over)
		c->in.refuse = 413;
	else if (c->body.failed)
		c->in.refuse = c->body.no_room ? 507 : 500;
	else if (c->body.full)
		c->in.refuse = 503;
	wire_deadline(c->wire, REPLY_SECONDS);
	dispatch(&s->site, &c->in, c->arena, &r);
	if (c->in.refuse || c->in.end != BODY_TAKEN)
		r.close = true;
	result = send_reply(s, c, con, &r);
	log_info("%s %s %d %lldms %zuB", c->in.method, r.route, r.status,
		(long long)((time_monotonic_us() - start) / 1000), r.body.len);
	log_set_request("-");
	return result;
}

/* ---- what libmicrohttpd calls ---- */

/* The first line has come: the request begins. Its result is the request's context. */
static void *on_line(void *arg, const char *uri, struct MHD_Connection *con)
{
	struct server *s = arg;
	struct arena *a = arena_take(s);
	struct call *c = ARENA_NEW(a, struct call);
	const union MHD_ConnectionInfo *info =
		mhd.MHD_get_connection_info(con, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	c->arena = a;
	c->uri = arena_str(a, uri);
	c->body.fd = -1;
	c->wire = info->socket_context;
	atomic_fetch_add(&s->running, 1);
	return c;
}

/* Takes bytes of a body; the beginning of one with files must show that a page of ours sends it. */
static void take(struct server *s, struct call *c, const char *data, size_t n)
{
	struct buf *begun = &c->body.memory;

	intake_add(&c->body, data, n);
	if (!c->upload || begun->len < BEGUN_BYTES)
		return;
	c->upload = false;
	if (dispatch_begun(&c->in, s->site.config->secure, c->arena,
		    (struct bytes){ (const unsigned char *)begun->data, begun->len }))
		return;
	c->in.end = BODY_FORGED;
	c->body.drop = true;
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *con, const char *url,
	const char *method, const char *version, const char *data, size_t *len, void **context)
{
	struct server *s = arg;
	struct call *c = *context;

	(void)url;
	if (!c || !c->wire)
		return MHD_NO;
	if (!c->begun) {
		c->begun = true;
		read_head(s, c, con, method, version);
		return c->in.refuse ? answer(s, c, con) : MHD_YES;
	}
	if (*len) {
		take(s, c, data, *len);
		*len = 0;
		/* What is over the cap is taken and dropped, so that the reader sees why. */
		return c->body.len > DROP_MOST(c->body.cap) ? MHD_NO : MHD_YES;
	}
	return answer(s, c, con);
}

static void on_completed(
	void *arg, struct MHD_Connection *con, void **context, enum MHD_RequestTerminationCode how)
{
	struct server *s = arg;
	struct call *c = *context;

	(void)con;
	(void)how;
	if (!c)
		return;
	*context = NULL;
	intake_drop(&c->body);
	if (c->wire)
		wire_deadline(c->wire, HEAD_SECONDS);
	arena_give(s, c->arena);
	atomic_fetch_sub(&s->running, 1);
}

static void on_connection(void *arg, struct MHD_Connection *con, void **context,
	enum MHD_ConnectionNotificationCode code)
{
	struct server *s = arg;
	const union MHD_ConnectionInfo *info;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		info = mhd.MHD_get_connection_info(con, MHD_CONNECTION_INFO_CONNECTION_FD);
		*context = info ? wire_open(s->wires, info->connect_fd) : NULL;
		if (*context)
			wire_deadline(*context, HEAD_SECONDS);
	} else if (*context) {
		wire_close(s->wires, *context);
		*context = NULL;
	}
}

/* Addresses are decoded by the dispatcher, with their length. */
static size_t no_unescape(void *arg, struct MHD_Connection *con, char *s)
{
	(void)arg;
	(void)con;
	return strlen(s);
}

/* libmicrohttpd's own lines may quote a request: they are dropped. */
static void no_log(void *arg, const char *format, va_list args)
{
	(void)arg;
	(void)format;
	(void)args;
}

/* ---- start and stop ---- */

static struct MHD_Daemon *daemon_start(struct server *s, int fd)
{
	int threads = s->site.config->threads;

	if (!library_open(&mhd_library)) {
		log_error("serving needs the library libmicrohttpd 12: install it");
		return NULL;
	}
	return mhd.MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG,
		0, NULL, NULL, on_request, s, MHD_OPTION_EXTERNAL_LOGGER, no_log, NULL,
		MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE,
		(unsigned)(threads > 1 ? threads : 2), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)32 * 1024, MHD_OPTION_CONNECTION_LIMIT, 4096u,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENT_SECONDS,
		MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, on_line, s,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, s, MHD_OPTION_NOTIFY_CONNECTION,
		on_connection, s, MHD_OPTION_UNESCAPE_CALLBACK, no_unescape, NULL, MHD_OPTION_END);
}

static void server_free(struct server *s)
{
	if (s->wires)
		wires_stop(s->wires);
	while (s->n_spare)
		arena_free(s->spare[--s->n_spare]);
	arena_free(s->keep);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

enum err server_start_with(const struct config *config, struct pool *pool,
	const struct web_hooks *hooks, struct route_table table, struct server **out, int *port)
{
	struct server *s = calloc(1, sizeof(*s));
	enum err e;
	int fd;

	if (!s)
		return fault("no memory");
	pthread_mutex_init(&s->lock, NULL);
	s->keep = arena_new(0);
	s->room.most = ROOM_BYTES;
	site_begin(&s->site, s->keep, config, pool, hooks, table);
	if (mkdir(s->site.tmp, 0700) && errno != EEXIST)
		e = fault("cannot make %s: %s", s->site.tmp, strerror(errno));
	else
		e = wires_start(&s->wires);
	if (e == OK)
		e = server_listen(config->host, config->port, &fd, port);
	if (e == OK) {
		s->daemon = daemon_start(s, fd);
		if (!s->daemon) {
			close(fd);
			e = fault("the HTTP server does not start");
		}
	}
	if (e != OK) {
		server_free(s);
		return e;
	}
	*out = s;
	return OK;
}

void server_stop(struct server *s)
{
	int fd = mhd.MHD_quiesce_daemon(s->daemon);

	atomic_store(&s->stopping, true);
	for (int i = 0; i < STOP_SECONDS * 100 && atomic_load(&s->running); i++)
		usleep(10000);
	mhd.MHD_stop_daemon(s->daemon);
	if (fd != MHD_INVALID_SOCKET)
		close(fd);
	server_free(s);
}
