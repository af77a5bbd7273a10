/* The stored Merkle tree of the audit log, for the files that read it. */
#ifndef CORE_AUDIT_TREE_H
#define CORE_AUDIT_TREE_H

#include "core/ctx.h"
#include "core/merkle.h"

/* A stored hash: level 0 of a row, higher ones of a node; ERR_FAULT when it is not there. */
enum err audit_hash_at(struct ctx *cx, int level, int64_t place, struct hash *h) MUST_USE;

/* The present tree, from at most 62 reads. *m must be zeroed. */
enum err audit_tree_load(struct ctx *cx, struct merkle *m) MUST_USE;

#endif
