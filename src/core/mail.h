/*
 * Sending one mail by SMTP (RFC 5321) through libcurl, opened when first needed; mail.c is the only
 * file that knows it. Which mails there are, and when they are tried, is people/mail_out.h.
 */
#ifndef CORE_MAIL_H
#define CORE_MAIL_H

#include "base/buf.h"
#include "core/config.h"

struct mail_message {
	const char *to;	     /* an address */
	const char *subject; /* UTF-8, one line */
	const char *text;    /* UTF-8 */
	const char *id;	     /* of its row: the same mail tried again has the same Message-ID */
	int64_t at_ms;	     /* Date */
};

enum mail_outcome {
	MAIL_SENT,    /* taken by the server */
	MAIL_REFUSED, /* 5xx: not to be tried again */
	MAIL_BOUNCED, /* refused because of the address: 550, 551, 553, 556 to RCPT */
	MAIL_LATER,   /* not reached, or 4xx: nothing was sent */
	MAIL_UNKNOWN  /* the text went out and no answer came: perhaps sent */
};

/*
 * The whole message (RFC 5322), lines ended by CRLF: Date, From, To, Message-ID, Subject encoded by
 * RFC 2047, Auto-Submitted (RFC 3834), text/plain in UTF-8 as base64. NULL when an address has a
 * control character, a blank or < > in it.
 */
const char *mail_text(struct arena *a, const struct config *c, const struct mail_message *m);

/*
 * Sends it: TLS by the address (smtps:) or STARTTLS, which is required unless config->mail_plain;
 * ten seconds to connect and be greeted, sixty in all, and no longer than about a second once *stop
 * is set (NULL: nobody stops it). *answer says in a line what the server or libcurl said.
 */
enum mail_outcome mail_send(struct arena *a, const struct config *c, const struct mail_message *m,
	const _Atomic(bool) *stop, const char **answer);

#endif
