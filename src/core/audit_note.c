/*
 * The instance's key and signed checkpoints, as notes other programs can check:
 * c2sp.org/signed-note and c2sp.org/tlog-checkpoint, with Ed25519 (signature type 0x01).
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "core/audit_leaf.h"
#include "core/disk.h"

#define NOTE_MOST 4096

/* ---- the key ---- */

static enum err make_key(struct ctx *cx, const char *folder, const char *path)
{
	struct audit_key key;
	const char *hex;
	enum err e;

	sign_keypair(key.public_key, key.secret_key);
	hex = arena_printf(cx->arena, "%s\n",
		text_hex(cx->arena, (struct bytes){ key.secret_key, sizeof(key.secret_key) }));
	TRY(disk_folder(cx->arena, folder));
	e = disk_write(
		cx->arena, path, (struct bytes){ (const unsigned char *)hex, strlen(hex) }, true);
	return e == ERR_CONFLICT ? OK : e; /* another process was first: its key is the key */
}

enum err audit_key_load(struct ctx *cx, bool make, struct audit_key *key)
{
	const char *folder = arena_printf(cx->arena, "%s/keys", cx->config->data);
	const char *path = arena_printf(cx->arena, "%s/audit.key", folder);
	struct bytes text, secret;
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno != ENOENT)
			return fault("keys/audit.key: %s", strerror(errno));
		if (!make)
			return ERR_MISSING;
		TRY(make_key(cx, folder, path));
		if (lstat(path, &st) != 0)
			return fault("keys/audit.key: %s", strerror(errno));
	}
	if (st.st_mode & 077)
		return fault("keys/audit.key is open to others than its owner: chmod 600 it");
	TRY(disk_read(cx->arena, path, 1024, &text));
	if (text.len != 129 || text.data[128] != '\n' ||
		!text_unhex(
			cx->arena, arena_strn(cx->arena, (const char *)text.data, 128), &secret) ||
		secret.len != sizeof(key->secret_key))
		return fault("keys/audit.key is no key");
	memcpy(key->secret_key, secret.data, sizeof(key->secret_key));
	memcpy(key->public_key, secret.data + 32, sizeof(key->public_key)); /* RFC 8032: seed, A */
	return OK;
}

/* ---- base64 ---- */

static void swap(char *s, char from, char to)
{
	while ((s = strchr(s, from)))
		*s = to;
}

const char *audit_base64(struct arena *a, const void *data, size_t n)
{
	const char *url = text_base64url(a, (struct bytes){ data, n });
	char *s = arena_strn(a, arena_printf(a, "%s==", url), (n + 2) / 3 * 4);

	swap(s, '-', '+');
	swap(s, '_', '/');
	return s;
}

bool audit_unbase64(struct arena *a, const char *s, struct bytes *out)
{
	size_t n = strcspn(s, "=");
	char *url = arena_strn(a, s, n);

	if (strlen(s) % 4 || strspn(s + n, "=") != strlen(s + n) || strpbrk(s, "-_"))
		return false;
	swap(url, '+', '-');
	swap(url, '/', '_');
	return text_unbase64url(a, url, n, out);
}

/* ---- notes ---- */

const char *audit_note_body(struct arena *a, const struct audit_note *n)
{
	return arena_printf(
		a, "%s\n%lld\n%s\nat %s\n", n->origin, (long long)n->size, n->root, n->at);
}

/* First four bytes of SHA-256(name || LF || 0x01 || public key). */
static void key_hash(struct arena *a, const char *origin, const unsigned char public_key[32],
	unsigned char out[32])
{
	struct buf b;

	buf_init(&b, a, 128);
	buf_printf(&b, "%s\n\1", origin);
	buf_add(&b, public_key, 32);
	sha256(b.data, b.len, out);
}

const char *audit_note_text(
	struct arena *a, const struct audit_note *n, const unsigned char public_key[32])
{
	unsigned char room[32 + 64];
	struct bytes signature;

	key_hash(a, n->origin, public_key, room);
	if (!audit_unbase64(a, n->signature, &signature) || signature.len != 64)
		return "";
	memcpy(room + 4, signature.data, 64);
	return arena_printf(a, "%s\n\xe2\x80\x94 %s %s\n", audit_note_body(a, n), n->origin,
		audit_base64(a, room, 4 + 64));
}

/* The next line of a text, without its end; NULL when there is none. */
static const char *line(struct arena *a, const char **text)
{
	const char *end = strchr(*text, '\n'), *s;

	if (!end)
		return NULL;
	s = arena_strn(a, *text, (size_t)(end - *text));
	*text = end + 1;
	return s;
}

bool audit_note_read(struct arena *a, const char *text, struct audit_note *n)
{
	const char *size, *at, *blank, *signature, *head;
	struct bytes raw;

	if (strlen(text) > NOTE_MOST || !text_utf8_valid(text, strlen(text)))
		return false;
	n->origin = line(a, &text);
	size = n->origin ? line(a, &text) : NULL;
	n->root = size ? line(a, &text) : NULL;
	at = n->root ? line(a, &text) : NULL;
	blank = at ? line(a, &text) : NULL;
	if (!blank || *blank || strncmp(at, "at ", 3) != 0 || !text_to_int(size, &n->size) ||
		n->size < 0)
		return false;
	n->at = at + 3;
	head = arena_printf(a, "\xe2\x80\x94 %s ", n->origin);
	while ((signature = line(a, &text)))
		if (strncmp(signature, head, strlen(head)) == 0 &&
			audit_unbase64(a, signature + strlen(head), &raw) && raw.len == 4 + 64) {
			n->signature = audit_base64(a, raw.data + 4, 64);
			return true;
		}
	return false;
}

bool audit_note_good(
	struct arena *a, const struct audit_note *n, const unsigned char public_key[32])
{
	const char *body = audit_note_body(a, n);
	struct bytes signature;

	return audit_unbase64(a, n->signature, &signature) && signature.len == 64 &&
	       sign_verify(public_key, body, strlen(body), signature.data);
}
