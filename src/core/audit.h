/*
 * The audit log: one canonical JSON row per act, inserted unnumbered in the act's own transaction;
 * one sequencer numbers committed rows and hashes them into a Merkle tree (RFC 6962 §2.1), and
 * signs checkpoints (Ed25519). Personal data goes in as a salted digest with the text beside it, so
 * that the text can be erased and the tree still verifies.
 */
#ifndef CORE_AUDIT_H
#define CORE_AUDIT_H

#include "core/ctx.h"
#include "core/merkle.h"

/* One more fact of an act. */
struct audit_fact {
	const char *key;
	const char *text; /* NULL: num is meant */
	int64_t num;
	bool personal; /* the leaf holds a salted digest; the text stays erasable beside it */
};
#define FACT(k, v) ((struct audit_fact){ .key = (k), .text = (v), .num = DB_NULL })
#define FACT_N(k, v) ((struct audit_fact){ .key = (k), .num = (v) })
#define FACT_P(k, v) ((struct audit_fact){ .key = (k), .text = (v), .personal = true })

/*
 * Records an act ("round.open") on a record of a kind at a body (DB_NULL: none), with further facts
 * (one without a value is left out): audit(cx, "round.open", "round", id, body, FACT("due", due),
 * FACT_N("bodies", n))
 */
#define audit(cx, act, kind, record, body, ...)                                                    \
	audit_put((cx), (act), (kind), (record), (body),                                           \
		(const struct audit_fact[]){ { .key = "" }, ##__VA_ARGS__, { .key = NULL } } + 1)
enum err audit_put(struct ctx *cx, const char *act, const char *kind, int64_t record, int64_t body,
	const struct audit_fact *facts) MUST_USE;

/*
 * The facts of a row (leaf_text and private_text of the queries in core/audit_sql.h) in their
 * order, for pages. A personal fact that was erased has no text.
 */
enum err audit_facts(struct ctx *cx, const char *leaf_text, const char *private_text,
	struct audit_fact **facts, size_t *n) MUST_USE;

/* Numbers and hashes what is committed and unnumbered; at most `most` rows; *done counts them. Run
 * by one worker. */
enum err audit_sequence(struct ctx *cx, int64_t most, int64_t *done) MUST_USE;

/*
 * Signs the present root with the instance's key (data/keys/audit.key, made at first use, 0600) and
 * keeps it; the same size again gives the same note. The text is a checkpoint of
 * c2sp.org/tlog-checkpoint: origin, size, root, an extension line "at TIME", and a line with an
 * Ed25519 signature.
 */
enum err audit_checkpoint(struct ctx *cx, const char **text) MUST_USE;

/*
 * The job that does both, every ten seconds and every hour at most; audit_job_add makes sure it is
 * there (at start).
 */
struct job_kind;
extern const struct job_kind audit_job;
enum err audit_job_add(struct ctx *cx) MUST_USE;

/*
 * Recomputes the tree from the rows, checks each row's digests, all checkpoints and their
 * signatures, and (if not NULL) the text of a checkpoint of this log that somebody else kept. What
 * is wrong goes to `report`, a line each: OK if nothing, else ERR_CONFLICT. Reads only.
 */
enum err audit_verify(struct ctx *cx, const char *checkpoint, struct buf *report) MUST_USE;

/* Erases the personal text of a record's rows; digests stay. Recorded itself. */
enum err audit_erase(struct ctx *cx, const char *kind, int64_t record) MUST_USE;

/*
 * Proofs for others, in O(log n) reads: that row `seq` is in the tree of the first `size` rows (RFC
 * 6962 §2.1.1), and that the tree of `size` rows continues that of `old_size` (§2.1.2). ERR_INPUT
 * when the numbers are not within the tree. merkle_included and merkle_consistent check them.
 */
enum err audit_inclusion(
	struct ctx *cx, int64_t seq, int64_t size, struct hash **path, size_t *n) MUST_USE;
enum err audit_consistency(
	struct ctx *cx, int64_t old_size, int64_t size, struct hash **path, size_t *n) MUST_USE;

#endif
