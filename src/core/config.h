/* What an instance is started with: read once from a file, the environment and the command line,
 * then constant. */
#ifndef CORE_CONFIG_H
#define CORE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/i18n.h"

struct identity_copy;
struct model_cache;
struct notice_kind;
struct data_set;
struct retention;
struct open_work;

struct config {
	const char *data;     /* data folder: tansiq.db, files/, keys/ */
	const char *db;	      /* sqlite:FILE or postgresql://… */
	const char *host;     /* address to listen on; loopback unless told */
	int port;	      /* 0: any free one */
	const char *base_url; /* "https://tansiq.example", for links outside pages; no slash at the
				 end */
	bool demo;	      /* ribbon, sign-in by role; loopback only */
	const char *proxy;  /* addresses of the reverse proxies whose X-Forwarded-For counts; NULL:
			       none */
	bool secure;	    /* behind TLS: __Host- cookie, Secure */
	const char *now;    /* a fixed moment for the demonstration's clock, or NULL */
	int zone_minutes;   /* east of UTC; Baghdad 180 */
	enum lang lang;	    /* of the instance: what is shown when nothing else decides */
	int threads;	    /* of the server */
	int64_t form_bytes; /* cap of a posted form without files */
	int64_t file_bytes; /* cap of one uploaded file */
	int session_idle;   /* minutes until an idle session ends */
	int session_hours;  /* hours until any session ends */
	/* mail; mail_url NULL: none, notices stay in the product */
	const char *mail_url;	    /* "smtp://HOST:587" (STARTTLS) or "smtps://HOST" */
	const char *mail_from;	    /* sender */
	const char *mail_user;	    /* or NULL: without signing in */
	const char *mail_password;  /* read from the file of the configuration; never shown */
	const char *mail_authority; /* file of the certificates to trust; NULL: the system's */
	bool mail_plain;	    /* without TLS: to this very machine only */
	int mail_per_minute;
	const struct notice_kind *notices; /* all kinds, ended by one without a name; NULL: none */
	const struct data_set *data_sets;  /* all sets, ended by one without a key; NULL: none */
	const struct retention *retention; /* what is kept how long; NULL: nothing is swept */
	const struct open_work *open_work; /* what can be open at a post, ended by one without
					      words; NULL: none (people/handover.h) */
	struct model_cache *models;	/* compiled forms the threads share (assess); NULL: none */
	struct identity_copy *identity; /* what an administrator set over this (identity.h); NULL:
					   nothing */
};

#endif
