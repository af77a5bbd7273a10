#include "assess/release_audit.h"

#include <string.h>

#include "assess/edition.h"
#include "assess/release_doc.h"
#include "db/engine.h"
#include "test/assess_fixtures.h"

/*
 * One topic for three groups: 3, 20 and `third` people, in two releases of a round, as the
 * suppression alone would mark them.
 */
struct three {
	struct suppression s;
	struct figures f;
	size_t cells[5]; /* total, topic, groups */
};

static void three(struct ctx *cx, struct three *x, int64_t third)
{
	const int64_t v[] = { 23 + third, 23 + third, 3, 20, third };
	static const char *const keys[][3] = { { "total", "", "" }, { "topics", "t", "people" },
		{ "groups", "t", "a" }, { "groups", "t", "b" }, { "groups", "t", "c" } };
	size_t line;

	memset(x, 0, sizeof(*x));
	sup_begin(&x->s, cx->arena);
	for (size_t i = 0; i < 5; i++) {
		x->cells[i] = sup_cell(&x->s, v[i], RELEASE_LEAST);
		*LIST_PUSH(cx->arena, &x->f.list) =
			(struct figure){ keys[i][0], keys[i][1], keys[i][2], x->cells[i] };
	}
	line = sup_line(&x->s, x->cells[0]);
	sup_part(&x->s, line, x->cells[1]);
	line = sup_line(&x->s, x->cells[1]);
	for (size_t i = 2; i < 5; i++)
		sup_part(&x->s, line, x->cells[i]);
	sup_run(&x->s);
}

/* A published release of a closed round whose figures are those of three(…, third). */
static int64_t earlier(struct t *t, struct ctx *cx, int64_t third)
{
	struct names title = { .en = "First" };
	struct t_needs w;
	struct three x;
	int64_t round, id;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	t_reach(cx, &w, t_response(cx, round, w.moi.body), &w.moi, "accepted");
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, round_close(cx, round));
	CHECK_ERR(OK, release_add(cx, round, &title, 1u << REL_TOPICS, &id));
	CHECK_ERR(OK, release_publish(cx, id, 1));
	CHECK_ERR(OK, db_exec(cx->db, "DELETE FROM release_cell"));
	three(cx, &x, third);
	CHECK_ERR(OK, release_audit_keep(cx, id, &x.s, &x.f));
	return round;
}

/* First 3, 20, 10: the 10 is hidden with the 3. Then 3, 20, 25: the 20 would be, which is known. */
DBTEST(what_an_earlier_release_shows_protects_nothing)
{
	struct ctx *cx = t_ctx(t);
	int64_t round = earlier(t, cx, 10);
	struct three x;
	size_t more;
	bool safe;

	three(cx, &x, 25);
	CHECK(sup_hidden(&x.s, x.cells[2]));
	CHECK(sup_hidden(&x.s, x.cells[3]));
	CHECK(!sup_hidden(&x.s, x.cells[4]));
	CHECK_ERR(OK, release_audit(cx, round, &x.s, &x.f, &more, &safe));
	CHECK(safe);
	CHECK_INT(1, (int64_t)more);
	CHECK(sup_hidden(&x.s, x.cells[4]));
	/* The same data again need nothing more. */
	three(cx, &x, 10);
	CHECK_ERR(OK, release_audit(cx, round, &x.s, &x.f, &more, &safe));
	CHECK(safe);
	CHECK_INT(0, (int64_t)more);
}

/* The 10 of the first is shown by the second when another small group hides with the 3. */
DBTEST(a_withdrawn_release_was_seen)
{
	struct ctx *cx = t_ctx(t);
	int64_t round = earlier(t, cx, 10);
	struct three x;
	size_t more;
	bool safe;

	CHECK_ERR(OK, db_exec(cx->db, "UPDATE release SET state = 'withdrawn'"));
	three(cx, &x, 25);
	CHECK_ERR(OK, release_audit(cx, round, &x.s, &x.f, &more, &safe));
	CHECK_INT(1, (int64_t)more);
	CHECK_ERR(OK, db_exec(cx->db, "UPDATE release SET state = 'draft'"));
	three(cx, &x, 25);
	CHECK_ERR(OK, release_audit(cx, round, &x.s, &x.f, &more, &safe));
	CHECK_INT(0, (int64_t)more);
}
