#include "base/crypto.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "test/harness.h"

TEST(hexadecimal_goes_and_comes_back)
{
	struct bytes b;

	CHECK_STR("00ff1a",
		text_hex(t->arena, (struct bytes){ (const unsigned char *)"\0\377\032", 3 }));
	CHECK(text_unhex(t->arena, "00FF1a", &b));
	CHECK_INT(3, (int64_t)b.len);
	CHECK_INT(255, b.data[1]);
	CHECK(!text_unhex(t->arena, "0", &b));
	CHECK(!text_unhex(t->arena, "0g", &b));
}

/* RFC 4648 §10, without padding. */
TEST(base64url_follows_the_rfc)
{
	static const char *const pairs[][2] = { { "", "" }, { "f", "Zg" }, { "fo", "Zm8" },
		{ "foo", "Zm9v" }, { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" },
		{ "foobar", "Zm9vYmFy" }, { "\xFB\xFF", "-_8" } };
	struct bytes b;

	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		const unsigned char *raw = (const unsigned char *)pairs[i][0];

		CHECK_STR(pairs[i][1],
			text_base64url(t->arena, (struct bytes){ raw, strlen(pairs[i][0]) }));
		CHECK(text_unbase64url(t->arena, pairs[i][1], strlen(pairs[i][1]), &b));
		CHECK_STR(pairs[i][0], arena_strn(t->arena, (const char *)b.data, b.len));
	}
	CHECK(!text_unbase64url(t->arena, "Zh", 2, &b)); /* bits left over */
	CHECK(!text_unbase64url(t->arena, "Z", 1, &b));
	CHECK(!text_unbase64url(t->arena, "A", 1, &b));
	CHECK(!text_unbase64url(t->arena, "Zg==", 4, &b));
	CHECK(!text_unbase64url(t->arena, "Z+", 2, &b));
}

/* FIPS 180-4, the example "abc"; RFC 4231 has no 32-byte key, so HMAC is checked with openssl's
 * answer. */
TEST(hashes_are_the_standard_ones)
{
	static const char abc[] =
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	unsigned char out[32], key[32] = { 0 };
	struct sha256_state s;

	CHECK_STR(abc, sha256_hex(t->arena, "abc", 3));
	sha256_begin(&s);
	sha256_more(&s, "a", 1);
	sha256_more(&s, "bc", 2);
	sha256_end(&s, out);
	CHECK_STR(abc, text_hex(t->arena, (struct bytes){ out, 32 }));
	memset(key, 'k', sizeof(key));
	hmac_sha256(key, "abc", 3, out);
	CHECK_STR("af61b693912efc56e2e46f949719ea10a9e80d68f8dcfb84e26cac5330da3c74",
		text_hex(t->arena, (struct bytes){ out, 32 }));
	keyed_hash(key, "abc", 3, out); /* as Python's hashlib.blake2b gives it */
	CHECK_STR("0a9b1f4f633832a535f3e4539d906998c3814fbcd4cc136e57e8ea742ac36b61",
		text_hex(t->arena, (struct bytes){ out, 32 }));
}

TEST(passwords_are_kept_as_argon2id)
{
	const char *hash = password_hash(t->arena, "كلمة سر طويلة");

	CHECK(strncmp(hash, "$argon2id$v=19$", 15) == 0);
	CHECK(password_check(hash, "كلمة سر طويلة"));
	CHECK(!password_check(hash, "كلمة سر طويله"));
	CHECK(!password_check("not a hash", "x"));
	CHECK(strcmp(hash, password_hash(t->arena, "كلمة سر طويلة")) != 0);
}

TEST(an_instance_hashes_with_19_mib_and_two_rounds)
{
	password_cheap(false);
	CHECK_HAS(password_hash(t->arena, "x"), "$m=19456,t=2,p=1$");
	password_cheap(true);
}

TEST(a_few_hashes_run_at_once_and_the_rest_is_told_so)
{
	const char *hash = password_hash(t->arena, "x"), *other;
	bool same = false;
	int turns = 0;

	while (turns < 9 && password_turn(true))
		turns++;
	CHECK_INT(4, turns);
	CHECK(!password_hash_soon(t->arena, "x", &other));
	CHECK(!password_check_soon(hash, "x", &same));
	password_turn_end();
	CHECK(password_check_soon(hash, "x", &same) && same);
	CHECK(password_check_soon(hash, "y", &same) && !same);
	CHECK(password_hash_soon(t->arena, "x", &other) && password_check(other, "x"));
	while (--turns)
		password_turn_end();
}

TEST(signatures_verify_and_a_changed_text_does_not)
{
	unsigned char public_key[32], secret_key[64], signature[64];

	sign_keypair(public_key, secret_key);
	sign_detached(secret_key, "release 1", 9, signature);
	CHECK(sign_verify(public_key, "release 1", 9, signature));
	CHECK(!sign_verify(public_key, "release 2", 9, signature));
	signature[5] ^= 1;
	CHECK(!sign_verify(public_key, "release 1", 9, signature));
}

TEST(secrets_are_compared_whole)
{
	CHECK(same_secret("abc", "abc", 3));
	CHECK(!same_secret("abc", "abd", 3));
}

TEST(ids_are_positive_ordered_and_fit_53_bits)
{
	int64_t last = 0;
	bool rising = true;

	for (int i = 0; i < 20000; i++) {
		int64_t id = id_new();

		rising = rising && id > last && id < INT64_C(1) << 53;
		last = id;
	}
	CHECK(rising);
	CHECK(id_first(INT64_C(1800000000000)) < id_first(INT64_C(1800000000001)));
	CHECK(id_first(time_now_ms() - 1) < id_new());
	CHECK(id_first(time_now_ms() + 60000) > id_new());
	CHECK(id_first(0) > 0);
}

TEST(public_numbers_are_26_characters_of_base32)
{
	const char *id = id_public(t->arena);

	CHECK_INT(26, (int64_t)strlen(id));
	CHECK_INT(26, (int64_t)strspn(id, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"));
	CHECK(strcmp(id, id_public(t->arena)) != 0);
	CHECK_INT(43, (int64_t)strlen(random_token(t->arena, 32)));
}
