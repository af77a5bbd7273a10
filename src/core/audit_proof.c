/* Proofs about the tree for others, from its stored nodes; see core/audit.h. */
#include "core/audit.h"

#include "core/audit_sql.h"
#include "core/audit_tree.h"

struct proof {
	struct ctx *cx;
	LIST(struct hash) path;
};

/* The largest power of two below n, as its exponent; n > 1. */
static int split(int64_t n)
{
	int level = 0;

	while ((int64_t)1 << (level + 1) < n)
		level++;
	return level;
}

/* MTH(D[first:first+n]); `first` is a multiple of the least power of two that is not below n. */
static enum err range(struct proof *p, int64_t first, int64_t n, struct hash *h)
{
	struct hash left, right;
	int64_t k;
	int level;

	if (n == 1)
		return audit_hash_at(p->cx, 0, first, h);
	level = split(n);
	k = (int64_t)1 << level;
	if (n == k * 2)
		return audit_hash_at(p->cx, level + 1, first >> (level + 1), h);
	TRY(range(p, first, k, &left));
	TRY(range(p, first + k, n - k, &right));
	*h = merkle_pair(&left, &right);
	return OK;
}

static enum err add_range(struct proof *p, int64_t first, int64_t n)
{
	struct hash h;

	TRY(range(p, first, n, &h));
	*LIST_PUSH(p->cx->arena, &p->path) = h;
	return OK;
}

/* PATH(m, D[first:first+n]) of RFC 6962 §2.1.1. */
static enum err path(struct proof *p, int64_t m, int64_t first, int64_t n)
{
	int64_t k;

	if (n <= 1)
		return OK;
	k = (int64_t)1 << split(n);
	if (m < k) {
		TRY(path(p, m, first, k));
		return add_range(p, first + k, n - k);
	}
	TRY(path(p, m - k, first + k, n - k));
	return add_range(p, first, k);
}

/* SUBPROOF(m, D[first:first+n], whole) of RFC 6962 §2.1.2. */
static enum err subproof(struct proof *p, int64_t m, int64_t first, int64_t n, bool complete)
{
	int64_t k;

	if (m == n)
		return complete ? OK : add_range(p, first, n);
	k = (int64_t)1 << split(n);
	if (m <= k) {
		TRY(subproof(p, m, first, k, complete));
		return add_range(p, first + k, n - k);
	}
	TRY(subproof(p, m - k, first + k, n - k, false));
	return add_range(p, first, k);
}

enum err audit_inclusion(struct ctx *cx, int64_t seq, int64_t size, struct hash **to, size_t *n)
{
	struct proof p = { .cx = cx };
	int64_t all;

	TRY(audit_size_query(cx->db, cx->arena, &all));
	if (seq < 0 || seq >= size || size > all)
		return ERR_INPUT;
	TRY(path(&p, seq, 0, size));
	*to = p.path.at;
	*n = p.path.n;
	return OK;
}

enum err audit_consistency(
	struct ctx *cx, int64_t old_size, int64_t size, struct hash **to, size_t *n)
{
	struct proof p = { .cx = cx };
	int64_t all;

	TRY(audit_size_query(cx->db, cx->arena, &all));
	if (old_size <= 0 || old_size > size || size > all)
		return ERR_INPUT;
	TRY(subproof(&p, old_size, 0, size, true));
	*to = p.path.at;
	*n = p.path.n;
	return OK;
}
