/* The transactions of a turn: session, rights, handler, commit; again while the store is busy. */
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "base/crypto.h"
#include "base/log.h"
#include "core/may.h"
#include "web/csrf.h"
#include "web/download.h"
#include "web/kept.h"
#include "web/session_load.h"
#include "web/session_sql.h"
#include "web/turn.h"

enum { TRIES = 8, SHORT_TRIES = 4 };

enum gate { GATE_OPEN, GATE_SIGN_IN, GATE_DENIED, GATE_PASSWORD, GATE_FACTOR };

struct attempt {
	struct page *pg;
	enum gate gate;
	const char *led_to; /* where the same send led before */
	bool crowded;	    /* too many do the same slow work at this moment */
};

/* Waits longer each time, by a random part, so that those who met do not meet again. */
static void pause_before(int again)
{
	uint16_t random;
	int64_t us;

	random_bytes(&random, sizeof(random));
	us = (int64_t)(1000 << (again < 7 ? again : 7)) * (random % 1000 + 500) / 1000;
	nanosleep(
		&(struct timespec){ .tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000 }, NULL);
}

struct page *turn_page(struct turn *t, struct ctx *cx)
{
	struct page *pg = ARENA_NEW(t->arena, struct page);
	struct out *o = ARENA_NEW(t->arena, struct out);
	const char *print;

	o->b = ARENA_NEW(t->arena, struct buf);
	buf_init(o->b, t->arena, (size_t)24 * 1024);
	o->arena = t->arena;
	o->lang = cx->lang;
	if (!t->visit.has_secret)
		visit_secret(&t->visit, t->arena, true);
	o->csrf = csrf_token(&t->visit, t->arena);
	*pg = (struct page){ .cx = cx,
		.rq = &t->rq,
		.o = o,
		.route = t->route,
		.table = &t->site->routes,
		.visit = &t->visit,
		.work = t->visit.work };
	print = page_param(pg, "print");
	pg->print = print && strcmp(print, "1") == 0;
	return pg;
}

static struct ctx *context(struct turn *t, struct db *db)
{
	struct ctx *cx = ctx_new(t->arena, t->site->pool, db, t->site->config, NULL);

	cx->request_id = t->id;
	cx->lang = t->lang;
	return cx;
}

/* A day this process has not met yet: what begins and ends with it does, before anybody acts. */
static enum err meet_day(struct turn *t)
{
	struct db *db;
	struct ctx *cx;
	int64_t day;
	enum err e;

	TRY(db_begin(t->site->pool, DB_WRITE, &db));
	cx = context(t, db);
	day = cx->day;
	ctx_system(cx);
	e = t->site->hooks->new_day(cx);
	if (e != OK) {
		db_rollback(db);
		return e;
	}
	TRY(db_commit(db));
	atomic_store(t->site->day, day);
	return OK;
}

/* Begins a transaction with its context. */
static enum err begin(struct turn *t, enum db_mode mode, struct db **db, struct ctx **cx)
{
	TRY(db_begin(t->site->pool, mode, db));
	*cx = context(t, *db);
	if (!t->site->day || (*cx)->day == atomic_load(t->site->day))
		return OK;
	db_rollback(*db);
	TRY(meet_day(t));
	TRY(db_begin(t->site->pool, mode, db));
	*cx = context(t, *db);
	return OK;
}

static enum err read_who(struct turn *t, struct ctx *cx)
{
	TRY(session_load(cx, &t->visit, t->site->hooks));
	if (t->lang_chosen)
		cx->lang = t->lang;
	t->ribbon = t->site->hooks->ribbon ? t->site->hooks->ribbon(cx) : NULL;
	return OK;
}

/* Whether a path is `at` or below it. */
static bool within(const char *path, const char *at)
{
	size_t n = strlen(at);

	return strncmp(path, at, n) == 0 && (!path[n] || path[n] == '/');
}

static enum gate gate_of(struct turn *t, struct ctx *cx)
{
	const struct route *r = t->route;
	const char *password = t->site->hooks->password_path, *factor = t->site->hooks->factor_path;

	if (r->who == FOR_ANYBODY)
		return GATE_OPEN;
	if (!t->visit.account)
		return GATE_SIGN_IN;
	if (cx->who.must_change && password && strcmp(r->path, password) != 0 &&
		strcmp(r->path, "/logout") != 0)
		return GATE_PASSWORD;
	if (cx->who.must_enrol && !cx->who.must_change && factor && !within(r->path, factor) &&
		strcmp(r->path, "/logout") != 0)
		return GATE_FACTOR;
	if (r->who == FOR_CAPABILITY && !may_anywhere(cx, r->capability))
		return GATE_DENIED;
	return GATE_OPEN;
}

/* What the frame tells of the reader; a page without a frame needs none of it. */
static enum err read_frame(struct turn *t, struct page *pg)
{
	const struct web_hooks *hooks = t->site->hooks;

	if (pg->bare || pg->location || pg->type || t->rq.htmx)
		return OK;
	if (hooks->top_read)
		TRY(hooks->top_read(pg));
	return hooks->unseen && pg->cx->who.account ? hooks->unseen(pg->cx, &t->unseen) : OK;
}

static enum err inside(struct turn *t, struct ctx *cx, struct attempt *at)
{
	struct once_find before;
	bool found = false;
	enum err e;

	TRY(read_who(t, cx));
	at->pg->o->lang = cx->lang;
	at->gate = gate_of(t, cx);
	if (at->gate != GATE_OPEN)
		return OK;
	if (t->once) {
		TRY(once_find_query(cx->db, cx->arena, t->once, t->visit.account, &before, &found));
		at->led_to = found ? before.location : NULL;
		if (found)
			return OK;
	}
	TRY(t->route->handler(at->pg));
	TRY(download_label(at->pg));
	TRY(read_frame(t, at->pg));
	if (!t->once || !at->pg->location)
		return OK;
	e = once_add_query(
		cx->db, t->once, cx->who.account, t->rq.path, at->pg->location, cx->now, NULL);
	/* The other send of this form has just been committed: look again. */
	return e == ERR_CONFLICT ? ERR_BUSY : e;
}

static enum err attempt(struct turn *t, struct attempt *at)
{
	bool write = t->route->method == ROUTE_POST || t->route->write;
	struct db *db;
	struct ctx *cx;
	enum err e;

	TRY(begin(t, write ? DB_WRITE : DB_READ, &db, &cx));
	at->pg = turn_page(t, cx);
	e = inside(t, cx, at);
	cx->db = NULL;
	if (e != OK || !write || at->gate != GATE_OPEN || at->led_to) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}

/* Runs a page in a read transaction, on a context that has been used before; `refused`: the page of
 * a POST whose form is to be shown again, or NULL. */
static enum err show(struct turn *t, struct ctx *cx, page_handler *handler,
	const struct page *refused, struct page **out)
{
	enum err e = ERR_BUSY;

	for (int i = 0; i < SHORT_TRIES && e == ERR_BUSY; i++) {
		struct db *db;

		if (i)
			pause_before(i);
		e = db_begin(t->site->pool, DB_READ, &db);
		if (e != OK)
			continue;
		cx->db = db;
		*out = turn_page(t, cx);
		(*out)->posted = refused != NULL;
		(*out)->stale = refused && refused->stale;
		e = handler(*out);
		if (e == OK)
			e = read_frame(t, *out);
		cx->db = NULL;
		db_rollback(db);
	}
	return e;
}

/* A refused POST: its form again, with what was typed. */
static void show_again(struct turn *t, const struct attempt *at, enum err why)
{
	struct page *pg = NULL, *refused = at->pg;
	struct ctx *cx = refused->cx;
	page_handler *handler = t->route->on_problem;
	bool retyped = why == ERR_INPUT || why == ERR_CONFLICT || at->crowded ||
		       (why == ERR_DENIED && cx->problems.n);
	enum err e;

	if (!handler || !retyped) {
		reply_error(t, cx, refused->status ? refused->status : status_of(why));
		return;
	}
	e = show(t, cx, handler, refused, &pg);
	if (e != OK) {
		reply_error(t, cx, status_of(e));
		return;
	}
	pg->status = refused->status ? refused->status : status_of(why);
	if (pg->status == 503)
		reply_header(t, "Retry-After", "5");
	reply_page(t, pg, why);
}

/* This address with its query, as a parameter of the sign-in page's. */
static const char *sign_in_address(struct turn *t)
{
	struct buf b;
	struct out o = { .b = &b, .arena = t->arena };

	buf_init(&b, t->arena, 128);
	buf_str(&b, "/login?next=");
	out_url(&o, t->in->target);
	if (*t->in->query) {
		out_url(&o, "?");
		out_url(&o, t->in->query);
	}
	return b.data;
}

static void ask_sign_in(struct turn *t, struct ctx *cx)
{
	const struct route *sign_in;
	struct page *pg = NULL;
	bool other;
	enum err e;

	if (t->route->method == ROUTE_GET) {
		reply_redirect(t, sign_in_address(t), NULL);
		return;
	}
	sign_in = route_find(&t->site->routes, ROUTE_GET, "/login", &other);
	if (!sign_in) {
		reply_error(t, cx, 401);
		return;
	}
	t->visit.kept_to = t->in->target;
	t->route = sign_in;
	e = show(t, cx, sign_in->handler, NULL, &pg);
	if (e != OK) {
		reply_error(t, cx, status_of(e));
		return;
	}
	pg->status = 401;
	reply_page(t, pg, OK);
}

/* Runs fn in a write transaction of its own. */
static void short_write(struct turn *t, const struct ctx *who, struct after after)
{
	enum err e = ERR_BUSY;

	for (int i = 0; i < SHORT_TRIES && e == ERR_BUSY; i++) {
		struct db *db;
		struct ctx *cx;

		if (i)
			pause_before(i);
		e = db_begin(t->site->pool, DB_WRITE, &db);
		if (e != OK)
			continue;
		cx = context(t, db);
		if (who)
			cx->who = who->who;
		e = after.fn(cx, after.arg);
		if (e == OK)
			e = db_commit(db);
		else
			db_rollback(db);
	}
	if (e != OK)
		log_warn("what was to be kept after %s is not: error %d", t->reply->route, (int)e);
}

static enum err touch(struct ctx *cx, void *visit)
{
	return session_touch(cx, visit);
}

static void afterwards(struct turn *t, const struct ctx *cx)
{
	if (t->visit.touch && t->visit.account)
		short_write(t, cx, (struct after){ touch, &t->visit });
	for (size_t i = 0; i < t->visit.after.n; i++)
		short_write(t, cx, t->visit.after.at[i]);
}

static void finish(struct turn *t, struct attempt *at, enum err e)
{
	if (!at->pg)
		reply_error(t, NULL, status_of(e));
	else if (e != OK)
		show_again(t, at, e);
	else if (at->gate == GATE_SIGN_IN)
		ask_sign_in(t, at->pg->cx);
	else if (at->gate == GATE_DENIED)
		reply_error(t, at->pg->cx, 403);
	else if (at->gate == GATE_PASSWORD)
		reply_redirect(t, t->site->hooks->password_path, NULL);
	else if (at->gate == GATE_FACTOR)
		reply_redirect(t, t->site->hooks->factor_path, NULL);
	else if (at->led_to)
		reply_redirect(t, at->led_to, NULL);
	else
		reply_page(t, at->pg, OK);
}

/* What a refused handler changed in the session is not so; what is to run afterwards is. */
static void undo_visit(struct turn *t, const struct visit *before)
{
	struct visit now = t->visit;

	if (now.hash != before->hash || now.session != before->session) {
		t->visit = *before;
		t->visit.after.at = now.after.at;
		t->visit.after.n = now.after.n;
		visit_secret(&t->visit, t->arena, true);
	} else {
		t->visit.cookies.n = before->cookies.n;
	}
}

/* Who reads, and whether the route is open to them; then `page` is run, if it is not NULL. */
static enum err look(struct turn *t, struct attempt *at, page_handler *page)
{
	struct db *db;
	struct ctx *cx;
	enum err e;

	TRY(begin(t, DB_READ, &db, &cx));
	at->pg = turn_page(t, cx);
	e = read_who(t, cx);
	if (e == OK)
		at->gate = gate_of(t, cx);
	if (e == OK && page && at->gate == GATE_OPEN)
		e = page(at->pg);
	cx->db = NULL;
	db_rollback(db);
	return e;
}

/* The route's `.before`, in a read transaction, and then, without one, what it named. */
static enum err prepare(struct turn *t, struct attempt *at)
{
	enum err e = ERR_BUSY;

	for (int i = 0; i < SHORT_TRIES && e == ERR_BUSY; i++) {
		if (i)
			pause_before(i);
		e = look(t, at, t->route->before);
	}
	if (e == OK && at->gate == GATE_OPEN && t->visit.meanwhile)
		e = t->visit.meanwhile(t->arena, t->visit.work);
	at->crowded = e == ERR_BUSY && !at->pg->cx->problems.n && t->visit.meanwhile;
	if (at->crowded)
		problem(at->pg->cx, e, NULL,
			MSG("Many people do this at the moment. Nothing was changed. Send it again "
			    "in a few seconds."));
	return e;
}

void turn_run(struct turn *t)
{
	struct arena_mark mark;
	struct visit before;
	struct attempt at = { 0 };
	enum err e = t->route->before ? prepare(t, &at) : OK;

	if (e != OK || at.gate != GATE_OPEN) {
		finish(t, &at, e);
		return;
	}
	mark = arena_mark(t->arena);
	before = t->visit;
	for (int i = 0;; i++) {
		at = (struct attempt){ 0 };
		e = attempt(t, &at);
		if (e != ERR_BUSY || i + 1 == TRIES)
			break;
		arena_rewind(t->arena, mark);
		t->visit = before;
		pause_before(i);
	}
	if (e != OK)
		undo_visit(t, &before);
	finish(t, &at, e);
	afterwards(t, at.pg ? at.pg->cx : NULL);
}

bool turn_open(struct turn *t)
{
	struct attempt at = { 0 };

	return look(t, &at, NULL) == OK && at.gate == GATE_OPEN;
}

void turn_closed(struct turn *t)
{
	struct attempt at = { 0 };
	enum err e = look(t, &at, NULL);

	/* Closed when the request began, open now: the store failed then. */
	if (e == OK && at.gate == GATE_OPEN)
		e = ERR_BUSY;
	if (e == OK)
		finish(t, &at, OK);
	else
		reply_error(t, NULL, status_of(e));
}

struct ctx *turn_reader(struct turn *t)
{
	struct ctx *cx = NULL;
	struct db *db;
	enum err e = begin(t, DB_READ, &db, &cx);

	if (e == OK) {
		e = read_who(t, cx);
		cx->db = NULL;
		db_rollback(db);
	}
	return e == OK ? cx : context(t, NULL);
}

void turn_error(struct turn *t, int status)
{
	reply_error(t, turn_reader(t), status);
}
