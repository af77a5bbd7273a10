#include "base/crypto.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define HASHES_AT_ONCE 4

/* How many password hashes run now: each takes 19 MiB. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int running;
static atomic_bool cheap;

void crypto_init(void)
{
	if (sodium_init() < 0) {
		fputs("tansiq: no source of random numbers\n", stderr);
		abort();
	}
}

void random_bytes(void *out, size_t n)
{
	randombytes_buf(out, n);
}

const char *random_token(struct arena *a, size_t n)
{
	unsigned char *raw = arena_alloc(a, n);

	random_bytes(raw, n);
	return text_base64url(a, (struct bytes){ raw, n });
}

void sha256(const void *data, size_t n, unsigned char out[32])
{
	crypto_hash_sha256(out, data, n);
}

const char *sha256_hex(struct arena *a, const void *data, size_t n)
{
	unsigned char hash[32];

	sha256(data, n, hash);
	return text_hex(a, (struct bytes){ hash, sizeof(hash) });
}

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct sha256_state), "too small");

static crypto_hash_sha256_state *state_of(struct sha256_state *s)
{
	return (crypto_hash_sha256_state *)(void *)s->opaque;
}

void sha256_begin(struct sha256_state *s)
{
	crypto_hash_sha256_init(state_of(s));
}

void sha256_more(struct sha256_state *s, const void *data, size_t n)
{
	crypto_hash_sha256_update(state_of(s), data, n);
}

void sha256_end(struct sha256_state *s, unsigned char out[32])
{
	crypto_hash_sha256_final(state_of(s), out);
}

void hmac_sha256(const unsigned char key[32], const void *data, size_t n, unsigned char out[32])
{
	crypto_auth_hmacsha256(out, data, n, key);
}

bool same_secret(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

static void enter(void)
{
	pthread_mutex_lock(&lock);
	while (running == HASHES_AT_ONCE)
		pthread_cond_wait(&freed, &lock);
	running++;
	pthread_mutex_unlock(&lock);
}

static void leave(void)
{
	pthread_mutex_lock(&lock);
	running--;
	pthread_cond_signal(&freed);
	pthread_mutex_unlock(&lock);
}

const char *password_hash(struct arena *a, const char *password)
{
	char *out = arena_alloc(a, crypto_pwhash_STRBYTES);
	bool fast = atomic_load(&cheap);
	unsigned long long rounds = fast ? crypto_pwhash_argon2id_OPSLIMIT_MIN : 2;
	size_t memory = fast ? crypto_pwhash_argon2id_MEMLIMIT_MIN : (size_t)19 * 1024 * 1024;
	int failed;

	enter();
	failed = crypto_pwhash_str_alg(
		out, password, strlen(password), rounds, memory, crypto_pwhash_ALG_ARGON2ID13);
	leave();
	if (failed) {
		fputs("tansiq: out of memory\n", stderr);
		abort();
	}
	return out;
}

bool password_check(const char *hash, const char *password)
{
	bool same;

	enter();
	same = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
	leave();
	return same;
}

void password_cheap(bool on)
{
	atomic_store(&cheap, on);
}

void sign_keypair(unsigned char public_key[32], unsigned char secret_key[64])
{
	crypto_sign_keypair(public_key, secret_key);
}

void sign_detached(
	const unsigned char secret_key[64], const void *data, size_t n, unsigned char signature[64])
{
	crypto_sign_detached(signature, NULL, data, n, secret_key);
}

bool sign_verify(const unsigned char public_key[32], const void *data, size_t n,
	const unsigned char signature[64])
{
	return crypto_sign_verify_detached(signature, data, n, public_key) == 0;
}
