/* Recomputing the tree from the rows; see core/audit.h. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/audit_leaf.h"
#include "core/audit_sql.h"

#define AT_ONCE 512
#define LINES_MOST 200

/* One checkpoint to be met on the way. */
struct due {
	int64_t size;
	const char *root;
};

struct verify {
	struct ctx *cx;
	struct buf *report;
	int64_t wrong;
	struct merkle m;
	int64_t nodes;
	bool gap; /* a row was missing: what comes after cannot be in the tree */
	LIST(struct due) dues;
	LIST(struct merkle_node) done; /* of the present batch */
};

static void tell(struct verify *v, struct msg text)
{
	if (v->wrong++ < LINES_MOST)
		report_line(v->cx, v->report, text);
}

/* ---- one row ---- */

/* Whether the columns say what the leaf says: the leaf begins with their canonical text. */
static bool columns_match(struct verify *v, const struct audit_rows *r)
{
	const struct audit_head head = { r->id, r->at, r->act, r->kind, r->record, r->body,
		r->account };
	struct json_out o;
	struct buf b;

	buf_init(&b, v->cx->arena, 256);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	audit_leaf_head(&o, &head);
	return strncmp(r->leaf_text, b.data, b.len) == 0;
}

/* Whether every text beside the leaf has its digest in it, and none is without one. */
static bool digests_match(struct verify *v, const struct audit_rows *r)
{
	struct arena *a = v->cx->arena;
	struct json *leaf, *beside;
	const struct json *facts;
	const char *why;

	if (!r->private_text)
		return true;
	if (json_parse(a, r->leaf_text, strlen(r->leaf_text), &leaf, &why) != OK ||
		json_parse(a, r->private_text, strlen(r->private_text), &beside, &why) != OK)
		return false;
	facts = json_get(leaf, "facts");
	for (size_t i = 0; i < beside->n; i++) {
		const struct json *p = &beside->at[i];
		const char *want = json_str(json_get(facts, p->key), "sha256", NULL);
		const char *text = json_str(p, "text", NULL);
		struct bytes salt;

		if (!want || !text || !text_unhex(a, json_str(p, "salt", ""), &salt) ||
			strcmp(audit_digest(a, salt, text), want) != 0)
			return false;
	}
	return true;
}

static void check_row(struct verify *v, const struct audit_rows *r)
{
	struct hash leaf = merkle_leaf(r->leaf_text, strlen(r->leaf_text));
	struct merkle_node done[62];
	size_t n;

	if (r->leaf_hash.len != sizeof(leaf.b) ||
		memcmp(r->leaf_hash.data, leaf.b, sizeof(leaf.b)) != 0 || !columns_match(v, r))
		tell(v, MSG(_("Row {1} of the audit log was changed."), N(r->seq)));
	if (!digests_match(v, r))
		tell(v, MSG(_("The personal text beside row {1} of the audit log was changed."),
				N(r->seq)));
	if (r->seq != v->m.size && !v->gap) {
		tell(v, MSG(_("Row {1} of the audit log is missing."), N(v->m.size)));
		v->gap = true;
	}
	if (v->gap)
		return;
	n = merkle_add(&v->m, leaf, done);
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(v->cx->arena, &v->done) = done[i];
	v->nodes += (int64_t)n;
}

/* ---- checkpoints ---- */

static void check_root(struct verify *v, const struct due *d)
{
	struct hash root = merkle_root(&v->m);
	const char *text = audit_base64(v->cx->arena, root.b, sizeof(root.b));

	if (strcmp(text, d->root) != 0)
		tell(v, MSG(_("The checkpoint at size {1} is of another tree."), N(d->size)));
}

/* Checkpoints of the size the tree has just reached. */
static void check_roots(struct verify *v)
{
	for (size_t i = 0; i < v->dues.n && !v->gap; i++)
		if (v->dues.at[i].size == v->m.size)
			check_root(v, &v->dues.at[i]);
}

static void check_reached(struct verify *v)
{
	for (size_t i = 0; i < v->dues.n; i++)
		if (v->dues.at[i].size > v->m.size)
			tell(v, MSG(_("The checkpoint at size {1} cannot be checked: the rows "
				      "follow "
				      "each other only up to size {2}."),
					N(v->dues.at[i].size), N(v->m.size)));
}

/* A checkpoint's signature now; its root when the tree is there. */
static void check_note(struct verify *v, const struct audit_note *n, const struct audit_key *key)
{
	if (!audit_note_good(v->cx->arena, n, key->public_key))
		tell(v, MSG(_("The checkpoint at size {1} is not signed by the key of this "
			      "instance."),
				N(n->size)));
	*LIST_PUSH(v->cx->arena, &v->dues) = (struct due){ n->size, n->root };
}

static enum err load_notes(struct verify *v, const char *checkpoint)
{
	struct ctx *cx = v->cx;
	struct audit_checkpoint_row *rows;
	struct audit_note note;
	struct audit_key key;
	enum err e;
	size_t n;

	TRY(audit_checkpoints_query(cx->db, cx->arena, &rows, &n));
	if (!n && !checkpoint)
		return OK;
	e = audit_key_load(cx, false, &key);
	if (e == ERR_MISSING) {
		tell(v, MSG(_("The key keys/audit.key is not in the data folder: no signature can "
			      "be checked.")));
		return OK;
	}
	TRY(e);
	for (size_t i = 0; i < n; i++) {
		note = (struct audit_note){ rows[i].origin, rows[i].size, rows[i].root, rows[i].at,
			rows[i].signature };
		check_note(v, &note, &key);
	}
	if (checkpoint && !audit_note_read(cx->arena, checkpoint, &note))
		tell(v, MSG(_("The file given is no checkpoint.")));
	else if (checkpoint)
		check_note(v, &note, &key);
	return OK;
}

/* ---- nodes ---- */

/* The stored nodes of one level that this batch completed. */
static enum err check_level(struct verify *v, int level)
{
	struct audit_node_range *rows;
	int64_t first = -1, past = 0;
	size_t n, at = 0;

	for (size_t i = 0; i < v->done.n; i++)
		if (v->done.at[i].level == level) {
			first = first < 0 ? v->done.at[i].place : first;
			past = v->done.at[i].place + 1;
		}
	if (first < 0)
		return OK;
	TRY(audit_node_range_query(v->cx->db, v->cx->arena, level, first, past, &rows, &n));
	for (size_t i = 0; i < v->done.n; i++) {
		const struct merkle_node *d = &v->done.at[i];

		if (d->level != level)
			continue;
		if (at < n && rows[at].place == d->place && rows[at].hash.len == 32 &&
			memcmp(rows[at].hash.data, d->hash.b, 32) == 0)
			at++;
		else
			tell(v, MSG(_("Node {1} on level {2} of the audit tree was changed."),
					N(d->place), N(level)));
	}
	return OK;
}

static enum err check_batch(struct verify *v, int64_t *next, bool *more)
{
	struct audit_rows *rows;
	size_t n;

	TRY(audit_rows_query(v->cx->db, v->cx->arena, *next, AT_ONCE, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		check_row(v, &rows[i]);
		check_roots(v);
		*next = rows[i].seq + 1;
	}
	for (int level = 1; level < 63 && v->done.n; level++)
		TRY(check_level(v, level));
	*more = n == AT_ONCE;
	return OK;
}

enum err audit_verify(struct ctx *cx, const char *checkpoint, struct buf *report)
{
	struct verify v = { .cx = cx, .report = report };
	int64_t next = 0, nodes;
	bool more = true;

	TRY(load_notes(&v, checkpoint));
	check_roots(&v);
	while (more) {
		struct arena_mark mark = arena_mark(cx->arena);
		int64_t before = v.wrong;

		memset(&v.done, 0, sizeof(v.done));
		TRY(check_batch(&v, &next, &more));
		if (v.wrong == before)
			arena_rewind(cx->arena, mark);
	}
	check_reached(&v);
	TRY(audit_node_count_query(cx->db, cx->arena, &nodes));
	if (!v.gap && nodes != v.nodes)
		tell(&v, MSG(_("Number of nodes in the audit tree: {1}. Due: {2}."), N(nodes),
				 N(v.nodes)));
	return v.wrong ? ERR_CONFLICT : OK;
}
