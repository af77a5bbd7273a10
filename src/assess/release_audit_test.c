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

/* What a form says of totals is an equation: 3 = 23 - 20, unless the 20 is hidden, too. */
DBTEST(a_small_total_is_protected_where_the_form_states_a_sum)
{
	struct ctx *cx = t_ctx(t);
	int64_t round = earlier(t, cx, 10);

	for (int stated = 0; stated < 2; stated++) {
		static const char *const names[] = { "women", "men", "all" };
		static const int64_t values[] = { 3, 20, 23 };
		struct figures f = { 0 };
		struct suppression s;
		size_t more;
		bool safe;

		sup_begin(&s, cx->arena);
		for (size_t i = 0; i < 3; i++)
			*LIST_PUSH(cx->arena, &f.list) = (struct figure){ "numbers", names[i],
				"total", sup_cell(&s, values[i], RELEASE_LEAST) };
		if (stated) {
			struct figure_sum *sum = LIST_PUSH(cx->arena, &f.sums);

			for (size_t i = 0; i < 3; i++)
				*LIST_PUSH(cx->arena, &sum->terms) =
					(struct figure_term){ names[i], i < 2 ? 1 : -1 };
		}
		sup_run(&s);
		CHECK_ERR(OK, release_audit(cx, round, &s, &f, &more, &safe));
		CHECK(safe);
		CHECK_INT(stated, (int64_t)more);
		CHECK_INT(stated, sup_hidden(&s, f.list.at[1].cell));
	}
}

/* ---- random tables, published twice ---- */

enum { TOPICS = 3, GROUPS = 3, FIGURES = 1 + TOPICS + TOPICS * GROUPS, UNKNOWNS = 2 * FIGURES };

static uint64_t seed = 1325;

static uint64_t roll(uint64_t n) /* xorshift64* (Vigna 2016) */
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (seed * UINT64_C(2685821657736338717) >> 33) % n;
}

/* One state of the data: the total, the topics, then each topic's groups; and its marks. */
struct state {
	int64_t v[FIGURES];
	bool hidden[FIGURES];
	struct suppression s;
	struct figures f;
};

static const size_t first_group = 1 + TOPICS;

static void add_up(struct state *x)
{
	x->v[0] = 0;
	for (size_t i = 0; i < TOPICS; i++) {
		x->v[1 + i] = 0;
		for (size_t g = 0; g < GROUPS; g++)
			x->v[1 + i] += x->v[first_group + i * GROUPS + g];
		x->v[0] += x->v[1 + i];
	}
}

static void suppress(struct ctx *cx, struct state *x)
{
	static const char *const names[] = { "a", "b", "c" };
	size_t line;

	memset(&x->f, 0, sizeof(x->f));
	sup_begin(&x->s, cx->arena);
	for (size_t i = 0; i < FIGURES; i++) {
		size_t group = i < first_group ? 0 : i - first_group;
		struct figure f = { "total", "", "", sup_cell(&x->s, x->v[i], RELEASE_LEAST) };

		if (i >= first_group)
			f = (struct figure){ "groups", names[group / GROUPS], names[group % GROUPS],
				f.cell };
		else if (i)
			f = (struct figure){ "topics", names[i - 1], "people", f.cell };
		*LIST_PUSH(cx->arena, &x->f.list) = f;
	}
	line = sup_line(&x->s, 0);
	for (size_t i = 0; i < TOPICS; i++)
		sup_part(&x->s, line, 1 + i);
	for (size_t i = 0; i < TOPICS; i++) {
		line = sup_line(&x->s, 1 + i);
		for (size_t g = 0; g < GROUPS; g++)
			sup_part(&x->s, line, first_group + i * GROUPS + g);
	}
	sup_run(&x->s);
}

static void take_marks(struct state *x)
{
	for (size_t i = 0; i < FIGURES; i++)
		x->hidden[i] = sup_hidden(&x->s, i);
}

#define PRIME INT64_C(1000003)

static int64_t power(int64_t x, int64_t e)
{
	int64_t r = 1;

	for (x %= PRIME; e; e >>= 1, x = x * x % PRIME)
		if (e & 1)
			r = r * x % PRIME;
	return r;
}

/* The rank of the equations of both states over what no reader was shown, one unknown left out. */
static int rank_without(const struct state *a, const struct state *b, size_t n, size_t left_out)
{
	static int64_t m[2 * (1 + TOPICS)][UNKNOWNS];
	const struct state *of[] = { a, b };
	size_t rows = n * (1 + TOPICS);
	int rank = 0;

	memset(m, 0, sizeof(m));
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < FIGURES; i++) {
			/* The same figure with the same value is one unknown: that of the first. */
			bool same = k && a->v[i] == b->v[i];
			size_t col = same ? i : k * FIGURES + i, up;
			bool shown = !of[k]->hidden[i] || (n == 2 && a->v[i] == b->v[i] &&
								  (!a->hidden[i] || !b->hidden[i]));

			if (shown || col == left_out)
				continue;
			if (i < first_group)
				m[k * (1 + TOPICS) + i][col] = PRIME - 1;
			up = i < first_group ? 0 : 1 + (i - first_group) / GROUPS;
			if (i)
				m[k * (1 + TOPICS) + up][col] = 1;
		}
	for (size_t c = 0; c < UNKNOWNS; c++) {
		size_t p = (size_t)rank;

		while (p < rows && !m[p][c])
			p++;
		if (p == rows)
			continue;
		for (size_t i = 0; i < UNKNOWNS; i++) {
			int64_t x = m[p][i];

			m[p][i] = m[rank][i];
			m[rank][i] = x;
		}
		for (size_t r = (size_t)rank + 1; r < rows; r++) {
			int64_t by = m[r][c] * power(m[rank][c], PRIME - 2) % PRIME;

			for (size_t i = 0; i < UNKNOWNS; i++)
				m[r][i] = (m[r][i] + (PRIME - by) * m[rank][i]) % PRIME;
		}
		rank++;
	}
	return rank;
}

/* How many hidden figures follow from both releases that do not follow from the first alone. */
static int given_away(const struct state *a, const struct state *b)
{
	int n = 0, first = rank_without(a, b, 1, SIZE_MAX), both = rank_without(a, b, 2, SIZE_MAX);

	for (size_t col = 0; col < UNKNOWNS; col++) {
		size_t i = col % FIGURES;
		bool same = a->v[i] == b->v[i], second = col >= FIGURES;

		if ((second && same) || !(second ? b : a)->hidden[i] ||
			(same && (!a->hidden[i] || !b->hidden[i])))
			continue;
		if (!second && rank_without(a, b, 1, col) < first)
			continue;
		n += rank_without(a, b, 2, col) < both;
	}
	return n;
}

DBTEST(no_second_release_of_random_tables_gives_a_number_away)
{
	struct ctx *cx = t_ctx(t);
	int64_t round = earlier(t, cx, 10), release;
	int without = 0, with = 0, unsafe = 0;
	struct release_list *r;
	struct state a, b;
	size_t n, more;

	CHECK_ERR(OK, release_list_query(cx->db, cx->arena, RELEASE_LIST_SORT_NUMBER, "%", 0, "",
			      SHARE_GOVERNMENT, cx->who.account, 9, 0, &r, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	release = r->id;
	for (int turn = 0; turn < 150; turn++) {
		bool safe;

		for (size_t i = first_group; i < FIGURES; i++)
			a.v[i] = (int64_t)(roll(4) ? 6 + roll(30) : roll(5));
		add_up(&a);
		b = a;
		for (size_t k = 0; k <= roll(2); k++)
			b.v[first_group + roll(TOPICS * GROUPS)] = (int64_t)roll(40);
		add_up(&b);
		suppress(cx, &a);
		take_marks(&a);
		CHECK_ERR(OK, db_exec(cx->db, "DELETE FROM release_cell"));
		CHECK_ERR(OK, release_audit_keep(cx, release, &a.s, &a.f));
		suppress(cx, &b);
		take_marks(&b);
		without += given_away(&a, &b);
		CHECK_ERR(OK, release_audit(cx, round, &b.s, &b.f, &more, &safe));
		take_marks(&b);
		unsafe += !safe;
		with += safe ? given_away(&a, &b) : 0;
	}
	CHECK(without > 10);
	CHECK_INT(0, with);
	CHECK(unsafe < 75);
}
