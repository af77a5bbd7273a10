#include "web/csrf.h"

#include <string.h>

#include "base/crypto.h"
#include "base/text.h"

enum { HALF = 16 };

static void token_of(const struct visit *v, unsigned char token[32])
{
	keyed_hash(v->secret, "csrf", 4, token);
}

const char *csrf_token(const struct visit *v, struct arena *a)
{
	unsigned char token[32], both[2 * HALF];

	token_of(v, token);
	random_bytes(both, HALF);
	for (size_t i = 0; i < HALF; i++)
		both[HALF + i] = both[i] ^ token[i];
	return text_base64url(a, (struct bytes){ both, sizeof(both) });
}

bool csrf_check(const struct visit *v, struct arena *a, const char *posted, const char **pad)
{
	unsigned char token[32], sent[HALF];
	struct bytes both;

	if (!v->has_secret || !posted || strlen(posted) != TOKEN_LEN ||
		!text_unbase64url(a, posted, TOKEN_LEN, &both) || both.len != sizeof(sent) + HALF)
		return false;
	token_of(v, token);
	for (size_t i = 0; i < HALF; i++)
		sent[i] = both.data[i] ^ both.data[HALF + i];
	*pad = text_hex(a, (struct bytes){ both.data, HALF });
	return same_secret(sent, token, HALF);
}
