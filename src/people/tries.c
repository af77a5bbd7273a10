#include "people/tries.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/crypto.h"
#include "base/text.h"
#include "base/time.h"
#include "db/setting_sql.h"
#include "people/account_sql.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define BROWSER_DAYS 180
#define NETWORK_DAYS 30

/* The secret of the keys. It is no setting anybody makes: the audit log has nothing of it. */
static enum err secret(struct ctx *cx, bool make, unsigned char out[32])
{
	const char *kept;
	enum err e = setting_get_query(cx->db, cx->arena, "signin.secret", &kept);

	if (e == ERR_MISSING) {
		kept = make ? random_token(cx->arena, 32) : "";
		e = make ? setting_put_query(cx->db, "signin.secret", kept, NULL) : OK;
	}
	TRY(e);
	sha256(kept, strlen(kept), out);
	return OK;
}

/* One address, or the network of an IPv6 address: its first 64 bits. */
static const char *network_of(struct arena *a, const char *peer)
{
	struct in6_addr v6;

	if (inet_pton(AF_INET6, peer, &v6) == 1)
		return text_hex(a, (struct bytes){ v6.s6_addr, 8 });
	return peer;
}

static const char *key_of(struct ctx *cx, const unsigned char secret_key[32], const char *kind,
	const char *email, const char *place)
{
	const char *s = arena_printf(cx->arena, "%s %zu %s %s", kind, strlen(email), email, place);
	unsigned char sum[32];

	hmac_sha256(secret_key, s, strlen(s), sum);
	return text_hex(cx->arena, (struct bytes){ sum, sizeof(sum) });
}

static enum err known(struct ctx *cx, const char *key, int64_t days, bool *yes)
{
	struct known_by_key k;
	int64_t at, now;

	*yes = false;
	if (!key)
		return OK;
	TRY(known_by_key_query(cx->db, cx->arena, key, &k, yes));
	if (*yes && (!time_parse(k.at, &at) || !time_parse(cx->now, &now)))
		return ERR_FAULT;
	*yes = *yes && now - at < days * DAY;
	return OK;
}

static void count_by(struct tries *t, const char *key, int64_t free_tries, int64_t forget)
{
	t->keys[t->n++] = (struct tries_key){ key, free_tries, forget };
}

enum err tries_of(struct ctx *cx, const char *email, const char *peer, const char *device,
	bool code, bool make, struct tries *t)
{
	const char *network = network_of(cx->arena, peer ? peer : "");
	unsigned char key[32];
	bool by_browser, by_network;

	*t = (struct tries){ 0 };
	TRY(secret(cx, make, key));
	t->browser = device ? key_of(cx, key, "browser", email, device) : NULL;
	t->network = key_of(cx, key, "network", email, network);
	TRY(known(cx, t->browser, BROWSER_DAYS, &by_browser));
	TRY(known(cx, t->network, NETWORK_DAYS, &by_network));
	t->known = by_browser;
	if (by_browser) {
		count_by(t, key_of(cx, key, "at browser", email, device), TRIES_PLACE, 0);
		return OK;
	}
	count_by(t, key_of(cx, key, "at network", email, network), TRIES_PLACE, 0);
	count_by(t, key_of(cx, key, "address", "", network), TRIES_ADDRESS, MINUTE);
	if (!by_network && !code)
		count_by(t, key_of(cx, key, "e-mail", email, ""), TRIES_ACCOUNT, 10 * MINUTE);
	return OK;
}

enum err tries_stopped(struct ctx *cx, const struct tries *t, int64_t *minutes)
{
	*minutes = 0;
	for (int i = 0; i < t->n; i++) {
		struct try_by_key row;
		bool found;
		int64_t until, now;

		TRY(try_by_key_query(cx->db, cx->arena, t->keys[i].key, &row, &found));
		if (!found || !row.locked_until || strcmp(row.locked_until, cx->now) <= 0)
			continue;
		if (!time_parse(row.locked_until, &until) || !time_parse(cx->now, &now))
			return ERR_FAULT;
		int64_t left = (until - now + MINUTE - 1) / MINUTE;
		if (left > *minutes)
			*minutes = left;
	}
	return OK;
}

/* How long a key is stopped after so many failures: 1 minute, doubling, at most an hour. */
static int64_t stop_for(int64_t failures, int64_t free_tries)
{
	int64_t over = failures - free_tries;

	if (over < 0)
		return 0;
	return over >= 6 ? HOUR : MINUTE << over;
}

static int64_t remembered(int64_t failures, int64_t passed, int64_t forget)
{
	if (!forget)
		return passed < DAY ? failures : 0;
	return passed / forget < failures ? failures - passed / forget : 0;
}

static enum err count(struct ctx *cx, const struct tries_key *k)
{
	struct try_by_key row;
	bool found;
	int64_t now, at = 0;

	TRY(try_by_key_query(cx->db, cx->arena, k->key, &row, &found));
	if (!time_parse(cx->now, &now) || (found && !time_parse(row.at, &at)))
		return ERR_FAULT;
	int64_t failures = found ? remembered(row.failures, now - at, k->forget) + 1 : 1;
	int64_t stop = stop_for(failures, k->free);
	return try_put_query(cx->db, k->key, failures,
		stop ? time_text(cx->arena, now + stop) : NULL, cx->now, NULL);
}

void tries_say(struct ctx *cx, const char *field, int64_t minutes)
{
	problem(cx, ERR_INPUT, field,
		MSGN("Too many wrong tries. Try again in {1} minute.",
			"Too many wrong tries. Try again in {1} minutes.", minutes, N(minutes)));
}

enum err tries_failed(struct ctx *cx, const struct tries *t)
{
	for (int i = 0; i < t->n; i++)
		TRY(count(cx, &t->keys[i]));
	return OK;
}

enum err tries_passed(struct ctx *cx, const struct tries *t)
{
	TRY(try_forget_query(cx->db, t->keys[0].key, NULL));
	if (t->browser)
		TRY(known_put_query(cx->db, t->browser, cx->now, NULL));
	return known_put_query(cx->db, t->network, cx->now, NULL);
}

enum err tries_sweep(struct ctx *cx)
{
	int64_t now;

	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	TRY(try_sweep_query(cx->db, time_text(cx->arena, now - DAY), NULL));
	return known_sweep_query(cx->db, time_text(cx->arena, now - BROWSER_DAYS * DAY), NULL);
}
