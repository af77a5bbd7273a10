#include "base/crypto.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

#define HASHES_AT_ONCE 4
#define WAIT_AT_ONCE 2
#define WAIT_MS 250

/* How many password hashes run now: each takes 19 MiB. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int running, waiting;
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

void keyed_hash(const unsigned char key[32], const void *data, size_t n, unsigned char out[32])
{
	crypto_generichash(out, 32, data, n, key, 32);
}

bool same_secret(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

static bool wait_soon(void)
{
	struct timespec until;
	int late = 0;

	if (running < HASHES_AT_ONCE)
		return true;
	if (waiting == WAIT_AT_ONCE)
		return false;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += WAIT_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	waiting++;
	while (running == HASHES_AT_ONCE && !late)
		late = pthread_cond_timedwait(&freed, &lock, &until);
	waiting--;
	return running < HASHES_AT_ONCE;
}

bool password_turn(bool soon)
{
	bool mine = true;

	pthread_mutex_lock(&lock);
	if (soon)
		mine = wait_soon();
	while (!soon && running == HASHES_AT_ONCE)
		pthread_cond_wait(&freed, &lock);
	running += mine;
	pthread_mutex_unlock(&lock);
	return mine;
}

void password_turn_end(void)
{
	pthread_mutex_lock(&lock);
	running--;
	pthread_cond_signal(&freed);
	pthread_mutex_unlock(&lock);
}

static const char *hash_now(struct arena *a, const char *password)
{
	char *out = arena_alloc(a, crypto_pwhash_STRBYTES);
	bool fast = atomic_load(&cheap);
	unsigned long long rounds = fast ? crypto_pwhash_argon2id_OPSLIMIT_MIN : 2;
	size_t memory = fast ? crypto_pwhash_argon2id_MEMLIMIT_MIN : (size_t)19 * 1024 * 1024;

	if (crypto_pwhash_str_alg(out, password, strlen(password), rounds, memory,
		    crypto_pwhash_ALG_ARGON2ID13)) {
		fputs("tansiq: out of memory\n", stderr);
		abort();
	}
	return out;
}

bool password_hash_soon(struct arena *a, const char *password, const char **hash)
{
	if (!password_turn(true))
		return false;
	*hash = hash_now(a, password);
	password_turn_end();
	return true;
}

bool password_check_soon(const char *hash, const char *password, bool *same)
{
	if (!password_turn(true))
		return false;
	*same = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
	password_turn_end();
	return true;
}

const char *password_hash(struct arena *a, const char *password)
{
	const char *hash;

	password_turn(false);
	hash = hash_now(a, password);
	password_turn_end();
	return hash;
}

bool password_check(const char *hash, const char *password)
{
	bool same;

	password_turn(false);
	same = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
	password_turn_end();
	return same;
}

void password_cheap(bool on)
{
	atomic_store(&cheap, on);
}

_Static_assert(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES == SEAL_BYTES, "layout");
_Static_assert(crypto_secretbox_KEYBYTES == 32, "key");

void secret_seal(const unsigned char key[32], const void *data, size_t n, unsigned char *out)
{
	randombytes_buf(out, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, data, n, out, key);
}

bool secret_unseal(const unsigned char key[32], const void *sealed, size_t n, unsigned char *out)
{
	const unsigned char *nonce = sealed;

	return n >= SEAL_BYTES &&
	       crypto_secretbox_open_easy(out, nonce + crypto_secretbox_NONCEBYTES,
		       n - crypto_secretbox_NONCEBYTES, nonce, key) == 0;
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
