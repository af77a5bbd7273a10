#include "assess/saved.h"

#include "assess/consolidation_view.h"
#include "test/assess_fixtures.h"

/* A round with two accepted responses, both of MOI's answers. */
static void set_up(struct ctx *cx, struct t_needs *w, struct round_by_id *r)
{
	int64_t round;

	t_needs(cx, w);
	round = t_round(cx, w, (int64_t[]){ w->moi.body, w->moen.body }, 2);
	t_reach(cx, w, t_response(cx, round, w->moi.body), &w->moi, "accepted");
	t_reach(cx, w, t_response(cx, round, w->moen.body), &w->moen, "accepted");
	t_signed_in(cx, w->coordinator);
	if (round_get(cx, round, r) != OK)
		r->id = 0;
}

static int64_t needs_of(struct ctx *cx, int64_t round, const struct cons_filter *f)
{
	struct cons_totals t = { 0 };

	return cons_totals(cx, round, f, &t) == OK ? t.needs : -1;
}

/* Each filter is checked against the needs themselves, one by one. */
DBTEST(every_figure_follows_the_filter)
{
	struct ctx *cx = t_ctx(t);
	const struct cons_filter filters[] = { { .topic = "gbv" }, { .priority = 3 },
		{ .body_kind = "ministry" }, { .consent = "yes" }, { .consent = "no" },
		{ .topic = "gbv", .priority = 1 }, { .topic = "gone" } };
	struct narrow_needs *all;
	struct t_needs w;
	struct round_by_id r;
	size_t n;

	set_up(cx, &w, &r);
	CHECK_ERR(OK, narrow_needs_query(cx->db, cx->arena, r.id,
			      CONS_NARROW(&(struct cons_filter){ 0 }), 0, 1000, 0, &all, &n));
	CHECK(n > 4);
	for (size_t i = 0; i < COUNT_OF(filters); i++) {
		const struct cons_filter *f = &filters[i];
		struct consolidation_view v = { 0 };
		int64_t want = 0, ranked = 0, people = 0, got = 0;

		for (size_t k = 0; k < n; k++) {
			if ((f->topic && strcmp(f->topic, all[k].topic) != 0) ||
				(f->priority && f->priority != all[k].priority) ||
				(f->consent && all[k].consent != (strcmp(f->consent, "yes") == 0)))
				continue;
			want++;
			people += all[k].people == DB_NULL ? 0 : all[k].people;
		}
		CHECK_INT(want, needs_of(cx, r.id, f));
		CHECK_ERR(OK, consolidation_view(cx, &r, f, &v));
		for (size_t k = 0; k < v.n_ranks; k++) {
			ranked += v.ranks[k].needs;
			got += v.ranks[k].people;
		}
		CHECK_INT(want, ranked);
		CHECK_INT(people, got);
		CHECK(v.filtered);
		CHECK((v.lost != NULL) == (f->topic && strcmp(f->topic, "gone") == 0));
		if (!want)
			CHECK(!v.n_ranks && !v.heats[1].n_rows && !v.heats[2].n_rows);
	}
}

DBTEST(a_kept_view_is_its_owners_or_shared)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct round_by_id r;
	struct saved_view_row *rows;
	int64_t id, again, other;
	size_t n;

	set_up(cx, &w, &r);
	other = t_account(cx, "second", w.mofa, "coordinator");
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(ERR_INPUT, saved_add(cx, &r, "High", false, "", &id));
	CHECK_ERR(ERR_INPUT, saved_add(cx, &r, "", false, "?priority=3", &id));
	CHECK_ERR(OK, saved_add(cx, &r, "High", false, "?priority=3", &id));
	CHECK_ERR(OK, saved_add(cx, &r, "High", false, "?priority=3", &again));
	CHECK_INT(id, again);
	CHECK_ERR(ERR_INPUT, saved_add(cx, &r, "High", false, "?priority=2", &again));
	t_signed_in(cx, other);
	CHECK_ERR(OK, saved_list_query(cx->db, cx->arena, r.form, r.body, other, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(ERR_MISSING, saved_remove(cx, &r, id));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, saved_edit(cx, &r, id, 1, "Highest", true));
	CHECK_ERR(ERR_CONFLICT, saved_edit(cx, &r, id, 1, "X", true));
	t_signed_in(cx, other);
	CHECK_ERR(OK, saved_list_query(cx->db, cx->arena, r.form, r.body, other, &rows, &n));
	if (CHECK_INT(1, (int64_t)n))
		CHECK_STR("Highest", rows[0].name);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, saved_remove(cx, &r, id));
	t_signed_in(cx, other);
	CHECK_ERR(OK, saved_remove(cx, &r, id));
	CHECK_ERR(ERR_MISSING, saved_remove(cx, &r, id));
}
