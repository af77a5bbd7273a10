/* Responses with their typed rows, in volume. */
#include <string.h>

#include "assess/answer_sql.h"
#include "assess/response_sql.h"
#include "base/id.h"
#include "bench/bench.h"
#include "bench/bench_sql.h"

struct need_copy {
	struct need_rows row;
	struct need_groups *groups;
	struct need_places *places;
	size_t n_groups, n_places;
};

struct bench_response {
	const char *consent;
	struct answer_rows *answers;
	struct need_copy *needs;
	size_t n_answers, n_needs;
};

static enum err read_needs(struct ctx *cx, int64_t id, struct bench_response *r)
{
	struct need_rows *rows;

	TRY(need_rows_query(cx->db, cx->arena, id, &rows, &r->n_needs));
	r->needs = ARENA_ARRAY(cx->arena, r->n_needs, struct need_copy);
	for (size_t i = 0; i < r->n_needs; i++) {
		struct need_copy *n = &r->needs[i];

		n->row = rows[i];
		TRY(need_groups_query(cx->db, cx->arena, rows[i].id, &n->groups, &n->n_groups));
		TRY(need_places_query(cx->db, cx->arena, rows[i].id, &n->places, &n->n_places));
	}
	return OK;
}

enum err bench_responses(struct ctx *cx, struct bench_response **out, size_t *n)
{
	struct bench_source s;
	struct bench_accepted *accepted;

	TRY(bench_source_query(cx->db, cx->arena, &s));
	TRY(bench_accepted_query(cx->db, cx->arena, s.id, &accepted, n));
	*out = ARENA_ARRAY(cx->arena, *n, struct bench_response);
	for (size_t i = 0; i < *n; i++) {
		struct bench_response *r = &(*out)[i];

		r->consent = accepted[i].consent;
		TRY(answer_rows_query(
			cx->db, cx->arena, accepted[i].id, &r->answers, &r->n_answers));
		TRY(read_needs(cx, accepted[i].id, r));
	}
	return OK;
}

static enum err copy_need(struct ctx *cx, const struct need_copy *n, int64_t round,
	int64_t response, int64_t body, int64_t times)
{
	const struct need_rows *r = &n->row;
	int64_t id = id_new(), people = r->people == DB_NULL ? DB_NULL : r->people * times;

	TRY(need_insert_query(cx->db, id, round, response, body, r->rep, r->topic, r->topic_text,
		r->kind, r->priority, r->gap, people, r->by_date, r->consent, NULL));
	for (size_t i = 0; i < n->n_groups; i++)
		TRY(need_group_insert_query(cx->db, id, n->groups[i].grp, NULL));
	for (size_t i = 0; i < n->n_places; i++)
		TRY(need_place_insert_query(cx->db, id, n->places[i].place, NULL));
	return OK;
}

enum err bench_copy(struct ctx *cx, const struct bench_response *like, size_t at, int64_t round,
	int64_t body, int64_t times)
{
	int64_t id = id_new();

	like += at;
	TRY(response_insert_query(cx->db, id, round, body, "2027-03-01", cx->now, NULL));
	TRY(response_set_state_query(
		cx->db, id, 1, "asked", "accepted", cx->now, cx->now, cx->now, NULL));
	TRY(response_set_consent_query(cx->db, id, like->consent, NULL));
	for (size_t i = 0; i < like->n_answers; i++) {
		const struct answer_rows *a = &like->answers[i];
		bool people = strcmp(a->question, "n_people") == 0;

		TRY(answer_insert_query(cx->db, id_new(), round, id, body, a->question, a->rep,
			a->choice, people ? a->num * times : a->num, a->text, a->first_answer,
			a->first_value, NULL));
	}
	for (size_t i = 0; i < like->n_needs; i++)
		TRY(copy_need(cx, &like->needs[i], round, id, body, times));
	return OK;
}
