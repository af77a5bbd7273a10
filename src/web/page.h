/*
 * A page: what a handler gets and what it leaves. A GET handler fills pg->title and the rest of the
 * frame, writes its content by a template into pg->o, and returns OK. A POST handler does one act
 * through the domain and returns page_go(pg, address). On an error the dispatcher rolls back; where
 * the route names `.on_problem`, it calls that page in a read transaction, with pg->posted set, so
 * that it shows again what was typed beside cx->problems.
 *
 * A handler never commits, frees or writes to the socket. Headers, cookies, frame and status are
 * the dispatcher's.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/ctx.h"
#include "web/html.h"

/* The six subjects of the main navigation. */
enum subject {
	SUBJECT_NONE,
	SUBJECT_HOME,
	SUBJECT_LEARN,
	SUBJECT_PLAN,
	SUBJECT_ASSESS,
	SUBJECT_IMPLEMENT,
	SUBJECT_DONORS
};

struct crumb {
	const char *text; /* translated, or a name from the data */
	const char *href; /* NULL for the page itself */
};

/* A file of a multipart form: received into a temporary file before the handler runs. */
struct upload {
	const char *field;
	const char *name; /* as sent, without folders, control characters removed */
	const char *path; /* of the temporary file, removed after the request */
	int64_t size;
};

/* A posted pair, in the order sent. Values are valid UTF-8 without NUL; line ends are \n. */
struct pair {
	const char *name;
	const char *value;
};

struct request {
	const char *method;	   /* GET HEAD POST */
	const char *path;	   /* decoded, begins with / */
	const char *query;	   /* raw, "" if none */
	const struct pair *params; /* of the query string */
	size_t n_params;
	const struct pair *form; /* of the body */
	size_t n_form;
	const struct upload *uploads;
	size_t n_uploads;
	const char *lang_header;
	const char *peer; /* address of the client, "" if unknown: what the proxy of the
			     configuration tells, if the request comes from there */
	bool proxied;	  /* it came through a proxy, ours or another */
	bool htmx;	  /* HX-Request: only the content is wanted, without the frame */
	bool unread;	  /* nobody reads the answer now: HEAD, a prefetch, a robot */
};

struct route_table; /* web/match.h */
struct visit;	    /* session, cookies and what the dispatcher keeps (web/visit.h) */

struct page {
	struct ctx *cx;
	const struct request *rq;
	struct out *o; /* the content goes here */
	const struct route *route;
	const struct route_table *table; /* of the site */
	const char *title; /* translated; the frame adds the product's name, and "Error:" when there
			      are problems */
	enum subject subject;
	LIST(struct crumb) crumbs;
	bool posted;	      /* shown again after a refused POST: fields take what was typed */
	bool stale;	      /* the refused POST started from an older version; see stale() */
	bool print;	      /* ?print=1: details open, all rows on one page */
	bool bare;	      /* no subjects and no sign-in: public documents */
	int refresh;	      /* seconds after which the browser asks again; 0: it does not */
	int status;	      /* 0: by the result */
	const char *location; /* redirect */
	const char *notice;   /* translated sentence shown on top, from the act before (kept in a
				 short cookie by code) */
	/* A download instead of a page: */
	const char *type;	 /* "text/csv; charset=utf-8" … NULL: HTML */
	const char *file_name;	 /* Content-Disposition, UTF-8 allowed (RFC 6266); the class of the
				    route's set is put into it */
	const char *sensitivity; /* the header of that name; the dispatcher's */
	const char *spool;	 /* a temporary file to send and remove; NULL: what is in o */
	struct visit *visit;	 /* the dispatcher's */
	void *work;		 /* what page_meanwhile worked at; NULL: nothing */
	void *top;		 /* what web_hooks.top_read read; NULL: nothing */
};

typedef enum err page_handler(struct page *pg);

/* "/rounds/:id" → the number of that segment; ERR_MISSING if it is no positive id. */
enum err page_id(const struct page *pg, const char *name, int64_t *id) MUST_USE;
/* The text of a segment; never NULL for a segment the route has. */
const char *page_segment(const struct page *pg, const char *name);

/* A query parameter, or NULL; as a folded LIKE pattern for lists ("%" when absent). */
const char *page_param(const struct page *pg, const char *name);
const char *page_search(const struct page *pg, const char *name);

/* ?page=: 1 …; `rows` a page. Offsets for a list query. */
struct paging {
	int64_t page, rows, limit, offset, total, pages;
};
struct paging page_paging(const struct page *pg, int64_t rows);
void paging_total(struct paging *p, int64_t total);

/* This address with one parameter changed (NULL removes it) and `page` dropped: for sort links and
 * filters. */
const char *page_with(const struct page *pg, const char *name, const char *value);

/* After an act: go there (303), with a notice by its msgid (NULL: none). Gives OK. */
enum err page_go(struct page *pg, const char *address, const char *notice);

void page_crumb(struct page *pg, const char *text, const char *href);

/*
 * Has fn(cx, arg) run in a short write transaction of its own once this one has ended, however it
 * ended: for what must be kept of a refusal, such as a failed sign-in. `arg` lives in the arena.
 * Its error is logged and changes nothing for the reader.
 */
void page_after(struct page *pg, enum err (*fn)(struct ctx *cx, void *arg), void *arg);

/*
 * From a route's `.before`: has fn(arena, work) run while no transaction is open, before the
 * handler's begins; the handler finds `work` as pg->work. For what takes long, such as hashing a
 * password. ERR_BUSY makes it 503. Not run again when the handler is.
 */
void page_meanwhile(struct page *pg, enum err (*fn)(struct arena *a, void *work), void *work);

/* Keeps the reader's language in this browser (a cookie), from the next page on. */
void page_language(struct page *pg, enum lang lang);

/* A cookie of this browser that holds nothing secret, as sent, or NULL; and setting it for `days`
 * (below 0: removes it). */
const char *page_cookie(const struct page *pg, const char *name);
void page_cookie_put(struct page *pg, const char *name, const char *value, int days);

/* Whether a password is among what was posted: it is never shown again. */
bool page_secret(const struct page *pg);

/* Whether an address is a path of this site, safe to go to: "/x", never "//x" or "/\\x". */
bool page_local(const char *address);

/* ---- posted forms ---- */

enum field_kind {
	FIELD_TEXT,
	FIELD_LINES,
	FIELD_INT,
	FIELD_DATE,
	FIELD_ID,
	FIELD_WORD,
	FIELD_EMAIL,
	FIELD_FLAG,
	FIELD_FILE
};

struct field {
	const char *name;
	enum field_kind kind;
	int64_t min, max;	  /* length in characters, or value; min 0: may be left empty */
	const char *const *words; /* FIELD_WORD: the allowed ones, NULL-ended */
};
#define TEXT(name, min, max)                                                                       \
	{                                                                                          \
		(name), FIELD_TEXT, (min), (max), NULL                                             \
	}
#define LINES(name, min, max)                                                                      \
	{                                                                                          \
		(name), FIELD_LINES, (min), (max), NULL                                            \
	}
#define INT(name, min, max)                                                                        \
	{                                                                                          \
		(name), FIELD_INT, (min), (max), NULL                                              \
	} /* required */
#define INT_OPT(name, min, max)                                                                    \
	{                                                                                          \
		(name), FIELD_INT, (min), (max), (const char *const[])                             \
		{                                                                                  \
			"", NULL                                                                   \
		}                                                                                  \
	}
#define DATE(name)                                                                                 \
	{                                                                                          \
		(name), FIELD_DATE, 1, 1, NULL                                                     \
	}
#define DATE_OPT(name)                                                                             \
	{                                                                                          \
		(name), FIELD_DATE, 0, 1, NULL                                                     \
	}
#define ID(name)                                                                                   \
	{                                                                                          \
		(name), FIELD_ID, 1, 1, NULL                                                       \
	}
#define ID_OPT(name)                                                                               \
	{                                                                                          \
		(name), FIELD_ID, 0, 1, NULL                                                       \
	}
#define WORD(name, list)                                                                           \
	{                                                                                          \
		(name), FIELD_WORD, 1, 1, (list)                                                   \
	}
#define WORD_OPT(name, list)                                                                       \
	{                                                                                          \
		(name), FIELD_WORD, 0, 1, (list)                                                   \
	}
#define EMAIL(name, min)                                                                           \
	{                                                                                          \
		(name), FIELD_EMAIL, (min), 254, NULL                                              \
	}
#define FLAG(name)                                                                                 \
	{                                                                                          \
		(name), FIELD_FLAG, 0, 1, NULL                                                     \
	}
#define FILE_FIELD(name, min)                                                                      \
	{                                                                                          \
		(name), FIELD_FILE, (min), 1, NULL                                                 \
	}

struct values;

/*
 * Reads the posted form through the table. Every failure becomes a problem on its field, in one
 * pass; ERR_INPUT if there is any. Text is trimmed; dates become ISO (any digits, date_read);
 * integers take any digits. Absent optional: NULL, DB_NULL, false. Fields not in the table are
 * ignored.
 */
enum err form_read(
	struct page *pg, const struct field *fields, size_t n, struct values **v) MUST_USE;
#define FORM_READ(pg, fields, v) form_read((pg), (fields), COUNT_OF(fields), (v))

const char *value_text(const struct values *v, const char *name); /* NULL if left empty */
int64_t value_int(const struct values *v, const char *name);	  /* DB_NULL if left empty */
bool value_flag(const struct values *v, const char *name);
const struct upload *value_file(const struct values *v, const char *name); /* NULL if none */

/* The whole file into the arena; a problem on `field` if there is none or it is larger than `most`
 * bytes. */
enum err upload_read(struct ctx *cx, const struct upload *up, int64_t most, const char *field,
	struct bytes *out) MUST_USE;

/* All values of one name, in order (checkboxes). */
size_t form_all(const struct page *pg, const char *name, const char ***values);

/* What a field shows: what was typed when shown again, else `stored` ("" for NULL). */
const char *typed(const struct page *pg, const char *name, const char *stored);
/* The same for a date stored in ISO: shown as people type it, in the reader's digits. */
const char *typed_date(const struct page *pg, const char *name, const char *stored);
bool typed_is(const struct page *pg, const char *name, const char *value, const char *stored);

/* The first problem of a field, or NULL: for the .err line. */
const char *problem_of(const struct page *pg, const char *field);

/* ---- edits ---- */

/*
 * Edits carry the version they started from in field "version". stale(): ERR_CONFLICT with the
 * sentence that somebody changed this meanwhile, if `now` differs; the page then shows both texts
 * (typed in the fields, the stored beside: pg->stale).
 */
enum err stale(struct page *pg, const struct values *v, int64_t now) MUST_USE;

#endif
