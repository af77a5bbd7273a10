/* The sequencer: numbers committed rows and keeps the tree's nodes; see core/audit.h. */
#include <assert.h>
#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "core/audit.h"
#include "core/audit_leaf.h"
#include "core/audit_sql.h"
#include "core/audit_tree.h"

enum err audit_hash_at(struct ctx *cx, int level, int64_t place, struct hash *h)
{
	struct bytes b;
	enum err e = level ? audit_node_at_query(cx->db, cx->arena, level, place, &b)
			   : audit_leaf_at_query(cx->db, cx->arena, place, &b);

	if (e == ERR_MISSING || (e == OK && b.len != sizeof(h->b)))
		return fault("the audit tree lacks node %d/%lld", level, (long long)place);
	TRY(e);
	memcpy(h->b, b.data, sizeof(h->b));
	return OK;
}

enum err audit_tree_load(struct ctx *cx, struct merkle *m)
{
	TRY(audit_size_query(cx->db, cx->arena, &m->size));
	for (int level = 0; m->size >> level; level++)
		if (m->size >> level & 1)
			TRY(audit_hash_at(cx, level, (m->size >> level) - 1, &m->at[level]));
	return OK;
}

static struct bytes bytes_of(const struct hash *h)
{
	return (struct bytes){ h->b, sizeof(h->b) };
}

static enum err take(struct ctx *cx, struct merkle *m, const struct audit_unnumbered *row)
{
	struct hash leaf = merkle_leaf(row->leaf_text, strlen(row->leaf_text));
	struct merkle_node done[62];
	int64_t seq = m->size, changed;
	size_t n = merkle_add(m, leaf, done);

	TRY(audit_number_query(cx->db, row->id, seq, bytes_of(&leaf), &changed));
	assert(changed == 1);
	for (size_t i = 0; i < n; i++)
		TRY(audit_node_insert_query(
			cx->db, done[i].level, done[i].place, bytes_of(&done[i].hash), NULL));
	return OK;
}

enum err audit_sequence(struct ctx *cx, int64_t most, int64_t *done)
{
	struct audit_unnumbered *rows;
	struct merkle m = { 0 };
	size_t n;

	*done = 0;
	TRY(audit_unnumbered_query(cx->db, cx->arena, most, &rows, &n));
	if (!n)
		return OK;
	TRY(audit_tree_load(cx, &m));
	for (size_t i = 0; i < n; i++)
		TRY(take(cx, &m, &rows[i]));
	*done = (int64_t)n;
	return OK;
}

/* The name of this log: the instance's address without its scheme. */
static const char *origin(struct ctx *cx)
{
	const char *url = cx->config->base_url, *name;

	if (!url || !*url)
		return "tansiq.invalid/audit";
	name = strstr(url, "://");
	return arena_printf(cx->arena, "%s/audit", name ? name + 3 : url);
}

static enum err sign(struct ctx *cx, const struct audit_key *key, struct audit_note *note)
{
	unsigned char signature[64];
	struct merkle m = { 0 };
	struct hash root;
	const char *body;

	TRY(audit_tree_load(cx, &m));
	root = merkle_root(&m);
	*note = (struct audit_note){ .origin = origin(cx), .size = m.size, .at = cx->now };
	note->root = audit_base64(cx->arena, root.b, sizeof(root.b));
	body = audit_note_body(cx->arena, note);
	sign_detached(key->secret_key, body, strlen(body), signature);
	note->signature = audit_base64(cx->arena, signature, sizeof(signature));
	return audit_checkpoint_insert_query(cx->db, note->size, note->origin, note->root, note->at,
		audit_base64(cx->arena, key->public_key, sizeof(key->public_key)), note->signature,
		NULL);
}

enum err audit_checkpoint(struct ctx *cx, const char **text)
{
	struct audit_checkpoint_row row;
	struct audit_key key;
	struct audit_note note;
	int64_t size;
	bool found;

	TRY(audit_key_load(cx, true, &key));
	TRY(audit_size_query(cx->db, cx->arena, &size));
	TRY(audit_checkpoint_at_query(cx->db, cx->arena, size, &row, &found));
	if (found)
		note = (struct audit_note){ row.origin, row.size, row.root, row.at, row.signature };
	else
		TRY(sign(cx, &key, &note));
	*text = audit_note_text(cx->arena, &note, key.public_key);
	return OK;
}
