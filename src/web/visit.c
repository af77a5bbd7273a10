#include "web/visit.h"

#include <string.h>

#include "base/crypto.h"

static bool token_shaped(const char *s)
{
	return strlen(s) == TOKEN_LEN &&
	       strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
		       TOKEN_LEN;
}

const char *visit_cookie_name(const struct visit *v, struct arena *a, const char *name)
{
	return v->secure ? arena_printf(a, "__Host-%s", name) : name;
}

/* The value of one cookie of a Cookie header (RFC 6265 §4.2.1), or NULL. The first one counts. */
static const char *cookie_value(struct arena *a, const char *header, const char *name)
{
	size_t n = strlen(name);

	while (*header) {
		size_t len;

		header += strspn(header, " \t;");
		len = strcspn(header, ";");
		if (len > n && header[n] == '=' && strncmp(header, name, n) == 0)
			return arena_strn(a, header + n + 1, len - n - 1);
		header += len;
	}
	return NULL;
}

const char *visit_cookie_sent(const struct visit *v, struct arena *a, const char *name)
{
	return v->sent ? cookie_value(a, v->sent, name) : NULL;
}

void visit_read(struct visit *v, struct arena *a, const char *cookies)
{
	const char *value = cookie_value(a, cookies, visit_cookie_name(v, a, "session"));

	if (value && token_shaped(value)) {
		v->session = value;
		v->hash = sha256_hex(a, value, TOKEN_LEN);
	}
	value = cookie_value(a, cookies, visit_cookie_name(v, a, "visitor"));
	if (value && token_shaped(value))
		v->visitor = value;
	value = cookie_value(a, cookies, visit_cookie_name(v, a, "device"));
	if (value && token_shaped(value))
		v->device = value;
	value = cookie_value(a, cookies, visit_cookie_name(v, a, "half"));
	if (value && token_shaped(value))
		v->half = value;
	v->sent = cookies;
	v->lang = cookie_value(a, cookies, "lang");
	v->note = cookie_value(a, cookies, "note");
}

void visit_secret(struct visit *v, struct arena *a, bool make)
{
	static const unsigned char key[32] = "tansiq: secret of a browser";
	const char *token = v->session ? v->session : v->visitor;

	if (!token && make) {
		token = v->visitor = random_token(a, 32);
		v->visitor_new = true;
	}
	v->has_secret = token != NULL;
	if (token)
		keyed_hash(key, token, strlen(token), v->secret);
}

void visit_cookie(struct visit *v, struct arena *a, const char *name, const char *value, int age)
{
	const char *life = age ? arena_printf(a, "; Max-Age=%d", age < 0 ? 0 : age) : "";

	*LIST_PUSH(a, &v->cookies) = arena_printf(a, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
		name, age < 0 ? "" : value, v->secure ? "; Secure" : "", life);
}
