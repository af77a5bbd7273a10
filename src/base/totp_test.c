#include "base/totp.h"

#include "test/harness.h"

static struct bytes bytes_of(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

/* RFC 6238 appendix B, the rows of SHA-1. */
TEST(codes_are_those_of_rfc_6238)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} rows[] = {
		{ 59, "94287082" },
		{ 1111111109, "07081804" },
		{ 1111111111, "14050471" },
		{ 1234567890, "89005924" },
		{ 2000000000, "69279037" },
		{ 20000000000, "65353130" },
	};
	const struct bytes secret = bytes_of("12345678901234567890");
	char code[9];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t step = totp_step(rows[i].seconds * 1000);

		CHECK(totp_code(secret, step, 8, code));
		CHECK_STR(rows[i].code, code);
		CHECK(totp_code(secret, step, TOTP_DIGITS, code));
		CHECK_STR(rows[i].code + 2, code);
	}
	CHECK_INT(1, totp_step(59999));
	CHECK_INT(2, totp_step(60000));
}

/* RFC 4648 section 10, without padding. */
TEST(secrets_are_typed_in_base32)
{
	CHECK_STR("", totp_text(t->arena, bytes_of("")));
	CHECK_STR("MY", totp_text(t->arena, bytes_of("f")));
	CHECK_STR("MZXQ", totp_text(t->arena, bytes_of("fo")));
	CHECK_STR("MZXW6", totp_text(t->arena, bytes_of("foo")));
	CHECK_STR("MZXW6YQ", totp_text(t->arena, bytes_of("foob")));
	CHECK_STR("MZXW6YTB", totp_text(t->arena, bytes_of("fooba")));
	CHECK_STR("MZXW6YTBOI", totp_text(t->arena, bytes_of("foobar")));
}

TEST(the_address_for_applications_is_encoded)
{
	CHECK_STR("otpauth://totp/Tansiq:a%2Bb%40moi.example?secret=MZXW6&issuer=Tansiq"
		  "&algorithm=SHA1&digits=6&period=30",
		totp_address(t->arena, "Tansiq", "a+b@moi.example", bytes_of("foo")));
	CHECK_HAS(totp_address(t->arena, "\xd8\xaa", "x?&secret=", bytes_of("foo")),
		"otpauth://totp/%D8%AA:x%3F%26secret%3D?secret=MZXW6&");
}
