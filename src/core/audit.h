/*
 * The audit log: one canonical JSON row per act, inserted unnumbered in the act's own transaction;
 * one sequencer numbers committed rows and hashes them into a Merkle tree (RFC 6962 §2.1), and
 * signs checkpoints (Ed25519). Personal data goes in as a salted digest with the text beside it, so
 * that the text can be erased and the tree still verifies.
 */
#ifndef CORE_AUDIT_H
#define CORE_AUDIT_H

#include "core/ctx.h"

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
 * Records an act ("round.open") on a record of a kind at a body (DB_NULL: none), with further
 *facts: audit(cx, "round.open", "round", id, body, FACT("due", due), FACT_N("bodies", n))
 */
#define audit(cx, act, kind, record, body, ...)                                                    \
	audit_put((cx), (act), (kind), (record), (body),                                           \
		(const struct audit_fact[]){ __VA_ARGS__ __VA_OPT__(, ){ .key = NULL } })
enum err audit_put(struct ctx *cx, const char *act, const char *kind, int64_t record, int64_t body,
	const struct audit_fact *facts) MUST_USE;

/* Numbers and hashes what is committed and unnumbered; at most `most` rows; *done counts them. Run
 * by one worker. */
enum err audit_sequence(struct ctx *cx, int64_t most, int64_t *done) MUST_USE;

/* Signs the present root with the instance's key (data/keys/audit.key, made at first use, 0600). */
enum err audit_checkpoint(struct ctx *cx, const char **text) MUST_USE;

/*
 * Recomputes the tree from the rows, checks each row's digests, all checkpoints and their
 * signatures, and (if not NULL) a checkpoint file given by another ministry. What is wrong goes to
 * `report`, a line each; OK if nothing.
 */
enum err audit_verify(struct ctx *cx, const char *checkpoint, struct buf *report) MUST_USE;

/* Erases the personal text of a record's rows; digests stay. */
enum err audit_erase(struct ctx *cx, const char *kind, int64_t record) MUST_USE;

#endif
