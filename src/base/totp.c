#include "base/totp.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <string.h>

#include "base/library.h"
#include "base/log.h"

#define OATH_FUNCTIONS(X) X(oath_init) X(oath_hotp_generate)
LIBRARY(oath, "liboath.so.0", OATH_FUNCTIONS)

static void begin(void)
{
	if (oath.oath_init() != OATH_OK)
		log_error("liboath does not start");
}

int64_t totp_step(int64_t ms)
{
	return ms / 1000 / TOTP_SECONDS;
}

bool totp_code(struct bytes secret, int64_t step, unsigned digits, char out[9])
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (step < 0 || !library_open(&oath_library))
		return false;
	pthread_once(&once, begin);
	return oath.oath_hotp_generate((const char *)secret.data, secret.len, (uint64_t)step,
		       digits, false, OATH_HOTP_DYNAMIC_TRUNCATION, out) == OATH_OK;
}

const char *totp_text(struct arena *a, struct bytes secret)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	struct buf b;
	uint32_t bits = 0;
	int have = 0;

	buf_init(&b, a, secret.len * 2);
	for (size_t i = 0; i < secret.len; i++) {
		bits = (bits << 8 | secret.data[i]) & 0xfff;
		for (have += 8; have >= 5; have -= 5)
			buf_char(&b, alphabet[bits >> (have - 5) & 31]);
	}
	if (have)
		buf_char(&b, alphabet[bits << (5 - have) & 31]);
	return b.data;
}

/* RFC 3986: all but the unreserved characters. */
static void put_encoded(struct buf *b, const char *s)
{
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (; *s; s++)
		if (strchr(plain, *s))
			buf_char(b, *s);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)*s);
}

const char *totp_address(struct arena *a, const char *issuer, const char *name, struct bytes secret)
{
	struct buf b;

	buf_init(&b, a, 160);
	buf_str(&b, "otpauth://totp/");
	put_encoded(&b, issuer);
	buf_char(&b, ':');
	put_encoded(&b, name);
	buf_printf(&b, "?secret=%s&issuer=", totp_text(a, secret));
	put_encoded(&b, issuer);
	buf_printf(&b, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS, TOTP_SECONDS);
	return b.data;
}
