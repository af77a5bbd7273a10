/* What the files of the audit log share: the shape of a leaf, the salted digest, keys and notes. */
#ifndef CORE_AUDIT_LEAF_H
#define CORE_AUDIT_LEAF_H

#include "base/json.h"
#include "core/ctx.h"

struct audit_head {
	int64_t id;
	const char *at, *act, *kind;
	int64_t record, body, account;
};

/* Writes the members of a leaf that are also columns, in their order, into an open object. */
void audit_leaf_head(struct json_out *o, const struct audit_head *h);

/* SHA-256(salt || text) in hexadecimal. */
const char *audit_digest(struct arena *a, struct bytes salt, const char *text);

/* ---- audit_note.c: keys and signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) ---- */

struct audit_key {
	unsigned char public_key[32];
	unsigned char secret_key[64];
};

/*
 * Reads data/keys/audit.key; where there is none, makes it if `make`, else ERR_MISSING. ERR_FAULT,
 * logged, when others than the owner can read it.
 */
enum err audit_key_load(struct ctx *cx, bool make, struct audit_key *key) MUST_USE;

/* The parts of a checkpoint. Roots, keys and signatures as standard base64. */
struct audit_note {
	const char *origin;
	int64_t size;
	const char *root;
	const char *at;
	const char *signature;
};

/* What is signed: origin, size, root and "at TIME", each a line. */
const char *audit_note_body(struct arena *a, const struct audit_note *n);

/* The whole note: body, blank line, "— ORIGIN BASE64(key hash, signature)". */
const char *audit_note_text(
	struct arena *a, const struct audit_note *n, const unsigned char public_key[32]);

/* Reads such a text; false if it is none. Bounded: at most 4 KiB, one signature taken by origin. */
bool audit_note_read(struct arena *a, const char *text, struct audit_note *n);

/* Whether the signature is that key's. */
bool audit_note_good(
	struct arena *a, const struct audit_note *n, const unsigned char public_key[32]);

/* Standard base64 (RFC 4648 §4), with padding, and back. */
const char *audit_base64(struct arena *a, const void *data, size_t n);
bool audit_unbase64(struct arena *a, const char *s, struct bytes *out);

#endif
