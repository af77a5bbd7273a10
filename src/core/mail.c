#include "core/mail.h"

#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

#include "base/library.h"
#include "base/log.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo
#define CURL_FUNCTIONS(X)                                                                          \
	X(curl_global_init)                                                                        \
	X(curl_easy_init)                                                                          \
	X(curl_easy_setopt)                                                                        \
	X(curl_easy_perform)                                                                       \
	X(curl_easy_getinfo)                                                                       \
	X(curl_easy_strerror)                                                                      \
	X(curl_easy_cleanup)                                                                       \
	X(curl_slist_append)                                                                       \
	X(curl_slist_free_all)
LIBRARY(curl, "libcurl-gnutls.so.4", CURL_FUNCTIONS)

static void begin(void)
{
	(void)curl.curl_global_init(CURL_GLOBAL_DEFAULT);
}

static bool ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (!library_open(&curl_library))
		return false;
	return pthread_once(&once, begin) == 0;
}

struct sending {
	const char *left;
	size_t n;
	bool whole; /* all of the text was given to libcurl */
};

static size_t give(char *to, size_t size, size_t items, void *what)
{
	struct sending *s = what;
	size_t n = size * items < s->n ? size * items : s->n;

	memcpy(to, s->left, n);
	s->left += n;
	s->n -= n;
	s->whole = s->n == 0;
	return n;
}

/* libcurl asks about once a second, while it waits too. */
static int told_to_stop(
	void *what, curl_off_t in_all, curl_off_t in, curl_off_t out_all, curl_off_t out)
{
	const _Atomic(bool) *stop = what;

	(void)in_all;
	(void)in;
	(void)out_all;
	(void)out;
	return *stop ? 1 : 0;
}

static void set_stop(CURL *h, const _Atomic(bool) *stop)
{
	if (!stop)
		return;
	curl.curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
	curl.curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, told_to_stop);
	curl.curl_easy_setopt(h, CURLOPT_XFERINFODATA, stop);
}

static void set_server(CURL *h, const struct config *c)
{
	long tls = c->mail_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL;

	curl.curl_easy_setopt(h, CURLOPT_URL, c->mail_url);
	curl.curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl.curl_easy_setopt(h, CURLOPT_NOPROXY, "*");
	curl.curl_easy_setopt(h, CURLOPT_USE_SSL, tls);
	if (c->mail_authority)
		curl.curl_easy_setopt(h, CURLOPT_CAINFO, c->mail_authority);
	if (c->mail_user) {
		curl.curl_easy_setopt(h, CURLOPT_USERNAME, c->mail_user);
		curl.curl_easy_setopt(h, CURLOPT_PASSWORD, c->mail_password);
	}
	curl.curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl.curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 10L);
	curl.curl_easy_setopt(h, CURLOPT_TIMEOUT, 60L);
	/* The goodbye comes on top. Said by this handle, it heeds the stop and this limit; left
	 * to the handle's end, it would wait for two minutes. */
	curl.curl_easy_setopt(h, CURLOPT_FORBID_REUSE, 1L);
	curl.curl_easy_setopt(h, CURLOPT_SERVER_RESPONSE_TIMEOUT, 40L);
}

/* What became of it, from libcurl's result, the server's last code, and how far the text got. */
static enum mail_outcome outcome(CURLcode r, long code, bool begun)
{
	if (r == CURLE_OK)
		return MAIL_SENT;
	if (code >= 500 && code < 600 && r != CURLE_LOGIN_DENIED && r != CURLE_USE_SSL_FAILED) {
		if (!begun && (code == 550 || code == 551 || code == 553 || code == 556))
			return MAIL_BOUNCED;
		return begun || r == CURLE_SEND_ERROR ? MAIL_REFUSED : MAIL_LATER;
	}
	if (begun && !(code >= 400 && code < 500))
		return MAIL_UNKNOWN;
	return MAIL_LATER;
}

static enum mail_outcome perform(struct arena *a, const struct config *c,
	const struct mail_message *m, const char *text, const _Atomic(bool) *stop,
	const char **answer)
{
	CURL *h = curl.curl_easy_init();
	struct curl_slist *to = curl.curl_slist_append(NULL, arena_printf(a, "<%s>", m->to));
	struct sending s = { .left = text, .n = strlen(text) };
	size_t whole = s.n;
	long code = 0;
	CURLcode r;

	if (!h || !to) {
		*answer = "out of memory";
		return MAIL_LATER;
	}
	set_server(h, c);
	set_stop(h, stop);
	curl.curl_easy_setopt(h, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", c->mail_from));
	curl.curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
	curl.curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
	curl.curl_easy_setopt(h, CURLOPT_READFUNCTION, give);
	curl.curl_easy_setopt(h, CURLOPT_READDATA, &s);
	r = curl.curl_easy_perform(h);
	(void)curl.curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &code);
	*answer = code ? arena_printf(a, "%ld, %s", code, curl.curl_easy_strerror(r))
		       : arena_strn(
				 a, curl.curl_easy_strerror(r), strlen(curl.curl_easy_strerror(r)));
	curl.curl_slist_free_all(to);
	curl.curl_easy_cleanup(h);
	return outcome(r, code, s.n < whole);
}

enum mail_outcome mail_send(struct arena *a, const struct config *c, const struct mail_message *m,
	const _Atomic(bool) *stop, const char **answer)
{
	const char *text = mail_text(a, c, m);

	if (!text) {
		*answer = "not an address";
		return MAIL_BOUNCED;
	}
	if (!ready()) {
		*answer = "libcurl is not installed";
		return MAIL_LATER;
	}
	return perform(a, c, m, text, stop, answer);
}
