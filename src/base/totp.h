/*
 * Time-based one-time passwords (RFC 6238) as authenticator applications show them: HMAC-SHA-1,
 * steps of 30 seconds from 1970, dynamic truncation (RFC 4226 section 5.3). The only module that
 * knows liboath.
 */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

#define TOTP_DIGITS 6
#define TOTP_SECONDS 30

/* The step of a moment (milliseconds since 1970). */
int64_t totp_step(int64_t ms);

/* The code of a step: 6 to 8 digits and a NUL into `out`. False: liboath is not there (logged). */
bool totp_code(struct bytes secret, int64_t step, unsigned digits, char out[9]);

/* A secret as people type it: base32 (RFC 4648 section 6) without padding. */
const char *totp_text(struct arena *a, struct bytes secret);

/*
 * The address an authenticator application reads from a QR code: "otpauth://totp/ISSUER:NAME?…"
 * (the Key URI Format of Google Authenticator). Issuer and name are percent-encoded.
 */
const char *totp_address(
	struct arena *a, const char *issuer, const char *name, struct bytes secret);

#endif
