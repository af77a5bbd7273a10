/*
 * Merkle trees of RFC 6962 §2.1: leaf SHA-256(0x00 || text), node SHA-256(0x01 || left || right),
 * the empty tree SHA-256(""). A tree that only grows is held by the roots of its complete subtrees,
 * one for each bit set in its size. Pure: no store.
 */
#ifndef CORE_MERKLE_H
#define CORE_MERKLE_H

#include <stddef.h>
#include <stdint.h>

struct hash {
	unsigned char b[32];
};

struct merkle {
	int64_t size;
	struct hash
		at[63]; /* at[L]: root of the complete subtree of 2^L leaves, if size has bit L */
};

/* A subtree of 2^level leaves that a leaf completed; it covers leaves place << level and on. */
struct merkle_node {
	int level;
	int64_t place;
	struct hash hash;
};

struct hash merkle_leaf(const void *text, size_t n);
struct hash merkle_pair(const struct hash *left, const struct hash *right);

/* Adds a leaf; `done` (room for 62) gets the nodes of level 1 and up it completed. Gives their
 * number. */
size_t merkle_add(struct merkle *m, struct hash leaf, struct merkle_node *done);

/* The root of the whole tree. */
struct hash merkle_root(const struct merkle *m);

/*
 * Checks an audit path (RFC 9162 §2.1.3.2): that `leaf` is leaf number `index` of the tree of
 * `size` leaves with that root.
 */
_Bool merkle_included(int64_t index, int64_t size, struct hash leaf, const struct hash *path,
	size_t n, struct hash root);

/* Checks a consistency proof (RFC 9162 §2.1.4.2) between two trees, 0 < old size <= size. */
_Bool merkle_consistent(int64_t old_size, struct hash old_root, int64_t size, struct hash root,
	const struct hash *path, size_t n);

#endif
