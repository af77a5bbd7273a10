#include "core/seal.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "core/disk.h"

#define KEY 32
#define OWNER 8

static enum err make_key(struct ctx *cx, const char *folder, const char *path)
{
	unsigned char key[KEY];
	const char *hex;
	enum err e;

	random_bytes(key, sizeof(key));
	hex = arena_printf(cx->arena, "%s\n", text_hex(cx->arena, (struct bytes){ key, KEY }));
	TRY(disk_folder(cx->arena, folder));
	e = disk_write(
		cx->arena, path, (struct bytes){ (const unsigned char *)hex, strlen(hex) }, true);
	return e == ERR_CONFLICT ? OK : e; /* another process was first: its key is the key */
}

static enum err load_key(struct ctx *cx, bool make, unsigned char key[KEY])
{
	const char *folder = arena_printf(cx->arena, "%s/keys", cx->config->data);
	const char *path = arena_printf(cx->arena, "%s/factor.key", folder);
	struct bytes text, raw;
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno != ENOENT || !make)
			return fault("keys/factor.key: %s", strerror(errno));
		TRY(make_key(cx, folder, path));
		if (lstat(path, &st) != 0)
			return fault("keys/factor.key: %s", strerror(errno));
	}
	if (st.st_mode & 077)
		return fault("keys/factor.key is open to others than its owner: chmod 600 it");
	TRY(disk_read(cx->arena, path, 1024, &text));
	if (text.len != (size_t)2 * KEY + 1 || text.data[text.len - 1] != '\n' ||
		!text_unhex(cx->arena, arena_strn(cx->arena, (const char *)text.data, text.len - 1),
			&raw) ||
		raw.len != KEY)
		return fault("keys/factor.key is no key");
	memcpy(key, raw.data, KEY);
	return OK;
}

/* Big-endian, in front of the secret. */
static void put_owner(unsigned char out[OWNER], int64_t owner)
{
	for (int i = 0; i < OWNER; i++)
		out[i] = (unsigned char)((uint64_t)owner >> (56 - 8 * i));
}

enum err seal(struct ctx *cx, int64_t owner, struct bytes secret, const char **sealed)
{
	size_t n = OWNER + secret.len;
	unsigned char key[KEY], *plain = arena_alloc(cx->arena, n),
				*out = arena_alloc(cx->arena, n + SEAL_BYTES);

	TRY(load_key(cx, true, key));
	put_owner(plain, owner);
	memcpy(plain + OWNER, secret.data, secret.len);
	secret_seal(key, plain, n, out);
	*sealed = text_hex(cx->arena, (struct bytes){ out, n + SEAL_BYTES });
	return OK;
}

enum err unseal(struct ctx *cx, int64_t owner, const char *sealed, struct bytes *secret)
{
	unsigned char key[KEY], mark[OWNER], *plain;
	struct bytes raw;

	TRY(load_key(cx, false, key));
	if (!text_unhex(cx->arena, sealed, &raw) || raw.len < SEAL_BYTES + OWNER)
		return fault("a sealed secret of %lld is cut off", (long long)owner);
	plain = arena_alloc(cx->arena, raw.len - SEAL_BYTES);
	put_owner(mark, owner);
	if (!secret_unseal(key, raw.data, raw.len, plain) || memcmp(plain, mark, OWNER) != 0)
		return fault("a secret of %lld was not sealed with keys/factor.key for it",
			(long long)owner);
	*secret = (struct bytes){ plain + OWNER, raw.len - SEAL_BYTES - OWNER };
	return OK;
}
