/* Hashes, random numbers, passwords: a thin layer over libsodium, the only file that includes it.
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* Must be called once before anything else here; aborts if there is no randomness. */
void crypto_init(void);

void random_bytes(void *out, size_t n);

/* A random token of n bytes as base64url text. */
const char *random_token(struct arena *a, size_t n);

/* SHA-256 (FIPS 180-4): into 32 bytes, and as 64 hexadecimal characters. */
void sha256(const void *data, size_t n, unsigned char out[32]);
const char *sha256_hex(struct arena *a, const void *data, size_t n);

/* The same in parts. */
struct sha256_state {
	_Alignas(8) unsigned char opaque[128];
};
void sha256_begin(struct sha256_state *s);
void sha256_more(struct sha256_state *s, const void *data, size_t n);
void sha256_end(struct sha256_state *s, unsigned char out[32]);

/* HMAC-SHA-256 (RFC 2104) with a 32-byte key. */
void hmac_sha256(const unsigned char key[32], const void *data, size_t n, unsigned char out[32]);

/* BLAKE2b (RFC 7693) with a 32-byte key: the same use at a tenth of the work, for what every page
 * needs and nobody else has to compute. */
void keyed_hash(const unsigned char key[32], const void *data, size_t n, unsigned char out[32]);

/* Whether two equally long secrets are the same, in constant time. */
bool same_secret(const void *a, const void *b, size_t n);

/*
 * Argon2id (RFC 9106), 19 MiB, t=2, p=1, as a PHC string: tens of milliseconds of work, never to be
 * done inside a transaction. At most four hashes run at once in the process; the fifth waits.
 * password_cheap(true) makes hashing fast for tests, never for an instance.
 */
const char *password_hash(struct arena *a, const char *password);
bool password_check(const char *hash, const char *password);
void password_cheap(bool cheap);

/*
 * The same for the threads of a server, which may not all stand in one queue: at most two wait, and
 * no longer than a quarter of a second. False: not done, too many run.
 */
bool password_hash_soon(struct arena *a, const char *password, const char **hash);
bool password_check_soon(const char *hash, const char *password, bool *same);

/* One of the four turns, and its end; `soon` as above. */
bool password_turn(bool soon);
void password_turn_end(void);

/*
 * Encrypts with a 32-byte key and authenticates (XSalsa20-Poly1305, a random nonce in front):
 * n bytes become n + SEAL_BYTES. unseal gives false where it was not sealed by this key; out has
 * room for n - SEAL_BYTES.
 */
#define SEAL_BYTES 40
void secret_seal(const unsigned char key[32], const void *data, size_t n, unsigned char *out);
bool secret_unseal(const unsigned char key[32], const void *sealed, size_t n, unsigned char *out);

/* Ed25519 (RFC 8032). */
void sign_keypair(unsigned char public_key[32], unsigned char secret_key[64]);
void sign_detached(const unsigned char secret_key[64], const void *data, size_t n,
	unsigned char signature[64]);
bool sign_verify(const unsigned char public_key[32], const void *data, size_t n,
	const unsigned char signature[64]);

#endif
