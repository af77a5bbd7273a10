#include "core/audit.h"
#include "core/audit_sql.h"
#include "db/engine.h"
#include "test/fixtures.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/disk.h"
#include "core/job.h"

enum { BODY = 31, RECORD = 4001 };

static void put(struct t *t, struct ctx *cx, int n)
{
	for (int i = 0; i < n; i++)
		CHECK_ERR(OK, audit(cx, "thing.change", "thing", RECORD + i, BODY,
				      FACT("due", "2026-12-01"), FACT_N("bodies", 12),
				      FACT_P("name", "زهراء")));
}

static void sequence(struct t *t, struct ctx *cx)
{
	int64_t done = 1;

	while (done)
		CHECK_ERR(OK, audit_sequence(cx, 5, &done));
}

/* A log of n rows, all in the tree. */
static struct ctx *with_rows(struct t *t, int n)
{
	struct ctx *cx = t_ctx(t);

	put(t, cx, n);
	sequence(t, cx);
	return cx;
}

/* What verification says; "" if all is well. */
static const char *says(struct t *t, struct ctx *cx, const char *checkpoint)
{
	struct buf report;
	enum err e;

	buf_init(&report, cx->arena, 0);
	e = audit_verify(cx, checkpoint, &report);
	CHECK_ERR(report.len ? ERR_CONFLICT : OK, e);
	return report.data;
}

static void tamper(struct t *t, struct ctx *cx, const char *sql)
{
	CHECK_ERR(OK, db_exec(cx->db, sql));
}

DBTEST(a_row_says_what_was_done_and_keeps_persons_out_of_the_leaf)
{
	struct ctx *cx = t_ctx(t);
	struct audit_row *rows;
	struct audit_fact *facts;
	size_t n;

	cx->who.account = 77;
	CHECK_ERR(OK, audit(cx, "thing.change", "thing", RECORD, BODY, FACT("due", "2026-12-01"),
			      FACT("nothing", NULL), FACT_N("bodies", 12), FACT_N("none", DB_NULL),
			      FACT_P("name", "زهراء"), FACT_P("mail", NULL)));
	CHECK_ERR(OK, audit(cx, "thing.end", "thing", RECORD + 1, DB_NULL));
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "thing", RECORD, 9, &rows, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_HAS(rows[0].leaf_text,
		"\"at\":\"" T_NOW "\",\"act\":\"thing.change\",\"kind\":\"thing\","
		"\"record\":4001,\"body\":31,\"account\":77,"
		"\"facts\":{\"due\":\"2026-12-01\",\"bodies\":12,\"name\":{\"sha256\":\"");
	CHECK(!strstr(rows[0].leaf_text, "زهراء"));
	CHECK(!strstr(rows[0].leaf_text, "nothing"));
	CHECK(!strstr(rows[0].leaf_text, "none"));
	CHECK_ERR(OK, audit_facts(cx, rows[0].leaf_text, rows[0].private_text, &facts, &n));
	if (CHECK_INT(3, (int64_t)n)) {
		CHECK_STR("due", facts[0].key);
		CHECK_INT(12, facts[1].num);
		CHECK_STR("زهراء", facts[2].text);
		CHECK(facts[2].personal);
	}
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "thing", RECORD + 1, 9, &rows, &n));
	CHECK(!rows[0].private_text);
	CHECK_HAS(rows[0].leaf_text, "\"body\":null");
}

DBTEST(the_same_personal_text_has_another_digest_each_time)
{
	struct ctx *cx = t_ctx(t);
	struct audit_unnumbered *rows;
	size_t n;

	put(t, cx, 1);
	put(t, cx, 1);
	CHECK_ERR(OK, audit_unnumbered_query(cx->db, cx->arena, 9, &rows, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK(strcmp(strstr(rows[0].leaf_text, "sha256"), strstr(rows[1].leaf_text, "sha256")));
}

DBTEST(committed_rows_are_numbered_in_order_and_an_undone_act_leaves_none)
{
	struct ctx *cx = t_ctx(t);
	struct audit_rows *rows;
	int64_t done;
	size_t n;

	put(t, cx, 2);
	t_commit(cx);
	put(t, cx, 3);
	t_rollback(cx);
	put(t, cx, 2);
	CHECK_ERR(OK, audit_sequence(cx, 3, &done));
	CHECK_INT(3, done);
	CHECK_ERR(OK, audit_sequence(cx, 3, &done));
	CHECK_INT(1, done);
	CHECK_ERR(OK, audit_sequence(cx, 3, &done));
	CHECK_INT(0, done);
	CHECK_ERR(OK, audit_rows_query(cx->db, cx->arena, 0, 99, &rows, &n));
	if (!CHECK_INT(4, (int64_t)n))
		return;
	for (size_t i = 0; i < n; i++) {
		CHECK_INT((int64_t)i, rows[i].seq);
		CHECK(!i || rows[i].id > rows[i - 1].id);
	}
	CHECK_STR("", says(t, cx, NULL));
}

DBTEST(an_untouched_log_verifies_at_every_size)
{
	struct ctx *cx = t_ctx(t);
	const char *text;

	for (int i = 0; i <= 20; i++) {
		CHECK_STR("", says(t, cx, NULL));
		CHECK_ERR(OK, audit_checkpoint(cx, &text));
		CHECK_STR("", says(t, cx, text));
		put(t, cx, 1);
		sequence(t, cx);
	}
}

/* Rows are counted from nought; the log of each case has eleven. */
static const struct {
	const char *sql;
	const char *found;
} tampers[] = {
	{ "UPDATE audit_event SET leaf_text = replace(leaf_text, '12', '13') WHERE seq = 4",
		"Row 4 of the audit log was changed." },
	{ "UPDATE audit_event SET account = 5 WHERE seq = 4",
		"Row 4 of the audit log was changed." },
	{ "UPDATE audit_event SET body = NULL WHERE seq = 4",
		"Row 4 of the audit log was changed." },
	{ "UPDATE audit_event SET at = '2026-11-24T06:10:00.001Z' WHERE seq = 4",
		"Row 4 of the audit log was changed." },
	{ "UPDATE audit_event SET leaf_hash = (SELECT e.leaf_hash FROM audit_event e "
	  "WHERE e.seq = 5) WHERE seq = 4",
		"Row 4 of the audit log was changed." },
	{ "UPDATE audit_event SET private_text = replace(private_text, 'زهراء', 'زينب') WHERE seq "
	  "= 4",
		"The personal text beside row 4 of the audit log was changed." },
	{ "UPDATE audit_event SET private_text = '{}x' WHERE seq = 4",
		"The personal text beside row 4 of the audit log was changed." },
	{ "DELETE FROM audit_event WHERE seq = 4", "Row 4 of the audit log is missing." },
	{ "DELETE FROM audit_event WHERE seq = 0", "Row 0 of the audit log is missing." },
	{ "DELETE FROM audit_event WHERE seq = 10", "The checkpoint at size 11 cannot be checked" },
	{ "UPDATE audit_event SET seq = NULL WHERE seq = 4", "Row 4 of the audit log is missing." },
	{ "UPDATE audit_node SET place = 77 WHERE level = 1 AND place = 2",
		"Node 2 on level 1 of the audit tree was changed." },
	{ "UPDATE audit_node SET hash = (SELECT n.hash FROM audit_node n WHERE n.level = 1 AND "
	  "n.place = 0) WHERE level = 2 AND place = 1",
		"Node 1 on level 2 of the audit tree was changed." },
	{ "DELETE FROM audit_node WHERE level = 3",
		"Node 0 on level 3 of the audit tree was changed." },
	{ "INSERT INTO audit_node SELECT 9, 9, hash FROM audit_node WHERE level = 3",
		"Number of nodes in the audit tree: 9. Due: 8." },
	{ "UPDATE audit_checkpoint SET size = 10",
		"The checkpoint at size 10 is not signed by the key of this instance." },
	{ "UPDATE audit_checkpoint SET at = '2026-11-25T06:10:00.000Z'",
		"The checkpoint at size 11 is not signed by the key of this instance." },
	{ "UPDATE audit_checkpoint SET signature = 'AAAA'",
		"The checkpoint at size 11 is not signed by the key of this instance." },
};

DBTEST(whatever_is_tampered_with_is_found)
{
	struct ctx *cx = with_rows(t, 11);
	const char *text;

	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	t_commit(cx);
	CHECK_STR("", says(t, cx, text));
	for (size_t i = 0; i < COUNT_OF(tampers); i++) {
		tamper(t, cx, tampers[i].sql);
		if (!CHECK_HAS(says(t, cx, NULL), tampers[i].found))
			printf("  after %s it says: %s\n", tampers[i].sql, says(t, cx, NULL));
		t_rollback(cx);
	}
	CHECK_STR("", says(t, cx, NULL));
}

DBTEST(rows_in_another_order_are_another_tree)
{
	struct ctx *cx = with_rows(t, 11);
	const char *text;

	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	tamper(t, cx, "UPDATE audit_event SET seq = 99 WHERE seq = 3");
	tamper(t, cx, "UPDATE audit_event SET seq = 3 WHERE seq = 6");
	tamper(t, cx, "UPDATE audit_event SET seq = 6 WHERE seq = 99");
	CHECK_HAS(says(t, cx, NULL), "Node 1 on level 1 of the audit tree was changed.");
	CHECK_HAS(says(t, cx, NULL), "The checkpoint at size 11 is of another tree.");
}

DBTEST(a_log_written_anew_does_not_fit_the_checkpoints_others_kept)
{
	struct ctx *cx = with_rows(t, 11);
	const char *kept;

	CHECK_ERR(OK, audit_checkpoint(cx, &kept));
	tamper(t, cx, "DELETE FROM audit_checkpoint");
	tamper(t, cx, "DELETE FROM audit_node");
	tamper(t, cx, "DELETE FROM audit_event WHERE seq = 2");
	tamper(t, cx, "UPDATE audit_event SET seq = NULL");
	put(t, cx, 1);
	sequence(t, cx);
	CHECK_STR("", says(t, cx, NULL));
	CHECK_HAS(says(t, cx, kept), "The checkpoint at size 11 is of another tree.");
	tamper(t, cx, "DELETE FROM audit_event WHERE seq = 10");
	CHECK_HAS(says(t, cx, kept), "The checkpoint at size 11 cannot be checked");
}

DBTEST(a_checkpoint_is_a_signed_note)
{
	struct ctx *cx = with_rows(t, 3);
	const char *text, *again, *forged;

	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	CHECK_ERR(OK, audit_checkpoint(cx, &again));
	CHECK_STR(text, again);
	CHECK(strncmp(text, "tansiq.example/audit\n3\n", 23) == 0);
	CHECK_HAS(text, "=\nat " T_NOW "\n\n\xe2\x80\x94 tansiq.example/audit ");
	CHECK_STR("", says(t, cx, text));
	forged = arena_printf(cx->arena, "tansiq.example/audit\n2%s", text + 22);
	CHECK_HAS(says(t, cx, forged), "The checkpoint at size 2 is not signed");
	CHECK_HAS(says(t, cx, "nonsense"), "is no checkpoint");
	CHECK_HAS(says(t, cx, ""), "is no checkpoint");
	CHECK_HAS(says(t, cx, "a\n1\n\nat \n\n"), "is no checkpoint");
}

DBTEST(a_checkpoint_of_another_key_is_told)
{
	struct ctx *cx = with_rows(t, 3);
	const char *key = arena_printf(cx->arena, "%s/keys/audit.key", t->dir);
	const char *text;

	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	CHECK_INT(0, unlink(key));
	CHECK_HAS(says(t, cx, NULL), "The key keys/audit.key is not in the data folder");
	put(t, cx, 1);
	sequence(t, cx);
	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	CHECK_HAS(says(t, cx, NULL), "The checkpoint at size 3 is not signed by the key");
	CHECK(!strstr(says(t, cx, NULL), "The checkpoint at size 4"));
}

DBTEST(the_key_is_its_owners_alone)
{
	struct ctx *cx = with_rows(t, 1);
	const char *key = arena_printf(cx->arena, "%s/keys/audit.key", t->dir);
	const char *text;
	struct stat st;

	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	CHECK(stat(key, &st) == 0 && (st.st_mode & 0777) == 0600 && st.st_size == 129);
	CHECK_INT(0, chmod(key, 0640));
	CHECK_ERR(ERR_FAULT, audit_checkpoint(cx, &text));
	CHECK_INT(0, chmod(key, 0604));
	CHECK_ERR(ERR_FAULT, audit_checkpoint(cx, &text));
	CHECK_INT(0, chmod(key, 0600));
	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	CHECK_INT(0, truncate(key, 100));
	CHECK_ERR(ERR_FAULT, audit_checkpoint(cx, &text));
}

DBTEST(what_is_erased_is_gone_and_the_tree_verifies)
{
	struct ctx *cx = with_rows(t, 6);
	struct audit_fact *facts;
	struct audit_row *rows;
	const char *text;
	size_t n;

	CHECK_ERR(OK, audit_checkpoint(cx, &text));
	CHECK_ERR(OK, audit_erase(cx, "thing", RECORD + 2));
	sequence(t, cx);
	CHECK_STR("", says(t, cx, text));
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "thing", RECORD + 2, 9, &rows, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("audit.erase", rows[0].act);
	CHECK(!rows[1].private_text);
	CHECK_ERR(OK, audit_facts(cx, rows[1].leaf_text, NULL, &facts, &n));
	CHECK(n == 3 && facts[2].personal && !facts[2].text);
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "thing", RECORD, 9, &rows, &n));
	CHECK_HAS(rows[0].private_text, "زهراء");
}

/* Roots of every size up to n, from the stored leaves. */
static void all_roots(
	struct t *t, struct ctx *cx, int64_t n, struct hash *leaves, struct hash *roots)
{
	struct merkle m = { 0 };
	struct merkle_node done[62];
	struct audit_rows *rows;
	size_t got;

	CHECK_ERR(OK, audit_rows_query(cx->db, cx->arena, 0, n, &rows, &got));
	CHECK_INT(n, (int64_t)got);
	for (size_t i = 0; i < got; i++) {
		leaves[i] = merkle_leaf(rows[i].leaf_text, strlen(rows[i].leaf_text));
		merkle_add(&m, leaves[i], done);
		roots[i + 1] = merkle_root(&m);
	}
}

DBTEST(proofs_hold_for_all_pairs_of_a_small_log)
{
	enum { MOST = 19 };
	struct ctx *cx = with_rows(t, MOST);
	struct hash leaves[MOST], roots[MOST + 1], *path;
	size_t n;

	all_roots(t, cx, MOST, leaves, roots);
	for (int64_t size = 1; size <= MOST; size++)
		for (int64_t i = 0; i < size; i++) {
			CHECK_ERR(OK, audit_inclusion(cx, i, size, &path, &n));
			CHECK(merkle_included(i, size, leaves[i], path, n, roots[size]));
			CHECK(!merkle_included(
				i, size, leaves[(i + 1) % MOST], path, n, roots[size]));
			CHECK_ERR(OK, audit_consistency(cx, i + 1, size, &path, &n));
			CHECK(merkle_consistent(i + 1, roots[i + 1], size, roots[size], path, n));
			CHECK(!merkle_consistent(
				i + 1, roots[i ? i : 2], size, roots[size], path, n));
		}
	CHECK_ERR(ERR_INPUT, audit_inclusion(cx, 5, 5, &path, &n));
	CHECK_ERR(ERR_INPUT, audit_inclusion(cx, 0, MOST + 1, &path, &n));
	CHECK_ERR(ERR_INPUT, audit_consistency(cx, 0, 5, &path, &n));
	CHECK_ERR(ERR_INPUT, audit_consistency(cx, 6, 5, &path, &n));
}

DBTEST(a_reader_is_shown_the_acts_that_concern_the_reader)
{
	struct ctx *cx = t_ctx(t);
	struct audit_row *rows;
	size_t n;

	tamper(t, cx,
		"INSERT INTO body_tree VALUES (31, 31, 0), (30, 31, 1), (30, 30, 0), (40, 40, 0)");
	t_bare_body(cx, 30);
	t_bare_body(cx, 31);
	for (int64_t account = 70; account <= 72; account++)
		t_bare_account(cx, account, 30);
	tamper(t, cx,
		"INSERT INTO role_grant (id, account, capability, body, post, given_at, given_by) "
		"VALUES (1, 70, 'approve', 30, NULL, 'x', 1), "
		"(2, 71, 'enter', 31, NULL, 'x', 1), (3, 72, 'administer', NULL, NULL, 'x', 1)");
	put(t, cx, 2);
	cx->who.account = 71;
	CHECK_ERR(OK, audit(cx, "thing.end", "thing", RECORD, 40));
	CHECK_ERR(OK, audit_of_reader_query(cx->db, cx->arena, 70, INT64_MAX, 9, &rows, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_ERR(OK, audit_of_reader_query(cx->db, cx->arena, 70, rows[0].id, 9, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_ERR(OK, audit_of_reader_query(cx->db, cx->arena, 71, INT64_MAX, 9, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_STR("thing.end", rows[0].act);
	CHECK_ERR(OK, audit_of_reader_query(cx->db, cx->arena, 72, INT64_MAX, 9, &rows, &n));
	CHECK_INT(0, (int64_t)n);
}

/* Runs the job as of a second of the machine's clock; false when it was not due. */
static bool work(struct t *t, const char *now, const char *clock)
{
	struct config c = *t_config(t);
	bool ran = false;

	t_end();
	c.now = now;
	CHECK_ERR(OK, job_run_one(t->pool, &c, &audit_job, 1, clock, &ran));
	return ran;
}

static int64_t checkpoints(struct t *t, struct ctx *cx)
{
	struct audit_checkpoint_row *rows;
	size_t n = 0;

	CHECK_ERR(OK, audit_checkpoints_query(cx->db, cx->arena, &rows, &n));
	return (int64_t)n;
}

DBTEST(the_job_numbers_every_ten_seconds_and_signs_every_hour)
{
	struct ctx *cx = t_ctx(t);
	int64_t size;

	CHECK_ERR(OK, audit_job_add(cx));
	CHECK_ERR(OK, audit_job_add(cx));
	put(t, cx, 600);
	t_commit(cx);
	CHECK(work(t, T_NOW, "2026-11-24T07:00:00.000Z"));
	CHECK(!work(t, T_NOW, "2026-11-24T07:00:09.000Z"));
	cx = t_ctx(t);
	CHECK_ERR(OK, audit_size_query(cx->db, cx->arena, &size));
	CHECK_INT(600, size);
	CHECK_INT(1, checkpoints(t, cx));
	put(t, cx, 1);
	t_commit(cx);
	CHECK(work(t, "2026-11-24T07:09:59.000Z", "2026-11-24T07:00:10.000Z"));
	cx = t_ctx(t);
	CHECK_ERR(OK, audit_size_query(cx->db, cx->arena, &size));
	CHECK_INT(601, size);
	CHECK_INT(1, checkpoints(t, cx));
	t_end();
	CHECK(work(t, "2026-11-24T07:10:00.000Z", "2026-11-24T07:00:20.000Z"));
	CHECK_INT(2, checkpoints(t, t_ctx(t)));
	CHECK(work(t, "2026-11-24T09:10:00.000Z", "2026-11-24T07:00:30.000Z"));
	CHECK_INT(2, checkpoints(t, t_ctx(t)));
	CHECK_STR("", says(t, t_ctx(t), NULL));
}
