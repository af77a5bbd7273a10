#include "core/merkle.h"

#include <stdbool.h>
#include <string.h>

#include "base/crypto.h"

struct hash merkle_leaf(const void *text, size_t n)
{
	struct sha256_state s;
	struct hash h = { 0 };

	sha256_begin(&s);
	sha256_more(&s, "\0", 1);
	sha256_more(&s, text, n);
	sha256_end(&s, h.b);
	return h;
}

struct hash merkle_pair(const struct hash *left, const struct hash *right)
{
	unsigned char room[65];
	struct hash h = { 0 };

	room[0] = 1;
	memcpy(room + 1, left->b, 32);
	memcpy(room + 33, right->b, 32);
	sha256(room, sizeof(room), h.b);
	return h;
}

size_t merkle_add(struct merkle *m, struct hash leaf, struct merkle_node *done)
{
	int level = 0;

	for (; m->size >> level & 1; level++) {
		leaf = merkle_pair(&m->at[level], &leaf);
		done[level] = (struct merkle_node){ level + 1, m->size >> (level + 1), leaf };
	}
	m->at[level] = leaf;
	m->size++;
	return (size_t)level;
}

struct hash merkle_root(const struct merkle *m)
{
	struct hash root = { 0 };
	bool any = false;

	if (!m->size)
		sha256("", 0, root.b);
	for (int level = 0; m->size >> level; level++) {
		if (!(m->size >> level & 1))
			continue;
		root = any ? merkle_pair(&m->at[level], &root) : m->at[level];
		any = true;
	}
	return root;
}

static bool same(struct hash a, struct hash b)
{
	return memcmp(a.b, b.b, sizeof(a.b)) == 0;
}

_Bool merkle_included(int64_t index, int64_t size, struct hash leaf, const struct hash *path,
	size_t n, struct hash root)
{
	int64_t at = index, last = size - 1;

	if (index < 0 || index >= size)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) || at == last) {
			leaf = merkle_pair(&path[i], &leaf);
			while (!(at & 1) && at) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			leaf = merkle_pair(&leaf, &path[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && same(leaf, root);
}

_Bool merkle_consistent(int64_t old_size, struct hash old_root, int64_t size, struct hash root,
	const struct hash *path, size_t n)
{
	int64_t at = old_size - 1, last = size - 1;
	struct hash first, second;
	size_t i = 0;

	if (old_size <= 0 || old_size > size)
		return false;
	if (old_size == size)
		return n == 0 && same(old_root, root);
	/* A complete old tree is its own first node. */
	if ((old_size & (old_size - 1)) == 0)
		first = second = old_root;
	else if (n == 0)
		return false;
	else
		first = second = path[i++];
	while (at & 1) {
		at >>= 1;
		last >>= 1;
	}
	for (; i < n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) || at == last) {
			first = merkle_pair(&path[i], &first);
			second = merkle_pair(&path[i], &second);
			while (!(at & 1) && at) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			second = merkle_pair(&second, &path[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && same(first, old_root) && same(second, root);
}
