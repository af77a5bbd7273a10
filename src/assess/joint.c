#include "assess/joint.h"

#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/may.h"

static int by_text(const char *a, const char *b)
{
	if (!a || !b)
		return (a == NULL) - (b == NULL); /* none is last */
	return strcmp(a, b);
}

static int by_place_in_order(const void *a, const void *b)
{
	const struct joint_need *x = a, *y = b;
	int c = strcmp(x->topic, y->topic);

	if (!c)
		c = strcmp(x->group, y->group);
	if (!c)
		c = by_text(x->by_date, y->by_date);
	if (!c)
		c = (x->need > y->need) - (x->need < y->need);
	return c ? c : by_text(x->place, y->place);
}

/* The needs of one topic and group, while they are put together: rows [from, to). */
struct gathering {
	struct arena *arena;
	const struct joint_need *rows;
	bool *used; /* by row; of all rows of a need alike */
	size_t from, to;
	int months;
	struct joints *out;
};

/* The day `months` after an ISO date, as text to compare with: the same day of that month. */
static const char *after_months(struct arena *a, const char *date, int months)
{
	long month = strtol(date, NULL, 10) * 12 + strtol(date + 5, NULL, 10) - 1 + months;

	return arena_printf(a, "%04ld-%02ld%s", month / 12, month % 12 + 1, date + 7);
}

static bool in_window(const struct joint_need *n, const char *from, const char *until)
{
	return !from || !n->by_date ||
	       (strcmp(n->by_date, from) >= 0 && strcmp(n->by_date, until) <= 0);
}

static bool in_place(const struct joint_need *n, const char *place)
{
	return !n->place || !place || strcmp(n->place, place) == 0;
}

/* Whether a row counts for a suggestion at a place; a need is taken by its first such row. */
static bool counts(
	const struct gathering *g, size_t i, const char *place, const char *from, const char *until)
{
	return !g->used[i] && in_window(&g->rows[i], from, until) && in_place(&g->rows[i], place);
}

static int64_t bodies_at(
	const struct gathering *g, const char *place, const char *from, const char *until)
{
	int64_t n = 0;

	for (size_t i = g->from; i < g->to; i++) {
		bool again = false;

		if (!counts(g, i, place, from, until))
			continue;
		for (size_t k = g->from; !again && k < i; k++)
			again = g->rows[k].body == g->rows[i].body &&
				counts(g, k, place, from, until);
		n += !again;
	}
	return n;
}

/* The governorate where most bodies meet the first need; NULL where no need names one. */
static const char *best_place(const struct gathering *g, size_t first, const char *from,
	const char *until, int64_t *bodies)
{
	const struct joint_need *seed = &g->rows[first];
	const char *best = NULL;

	*bodies = 0;
	for (size_t i = g->from; i < g->to; i++) {
		const char *place = g->rows[i].place;
		int64_t n;

		if (!place || g->used[i] || !in_window(&g->rows[i], from, until) ||
			(seed->place && g->rows[i].need != seed->need))
			continue;
		n = bodies_at(g, place, from, until);
		if (n > *bodies || (n == *bodies && best && strcmp(place, best) < 0)) {
			best = place;
			*bodies = n;
		}
	}
	if (!best)
		*bodies = bodies_at(g, NULL, from, until);
	return best;
}

static void use(struct gathering *g, int64_t need)
{
	for (size_t i = g->from; i < g->to; i++)
		if (g->rows[i].need == need)
			g->used[i] = true;
}

static void seal(struct arena *a, struct joint *j)
{
	struct buf b;

	buf_init(&b, a, 128);
	buf_str(&b, arena_printf(a, "%s/%s/%s", j->topic, j->group, j->place ? j->place : ""));
	for (size_t i = 0; i < j->parts.n; i++)
		buf_str(&b, arena_printf(a, "/%lld", (long long)j->parts.at[i].need));
	j->seal = sha256_hex(a, b.data, b.len);
}

static void add_part(struct arena *a, struct joint *j, const struct joint_need *n)
{
	bool known = false;

	for (size_t i = 0; !known && i < j->parts.n; i++)
		known = j->parts.at[i].body == n->body;
	j->bodies += !known;
	*LIST_PUSH(a, &j->parts) = (struct joint_part){ n->need, n->body, n->people, n->by_date };
	if (n->people != DB_NULL && n->people > 0 && j->people <= INT64_MAX - n->people)
		j->people += n->people;
	if (n->by_date && (!j->first_by || strcmp(n->by_date, j->first_by) < 0))
		j->first_by = n->by_date;
	if (n->by_date && (!j->last_by || strcmp(n->by_date, j->last_by) > 0))
		j->last_by = n->by_date;
}

/* What the first need that is left opens. */
static void gather(struct gathering *g, size_t first)
{
	const struct joint_need *seed = &g->rows[first];
	const char *from = seed->by_date;
	const char *until = from ? after_months(g->arena, from, g->months) : NULL;
	int64_t bodies;
	const char *place = best_place(g, first, from, until, &bodies);
	struct joint *j;

	if (bodies < 2) {
		use(g, seed->need);
		return;
	}
	j = LIST_PUSH(g->arena, &g->out->list);
	*j = (struct joint){ .topic = seed->topic, .group = seed->group, .place = place };
	for (size_t i = g->from; i < g->to; i++) {
		if (!counts(g, i, place, from, until))
			continue;
		add_part(g->arena, j, &g->rows[i]);
		use(g, g->rows[i].need);
	}
	seal(g->arena, j);
}

void joint_suggest(
	struct arena *a, const struct joint_need *needs, size_t n, int months, struct joints *out)
{
	struct joint_need *rows = ARENA_ARRAY(a, n, struct joint_need);
	struct gathering g = { .arena = a,
		.rows = rows,
		.used = ARENA_ARRAY(a, n, bool),
		.months = months,
		.out = out };

	*out = (struct joints){ 0 };
	if (!n)
		return;
	memcpy(rows, needs, n * sizeof(*rows));
	qsort(rows, n, sizeof(*rows), by_place_in_order);
	for (g.from = 0; g.from < n; g.from = g.to) {
		g.to = g.from + 1;
		while (g.to < n && strcmp(rows[g.to].topic, rows[g.from].topic) == 0 &&
			strcmp(rows[g.to].group, rows[g.from].group) == 0)
			g.to++;
		for (size_t i = g.from; i < g.to; i++)
			if (!g.used[i])
				gather(&g, i);
	}
}

/* ---- of a round ---- */

static enum err coordinated(struct ctx *cx, int64_t round, struct round_by_id *r)
{
	TRY(round_get(cx, round, r));
	return round_coordinated(cx, r->body) ? OK : ERR_MISSING;
}

enum err joint_of_round(struct ctx *cx, int64_t round, int months, struct joints *out)
{
	struct joint_needs *rows;
	struct joint_need *needs;
	struct round_by_id r;
	size_t n;

	TRY(coordinated(cx, round, &r));
	TRY(joint_needs_query(cx->db, cx->arena, round, &rows, &n));
	needs = ARENA_ARRAY(cx->arena, n, struct joint_need);
	for (size_t i = 0; i < n; i++)
		needs[i] = (struct joint_need){ rows[i].need, rows[i].body, rows[i].people,
			rows[i].topic, rows[i].grp, rows[i].place, rows[i].by_date };
	joint_suggest(cx->arena, needs, n, months, out);
	return OK;
}

static const struct joint *find(const struct joints *all, const char *seal_text)
{
	for (size_t i = 0; i < all->list.n; i++)
		if (strcmp(all->list.at[i].seal, seal_text) == 0)
			return &all->list.at[i];
	return NULL;
}

enum err joint_decide(struct ctx *cx, int64_t round, int months, const char *seal_text, bool taken,
	const char *reason)
{
	const char *state = taken ? "taken" : "dropped";
	struct joint_by_seal now;
	const struct joint *j;
	struct round_by_id r;
	struct joints all;
	bool found;

	TRY(joint_of_round(cx, round, months, &all));
	TRY(round_get(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	if (!taken && (!reason || !*reason))
		return problem(cx, ERR_INPUT, "reason",
			MSG("Say why it is dropped. The reason stays with the suggestion."));
	TRY(joint_by_seal_query(cx->db, cx->arena, round, seal_text, &now, &found));
	if (found && strcmp(now.state, state) == 0)
		return OK;
	j = find(&all, seal_text);
	if (found || !j)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This suggestion is no longer open. Look at what is there."));
	TRY(conflict(cx, joint_insert_query(cx->db, id_new(), round, j->seal, j->topic, j->group,
				 j->place, j->bodies, j->people, j->first_by, j->last_by, state,
				 reason, cx->who.account, cx->now, NULL)));
	return audit(cx, taken ? "joint.take" : "joint.drop", "round", round, r.body,
		FACT("topic", j->topic), FACT("group", j->group), FACT("seal", j->seal));
}

enum err joint_undo(struct ctx *cx, int64_t round, const char *seal_text)
{
	struct round_by_id r;
	int64_t changed;

	TRY(coordinated(cx, round, &r));
	TRY(may(cx, MAY_COORDINATE, r.body));
	TRY(joint_delete_query(cx->db, round, seal_text, &changed));
	return changed ? audit(cx, "joint.undo", "round", round, r.body, FACT("seal", seal_text))
		       : OK;
}
